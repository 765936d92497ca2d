import RealModule

/// A random generator that gives the same numbers for a seed on every machine: xoshiro256**
/// (D. Blackman, S. Vigna, 2018), seeded by SplitMix64.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: (UInt64, UInt64, UInt64, UInt64)
  private var spare: Double?

  /// Creates the generator of a seed.
  public init(seed: UInt64) {
    var mixer = seed
    func next() -> UInt64 {
      mixer &+= 0x9E37_79B9_7F4A_7C15
      var z = mixer
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    state = (next(), next(), next(), next())
  }

  /// The next 64 random bits.
  public mutating func next() -> UInt64 {
    func rotate(_ x: UInt64, _ count: UInt64) -> UInt64 { (x << count) | (x >> (64 - count)) }
    let result = rotate(state.1 &* 5, 7) &* 9
    let shifted = state.1 << 17
    state.2 ^= state.0
    state.3 ^= state.1
    state.1 ^= state.2
    state.0 ^= state.3
    state.2 ^= shifted
    state.3 = rotate(state.3, 45)
    return result
  }

  /// A number in (0, 1].
  private mutating func unit() -> Double { Double((next() >> 11) + 1) * 0x1p-53 }

  /// A normal deviate of mean 0 and standard deviation 1 (G. Box, M. Muller, 1958).
  public mutating func normal() -> Double {
    if let spare {
      self.spare = nil
      return spare
    }
    let radius = (-2 * Double.log(unit())).squareRoot()
    let angle = 2 * Double.pi * unit()
    spare = radius * Double.sin(angle)
    return radius * Double.cos(angle)
  }
}
