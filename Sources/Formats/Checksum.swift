/// A sum of bytes that is another where they have changed by accident, many times quicker than a
/// `Fingerprint`, which also holds against those who mean to deceive.
///
/// Each eight bytes are multiplied in, after how many there are; each step can be undone, so that two
/// contents of the same length that differ in one place never have the same sum.
package enum Checksum {
  /// The sum of some bytes as a number.
  package static func of(_ bytes: [UInt8]) -> Int { Int(bitPattern: UInt(sum(bytes))) }

  /// The sum of some bytes in 16 hexadecimal digits.
  package static func text(of bytes: [UInt8]) -> String {
    let digits = String(sum(bytes), radix: 16)
    return String(repeating: "0", count: 16 - digits.utf8.count) + digits
  }

  private static func sum(_ bytes: [UInt8]) -> UInt64 {
    bytes.withUnsafeBytes { bytes in
      var sum = UInt64(bytes.count)
      func mix(_ word: UInt64) {
        sum = (sum ^ word) &* 0x9E37_79B9_7F4A_7C15
        sum ^= sum >> 29
      }
      let whole = bytes.count / 8 * 8
      for place in stride(from: 0, to: whole, by: 8) {
        mix(UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: place, as: UInt64.self)))
      }
      var rest: UInt64 = 0
      for byte in bytes[whole...].reversed() { rest = rest << 8 | UInt64(byte) }
      mix(rest)
      return sum
    }
  }
}
