import Autodiff

/// Draws texts from what a network has learned, letter by letter: it begins with the token that begins
/// a document, and ends with it.
struct Sampler {
  private let shelf: ModelShelf
  private let data: TextDataset
  /// No text is longer.
  private let longest: Int
  private let temperature: Double
  private var generator: SeededGenerator

  /// Prepares to draw.
  ///
  /// - Parameter temperature: What scores are divided by: below 1 likely letters become likelier.
  init(_ shelf: ModelShelf, _ data: TextDataset, temperature: Double, seed: UInt64) {
    self.shelf = shelf
    self.data = data
    longest = data.longest
    self.temperature = temperature
    generator = SeededGenerator(seed: seed, name: "samples")
  }

  /// A text; it ends where it is as long as the longest document.
  ///
  /// - Throws: What recording for its lengths throws.
  mutating func next() throws -> String {
    var tokens = [data.boundary]
    while tokens.count < longest, let token = draw(try scores(after: tokens)),
      token != data.boundary
    {
      tokens.append(token)
    }
    return data.text(of: tokens)
  }

  /// What the network gives each token that may follow.
  private func scores(after tokens: [Int32]) throws -> [Double] {
    let current = shelf.current
    let model =
      current.takesDocuments ? try shelf.model(forLength: tokens.count) : current
    guard let predicted = model.predicted else { return [] }
    shelf.bring(model)
    let length = model.length ?? 1
    let seen = tokens.suffix(length)
    for leaf in model.batch {
      model.tape.withMutableValue(of: leaf.node) { buffer in
        switch leaf.source {
        case .text, .tokens:
          buffer.update(repeating: Float(data.boundary))
          guard leaf.source == .text else { return }
          for (place, token) in seen.enumerated() { buffer[place] = Float(token) }
        case .positions:
          for place in buffer.indices { buffer[place] = Float(place % length) }
        case .images, .labels: break
        }
      }
    }
    let count = data.tokenCount
    let row = (seen.count - 1) * count
    let areProbabilities = model.tape.kind(of: predicted) == .softmax
    return model.tape.withValue(of: predicted) { values in
      values[row..<row + count].map { areProbabilities ? naturalLogarithm($0) : Double($0) }
    }
  }

  private func naturalLogarithm(_ probability: Float) -> Double {
    probability > 0 ? Double.log(Double(probability)) : -.infinity
  }

  /// A token, drawn by a softmax of the scores; nil where they are no numbers.
  private mutating func draw(_ scores: [Double]) -> Int32? {
    guard let largest = scores.max(), largest.isFinite, scores.allSatisfy({ !$0.isNaN }) else {
      return nil
    }
    let weights = scores.map { Double.exp(($0 - largest) / temperature) }
    var rest = generator.uniform() * weights.reduce(0, +)
    for (token, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return Int32(token) }
    }
    return weights.lastIndex { $0 > 0 }.map(Int32.init)
  }
}
