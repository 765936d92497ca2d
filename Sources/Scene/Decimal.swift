/// A coordinate with at most a few decimals and none that say nothing: 2.50 → "2.5", −0.001 → "0".
///
/// For coordinates, not for the numbers a figure shows.
package func decimal(_ value: Double, places: Int = 2) -> String {
  guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
  var unit = 1
  for _ in 0..<max(0, min(places, 6)) { unit *= 10 }
  let scaled = (value * Double(unit)).rounded()
  // Beyond 2⁵³ there are no decimals to round.
  guard abs(scaled) < 9e15 else { return "\(value)" }
  var rest = Int(abs(scaled))
  if rest == 0 { return "0" }
  var digits = unit
  while digits > 1, rest % 10 == 0 {
    rest /= 10
    digits /= 10
  }
  let sign = scaled < 0 ? "-" : ""
  if digits == 1 { return "\(sign)\(rest)" }
  let fraction = String(rest % digits)
  let zeros = String(repeating: "0", count: String(digits).utf8.count - 1 - fraction.utf8.count)
  return "\(sign)\(rest / digits).\(zeros)\(fraction)"
}
