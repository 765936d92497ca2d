import Report
import Testing

@Suite struct TextTableTests {
  private func text(_ table: TextTable) throws -> String {
    let written = Written()
    try table.write(to: written.append)
    return written.text
  }

  @Test func columnsStandUnderOneAnother() throws {
    var table = TextTable([("node", .left), ("#", .right), ("value", .point), ("note", .left)])
    table.append(["사과", "9", "100", ""])
    table.append(["count", "10", "−2.25", "off"])
    table.append(["w", "11", "[1, 2]", ""])
    #expect(
      try text(table) == """
        node    #   value  note
        ─────  ──  ──────  ────
        사과    9  100
        count  10   −2.25  off
        w      11  [1, 2]

        """)
  }

  @Test func anEmptyColumnIsLeftOut() throws {
    var table = TextTable([("a", .left), ("b", .left), ("c", .left)])
    table.append(["1", "", "3"])
    #expect(try text(table) == "a  c\n─  ─\n1  3\n")
  }

  @Test func nothingCommandsTheTerminal() throws {
    var table = TextTable([("a", .left)])
    table.append(["x\u{1B}[2J"])
    #expect(try text(table).hasSuffix("x␛[2J\n"))
  }
}
