import Formats

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

/// What names a script in a policy: its SHA-256 digest in base 64.
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
    return base64(SHA256.digest(of: bytes))
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
