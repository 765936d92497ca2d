/// The digest that names a page's scripts in its policy, and tells whether something has changed
/// (FIPS 180-4).
///
///     var digest = SHA256()
///     digest.add([0x61, 0x62])
///     digest.add([0x63])
///     digest.finish()  // 32 bytes: ba 78 16 bf …
///
/// A library of cryptography would take longer to build than all else.
/// - Complexity: some four nanoseconds a byte.
package struct SHA256: ~Copyable {
  private var hash: [UInt32] = primes(8).map { fraction(Double($0).squareRoot()) }
  /// What does not fill a block yet.
  private var rest: [UInt8] = []
  private var count = 0

  /// Begins a digest.
  package init() {}

  /// The 32 bytes of a message's digest.
  package static func digest(of message: [UInt8]) -> [UInt8] {
    var digest = SHA256()
    digest.add(message)
    return digest.finish()
  }

  /// Goes on with more of a message.
  package mutating func add(_ bytes: some Collection<UInt8>) {
    let isAdded: Void? = bytes.withContiguousStorageIfAvailable {
      add(UnsafeRawBufferPointer($0))
    }
    if isAdded == nil { add(Array(bytes)) }
  }

  /// The 32 bytes of the digest of all that was added.
  package consuming func finish() -> [UInt8] {
    var end = [0x80] + [UInt8](repeating: 0, count: (119 - count % Self.block) % Self.block)
    end += (0..<8).map { UInt8(truncatingIfNeeded: (count * 8) >> (56 - 8 * $0)) }
    add(end)
    return hash.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

  // MARK: Blocks

  /// How many bytes are mixed at once.
  private static let block = 64

  private mutating func add(_ bytes: UnsafeRawBufferPointer) {
    count += bytes.count
    var bytes = bytes[...]
    if !rest.isEmpty {
      let missing = bytes.prefix(Self.block - rest.count)
      rest += missing
      bytes = bytes.dropFirst(missing.count)
      if rest.count < Self.block { return }
      let full = rest
      full.withUnsafeBytes { mix($0) }
      rest = []
    }
    let whole = bytes.count - bytes.count % Self.block
    mix(UnsafeRawBufferPointer(rebasing: bytes.prefix(whole)))
    rest = Array(bytes.dropFirst(whole))
  }

  /// Mixes whole blocks into the hash.
  private mutating func mix(_ bytes: UnsafeRawBufferPointer) {
    withUnsafeTemporaryAllocation(of: UInt32.self, capacity: 64) { words in
      Self.constants.withUnsafeBufferPointer { constants in
        for start in stride(from: 0, to: bytes.count, by: Self.block) {
          Self.spread(bytes, from: start, over: words)
          mix(words, constants)
        }
      }
    }
  }

  /// The 64 words of a block.
  private static func spread(
    _ bytes: UnsafeRawBufferPointer, from start: Int, over words: UnsafeMutableBufferPointer<UInt32>
  ) {
    for word in 0..<16 {
      words[word] = UInt32(
        bigEndian: bytes.loadUnaligned(fromByteOffset: start + 4 * word, as: UInt32.self))
    }
    for word in 16..<64 {
      let (a, b) = (words[word - 15], words[word - 2])
      let s0 = turn(a, 7) ^ turn(a, 18) ^ a >> 3
      let s1 = turn(b, 17) ^ turn(b, 19) ^ b >> 10
      words[word] = words[word - 16] &+ s0 &+ words[word - 7] &+ s1
    }
  }

  private mutating func mix(
    _ words: UnsafeMutableBufferPointer<UInt32>, _ constants: UnsafeBufferPointer<UInt32>
  ) {
    var (a, b, c, d) = (hash[0], hash[1], hash[2], hash[3])
    var (e, f, g, h) = (hash[4], hash[5], hash[6], hash[7])
    for round in 0..<64 {
      let s1 = Self.turn(e, 6) ^ Self.turn(e, 11) ^ Self.turn(e, 25)
      let choice = e & f ^ ~e & g
      let t1 = h &+ s1 &+ choice &+ constants[round] &+ words[round]
      let s0 = Self.turn(a, 2) ^ Self.turn(a, 13) ^ Self.turn(a, 22)
      let majority = a & b ^ a & c ^ b & c
      (h, g, f, e) = (g, f, e, d &+ t1)
      (d, c, b, a) = (c, b, a, t1 &+ s0 &+ majority)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { hash[index] &+= word }
  }

  // MARK: Constants

  /// The first 32 bits of the fractions of the cube roots of the first 64 primes.
  private static let constants: [UInt32] = primes(64).map { prime in
    // Newton's steps settle on the nearest double.
    let p = Double(prime)
    var root = 7.0
    for _ in 0..<60 { root -= (root * root * root - p) / (3 * root * root) }
    return fraction(root)
  }

  private static func fraction(_ number: Double) -> UInt32 {
    UInt32((number - number.rounded(.down)) * 0x1p32)
  }

  private static func primes(_ count: Int) -> [Int] {
    var primes: [Int] = []
    var candidate = 2
    while primes.count < count {
      if primes.allSatisfy({ candidate % $0 != 0 }) { primes.append(candidate) }
      candidate += 1
    }
    return primes
  }

  private static func turn(_ word: UInt32, _ bits: UInt32) -> UInt32 {
    word >> bits | word << (32 - bits)
  }
}
