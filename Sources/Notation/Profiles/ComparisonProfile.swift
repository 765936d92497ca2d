import Autodiff
import Wording

extension OperationProfile {
  /// y = 1 where a < b, else 0.
  static let less = comparison(
    Bilingual(en: "less than", ko: "미만 비교"), "<",
    Example("a = 2\nb = 3\ny = a < b\n"))

  /// y = 1 where a ≤ b, else 0.
  static let atMost = comparison(
    Bilingual(en: "at most", ko: "이하 비교"), "≤",
    Example("a = 3\nb = 3\ny = a <= b\n"))

  /// y = 1 where a > b, else 0.
  static let greater = comparison(
    Bilingual(en: "greater than", ko: "초과 비교"), ">",
    Example("a = 2\nb = 3\ny = a > b\n"))

  /// y = 1 where a ≥ b, else 0.
  static let atLeast = comparison(
    Bilingual(en: "at least", ko: "이상 비교"), "≥",
    Example("a = 2\nb = 3\ny = a >= b\n"))

  /// y = 1 where a = b, else 0.
  static let equal = comparison(
    Bilingual(en: "equal to", ko: "같음 비교"), "==", reading: "=",
    Example("a = 3\nb = 3\ny = a == b\n"))

  /// y = 1 where a ≠ b, else 0.
  static let notEqual = comparison(
    Bilingual(en: "not equal to", ko: "다름 비교"), "≠",
    Example("a = 2\nb = 3\ny = a != b\n"))

  /// Whether two numbers compare so.
  ///
  /// - Parameters:
  ///   - sign: What stands in its node.
  ///   - reading: What stands between its operands, if not the same.
  private static func comparison(
    _ noun: Bilingual, _ sign: String, reading: String? = nil, _ example: Example
  ) -> OperationProfile {
    OperationProfile(
      family: .choice, noun: noun, symbol: .math(.sign(sign)), writing: .definition,
      reading: .infix(reading ?? sign), passing: .nothing, folding: .itself, entries: .byRule,
      algebra: .itself, pairs: [], caution: nil, example: example)
  }
}
