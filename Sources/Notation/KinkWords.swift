import Autodiff
import Wording

/// What is said of an operation's kink.
package struct KinkWords: Sendable, Hashable {
  /// Where it is: `x = 0` as the graph language has it, or in words.
  package let place: Bilingual
  /// What the derivative is taken to be there: `relu′(0) = 0`.
  package let convention: Bilingual

  /// What is said of a kink.
  ///
  /// - Parameters:
  ///   - names: What the first and the last operand are called.
  ///   - hit: Of several numbers at which there are kinks those that are meant; all of them where
  ///     none is named.
  ///   - number: What the author gave for a parameter, where that is known.
  init(
    _ kink: Kink, of kind: OperationKind, naming names: [String], hit: [Double] = [],
    number: (AttributeName<Double>) -> Double?
  ) {
    let points: [String]
    switch kink.place {
    case .operand(let numbers):
      points = numbers.filter { hit.isEmpty || hit.contains($0) }.map(Self.digits)
      place = Bilingual(same: points.map { "\(names[0]) = \($0)" }.joined(separator: ", "))
    case .parameters(let parameters):
      points = parameters.filter { hit.isEmpty || number($0).map(hit.contains) ?? true }
        .map { number($0).map(Self.digits) ?? $0.name }
      place = Bilingual(same: points.map { "\(names[0]) = \($0)" }.joined(separator: ", "))
    case .equalOperands:
      points = []
      place = Bilingual(same: "\(names[0]) = \(names[1])")
    case .equalEntries:
      points = []
      place = Bilingual(en: "a tie", ko: "값이 같은 곳")
    case .target:
      points = []
      place = Bilingual(same: "\(names[0]) = \(names[1])")
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
      case .parameter(let parameter):
        Bilingual(
          same: "\(derivative) = \(number(parameter).map(Self.digits) ?? parameter.name)")
      case .shared:
        Bilingual(en: "the gradient is shared equally", ko: "기울기를 똑같이 나누어 받습니다")
      case .first:
        Bilingual(
          en: "the first in the order of rows receives the gradient",
          ko: "행 순서로 첫째가 기울기를 받습니다")
      }
  }

  /// A number as it is printed, with a minus sign and no hyphen.
  private static func digits(_ number: Double) -> String {
    let digits = Int(exactly: number.magnitude).map(String.init) ?? "\(number.magnitude)"
    return number < 0 ? "−" + digits : digits
  }
}

extension OperationKind {
  /// What is said of the operation's kink, its operands called x, or a and b; nil where it is smooth.
  package var kinkWords: KinkWords? {
    kink.map { kink in
      let names: [String] =
        switch kink.place {
        case .equalOperands: ["a", "b"]
        case .target: ["y", "t"]
        case .operand, .parameters, .equalEntries, .margin, .zeroResult: ["x", "y"]
        }
      return KinkWords(kink, of: self, naming: names) { _ in nil }
    }
  }
}

extension Trace {
  /// What is said of the kink of a node's operation, its operands called by their own names; nil where
  /// it is smooth. Of several kinks it is those that entries lie on, or the nearest ones.
  package func kinkWords(of node: NodeID, naming name: (NodeID) -> String) -> KinkWords? {
    let kind = kind(of: node)
    let operands = operands(of: node)
    guard let kink = kind.kink, let first = operands.first, let last = operands.last else {
      return nil
    }
    let places = kink.places { attributes(of: node)[$0] }
    let entries = valueEntries(of: first).array.map(\.double)
    let nearest = entries.map { entry in places.map { abs(entry - $0) }.min() ?? .infinity }.min()
    let hit = places.filter { place in entries.contains { abs($0 - place) == nearest } }
    return KinkWords(kink, of: kind, naming: [name(first), name(last)], hit: hit) {
      attributes(of: node)[$0]
    }
  }
}

extension Kink {
  /// The numbers at which an operand lies on the kink; empty where it is no matter of one number.
  fileprivate func places(_ number: (AttributeName<Double>) -> Double?) -> [Double] {
    switch place {
    case .operand(let numbers): numbers
    case .parameters(let names): names.compactMap(number)
    case .equalOperands, .equalEntries, .margin, .target, .zeroResult: []
    }
  }
}
