import Derivation

/// What part of a printed line an equation takes, so that the page's style can set steps beside one
/// another on paper.
enum PaperShare: String {
  case third, half, whole
  /// More than a line: it is set in smaller letters.
  case wider

  /// How many ems of its letters a third, a half and all of the text of an A4 sheet hold, beside the
  /// room that a list of steps leaves for its numbers.
  private static let (thirdWidth, halfWidth, lineWidth) = (17.0, 26.0, 58.0)

  /// The part that an equation takes, its relation signs under one another.
  init(_ equation: Equation) {
    let writer = LaTeXWriter()
    let links = equation.links.map { writer.width(of: $0.math) }.max() ?? 0
    let width = writer.width(of: equation.left) + links + 2
    self =
      switch width {
      case ...Self.thirdWidth: .third
      case ...Self.halfWidth: .half
      case ...Self.lineWidth: .whole
      default: .wider
      }
  }
}
