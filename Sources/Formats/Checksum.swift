/// A number by which it is seen whether bytes are still those that were written, many times as quick as
/// a `Fingerprint`.
///
///     Checksum.of(bytes)         // 64 bits
///     Checksum.text(of: bytes)   // the same in 16 hexadecimal digits
///
/// Bytes that were changed by accident have another one. It is no guard against somebody who wants it to
/// agree.
package enum Checksum {
  /// The checksum of some bytes.
  package static func of(_ bytes: [UInt8]) -> Int { Int(bitPattern: UInt(sum(bytes))) }

  /// The checksum of some bytes in 16 hexadecimal digits.
  package static func text(of bytes: [UInt8]) -> String {
    let digits = String(sum(bytes), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func sum(_ bytes: [UInt8]) -> UInt64 {
    // Odd numbers without a pattern: the fractions of the golden ratio and of √2.
    let (first, second): (UInt64, UInt64) = (0x9E37_79B9_7F4A_7C15, 0x6A09_E667_F3BC_C909)
    var sum = UInt64(bytes.count) &* first
    func mix(_ word: UInt64) {
      sum = (sum ^ word) &* second
      // What is multiplied moves up; the upper half comes back down.
      sum ^= sum >> 29
    }
    bytes.withUnsafeBytes { bytes in
      let whole = bytes.count & ~7
      for place in stride(from: 0, to: whole, by: 8) {
        mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      }
      var rest: UInt64 = 0
      for place in whole..<bytes.count { rest = rest << 8 | UInt64(bytes[place]) }
      mix(rest)
    }
    mix(first)
    return sum
  }
}
