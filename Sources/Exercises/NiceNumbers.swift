import Autodiff
import Derivation
import Wording

/// What makes drawn numbers good to work with by pencil: answers of few digits, none of them trivial,
/// and no kink that is hit.
package struct NiceNumbers: Sendable {
  /// The most significant digits that an answer may have.
  package let digits: Int

  /// Asks for so many digits at most.
  package init(digits: Int) { self.digits = digits }

  /// Why numbers are not good.
  package struct Flaw: Hashable, Sendable {
    /// What is wrong.
    package enum Kind: Int, Hashable, Sendable {
      case notFinite, tooLong, zero, same, kink
    }

    /// Where: a blank's id, or a node's name at a kink.
    package let place: String
    /// What is wrong there.
    package let kind: Kind
  }

  /// What is wrong first, in the order of the blanks; nil where all is well.
  package func flaw(in blanks: Blanks, of trace: Trace<Double>) -> Flaw? {
    for blank in blanks {
      let numbers = blank.answer.elements
      if !numbers.allSatisfy(\.isFinite) { return Flaw(place: blank.id, kind: .notFinite) }
      if numbers.contains(0) { return Flaw(place: blank.id, kind: .zero) }
      if !numbers.allSatisfy(isShort) { return Flaw(place: blank.id, kind: .tooLong) }
      if isSameAsNeighbour(blank, trace) { return Flaw(place: blank.id, kind: .same) }
    }
    guard let kink = trace.kinks.first else { return nil }
    return Flaw(place: StableNames(trace)[kink.node], kind: .kink)
  }

  private func isShort(_ x: Double) -> Bool {
    // What the machine rounds in its last places is no digit.
    let written = Numerals(digits: 12).decimal(x).text.filter(\.isNumber)
    let digits = written.drop { $0 == "0" }
    return digits.count - digits.reversed().prefix { $0 == "0" }.count <= self.digits
  }

  /// Whether an answer can be copied from beside it, because of the numbers: a factor of 1. What a sum
  /// passes on is the same by the rule, and is meant to be.
  private func isSameAsNeighbour(_ blank: Blank, _ trace: Trace<Double>) -> Bool {
    let operation = blank.arrow?.to ?? blank.node
    guard [.multiply, .divide, .power].contains(trace.kind(of: operation)) else { return false }
    guard let arrow = blank.arrow else {
      return blank.kind == .value
        && trace.operands(of: operation).contains { trace.value(of: $0) == blank.answer }
    }
    return trace.gradient(of: arrow.to).tensor == blank.answer
  }
}

extension NiceNumbers.Flaw {
  /// What is wrong, in a few words.
  package var words: Bilingual {
    switch kind {
    case .notFinite: Bilingual(en: "\(place) is not finite", ko: "\(place) 값이 유한하지 않음")
    case .tooLong: Bilingual(en: "\(place) has too many digits", ko: "\(place)의 자릿수가 너무 많음")
    case .zero: Bilingual(en: "\(place) is 0", ko: "\(place) 값이 0")
    case .same:
      Bilingual(en: "\(place) is the same as its neighbour", ko: "\(place) 값이 바로 옆의 수와 같음")
    case .kink: Bilingual(en: "\(place) hits a kink", ko: "\(place)에서 꺾이는 점에 걸림")
    }
  }
}
