import Autodiff
import Wording

/// What is said of an operation's kink.
package struct KinkWords: Sendable, Hashable {
  /// Where it is: `x = 0` as the graph language has it, or in words.
  package let place: Bilingual
  /// What the derivative is taken to be there: `relu′(0) = 0`.
  package let convention: Bilingual

  init(_ kink: Kink, of kind: OperationKind) {
    let points: [String]
    switch kink.place {
    case .operand(let numbers):
      points = numbers.map(Self.digits)
      place = Bilingual(same: points.map { "x = \($0)" }.joined(separator: ", "))
    case .parameters(let parameters):
      points = parameters.map(\.name)
      place = Bilingual(same: points.map { "x = \($0)" }.joined(separator: ", "))
    case .equalOperands:
      points = []
      place = Bilingual(same: "a = b")
    case .equalEntries:
      points = []
      place = Bilingual(en: "a tie", ko: "값이 같은 곳")
    case .target:
      points = []
      place = Bilingual(same: "y = t")
    case .zeroResult:
      points = []
      place = Bilingual(en: "a result of 0", ko: "결과가 0인 곳")
    case .margin:
      points = []
      place = Bilingual(same: "t·y = 1")
    }
    let derivative =
      points.isEmpty
      ? kind.name + "′" : points.map { "\(kind.name)′(\($0))" }.joined(separator: " = ")
    convention =
      switch kink.convention {
      case .number(let number): Bilingual(same: "\(derivative) = \(Self.digits(number))")
      case .parameter(let parameter): Bilingual(same: "\(derivative) = \(parameter.name)")
      case .shared:
        Bilingual(en: "the gradient is shared equally", ko: "기울기를 똑같이 나누어 받습니다")
      }
  }

  /// A number as the graph language writes it.
  private static func digits(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
  }
}

extension OperationKind {
  /// What is said of the operation's kink; nil where it is smooth.
  package var kinkWords: KinkWords? { kink.map { KinkWords($0, of: self) } }
}
