import Autodiff
import Derivation
import Diagram
import Wording

/// A pass as steps to go through, without a script: one picture with all steps in it, a choice of
/// buttons, and what happens in each step below. On paper each step stands beside its own picture.
struct FrameSteps {
  private let explanation: Explanation
  private let frames: FigureFrames
  private let figures: FigureWriter
  private let id: String
  /// The step that is shown before a reader chooses one.
  var first = 1

  /// The most steps: the page's style has a rule for each.
  static let limit = 40

  init(
    _ explanation: Explanation, pass: FigureOptions.Pass, figures: FigureWriter, id: String
  ) {
    self.explanation = explanation
    self.figures = figures
    self.id = id
    var options = FigureOptions(
      language: explanation.language, numerals: explanation.derivation.numerals)
    options.pass = pass == .forward ? .forward : .both
    frames = GraphFigure(explanation.trace, options: options, measuring: figures.measure)
      .frames(pass: pass)
  }

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

  private var isKorean: Bool { explanation.language == .korean }

  /// The picture, the buttons and the steps.
  func html() throws -> String {
    var scene = frames.layered
    scene.link(to: places)
    let name = id + "figure"
    let svg = try figures.svg(scene, name)
    guard count > 1 else {
      let label = ExplainWords(explanation.language).figureLabel
      return framed(svg, label: label)
        + explanation.steps(frames.steps.map { step($0) }, figure: name)
    }
    var html = "<div class=\"frames\" role=\"group\" aria-label=\"\(label)\">\n"
    for step in 1...max(count, 1) {
      html +=
        "<input type=\"radio\" name=\"\(id)step\" id=\"\(id)\(step)\" "
        + "aria-label=\"\(title(step))\"\(step == first ? " checked" : "")>\n"
    }
    html +=
      "<div class=\"view scroll\(startsAtEnd ? " end" : "")\" tabindex=\"0\" role=\"group\" "
      + "aria-label=\"\(escaped(ExplainWords(explanation.language).figureLabel))\">\(svg)</div>\n"
      + "<div class=\"captions\(sheet)\">\n"
    let (width, height) = (Int(scene.size.width.rounded()), Int(scene.size.height.rounded()))
    for (index, step) in frames.steps.enumerated() {
      html +=
        "<div class=\"caption\">\n"
        + "<svg class=\"still\" aria-hidden=\"true\" viewBox=\"0 0 \(width) \(height)\" "
        + "style=\"--step:\(index + 1)\"><use href=\"#\(name)\"/></svg>\n"
        + "<p class=\"turn\">\(turn(index + 1, by: -1))<span>\(title(index + 1))</span>"
        + "\(turn(index + 1, by: 1))</p>\n"
        + explanation.steps([self.step(step)]) + "</div>\n"
    }
    return html + "</div>\n</div>"
  }

  /// The buttons of the steps in which nodes are worked out, of the backward pass where there is one;
  /// a single step has none, and is itself the place.
  var places: [NodeID: String] {
    var places: [NodeID: String] = [:]
    for (index, step) in frames.steps.enumerated() {
      places[step.node] =
        count > 1
        ? "#\(id)\(index + 1)" : "#\(explanation.prefix)\(self.step(step).anchor)"
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
    isKorean ? "단계별 그림. 화살표 키로 넘깁니다" : "The steps; the arrow keys go through them"
  }

  private func title(_ step: Int) -> String {
    isKorean ? "\(count)단계 가운데 \(step)단계" : "Step \(step) of \(count)"
  }

  private func turn(_ step: Int, by change: Int) -> String {
    guard (1...count).contains(step + change) else { return "<i></i>" }
    let word =
      change < 0 ? (isKorean ? "‹ 이전" : "‹ back") : (isKorean ? "다음 ›" : "next ›")
    return "<label for=\"\(id)\(step + change)\">\(word)</label>"
  }

  /// The rules that show a step where its button is chosen, for as many steps as a page has.
  static func style(_ page: String) -> String {
    // What is never reached has the number behind the last.
    let count = (1...limit + 1).last { page.contains(" at-\($0)\"") } ?? 0
    var rules = ""
    for step in stride(from: 1, through: count, by: 1) {
      rules +=
        ".at-\(step){--at:\(step)}"
        + ".frames>input:nth-of-type(\(step)):checked~.view{--step:\(step)}"
        + ".frames>input:nth-of-type(\(step)):checked~.captions>:nth-child(\(step)){display:block}"
        + ".frames>input:nth-of-type(\(step)):target:focus~.view{--step:\(step)}"
        + ".frames>input:nth-of-type(\(step)):target:focus~.captions>:nth-child(\(step))"
        + "{display:block}\n"
    }
    // Where a figure has led to a button, its step is shown in place of the chosen one.
    return count == 0
      ? "" : rules + ".frames>input:target:focus~.captions>.caption{display:none}\n"
  }
}
