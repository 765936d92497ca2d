import Derivation
import Foundation

/// A chart's axis: the numbers it spans, where its ticks stand, and where a number lies on it.
package struct Axis: Hashable, Sendable {
  /// How distances on the axis relate to numbers.
  package enum Scale: String, Hashable, Sendable {
    /// Equal distances are equal differences.
    case linear
    /// Equal distances are equal factors.
    case logarithmic
  }

  /// How distances relate to numbers.
  package let scale: Scale
  /// The number at the beginning.
  package let low: Double
  /// The number at the end.
  package let high: Double
  /// The numbers that are written.
  package let ticks: [Double]

  /// A linear axis over numbers, with ticks at round numbers: multiples of 1, 2 or 5 times a power
  /// of ten, after Heckbert's "Nice numbers for graph labels" (Graphics Gems, 1990).
  ///
  /// - Parameters:
  ///   - numbers: what it must span; numbers that are not finite do not count.
  ///   - count: about how many ticks there are.
  ///   - isTight: whether it ends at the outermost numbers and not at the ticks beyond them.
  package static func linear(_ numbers: [Double], count: Int = 5, isTight: Bool = false) -> Axis {
    let finite = numbers.filter(\.isFinite)
    var low = finite.min() ?? 0
    var high = finite.max() ?? 1
    if high - low < max(abs(low), abs(high)) * 1e-9 || high == low {
      let room = low == 0 ? 1 : abs(low) * 0.5
      (low, high) = (low - room, high + room)
    }
    let step = niceStep((high - low) / Double(max(count, 1)))
    let slack = 1e-9 * step
    let first = ((isTight ? low - slack : low + slack) / step).rounded(isTight ? .up : .down)
    let last = ((isTight ? high + slack : high - slack) / step).rounded(isTight ? .down : .up)
    let ticks = first <= last ? stride(from: first, through: last, by: 1).map { $0 * step } : []
    if !isTight { (low, high) = (first * step, last * step) }
    return Axis(scale: .linear, low: low, high: high, ticks: ticks)
  }

  /// A logarithmic axis over the positive ones of some numbers, with ticks at powers of ten.
  ///
  /// - Parameter isRaised: whether the smallest number stands clear of the beginning, as a bar must
  ///   to be seen.
  package static func logarithmic(
    _ numbers: [Double], count: Int = 7, isRaised: Bool = false
  ) -> Axis {
    let positive = numbers.filter { $0.isFinite && $0 > 0 }
    let least = log10(positive.min() ?? 0.1)
    var first = Int((isRaised ? least - 0.15 : least + 1e-9).rounded(.down))
    var last = Int((log10(positive.max() ?? 1) - 1e-9).rounded(.up))
    if first == last { (first, last) = (first - 1, last + 1) }
    let step = max(1, Int((Double(last - first) / Double(max(count, 1))).rounded(.up)))
    let ticks = stride(from: last, through: first, by: -step).reversed().map {
      pow(10, Double($0))
    }
    return Axis(
      scale: .logarithmic, low: pow(10, Double(first)), high: pow(10, Double(last)), ticks: ticks)
  }

  /// Where a number lies, from 0 at the beginning to 1 at the end; beyond them where it does.
  package func fraction(_ number: Double) -> Double {
    switch scale {
    case .linear: (number - low) / (high - low)
    case .logarithmic: log10(number / low) / log10(high / low)
    }
  }

  /// A tick as it is written: `0.2`, `9600`, `10⁻⁴`.
  package func label(_ tick: Double) -> String {
    switch scale {
    case .linear:
      // Digits enough for the smallest difference, few enough to hide rounding.
      return Numerals(digits: 6).text(abs(tick) < (high - low) * 1e-9 ? 0 : tick)
    case .logarithmic:
      let exponent = Int(log10(tick).rounded())
      switch exponent {
      case 0: return "1"
      case 1...5, -3 ... -1: return Numerals(digits: 6).text(tick)
      default: return "10" + Numerals.superscript(exponent)
      }
    }
  }

  /// The smallest of 1, 2 or 5 times a power of ten that is not below a number.
  private static func niceStep(_ rough: Double) -> Double {
    guard rough > 0, rough.isFinite else { return 1 }
    let power = pow(10, log10(rough).rounded(.down))
    let mantissa = rough / power
    return power * (mantissa <= 1.0001 ? 1 : mantissa <= 2.0001 ? 2 : mantissa <= 5.0001 ? 5 : 10)
  }
}
