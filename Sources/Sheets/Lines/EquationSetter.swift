import Derivation
import Diagram
import Notation
import Scene

/// Sets chains of equal pieces as lines, the relation signs under one another.
///
/// A chain stands on one line where it fits. Else each piece has a line of its own; one that is too wide
/// goes on below, set in.
package struct EquationSetter {
  private let setter: MathSetter
  private let paragraphs: ParagraphSetter
  private let style: SheetStyle
  private let memory: LineMemory?

  /// A setter that measures letters with the fonts that paint them.
  ///
  /// - Parameter memory: What was set before with the same fonts.
  package init(
    measuring measure: any TextMeasuring, _ style: SheetStyle,
    remembering memory: LineMemory? = nil
  ) {
    self.memory = memory
    setter = MathSetter(measuring: measure)
    paragraphs = ParagraphSetter(measuring: measure)
    self.style = style
  }

  /// How much of a line the left sides may take before what equals them goes below them.
  private static let leftShare = 0.34
  private var size: Double { style.formula }
  /// The room between a left side and its relation.
  private var gap: Double { size * 0.28 }
  /// How far lines that go on are set in.
  private var hang: Double { size * 2 }

  /// The lines of each of several chains, whose relation signs stand under one another where the
  /// left sides leave room for that.
  package func lines(_ equations: [Equation], width: Double) -> [[MathBox]] {
    guard let memory else { return newLines(equations, width) }
    return memory.lines(of: .init(equations: equations, width: width, style: style)) {
      newLines(equations, width)
    }
  }

  private func newLines(_ equations: [Equation], _ width: Double) -> [[MathBox]] {
    let lefts = equations.map { setter.set($0.left, size: size) }
    let column =
      lefts.map(\.width).filter { $0 <= Self.leftShare * width }.max() ?? 0
    return zip(equations, lefts).map { equation, left in
      if let line = line(equation, left, column, width) { return [line] }
      return left.width <= Self.leftShare * width
        ? aligned(equation, left, column, width) : hanging(equation, width)
    }
  }

  /// The lines of a chain that ends with a box to write in.
  package func lines(_ equation: Equation, asking box: MathBox, width: Double) -> [MathBox] {
    var lines = self.lines([equation], width: width).first ?? []
    var answer = setter.set(.sign("="), size: size)
    answer.append(box, gap: gap)
    let answerFits = lines.last.map { $0.width + gap + answer.width <= width } ?? false
    if answerFits {
      lines[lines.count - 1].append(answer, gap: gap)
    } else {
      lines.append(answer.fitted(to: width - hang).indented(by: hang))
    }
    return lines
  }

  /// The whole chain on one line; nil where it is too wide, or has reasons.
  private func line(
    _ equation: Equation, _ left: MathBox, _ column: Double, _ width: Double
  ) -> MathBox? {
    guard equation.links.allSatisfy({ $0.reason == nil }) else { return nil }
    var line = left.indented(by: max(0, column - left.width))
    for link in equation.links {
      line.append(box(link), gap: gap)
      if line.width > width { return nil }
    }
    return line
  }

  private func box(_ link: Equation.Link) -> MathBox { setter.set(math(link), size: size) }

  private func math(_ link: Equation.Link) -> Math {
    // One row, so that a sum that goes on is broken at its own signs.
    if case .row(let pieces) = link.math { return .row([.sign(link.relation), .row(pieces)]) }
    return .row([.sign(link.relation), link.math])
  }

  private func aligned(
    _ equation: Equation, _ left: MathBox, _ column: Double, _ width: Double
  ) -> [MathBox] {
    let start = column + gap
    var lines = links(equation, width - start).map { $0.indented(by: start) }
    guard !lines.isEmpty else { return [left.indented(by: column - left.width)] }
    // What is read first stands first in the file, too.
    var first = left.indented(by: column - left.width)
    first.add(lines[0], at: .zero)
    lines[0] = first
    return lines
  }

  /// A chain whose left side is too wide to stand beside what equals it.
  private func hanging(_ equation: Equation, _ width: Double) -> [MathBox] {
    let left = FormulaParts.lines(
      equation.left, setter, size: size, first: width, rest: width - hang)
    return left.enumerated().map { $0 == 0 ? $1 : $1.indented(by: hang) }
      + links(equation, width - size).map { $0.indented(by: size) }
  }

  /// The pieces of a chain, each from its relation on; a reason stands beside its piece, or below
  /// where too little room is left.
  private func links(_ equation: Equation, _ width: Double) -> [MathBox] {
    let widest = equation.links.map { box($0).width }.max() ?? 0
    let column = width - widest - 1.5 * size
    return equation.links.flatMap { link -> [MathBox] in
      var lines = FormulaParts.lines(
        math(link), setter, size: size, first: width, rest: width - hang
      ).enumerated().map { $0 == 0 ? $1 : $1.indented(by: hang) }
      guard let reason = link.reason else { return lines }
      let isBeside = column >= 9 * size
      let words = paragraphs.lines(
        Sentence(reason), width: isBeside ? column : width - hang, style.note)
      if isBeside {
        for (position, line) in words.enumerated() {
          lines[0].add(
            line,
            at: Point(widest + 1.5 * size, Double(position) * style.small * 1.35))
        }
      } else {
        lines += words.map { $0.indented(by: hang) }
      }
      return lines
    }
  }
}
