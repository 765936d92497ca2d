import Report
import Testing

@Suite struct JSONWriterTests {
  private func text(_ write: (inout JSONWriter) throws -> Void) rethrows -> String {
    let written = Written()
    var json = JSONWriter(to: written.append)
    try write(&json)
    try? json.flush()
    return written.text
  }

  @Test(arguments: [
    (100, "100"), (-3, "-3"), (0, "0"), (2.2, "2.2"), (0.1 + 0.2, "0.30000000000000004"),
    (1e-7, "1e-07"), (1e15, "1000000000000000"), (9_007_199_254_740_991, "9007199254740991"),
    (1e22, "1e+22"), (.infinity, "\"inf\""), (-.infinity, "\"-inf\""), (.nan, "\"nan\""),
    (-0.0, "-0"),
  ])
  func numbersReadBackAsTheSameDouble(number: Double, expected: String) {
    #expect(text { $0.number(number) } == expected)
    if number.isFinite { #expect(Double(expected)?.bitPattern == number.bitPattern) }
  }

  @Test func tensorsNest() throws {
    #expect(try text { try $0.tensor([7], extents: []) } == "7")
    #expect(try text { try $0.tensor([1, 2], extents: [2]) } == "[1, 2]")
    #expect(try text { try $0.tensor([1, 2], extents: [2, 1]) } == "[[1], [2]]")
    #expect(
      try text { try $0.tensor([1, 2, 3, 4, 5, 6, 7, 8], extents: [2, 2, 2]) }
        == "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]")
  }

  @Test func stringsAreEscaped() {
    #expect(text { $0.string("a\"b\\c\n\t\u{1}\u{7F}사") } == #""a\"b\\c\n\t\u0001\u007f사""#)
    #expect(text { $0.string(orNull: nil) } == "null")
    #expect(text { $0.integer(.min) } == "\(Int.min)")
  }

  @Test func muchIsHandedOverInPieces() throws {
    let written = Written()
    var json = JSONWriter(to: written.append)
    try json.tensor(repeatElement(0.5, count: 100_000), extents: [100_000])
    #expect(written.pieces > 5)
    try json.flush()
    #expect(written.text.utf8.count == 500_000)
  }
}

/// A sink that keeps what it was given.
final class Written {
  private var bytes: [UInt8] = []
  private(set) var pieces = 0
  func append(_ more: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: more)
    pieces += 1
  }
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
