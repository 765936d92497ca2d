/// A number as its author wrote it, where the digits of the nearest double would say something else:
/// `1.2345678901234567`, or arithmetic on numbers, `1/3`.
package indirect enum WrittenNumber: Hashable, Sendable {
  /// A number that a few digits say exactly.
  case number(Double)
  /// Digits, and the power of ten behind an `e`, if any.
  case digits(String, exponent: Int?)
  /// A number that has a name of its own.
  case constant(Constant)
  case negative(WrittenNumber)
  case arithmetic(WrittenNumber, Operator, WrittenNumber)

  /// The numbers that are written by their names.
  package enum Constant: String, CaseIterable, Hashable, Sendable {
    /// The ratio of a circle's circumference to its diameter.
    case pi
    /// The base of the natural logarithm.
    case e

    /// The double nearest to it.
    package var value: Double {
      switch self {
      case .pi: .pi
      case .e: 2.718281828459045
      }
    }
  }

  /// What stands between two numbers.
  package enum Operator: Hashable, Sendable {
    case plus, minus, times, over, power
  }

  /// The most numbers of one expression that are kept: longer arithmetic is no number to read.
  private static let limit = 8
  /// The most digits that anybody reads.
  private static let digitLimit = 40

  /// A number whose shortest digits are few, so that they say all there is; nil for any other.
  package init?(_ x: Double) {
    guard Self.isPlain(x) else { return nil }
    self = .number(x)
  }

  /// The digits of the graph language: `1.25`, `.5`, `1e-3`.
  package init?(text: String) {
    let parts = text.split(omittingEmptySubsequences: false) { $0 == "e" || $0 == "E" }
    guard let first = parts.first, first.count <= Self.digitLimit else { return nil }
    let digits = first.hasPrefix(".") ? "0" + first : String(first)
    if parts.count == 1 {
      self = .digits(digits, exponent: nil)
    } else if let exponent = Int(parts[1]) {
      self = .digits(digits, exponent: exponent)
    } else {
      return nil
    }
  }

  /// Arithmetic on two numbers; nil where either is not known, or there are too many.
  package init?(_ left: WrittenNumber?, _ sign: Operator, _ right: WrittenNumber?) {
    guard let left, let right, left.count + right.count <= Self.limit else { return nil }
    self = .arithmetic(left, sign, right)
  }

  /// How many numbers there are.
  private var count: Int {
    switch self {
    case .number, .digits, .constant: 1
    case .negative(let a): a.count
    case .arithmetic(let a, _, let b): a.count + b.count
    }
  }

  /// Whether as few digits as people write say a number exactly.
  package static func isPlain(_ x: Double) -> Bool {
    guard x.isFinite else { return true }
    var digits = 0
    var zeros = 0
    for byte in x.magnitude.description.utf8 {
      if byte == UInt8(ascii: "e") { break }
      if byte == UInt8(ascii: ".") { continue }
      if byte == UInt8(ascii: "0") {
        zeros += 1
      } else {
        digits += (digits == 0 ? 0 : zeros) + 1
        zeros = 0
      }
    }
    return digits <= 15
  }
}
