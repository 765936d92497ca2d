import Autodiff
import Wording

/// What is said of an operation's kink.
package struct KinkWords: Sendable, Hashable {
  /// Where it is: `x = 0` as the graph language has it, or in words.
  package let place: Bilingual
  /// What the derivative is taken to be there: `relu′(0) = 0`.
  package let convention: Bilingual

  init(_ kink: Kink, of kind: OperationKind) {
    let point: String?
    switch kink.place {
    case .operand(let number):
      point = Self.digits(number)
      place = Bilingual(same: "x = \(Self.digits(number))")
    case .equalOperands:
      point = nil
      place = Bilingual(same: "a = b")
    case .equalEntries:
      point = nil
      place = Bilingual(en: "a tie", ko: "값이 같은 곳")
    case .margin:
      point = nil
      place = Bilingual(same: "t·y = 1")
    }
    let derivative = kind.name + "′" + (point.map { "(\($0))" } ?? "")
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
