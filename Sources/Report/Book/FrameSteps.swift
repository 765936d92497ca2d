import Autodiff
import Derivation
import Diagram
import Scene
import Wording

/// A pass as steps to go through, without a script: one picture with all steps in it, a choice of
/// buttons, and what happens in each step below. On paper each step stands beside its own picture.
struct FrameSteps {
  private let explanation: Explanation
  private let frames: FigureFrames
  /// The same laid out for a phone, where that must be narrower.
  private let phoneFrames: FigureFrames?
  private let figures: FigureWriter
  private let id: String
  /// The step that is shown before a reader chooses one.
  var first = 1

  /// The most steps: the page's style has a rule for each.
  static let limit = 40

  /// Prepares the steps.
  ///
  /// - Parameter number: Tells these steps from others of the page, in ids.
  init(
    _ explanation: Explanation, pass: FigureOptions.Pass, figures: FigureWriter, number: Int
  ) {
    self.explanation = explanation
    self.figures = figures
    id = "\(explanation.prefix)frames\(number)-"
    var options = FigureOptions(
      language: explanation.language, numerals: explanation.derivation.numerals)
    options.pass = pass == .forward ? .forward : .both
    options.fitPage()
    let figure = GraphFigure(explanation.trace, options: options, measuring: figures.measure)
    frames = figure.frames(pass: pass)
    guard figure.scene.size.width > FigureFrame.phonePage.width else {
      phoneFrames = nil
      return
    }
    options.fitPhone()
    let other = GraphFigure(explanation.trace, options: options, measuring: figures.measure)
    let isSeenWhole = other.scene.size.height <= Self.phoneHeight
    phoneFrames = isSeenWhole && other.isReadableOnPhones ? other.frames(pass: pass) : nil
  }

  /// How high a picture may be on a phone, for its steps to be seen with what is said of them.
  private static let phoneHeight = 700.0

  /// How many steps there are.
  var count: Int { frames.steps.count }

  /// How much of a sheet of paper a step takes, by the picture's width: half of one, all of it, or
  /// one turned on its side.
  private var sheet: String {
    let width = frames.layered.size.width
    return width > Self.halfSheet * 2 ? " wide across" : width > Self.halfSheet ? " wide" : ""
  }

  /// What half a sheet can hold: its 84 mm at six tenths of the figure's size.
  private static let halfSheet = 540.0

  /// Whether what happens first is at the picture's right end.
  private var startsAtEnd: Bool { frames.steps.first?.pass == .backward || first == count }

  private var language: Language { explanation.language }

  /// The picture, the buttons and the steps.
  func html() throws -> HTML {
    let scene = frames.layered
    let name = id + "figure"
    let picture = try figures.picture(scene, name, places: places, steps: count)
    let figureLabel = ExplainWords(language).figureLabel
    guard count > 1 else {
      return framed(picture, label: figureLabel)
        + explanation.steps(frames.steps.map { step($0) }, figure: name)
    }
    func view(_ picture: HTML, _ classes: String) -> HTML {
      .element(
        "div",
        ["class": classes, "tabindex": "0", "role": "group", "aria-label": figureLabel], picture)
    }
    var views = view(
      picture,
      "view scroll" + (startsAtEnd ? " end" : "") + (phoneFrames == nil ? "" : " on-page"))
    if let phoneFrames {
      views =
        views + "\n"
        + view(
          try figures.picture(
            phoneFrames.layered, name + "-phone", places: places, steps: count, isOther: true),
          "view scroll on-phone")
    }
    let captions = frames.steps.enumerated().map { index, step in
      caption(index + 1, step, of: name, scene.size)
    }
    return .element(
      "div", ["class": "frames", "role": "group", "aria-label": label],
      "\n", (1...count).map(button).joined(), views, "\n",
      .element("div", ["class": "captions\(sheet)"], ["\n"] + captions), "\n")
  }

  /// The button that chooses a step.
  private func button(_ step: Int) -> HTML {
    .void(
      "input",
      [
        "type": "radio", "name": "\(id)step", "id": "\(id)\(step)", "aria-label": title(step),
        "checked": step == first ? "" : nil,
      ]) + "\n"
  }

  /// What happens in a step, with its own picture on paper.
  private func caption(
    _ number: Int, _ step: FigureFrames.Step, of picture: String, _ size: Size
  ) -> HTML {
    let (width, height) = (Int(size.width.rounded()), Int(size.height.rounded()))
    return .element(
      "div", ["class": "caption"], "\n",
      .element(
        "svg",
        [
          "class": "still", "aria-hidden": "true", "viewBox": "0 0 \(width) \(height)",
          "style": "--step:\(number)",
        ], .empty("use", ["href": "#\(picture)"])), "\n",
      .element(
        "p", ["class": "turn"], turn(number, by: -1), .element("span", HTML(text: title(number))),
        turn(number, by: 1)), "\n",
      explanation.steps([self.step(step)])) + "\n"
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
}
