import Autodiff
import Derivation
import Diagram
import Scene
import Wording

/// A pass as steps to go through: one picture with all steps in it, a choice of buttons, and what
/// happens in each step below. It needs no script; with one a bar turns and plays the steps. On paper
/// each step stands below its own picture where that is small; a larger one is printed once, as it is
/// in the end, and the steps follow.
struct FrameSteps {
  private let explanation: Explanation
  private let frames: FigureFrames
  /// The same laid out for a phone, where that must be narrower.
  private let phoneFrames: FigureFrames?
  /// The same with all numbers, where they can follow a reader's.
  private let phoneFigure: GraphFigure?
  /// The same with all that it has to say.
  private let phoneScene: Scene?
  /// Whether a phone shrinks the picture: no layout makes it larger there, and it can still be made
  /// out.
  private let isShrunk: Bool
  /// The whole picture laid out for paper, where the one above cannot be read there.
  private let paper: Scene?
  private let figures: FigureWriter
  private let id: String
  /// By what its numbers follow a reader's, where they can.
  private let program: ScriptProgram?
  /// Whether the picture stands whole before a reader chooses a step, and the steps are written out
  /// elsewhere on the page, for paper too.
  private let isWhole: Bool
  /// The step that is shown before a reader chooses one, of a picture that is not whole.
  var first = 1

  /// The most steps: the page's style has a rule for each.
  static let limit = 40

  /// Prepares the steps.
  ///
  /// - Parameters:
  ///   - name: Tells these steps from others of the page, in ids.
  ///   - isWhole: Whether the picture stands whole before a reader chooses a step, and the steps are
  ///     written out elsewhere on the page.
  ///   - change: Changes how the picture is drawn.
  init(
    _ explanation: Explanation, pass: FigureOptions.Pass, figures: FigureWriter, name: String,
    isWhole: Bool = false, drawing change: (inout FigureOptions) -> Void = { _ in }
  ) {
    self.explanation = explanation
    self.figures = figures
    self.isWhole = isWhole
    id = "\(explanation.prefix)\(name)-"
    var options = FigureOptions(
      language: explanation.language, numerals: explanation.derivation.numerals)
    // What flows forward stands where it will stand when the way back is drawn.
    options.pass = .both
    options.fitPage()
    options.lightsArrows = explanation.isLit
    change(&options)
    // A figure of one pass has not all numbers.
    var (figure, program) = figures.following(
      explanation.derivation, &options, isAsked: pass != .forward)
    figure = figure.seen(pass)
    self.program = program
    frames = figure.frames(pass: pass)
    paper =
      figures.folder == nil || PaperFigure.isReadable(figure)
      ? nil
      : figures.figure(explanation.trace, PaperFigure.options(options)).seen(pass).scene
    guard options.isForPage, figure.scene.size.width > FigureFrame.phonePage.width else {
      phoneFrames = nil
      phoneFigure = nil
      phoneScene = nil
      isShrunk = false
      return
    }
    options.fitPhone()
    let (phone, follows) = figures.followingOnPhone(explanation.derivation, options)
    phoneFigure = follows ? phone : nil
    var other = phone.seen(pass)
    // What is that high is not seen together with its equations.
    if other.scene.size.height > SteppedPicture.phoneHeight { other = other.unlit }
    phoneFrames = other.isReadableOnPhones ? other.frames(pass: pass) : nil
    phoneScene = phoneFrames == nil ? nil : other.scene
    isShrunk =
      phoneFrames == nil && figure.isReadable(shrunkTo: FigureFrame.phonePage.width)
  }

  /// How many steps there are.
  var count: Int { frames.steps.count }

  /// Whether two pictures stand side by side on a sheet of paper: half of one, 84 mm, holds a picture
  /// at six tenths of its size.
  private var isHalfSheet: Bool { !isWhole && frames.layered.size.width <= 540 }

  /// Whether what happens first is at the picture's right end.
  private var startsAtEnd: Bool { frames.steps.first?.pass == .backward || first == count }

  private var language: Language { explanation.language }

  /// The id of the picture.
  var picture: String { id + "figure" }

  /// The picture, the buttons and the steps.
  func html() throws -> HTML {
    let scene = frames.layered
    let name = picture
    let picture = try figures.picture(scene, name, places: places, steps: count)
    let figureLabel = ExplainWords(language).figureLabel
    guard count > 1 else {
      let shown =
        isShrunk
        ? .element("div", ["class": "shrinks"], picture)
        : try figures.with(picture, onPhone: phoneScene, name + "-")
      return framed(shown, label: figureLabel)
        + explanation.steps(frames.steps.map { step($0) }, figure: name)
        + (try packed(isShown: figures.folder == nil)) + (try button)
    }
    func view(_ picture: HTML, _ classes: String) -> HTML {
      .element(
        "div",
        ["class": classes, "tabindex": "0", "role": "group", "aria-label": figureLabel], picture)
    }
    var views = view(
      picture,
      "view scroll" + (isShrunk ? " shrinks" : "") + (startsAtEnd ? " end" : "")
        + (phoneFrames == nil ? "" : " on-page")
        + (isHalfSheet || paper != nil ? "" : " on-paper"))
    let printed = try paper.flatMap { try figures.pictureFile($0, name + "-paper") }
    if let printed { views += "\n" + printed.image(style: "printed") }
    // A high picture is looked at in each step's place, and changes with it.
    let stepped = try phoneFrames.flatMap {
      try SteppedPicture($0.layered, name + "-phone", steps: count, figures)
    }
    if let phoneFrames, stepped == nil {
      views =
        views + "\n"
        + view(
          try figures.picture(
            phoneFrames.layered, phoneID, places: places, steps: count, isOther: true),
          "view scroll on-phone")
    }
    let captions = frames.steps.enumerated().map { index, step in
      caption(index + 1, step, of: name, scene.size, stepped)
    }
    return .element(
      "div", ["class": "frames", "role": "group", "aria-label": label],
      "\n", transport, (1...count).map(button).joined(), views, "\n",
      .element(
        "div", ["class": isWhole ? "captions told" : isHalfSheet ? "captions" : "captions listed"],
        ["\n"] + captions + (isWhole ? [introduction] : [])),
      "\n") + (try packed(isShown: stepped == nil)) + (try button)
  }

  /// The picture for a phone, for its numbers to follow, where it is no part of the page.
  private func packed(isShown: Bool) throws -> HTML {
    guard let phoneFigure, !isShown else { return HTML() }
    return try figures.packed(phoneFigure, id: phoneID)
  }

  /// The button that lets the numbers follow a reader's.
  private var button: HTML {
    get throws {
      try LiveFigure.button(
        program, id: picture, phone: phoneFigure == nil ? nil : phoneID, figures, language)
    }
  }

  /// The id of the picture for a phone, where it is a part of the page.
  private var phoneID: String { FigureWriter.phoneID(picture + "-") }

  /// The button that chooses a step.
  private func button(_ step: Int) -> HTML {
    .void(
      "input",
      [
        "type": "radio", "name": "\(id)step", "id": "\(id)\(step)", "aria-label": title(step),
        "checked": step == first && !isWhole ? "" : nil,
      ]) + "\n"
  }

  /// What happens in a step, with its own picture on paper where that is small, and on a phone where
  /// that is high.
  private func caption(
    _ number: Int, _ step: FigureFrames.Step, of picture: String, _ size: Size,
    _ stepped: SteppedPicture?
  ) -> HTML {
    let (width, height) = (Int(size.width.rounded()), Int(size.height.rounded()))
    let still = HTML.element(
      "svg",
      [
        "class": "still", "aria-hidden": "true", "viewBox": "0 0 \(width) \(height)",
        "style": "--step:\(number)",
      ], .empty("use", ["href": "#\(picture)"]))
    let body = self.step(step)
    return .element(
      "div", ["class": "caption"], "\n",
      isHalfSheet ? still + "\n" : HTML(),
      .element(
        "p", ["class": "turn"], turn(number, by: -1), .element("span", HTML(text: title(number))),
        turn(number, by: 1)), "\n",
      explanation.steps([body], scrolls: true),
      stepped?.html(
        step: number, about: step.node, label: ExplainWords(language).figureLabel) ?? HTML())
      + "\n"
  }

  /// The buttons of the steps in which nodes are worked out, of the backward pass where there is one;
  /// a single step has none, and is itself the place.
  var places: [NodeID: String] {
    var places: [NodeID: String] = [:]
    for (index, step) in frames.steps.enumerated() {
      places[step.node] =
        count > 1 ? "\(id)\(index + 1)" : explanation.prefix + self.step(step).anchor
    }
    return places
  }

  /// What happens in a step, under an anchor of its own.
  private func step(_ step: FigureFrames.Step) -> Step {
    let derivation = explanation.derivation
    let body =
      step.pass == .forward
      ? derivation.forwardStep(step.node) : derivation.backwardStep(step.node)
    return body.renamed(id + body.anchor)
  }

  private var label: String {
    Bilingual(
      en: "The steps; the arrow keys go through them", ko: "단계별 그림. 화살표 키로 넘깁니다")[language]
  }

  private func title(_ step: Int) -> String {
    Bilingual(en: "Step \(step) of \(count)", ko: "\(count)단계 가운데 \(step)단계")[language]
  }

  private func turn(_ step: Int, by change: Int) -> HTML {
    guard (1...count).contains(step + change) else { return .element("i") }
    let word =
      change < 0
      ? Bilingual(en: "‹ back", ko: "‹ 이전") : Bilingual(en: "next ›", ko: "다음 ›")
    return .element("label", ["for": "\(id)\(step + change)"], HTML(text: word[language]))
  }

  /// What stands in the steps' place before one is chosen.
  private var introduction: HTML {
    let words = Bilingual(
      en:
        "Everything is shown at once. Choose a step above, or a node of the figure, to see how it "
        + "comes about.",
      ko: "지금은 모든 수가 다 보입니다. 위에서 단계를 고르거나 그림의 노드를 누르면 그 수가 어떻게 나왔는지 볼 수 있습니다.")
    return .element(
      "div", ["class": "caption intro"],
      .element("p", ["class": "turn"], .element("i"), turn(0, by: 1)),
      .element("p", HTML(text: ExplainWords(language).caption)),
      .element("p", HTML(text: words[language]))) + "\n"
  }

  /// The bar that turns and plays the steps where there is a script.
  private var transport: HTML {
    func button(_ label: Bilingual, _ sign: String, isPressed: String? = nil) -> HTML {
      .element(
        "button",
        ["type": "button", "aria-label": label[language], "aria-pressed": isPressed],
        HTML(text: sign))
    }
    let name = Bilingual(en: "Turn and play the steps", ko: "단계 넘기기와 재생")[language]
    return .element(
      "div", ["class": "transport", "role": "group", "aria-label": name],
      button(Bilingual(en: "Previous step", ko: "이전 단계"), "‹"),
      button(Bilingual(en: "Play the steps", ko: "단계를 차례로 재생"), "", isPressed: "false"),
      button(Bilingual(en: "Next step", ko: "다음 단계"), "›"),
      .element("span", ["role": "status"])) + "\n"
  }
}
