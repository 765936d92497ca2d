import Derivation
import Foundation
import Scene

/// Which colours stand for which numbers: from 0 on where no number is negative, up to 0 where none
/// is positive, and as far below 0 as above it where both occur.
struct HeatScale {
  /// The numbers that the ends of the colours stand for; both 0 where all numbers are.
  let low, high: Double

  /// The scale of some numbers; those that are not finite do not count.
  ///
  /// - Parameter isRound: whether it ends at a number of two digits, not below the largest.
  init(_ values: some Sequence<Double>, isRound: Bool = false) {
    var (least, most) = (0.0, 0.0)
    for value in values where value.isFinite {
      least = min(least, value)
      most = max(most, value)
    }
    let limit = isRound ? Self.rounded(max(-least, most)) : max(-least, most)
    low = least < 0 ? -limit : 0
    high = most > 0 ? limit : 0
  }

  /// The larger of the two ends' distances from 0.
  var limit: Double { max(-low, high) }

  /// Squares in the scale's colours.
  ///
  /// - Parameter limit: a larger number for the strongest colour to stand for, which makes all paler.
  func grid(columns: Int, rows: Int, values: [Double], limit: Double? = nil) -> PixelGrid? {
    let limit = limit ?? (self.limit > 0 ? self.limit : 1)
    return low < 0
      ? PixelGrid(columns: columns, rows: rows, values: values, limit: limit)
      : PixelGrid(columns: columns, rows: rows, fromZero: values, to: limit)
  }

  /// Numbers at equal distances from the low to the high end.
  func steps(_ count: Int) -> [Double] {
    (0..<count).map { low + (high - low) * Double($0) / Double(max(count - 1, 1)) }
  }

  /// The least number of two digits, or of all a whole part has, that is not below another.
  private static func rounded(_ number: Double) -> Double {
    guard number > 0, number.isFinite else { return 0 }
    let numerals = Numerals(digits: 2)
    let near = numerals.printedValue(number)
    if near >= number { return near }
    let magnitude = log10(number).rounded(.down)
    let step = pow(10, magnitude < 6 ? min(magnitude - 1, 0) : magnitude - 1)
    let above = numerals.printedValue(near + step)
    return above.isFinite ? above : number
  }
}
