import Formats
import Foundation
import Testing

@Suite struct JSONWriterTests {
  private func text(_ write: (inout JSONWriter) throws -> Void) rethrows -> String {
    try JSONWriter.text(write)
  }

  @Test(arguments: [
    (100, "100"), (-3, "-3"), (0, "0"), (2.2, "2.2"), (0.1 + 0.2, "0.30000000000000004"),
    (1e-7, "1e-07"), (1e15, "1000000000000000"), (9_007_199_254_740_991, "9007199254740991"),
    (1e22, "1e+22"), (.infinity, "\"inf\""), (-.infinity, "\"-inf\""), (.nan, "\"nan\""),
    (-0.0, "-0"),
  ])
  func numbersReadBackAsTheSameDouble(number: Double, expected: String) {
    #expect(text { $0.value(number) } == expected)
    if number.isFinite { #expect(Double(expected)?.bitPattern == number.bitPattern) }
  }

  /// 2.3025851 is not the double nearest to it, 2.302585124969482…
  @Test(
    arguments: [
      (2.3025851, "2.3025851"), (0.1, "0.1"), (-4, "-4"), (16_777_216, "16777216"), (-0.0, "-0"),
      (1e-7, "1e-07"), (.infinity, "\"inf\""), (.nan, "\"nan\""),
    ] as [(Float, String)])
  func numbersOfSinglePrecisionHaveOnlyTheirOwnDigits(number: Float, expected: String) {
    #expect(text { $0.value(number) } == expected)
    if number.isFinite { #expect(Float(expected)?.bitPattern == number.bitPattern) }
  }

  @Test func wholeNumbersReachFromEndToEnd() {
    #expect(text { $0.value(Int.min) } == "\(Int.min)")
    #expect(text { $0.value(Int.max) } == "\(Int.max)")
    #expect(text { $0.value(UInt64.max) } == "\(UInt64.max)")
  }

  @Test func tensorsNest() throws {
    #expect(try text { try $0.tensor([7], extents: []) } == "7")
    #expect(try text { try $0.tensor([1, 2], extents: [2]) } == "[1, 2]")
    #expect(try text { try $0.tensor([1, 2], extents: [2, 1]) } == "[[1], [2]]")
    #expect(
      try text { try $0.tensor([1, 2, 3, 4, 5, 6, 7, 8], extents: [2, 2, 2]) }
        == "[[[1, 2], [3, 4]], [[5, 6], [7, 8]]]")
    #expect(try text { try $0.tensor([], extents: [0]) } == "[]")
  }

  @Test func stringsAreEscaped() {
    #expect(text { $0.value("a\"b\\c\n\t\u{1}\u{7F}사") } == #""a\"b\\c\n\t\u0001\u007f사""#)
    #expect(text { $0.value(nil as String?) } == "null")
    #expect(text { $0.object { $0.field(named: "a\"b", "") } } == #"{"a\"b": ""}"#)
  }

  @Test func objectsAndArraysNest() throws {
    func write(_ json: inout JSONWriter) {
      json.object { json in
        json.field("name", "x")
        json.field("none", nil as Double?)
        json.field("all", true)
        json.field("shape", [2, 3])
        json.field("path") { json in
          json.array {
            $0.array { _ in }
            $0.object { _ in }
            $0.value(0.5)
          }
        }
        json.field("empty", [Double]())
      }
    }
    #expect(
      text(write)
        == #"{"name": "x", "none": null, "all": true, "shape": [2, 3], "path": [[], {}, 0.5], "#
        + #""empty": []}"#)
    #expect(
      JSONWriter.text(isCompact: true, write)
        == #"{"name":"x","none":null,"all":true,"shape":[2,3],"path":[[],{},0.5],"empty":[]}"#)
    #expect(try JSONSerialization.jsonObject(with: Data(text(write).utf8)) is [String: Any])
  }

  @Test func linesAreIndentedByWhatIsAroundThem() throws {
    let written = try text { json in
      try json.object { json in
        json.field("a", 1)
        json.newLine()
        try json.field("each") { try $0.list([1, 2], .each) { $0.value($1) } }
        json.newLine()
        json.field("block") { json in
          json.array(.block) { json in
            json.object {
              $0.field("x", 1)
              $0.newLine()
              $0.field("y", [1, 2])
            }
          }
        }
        json.newLine()
        json.field("none") { $0.array(.block) { _ in } }
        json.field("same", 3)
      }
    }
    #expect(
      written == """
        {"a": 1,
         "each": [
          1,
          2],
         "block": [
          {"x": 1,
           "y": [1, 2]}
         ],
         "none": [], "same": 3}
        """)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(written.utf8))
    }
  }

  @Test func muchIsHandedOverInPieces() throws {
    let written = Written()
    var json = JSONWriter(to: written.append)
    try json.tensor(repeatElement(0.5, count: 100_000), extents: [100_000])
    #expect(written.pieces > 5)
    try json.finish()
    #expect(written.text.utf8.count == 500_001)
    let listed = Written()
    json = JSONWriter(to: listed.append)
    try json.list(0..<100_000) { $0.value($1 % 2) }
    #expect(listed.pieces > 3)
  }

  @Test func whatTakesTheBytesMayRefuse() {
    struct Full: Error {}
    #expect(throws: Full.self) {
      var json = JSONWriter { _ in throw Full() }
      try json.tensor(repeatElement(0.5, count: 100_000), extents: [100_000])
    }
  }
}

/// A sink that keeps what it was given.
private final class Written {
  private var bytes: [UInt8] = []
  private(set) var pieces = 0
  func append(_ more: UnsafeRawBufferPointer) {
    bytes.append(contentsOf: more)
    pieces += 1
  }
  var text: String { String(decoding: bytes, as: UTF8.self) }
}
