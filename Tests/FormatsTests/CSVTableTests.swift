import Testing

@testable import Formats

struct CSVTableTests {
  private func read(_ text: String) throws -> [[String]] {
    let table = try CSVTable(Array(text.utf8))
    return [table.columns] + table.rows.map(\.fields)
  }

  @Test(arguments: [
    "id,name\n1,김\n2,\"a, b\"\n", "\u{FEFF}id;name\r\n1;김\r\n2;\"a, b\"\r\n",
    "id\tname\r\n\r\n1\t김\r\n2\ta, b", "\"id\";\"name\"\n\"1\";\"김\"\n2;\"a, b\"",
  ])
  func spreadsheetsAgree(_ text: String) throws {
    #expect(try read(text) == [["id", "name"], ["1", "김"], ["2", "a, b"]])
  }

  @Test func quotesHoldAnything() throws {
    let text = "a,b\n\"x\"\"y\",\"1\n2\"\n3,"
    #expect(try read(text) == [["a", "b"], ["x\"y", "1\n2"], ["3", ""]])
    #expect(try CSVTable(Array(text.utf8)).rows.map(\.line) == [2, 4])
  }

  @Test(arguments: [
    ("", CSVTable.Flaw.noHeader), ("\n\r\n", .noHeader),
    ("a,b\n1\n", .fieldCount(line: 2, 1, expected: 2)),
    ("a\n\"x", .quotes(line: 2)), ("a,b\n1,\"x\"y\n", .quotes(line: 2)),
    ("a,a\n", .columnTwice("a")),
  ])
  func whatIsNoTableIsRefused(_ text: String, _ flaw: CSVTable.Flaw) {
    #expect(throws: flaw) { try CSVTable(Array(text.utf8)) }
  }

  @Test func hostileBytesAreRefused() {
    #expect(throws: CSVTable.Flaw.notUTF8(line: 2)) {
      try CSVTable(Array("a\n".utf8) + [0xFF, 0xFE])
    }
    let long = [UInt8](repeating: 97, count: CSVTable.mostBytes + 1)
    #expect(throws: CSVTable.Flaw.fieldTooLong(line: 1)) { try CSVTable(long) }
    #expect(throws: CSVTable.Flaw.fieldTooLong(line: 2)) {
      try CSVTable(Array("a\n\"".utf8) + long)
    }
  }

  @Test func anyBytesEndInATableOrAFlaw() {
    var state: UInt64 = 1
    for _ in 0..<2_000 {
      let bytes = (0..<40).map { _ in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Array("\",;\r\n\tab\u{e9}".utf8)[Int(state >> 33) % 10]
      }
      if let table = try? CSVTable(bytes) {
        #expect(table.rows.allSatisfy { $0.fields.count == table.columns.count })
      }
    }
  }
}
