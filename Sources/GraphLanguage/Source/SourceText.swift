import Autodiff

/// The text of a graph file: valid UTF-8 without a NUL, and what to call it in messages.
final class SourceText: Sendable {
  /// The file's name in messages.
  let file: String
  /// The bytes, and a zero after them, so that a reader finds the end without counting.
  let bytes: [UInt8]
  /// Where the text begins: after a byte-order mark.
  let start: Int
  /// Where the zero is.
  var end: Int { bytes.count - 1 }
  /// The bytes as a string, up to the first that is no UTF-8; nil where all are ASCII and nobody
  /// needs it.
  let text: String?

  /// Takes a file's bytes, or says where they stop being a text.
  static func read(_ bytes: [UInt8], file: String) -> Result<SourceText, Diagnostics> {
    let (isASCII, flaw) = findFlaw(in: bytes)
    let source = SourceText(bytes, file: file, isASCII: isASCII, validCount: flaw ?? bytes.count)
    guard let flaw else { return .success(source) }
    var counter = PlaceCounter(in: source)
    counter.countLines(upTo: flaw, in: source)
    let place = counter.place(of: flaw, in: source)
    let message = bytes[flaw] == 0 ? Message.nulByte : Message.notUTF8(bytes[flaw])
    let diagnostic = Diagnostic(
      file: file, place: place, severity: .error, message: message.text, help: message.help,
      excerpt: Excerpt(around: flaw, in: source))
    return .failure(Diagnostics(errors: [diagnostic], omitted: 0))
  }

  private init(_ bytes: [UInt8], file: String, isASCII: Bool, validCount: Int) {
    self.file = file
    start = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    text = isASCII ? nil : String(decoding: bytes[..<validCount], as: UTF8.self)
    self.bytes = bytes + [0]
  }

  /// The bytes of a range as a string.
  func string(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// Whether all bytes are ASCII, and the first byte that is a NUL or no part of UTF-8.
  private static func findFlaw(in bytes: [UInt8]) -> (isASCII: Bool, flaw: Int?) {
    bytes.withUnsafeBufferPointer { bytes in
      var isASCII = true
      var index = 0
      while index < bytes.count {
        let byte = bytes[index]
        if byte < 0x80 {
          if byte == 0 { return (isASCII, index) }
          index += 1
          continue
        }
        isASCII = false
        let length = scalarLength(bytes, at: index)
        if length == 0 { return (false, index) }
        index += length
      }
      return (isASCII, nil)
    }
  }

  /// How many bytes a scalar takes that does not begin as ASCII does; 0 where it is none (RFC 3629).
  private static func scalarLength(_ bytes: UnsafeBufferPointer<UInt8>, at index: Int) -> Int {
    func isTail(_ offset: Int, _ range: ClosedRange<UInt8> = 0x80...0xBF) -> Bool {
      index + offset < bytes.count && range.contains(bytes[index + offset])
    }
    switch bytes[index] {
    case 0xC2...0xDF: return isTail(1) ? 2 : 0
    case 0xE0: return isTail(1, 0xA0...0xBF) && isTail(2) ? 3 : 0
    case 0xED: return isTail(1, 0x80...0x9F) && isTail(2) ? 3 : 0
    case 0xE1...0xEF: return isTail(1) && isTail(2) ? 3 : 0
    case 0xF0: return isTail(1, 0x90...0xBF) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF1...0xF3: return isTail(1) && isTail(2) && isTail(3) ? 4 : 0
    case 0xF4: return isTail(1, 0x80...0x8F) && isTail(2) && isTail(3) ? 4 : 0
    default: return 0
    }
  }
}
