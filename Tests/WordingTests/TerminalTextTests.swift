import Testing
import Wording

@Suite struct TerminalTextTests {
  @Test(arguments: [
    ("apple", 5), ("사과", 4), ("−∞", 2), ("5.96×10⁻⁸", 9), ("W₁ = σ₃", 7), ("漢字", 4),
    ("e\u{301}", 1), ("👍🏽", 2), ("", 0),
  ])
  func cellsOfATerminal(text: String, cells: Int) {
    #expect(cellWidth(of: text) == cells)
  }

  @Test func nothingCommandsTheTerminal() {
    #expect(printable("a\u{1B}[31mb\nc\u{202E}d\u{9B}") == "a␛[31mb␊c\u{FFFD}d\u{FFFD}")
    #expect(printable("사과 x² – “L”") == "사과 x² – “L”")
  }
}

@Test(arguments: [(0, 0), (1, 1), (1_048_576, 1), (1_048_577, 2), (.max, 8_796_093_022_208)])
func megabytesAreRoundedUp(bytes: Int, words: Int) { #expect(megabytes(bytes) == words) }
