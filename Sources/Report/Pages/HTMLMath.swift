import Derivation
import Notation

extension HTML {
  /// Mathematics within a line.
  static func math(_ math: Math) -> HTML { HTML(markup: MathMLWriter().inline(math)) }

  /// An equation as a line of its own, which scrolls where it is wider than a phone.
  static func equation(_ equation: Equation) -> HTML {
    .element(
      "div", ["class": "equation", "tabindex": "0"],
      HTML(markup: MathMLWriter().block(equation)))
  }

  /// A sentence with its names set as mathematics.
  init(_ sentence: Sentence) {
    self = sentence.pieces.map { piece in
      switch piece {
      case .words(let words): HTML(text: words)
      case .math(let math): .math(math)
      }
    }.joined()
  }
}
