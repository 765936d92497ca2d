/// Documents one after another with the token that begins and ends them between: ·emma·olivia·.
///
/// A document is the stretch from the token before it to its last letter; what follows each of these
/// is the stretch one place further on. A window is a stretch of any place.
struct RunningText: Sendable {
  /// All tokens; the first and the last are the boundary.
  let tokens: [Int32]
  /// Where each document begins, at the boundary before it.
  let starts: [Int]

  /// Joins documents.
  init(_ documents: some Collection<[Int32]>, boundary: Int32) {
    var tokens = [boundary]
    var starts: [Int] = []
    for document in documents {
      starts.append(tokens.count - 1)
      tokens += document
      tokens.append(boundary)
    }
    self.tokens = tokens
    self.starts = starts
  }

  /// How many tokens the stretch of a document has: one for each letter, and one.
  func length(ofDocument document: Int) -> Int {
    let end = document + 1 < starts.count ? starts[document + 1] : tokens.count - 1
    return end - starts[document]
  }

  /// How many places a stretch of so many tokens can begin at.
  func places(forLength length: Int) -> Int { max(0, tokens.count - length) }

  /// Writes stretches, each in a row, so many places further on than they begin.
  func copy(
    _ starts: [Int], length: Int, ahead: Int, into buffer: UnsafeMutableBufferPointer<Float>
  ) {
    precondition(buffer.count == starts.count * length, "a batch without room for its tokens")
    tokens.withUnsafeBufferPointer { tokens in
      for row in starts.indices {
        let start = starts[row] + ahead
        for place in 0..<length { buffer[row * length + place] = Float(tokens[start + place]) }
      }
    }
  }
}
