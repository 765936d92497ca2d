/// Random numbers that are the same for the same seed, everywhere and for ever.
///
/// xoshiro256** by David Blackman and Sebastiano Vigna (2018), its state filled by SplitMix64 as
/// they advise. All that follows from the numbers uses only operations that IEEE 754 rounds in one
/// way; the standard library's `random(in:using:)` promises no such thing.
package struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: SIMD4<UInt64>
  private var spareNormal: Double?

  /// Starts the sequence that belongs to a seed.
  package init(seed: UInt64) {
    var filler = SplitMix64(state: seed)
    self.init(state: SIMD4(filler.next(), filler.next(), filler.next(), filler.next()))
  }

  /// Starts the sequence that belongs to a seed and a name, so that numbers drawn under one name do
  /// not depend on those drawn under others: that of the seed `seed XOR FNV-1a(name)`.
  ///
  /// - Parameter name: Its bytes in UTF-8 count.
  package init(seed: UInt64, name: String) { self.init(seed: seed ^ fnv1a(name.utf8)) }

  /// Goes on from a state, which is not all zeros.
  init(state: SIMD4<UInt64>) { self.state = state }

  /// The next 64 random bits.
  package mutating func next() -> UInt64 {
    let fives = state[1] &* 5
    let result = (fives << 7 | fives >> 57) &* 9
    let shifted = state[1] << 17
    state[2] ^= state[0]
    state[3] ^= state[1]
    state[1] ^= state[2]
    state[0] ^= state[3]
    state[2] ^= shifted
    state[3] = state[3] << 45 | state[3] >> 19
    return result
  }

  /// A number from 0 up to, not including, 1: a multiple of 2⁻⁵³.
  package mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// A whole number from 0 up to, not including, `bound`, each as likely as the others.
  ///
  /// The high half of a product, drawn again in the few cases that would favour some numbers
  /// (Daniel Lemire, Fast random integer generation in an interval, 2019).
  ///
  /// - Precondition: `bound` is above 0.
  package mutating func index(below bound: Int) -> Int {
    let bound = UInt64(bound)
    var product = next().multipliedFullWidth(by: bound)
    if product.low < bound {
      let threshold = (0 &- bound) % bound
      while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
    }
    return Int(product.high)
  }

  /// A standard normal deviate: mean 0, variance 1.
  ///
  /// George Marsaglia's polar method: a point drawn inside the unit circle gives two of them.
  package mutating func normal() -> Double {
    if let spare = spareNormal {
      spareNormal = nil
      return spare
    }
    while true {
      let (u, v) = (2 * uniform() - 1, 2 * uniform() - 1)
      let s = u * u + v * v
      guard s > 0, s < 1 else { continue }
      let factor = (-2 * naturalLogarithm(s) / s).squareRoot()
      spareNormal = v * factor
      return u * factor
    }
  }

  /// The numbers 0, 1, …, `count` − 1 in random order, each order as likely as the others.
  package mutating func permutation(_ count: Int) -> [Int32] {
    var order = (0..<Int32(count)).map { $0 }
    for last in stride(from: count - 1, to: 0, by: -1) {
      order.swapAt(last, index(below: last + 1))
    }
    return order
  }
}

/// ln x for a positive, normal x, from operations that round in one way only: the logarithms of C
/// libraries differ in the last digit.
///
/// With x = m · 2ᵉ and m between √½ and √2, ln m = 2 artanh z, where z = (m − 1)/(m + 1) is at most
/// 0.172: after ten terms the series is short of it by less than a rounding.
package func naturalLogarithm(_ x: Double) -> Double {
  var (m, exponent) = (x.significand, Double(x.exponent))
  if m > 0x1.6a09e667f3bcdp0 { (m, exponent) = (m / 2, exponent + 1) }
  let z = (m - 1) / (m + 1)
  let square = z * z
  var series = 0.0
  for odd in stride(from: 21.0, through: 1, by: -2) { series = series * square + 1 / odd }
  return 2 * z * series + exponent * 0x1.62e42fefa39efp-1
}
