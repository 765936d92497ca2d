import Autodiff
import Testing
import Wording

@testable import Training

private func text(_ string: String) throws(TextDatasetError) -> TextDataset {
  try TextDataset(Array(string.utf8))
}

private func flaw(_ bytes: [UInt8]) -> TextDatasetError? {
  do throws(TextDatasetError) {
    _ = try TextDataset(bytes)
    return nil
  } catch {
    return error
  }
}

@Suite struct TextDatasetTests {
  @Test func documentsBecomeTokens() throws {
    let data = try text("ab\n\n  ba \r\nc b\n")
    #expect(data.alphabet == [" ", "a", "b", "c"] && data.boundary == 4 && data.tokenCount == 5)
    #expect(data.training.tokens == [4, 1, 2, 4, 2, 1, 4] && data.training.starts == [0, 3, 6])
    #expect(data.test.tokens == [4, 3, 0, 2, 4])
    #expect(data.training.count == 2 && data.training.length(of: 1) == 3)
    #expect(data.text(of: data.test.tokens) == "c b")
  }

  /// Of every ten documents the last is held out; of fewer the last of all.
  @Test func aTenthIsHeldOut() throws {
    let lines = (0..<25).map { String(repeating: "x", count: $0 + 1) }
    let data = try text(lines.joined(separator: "\n"))
    #expect(data.training.count == 23 && data.test.count == 2)
    #expect((0..<2).map { data.test.length(of: $0) } == [11, 21])
    #expect(try text("a\nb\nc").test.tokens == [3, 2, 3])
  }

  @Test func aDocumentAsItsTokensAndThoseBehindThem() throws {
    let data = try text("mary\nann\nmay\n")
    // a m n r y are 0 to 4, and 5 is the boundary.
    func piece(_ source: BatchSource, _ document: Int) -> [Double] {
      var buffer = [Double](repeating: -1, count: data.training.length(of: document))
      buffer.withUnsafeMutableBufferPointer {
        data.training.copy(source, from: data.training.starts[document], into: $0)
      }
      return buffer
    }
    #expect(piece(.text, 0) == [5, 1, 0, 3, 4] && piece(.tokens, 0) == [1, 0, 3, 4, 5])
    #expect(piece(.positions, 0) == [0, 1, 2, 3, 4])
    #expect(piece(.text, 1) == [5, 0, 2, 2] && piece(.tokens, 1) == [0, 2, 2, 5])
  }

  @Test func firstRows() throws {
    let data = try text("mary\nann\nmay\n")
    let whole = try FirstRows().tensor(of: .text, row: nil, from: data)
    #expect(whole == Tensor([5, 1, 0, 3, 4]))
    // The running text is · m a r y · a n n ·.
    let windows = try FirstRows(3).tensor(of: .text, row: Shape([3]), from: data)
    #expect(windows.shape == Shape([3, 3]) && windows.elements == [5, 1, 0, 3, 4, 5, 0, 2, 2])
    let next = try FirstRows(3).tensor(of: .tokens, row: Shape([3]), from: data)
    #expect(next.elements == [1, 0, 3, 4, 5, 0, 2, 2, 5])
    let places = try FirstRows(2).tensor(of: .positions, row: Shape([3]), from: data)
    #expect(places.elements == [0, 1, 2, 0, 1, 2])
    #expect(throws: BatchError.windows(3, needed: 4, length: 3)) {
      try FirstRows(4).tensor(of: .text, row: Shape([3]), from: data)
    }
    #expect(throws: BatchError.needsImages(.labels)) {
      try FirstRows().tensor(of: .labels, row: nil, from: data)
    }
    #expect(data.training.windowCount(length: 3) == 7 && data.training.windowCount(length: 99) == 0)
  }

  /// A syllable is one character, in whichever way it is encoded.
  @Test func charactersAreWhatReadersSee() throws {
    let data = try text("김민지\n\u{1100}\u{1175}\u{11B7}수\né\ne\u{301}")
    #expect(data.alphabet.count == 5 && data.alphabet.contains("김"))
    #expect(data.training.tokens[1] == data.training.tokens[5])
    #expect(data.training.tokens[8] == data.test.tokens[1])
  }

  @Test func hostileFilesAreRefused() {
    #expect(flaw([]) == .empty && flaw(Array(" \n\t\r\n".utf8)) == .empty)
    #expect(flaw(Array("mary\n".utf8)) == .oneDocument)
    #expect(flaw(Array("a\nb\0\n".utf8)) == .nul(line: 2))
    #expect(flaw([0x61, 0x0A, 0xFF, 0x0A]) == .notUTF8(line: 2))
    // A character that is cut off by the end of its line.
    #expect(flaw([0xEA, 0xB9, 0x0A, 0x61]) == .notUTF8(line: 1))
    let long = [UInt8](repeating: 0x61, count: TextDataset.longestDocument + 1)
    #expect(flaw(Array("b\n".utf8) + long) == .longDocument(line: 2))
    #expect(flaw(Array("b\n".utf8) + long.dropLast()) == nil)
    // A letter with no end of marks.
    let marks = "a" + String(repeating: "\u{301}", count: 200_000)
    #expect(flaw(Array("b\n\(marks)\n".utf8)) == .longDocument(line: 2))
    let many = (0..<TextDataset.largestAlphabet + 1).compactMap { Unicode.Scalar(0x4E00 + $0) }
    #expect(
      flaw(Array(many.map { String($0) }.joined(separator: "\n").utf8)) == .largeAlphabet)
    #expect(flaw(Array("\u{FEFF}a\nb".utf8)) == nil)
    for error in [TextDatasetError.empty, .nul(line: 3), .tooLarge, .largeAlphabet, .oneDocument] {
      #expect(Language.allCases.allSatisfy { !error.message[$0].isEmpty })
    }
  }

  @Test func imagesAsRowsAndPictures() throws {
    let images: [UInt8] =
      [0, 0, 8, 3] + [2, 2, 2].flatMap { [0, 0, 0, $0] } + [0, 51, 102, 255, 1, 2, 3, 4]
    let data = try ImageDataset(images: images, labels: [0, 0, 8, 1, 0, 0, 0, 2, 7, 3])
    let rows = try FirstRows(1).tensor(of: .images, row: nil, from: data)
    #expect(rows.shape == Shape([1, 4]) && rows.elements == [0, 0.2, 0.4, 1])
    let pictures = try FirstRows(2).tensor(of: .images, row: Shape([1, 2, 2]), from: data)
    #expect(pictures.shape == Shape([2, 1, 2, 2]))
    #expect(try FirstRows(2).tensor(of: .labels, row: nil, from: data) == Tensor([7, 3]))
    #expect(throws: BatchError.images(2, needed: 3)) {
      try FirstRows().tensor(of: .labels, row: nil, from: data)
    }
    #expect(throws: BatchError.pixels(rows: 2, columns: 2, asked: Shape([3]))) {
      try FirstRows(1).tensor(of: .images, row: Shape([3]), from: data)
    }
    #expect(throws: BatchError.needsText(.tokens)) {
      try FirstRows(1).tensor(of: .tokens, row: nil, from: data)
    }
  }
}
