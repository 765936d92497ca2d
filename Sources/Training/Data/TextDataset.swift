import Autodiff
import Wording

/// Documents of text, one a line, as tokens: a number for each character, and one more that stands
/// before and behind every document.
///
///     let names = try TextDataset(Array("ab\nba\n".utf8))
///     names.alphabet            // ["a", "b"]; 2 is the token of the boundary
///     names.training.tokens     // [2, 0, 1, 2]
///     names.test.tokens         // [2, 1, 0, 2]
///
/// A character is what a reader takes for one, an extended grapheme cluster: `é` and `한` are one each,
/// however they are encoded. The alphabet is those that occur, sorted; a character's place in it is its
/// token. Blanks around a document and empty lines do not count.
package struct TextDataset: Sendable {
  /// Documents one after another, with the boundary before each and behind the last.
  package struct Part: Sendable {
    /// The running text.
    package fileprivate(set) var tokens: [Int32]
    /// Where the boundary before each document stands, and that behind the last.
    package fileprivate(set) var starts: [Int] = [0]

    fileprivate init(boundary: Int32) { tokens = [boundary] }

    fileprivate mutating func append(_ document: some Sequence<Int32>, boundary: Int32) {
      tokens += document
      starts.append(tokens.count)
      tokens.append(boundary)
    }

    /// How many documents there are.
    package var count: Int { starts.count - 1 }

    /// How many tokens are asked for in a document: its characters and the boundary behind them.
    package func length(of document: Int) -> Int { starts[document + 1] - starts[document] }

    /// How many windows of a length there are, one at each token that has another behind the window.
    package func windowCount(length: Int) -> Int { max(0, tokens.count - length) }

    /// How many windows of a length stand side by side in the running text.
    package func rowCount(length: Int) -> Int { max(0, (tokens.count - 1) / length) }

    /// Writes what a source has for a piece of the running text into `target`, which it fills: `text`
    /// from a place on, `tokens` from the next on, `positions` from 0.
    ///
    ///     // A whole document, the third: n tokens, each followed by the one to be told.
    ///     part.copy(.text, from: part.starts[2], into: buffer)
    ///
    /// - Precondition: The piece and the token behind it lie in the running text, and the source is one
    ///   of text.
    package func copy<Scalar: BinaryFloatingPoint>(
      _ source: BatchSource, from start: Int, into target: UnsafeMutableBufferPointer<Scalar>
    ) {
      let count = target.count
      precondition(
        start >= 0 && count <= tokens.count - 1 - start, "a piece that is not in the text")
      switch source {
      case .text: for index in 0..<count { target[index] = Scalar(tokens[start + index]) }
      case .tokens: for index in 0..<count { target[index] = Scalar(tokens[start + index + 1]) }
      case .positions: for index in 0..<count { target[index] = Scalar(index) }
      case .images, .labels: preconditionFailure("text has no images")
      }
    }
  }

  /// The characters that occur, sorted; a token is a character's place.
  package let alphabet: [Character]
  /// What a network learns from.
  package let training: Part
  /// What is held out: of every ten documents the last, of fewer than ten the last of all.
  package let test: Part

  /// The token that stands before and behind every document.
  package var boundary: Int32 { Int32(alphabet.count) }
  /// How many tokens there are: the characters and the boundary.
  package var tokenCount: Int { alphabet.count + 1 }

  /// The characters of tokens, without boundaries.
  package func text(of tokens: some Sequence<Int32>) -> String {
    String(tokens.compactMap { alphabet.indices.contains(Int($0)) ? alphabet[Int($0)] : nil })
  }

  /// Nothing that is read has more bytes, a longer document, or more characters.
  package static let mostBytes = 1 << 28
  package static let longestDocument = 10_000
  package static let largestAlphabet = 10_000

  /// Reads a file of UTF-8 text.
  ///
  /// - Throws: `TextDatasetError`, which says what is wrong and where.
  package init(_ file: [UInt8]) throws(TextDatasetError) {
    guard file.count <= Self.mostBytes else { throw .tooLarge }
    let documents = try Self.documents(of: file)
    guard !documents.isEmpty else { throw .empty }
    guard documents.count > 1 else { throw .oneDocument }
    let alphabet = try Self.alphabet(of: documents)
    let boundary = Int32(alphabet.count)
    var tokens: [Character: Int32] = [:]
    for (token, character) in alphabet.enumerated() { tokens[character] = Int32(token) }
    var (training, test) = (Part(boundary: boundary), Part(boundary: boundary))
    let isSmall = documents.count < 10
    for (index, document) in documents.enumerated() {
      let isHeldOut = isSmall ? index == documents.count - 1 : index % 10 == 9
      let document = document.lazy.map { tokens[$0] ?? boundary }
      if isHeldOut {
        test.append(document, boundary: boundary)
      } else {
        training.append(document, boundary: boundary)
      }
    }
    (self.alphabet, self.training, self.test) = (alphabet, training, test)
  }

  /// The documents of a file.
  private static func documents(of file: [UInt8]) throws(TextDatasetError) -> [Substring] {
    var documents: [Substring] = []
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let bytes = file.starts(with: mark) ? file.dropFirst(mark.count) : file[...]
    var line = 0
    for piece in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      line += 1
      if piece.contains(0) { throw .nul(line: line) }
      guard let text = String(validating: piece, as: UTF8.self) else { throw .notUTF8(line: line) }
      let document = trimmed(text)
      guard !document.isEmpty else { continue }
      // A character may have any number of marks, but not here.
      guard piece.count <= 16 * longestDocument, document.count <= longestDocument else {
        throw .longDocument(line: line)
      }
      documents.append(document)
    }
    return documents
  }

  /// A text without the blanks around it.
  private static func trimmed(_ text: String) -> Substring {
    let start = text.drop(while: \.isWhitespace)
    guard let last = start.lastIndex(where: { !$0.isWhitespace }) else { return "" }
    return start[...last]
  }

  private static func alphabet(
    of documents: [Substring]
  ) throws(TextDatasetError) -> [Character] {
    var characters: Set<Character> = []
    for document in documents {
      characters.formUnion(document)
      guard characters.count <= largestAlphabet else { throw .largeAlphabet }
    }
    return characters.sorted()
  }
}

/// What is wrong with a file of text, and what to do, in one line of either language.
package enum TextDatasetError: Error, Sendable, Hashable {
  /// There is no document in it.
  case empty
  /// There is one document, and none to hold out.
  case oneDocument
  /// A NUL byte stands on a line.
  case nul(line: Int)
  /// A line is not UTF-8.
  case notUTF8(line: Int)
  /// A line is too long.
  case longDocument(line: Int)
  /// There are too many different characters.
  case largeAlphabet
  /// The file is too large.
  case tooLarge

  /// What is wrong and what to do.
  package var message: Bilingual {
    let (length, most) = (TextDataset.longestDocument, TextDataset.largestAlphabet)
    return switch self {
    case .empty:
      Bilingual(
        en: "there is no text in the file; write one document on each line",
        ko: "파일에 글이 없습니다. 한 줄에 글 하나씩 쓰십시오")
    case .oneDocument:
      Bilingual(
        en: "there is one document, and none to test with; write one on each line",
        ko: "글이 하나뿐이라 시험에 쓸 것이 없습니다. 한 줄에 글 하나씩 쓰십시오")
    case .nul(let line):
      Bilingual(
        en: "line \(line) has a NUL byte: this is not a text file",
        ko: "\(line)번째 줄에 NUL 바이트가 있습니다. 텍스트 파일이 아닙니다")
    case .notUTF8(let line):
      Bilingual(
        en: "line \(line) is not UTF-8; save the file as UTF-8",
        ko: "\(line)번째 줄이 UTF-8이 아닙니다. 파일을 UTF-8로 저장하십시오")
    case .longDocument(let line):
      Bilingual(
        en: "line \(line) has more than \(length) characters; break it into several",
        ko: "\(line)번째 줄이 \(length)자를 넘습니다. 여러 줄로 나누십시오")
    case .largeAlphabet:
      Bilingual(
        en: "more than \(most) different characters occur; take text of fewer",
        ko: "서로 다른 글자가 \(most)개를 넘습니다. 글자 수가 적은 글을 쓰십시오")
    case .tooLarge:
      Bilingual(
        en: "the file has more than \(TextDataset.mostBytes >> 20) MiB; take a part of it",
        ko: "파일이 \(TextDataset.mostBytes >> 20) MiB를 넘습니다. 일부만 쓰십시오")
    }
  }
}
