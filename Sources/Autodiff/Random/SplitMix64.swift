/// A small generator whose numbers fill the state of a large one: SplitMix64 by Guy Steele, Doug Lea
/// and Christine Flood (2014), with the constants of Sebastiano Vigna's splitmix64.c.
struct SplitMix64 {
  /// What the next number is made from; any number at all.
  var state: UInt64

  /// The next 64 random bits.
  mutating func next() -> UInt64 {
    state &+= 0x9e37_79b9_7f4a_7c15
    var z = state
    z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
    z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
    return z ^ (z >> 31)
  }
}

/// A number for a text: FNV-1a of 64 bits by Glenn Fowler, Landon Curt Noll and Kiem-Phong Vo.
func fnv1a(_ bytes: some Sequence<UInt8>) -> UInt64 {
  bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x0000_0100_0000_01b3 }
}
