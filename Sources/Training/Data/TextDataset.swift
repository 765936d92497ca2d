/// Texts, a document a line, as tokens.
package struct TextDataset: Sendable {
  /// The characters that occur, sorted; a character's token is its place.
  package let alphabet: [Character]
  /// The documents, letter by letter.
  package let documents: [[Int]]

  /// Reads documents, one a line.
  package init(lines: [String]) {
    let alphabet = Set(lines.joined()).sorted()
    self.alphabet = alphabet
    documents = lines.filter { !$0.isEmpty }.map { line in
      line.compactMap { letter in alphabet.firstIndex(of: letter) }
    }
  }

  /// How many tokens there are: the characters, and one that begins and ends a document.
  package var tokenCount: Int { alphabet.count + 1 }
  /// The token that begins and ends a document.
  package var boundary: Int { alphabet.count }
  /// The character that a token stands for.
  package func letter(of token: Int) -> Character { alphabet[token] }
}
