import Autodiff

/// Measures the loss on documents, on several threads; it does not depend on how many.
final class TextEvaluator {
  private let crew: Crew

  init(threads: Int) { crew = Crew(threads: threads) }

  /// A stretch or some, of one length, that a recording takes at once.
  private struct Piece: Sendable {
    let starts: [Int]
    let length: Int
  }

  /// The mean loss over documents or windows, each token counting as any other; in nats where the loss
  /// is a cross entropy.
  ///
  /// - Parameters:
  ///   - shelf: The recordings.
  ///   - most: How many documents are measured, the first ones.
  func loss(of shelf: ModelShelf, on text: TextDataset.Part, most: Int = .max) throws -> Double {
    let current = shelf.current
    var pieces: [Piece] = []
    if current.takesDocuments {
      pieces = (0..<min(most, text.count)).map {
        Piece(starts: [text.starts[$0]], length: text.length(of: $0))
      }
    } else {
      // Windows stand side by side; a batch that is not full is left out.
      let (rows, length) = (current.rows, current.length ?? 1)
      let windows = min(text.rowCount(length: length), text.starts[min(most, text.count)] / length)
      let batches = max(1, windows / rows)
      pieces = (0..<batches).map { batch in
        Piece(starts: (0..<rows).map { (batch * rows + $0) * length }, length: length)
      }
    }
    let lengths = Set(pieces.map(\.length)).sorted()
    let models = try lengths.map { (length: $0, model: try shelf.model(forLength: $0)) }
    for (_, model) in models { shelf.bring(model) }
    let losses = crew.map(pieces, models: models) {
      (piece: Piece, models: (Int) -> Model?) -> Double in
      guard let model = models(piece.length) else { return 0 }
      model.load(piece.starts, length: piece.length, of: text)
      return Double(model.tape.withValue(of: model.loss) { $0[0] })
    }
    var (sum, count) = (0.0, 0)
    for (piece, loss) in zip(pieces, losses) {
      sum += loss * Double(piece.length * piece.starts.count)
      count += piece.length * piece.starts.count
    }
    return sum / Double(max(count, 1))
  }
}
