/// What a page may load and run: nothing but its own style, pictures within it, and the scripts that
/// its templates hold, each named by its digest.
///
///     default-src 'none'; style-src 'unsafe-inline'; …; script-src 'sha256-…'
struct ContentPolicy {
  /// The digests of the scripts, as `ScriptDigest` gives them.
  let scripts: [String]

  /// The policy as a page's head has it.
  var text: String {
    let sources = scripts.isEmpty ? ["'none'"] : scripts.map { "'sha256-\($0)'" }
    return "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; "
      + "font-src 'self' data:; base-uri 'none'; script-src " + sources.joined(separator: " ")
  }
}

/// What names a script in a policy: its SHA-256 digest (FIPS 180-4) in base 64.
enum ScriptDigest {
  /// The digests of the scripts of a template, in order.
  static func all(in template: String) -> [String] {
    scripts(in: template).map { of(String($0)) }
  }

  /// What stands between `<script>` and `</script>`.
  static func scripts(in template: String) -> [Substring] {
    template.components(between: "<script>", and: "</script>")
  }

  /// The digest of a script; a browser reads each line break as one line feed.
  static func of(_ script: String) -> String {
    var bytes: [UInt8] = []
    for byte in script.utf8 where byte != UInt8(ascii: "\r") { bytes.append(byte) }
    return base64(sha256(bytes))
  }

  /// The 32 bytes of a digest.
  static func sha256(_ message: [UInt8]) -> [UInt8] {
    var bytes = message + [0x80]
    bytes += [UInt8](repeating: 0, count: (120 - bytes.count % 64) % 64)
    bytes += (0..<8).map { UInt8(truncatingIfNeeded: (message.count * 8) >> (56 - 8 * $0)) }
    var hash: [UInt32] = primes(8).map { fraction(Double($0).squareRoot()) }
    for start in stride(from: 0, to: bytes.count, by: 64) {
      var words = (0..<16).map { word in
        (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(bytes[start + 4 * word + $1]) }
      }
      for i in 16..<64 {
        let (a, b) = (words[i - 15], words[i - 2])
        let s0 = turn(a, 7) ^ turn(a, 18) ^ a >> 3
        let s1 = turn(b, 17) ^ turn(b, 19) ^ b >> 10
        words.append(words[i - 16] &+ s0 &+ words[i - 7] &+ s1)
      }
      var v = hash
      for i in 0..<64 {
        let s1 = turn(v[4], 6) ^ turn(v[4], 11) ^ turn(v[4], 25)
        let choice = v[4] & v[5] ^ ~v[4] & v[6]
        let t1 = v[7] &+ s1 &+ choice &+ constants[i] &+ words[i]
        let s0 = turn(v[0], 2) ^ turn(v[0], 13) ^ turn(v[0], 22)
        let majority = v[0] & v[1] ^ v[0] & v[2] ^ v[1] & v[2]
        v = [t1 &+ s0 &+ majority, v[0], v[1], v[2], v[3] &+ t1, v[4], v[5], v[6]]
      }
      hash = zip(hash, v).map { $0 &+ $1 }
    }
    return hash.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> (24 - 8 * $0)) } }
  }

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

  private static func base64(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/")
    var text = ""
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let group = bytes[start..<min(start + 3, bytes.count)]
      var bits = 0
      for index in 0..<3 { bits = bits << 8 | Int(index < group.count ? group[start + index] : 0) }
      for index in 0...group.count { text.append(letters[bits >> (18 - 6 * index) & 63]) }
      text += String(repeating: "=", count: 3 - group.count)
    }
    return text
  }
}

extension String {
  /// What stands between two marks, wherever they do.
  fileprivate func components(between first: String, and last: String) -> [Substring] {
    var found: [Substring] = []
    var rest = self[...]
    while let start = rest.firstRange(of: first) {
      rest = rest[start.upperBound...]
      guard let end = rest.firstRange(of: last) else { break }
      found.append(rest[..<end.lowerBound])
      rest = rest[end.upperBound...]
    }
    return found
  }
}
