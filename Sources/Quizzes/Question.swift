import Autodiff
import Derivation
import Exercises
import Notation
import Wording

/// One variant of an exercise: a figure, what is given, and fields for all blanks.
package struct Question: Sendable {
  /// A figure as PNG, which all readers of the formats show.
  package struct Picture: Sendable {
    package let bytes: [UInt8]
    /// What it shows, for who does not see it.
    package let description: String
    /// How wide and high it is shown, in pixels.
    package let width: Int
    package let height: Int

    /// A picture.
    package init(bytes: [UInt8], description: String, width: Int, height: Int) {
      self.bytes = bytes
      self.description = description
      self.width = width
      self.height = height
    }
  }

  /// A blank with a field for each of its entries.
  struct Item: Sendable {
    let blank: Blank
    /// What is asked for, before the =.
    let label: Sentence
    let fields: [Field]
  }

  /// A number that is asked for.
  struct Field: Sendable {
    let right: Number
    let mistakes: [(number: Number, kind: Mistake.Kind)]
  }

  /// A number and how far another may be from it, as files write them.
  struct Number: Sendable {
    let text: String
    let tolerance: String

    init(_ x: Double, in blank: Blank) {
      text = Self.text(x)
      tolerance = Self.text(blank.tolerance(at: x))
    }

    /// Digits and a point: 200, −0.5, 5e-05.
    private static func text(_ x: Double) -> String {
      Int(exactly: x).map { abs($0) < 1_000_000_000 ? "\($0)" : "\(x)" } ?? "\(x)"
    }
  }

  /// Which variant it is, from 1.
  package let number: Int
  /// What it is called: `Two apples and a tax 07`.
  let name: String
  let language: Language
  /// What is to be done.
  let task: String
  /// What is given, as equations.
  let givens: [Math]
  let items: [Item]
  let picture: Picture

  /// How many numbers are asked for.
  package var fieldCount: Int { items.reduce(0) { $0 + $1.fields.count } }

  /// Makes a question of a computation.
  ///
  /// - Parameters:
  ///   - blanks: What is asked for.
  ///   - number: Which of the variants it is, from 1.
  ///   - count: How many there are.
  ///   - title: What the exercise is called.
  ///   - picture: The figure, without what is asked for.
  package init(
    _ derivation: Derivation, _ blanks: Blanks, number: Int, of count: Int, title: String,
    picture: Picture
  ) {
    let language = derivation.language
    let trace = derivation.trace
    let digits = String(number)
    let width = String(count).count
    self.number = number
    self.language = language
    self.picture = picture
    name = "\(title) \(String(repeating: "0", count: max(0, width - digits.count)))\(digits)"
    let most = derivation.numerals.digits
    // No fewer digits are printed, and asked for, than the whole part has.
    let isLong = blanks.contains { blank in
      blank.expected.contains { $0.magnitude < 1e6 && "\(Int($0.magnitude))".count > most }
    }
    task =
      isLong
      ? Bilingual(
        en: "Fill in what is missing, to \(most) significant digits, and whole parts in full.",
        ko: "빈칸에 알맞은 수를 유효 숫자 \(most)자리까지 구해 적으세요. 정수 부분은 끝까지 적으세요.")[language]
      : Bilingual(
        en: "Fill in what is missing, to \(most) significant digits.",
        ko: "빈칸에 알맞은 수를 유효 숫자 \(most)자리까지 구해 적으세요.")[language]
    givens = trace.nodes.filter {
      trace.role(of: $0) != .operation && trace.annotations.names[$0] != nil
    }.map { leaf in
      [derivation.symbol(of: leaf), "=", derivation.numerals.given(trace.value(of: leaf))]
    }
    items = blanks.map { blank in
      let mistakes = blank.mistakes(in: trace)
      return Item(
        blank: blank, label: Self.label(of: blank, derivation),
        fields: blank.expected.indices.map { entry in
          Field(
            right: Number(blank.expected[entry], in: blank),
            mistakes: mistakes[entry].map { (Number($0.value, in: blank), $0.kind) })
        })
    }
  }

  /// What is asked for: `price = apple · count`, `∂total/∂apple`.
  private static func label(of blank: Blank, _ derivation: Derivation) -> Sentence {
    let gradient = derivation.gradientSymbol(of: blank.node)
    switch blank.kind {
    case .value:
      let definition = derivation.definition(of: blank.node)
      let parts =
        [definition?.left ?? derivation.symbol(of: blank.node)]
        + (definition?.links.map(\.math) ?? [])
      return "\(Math.joined(parts, by: "="))"
    case .gradient: return "\(gradient)"
    case .product:
      guard let arrow = blank.arrow else { return "" }
      let (from, to) = (derivation.symbol(of: arrow.to), derivation.symbol(of: blank.node))
      return switch derivation.language {
      case .english: "\(gradient), the part from \(from) (to \(to) as operand \(arrow.slot + 1))"
      case .korean: "\(gradient) 가운데 \(from)에서 오는 기여분(\(arrow.slot + 1)번째 피연산자 \(to))"
      }
    }
  }
}
