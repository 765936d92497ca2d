/// What tells whether something has changed: equal ones are of equal parts in the same order.
///
///     var fingerprint = Fingerprint()
///     fingerprint.add("en.md")
///     fingerprint.add(bytes)
///     fingerprint.text()  // 64 hexadecimal digits
///
/// Parts cannot run into each other: each is told with its length.
package struct Fingerprint: ~Copyable {
  private var digest = SHA256()

  /// A fingerprint of nothing yet.
  package init() {}

  /// The fingerprint of some parts.
  package init(of parts: [String]) {
    self.init()
    for part in parts { add(part) }
  }

  /// The digits of the digest of some bytes.
  package static func text(of bytes: [UInt8]) -> String { digits(SHA256.digest(of: bytes)) }

  /// Adds bytes as a part.
  package mutating func add(_ bytes: [UInt8]) {
    add(count: bytes.count)
    digest.add(bytes)
  }

  /// Adds a text as a part.
  package mutating func add(_ text: String) {
    add(count: text.utf8.count)
    digest.add(text.utf8)
  }

  /// Adds a number as a part, such as that of the parts to come.
  package mutating func add(count: Int) {
    digest.add((0..<8).map { UInt8(truncatingIfNeeded: count >> (8 * $0)) })
  }

  /// The digest of all parts in 64 hexadecimal digits.
  package consuming func text() -> String { Self.digits(digest.finish()) }

  private static func digits(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
