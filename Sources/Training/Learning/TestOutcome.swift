/// How a trained network classifies the test images.
package struct TestOutcome: Sendable {
  /// For each true class, how many images were given each class.
  package let confusion: [[Int]]
  /// The images that were classified wrong, the ones given the least probability for their true
  /// class first; the first 40.
  package let mistakes: [Mistake]

  /// An image that was classified wrong.
  package struct Mistake: Sendable, Hashable {
    /// The image's place in the test set.
    package let image: Int
    /// Its pixels in row-major order, 0 to 255.
    package let pixels: [UInt8]
    /// Its true class.
    package let label: Int
    /// The class it was given.
    package let predicted: Int
    /// The probability that the network gave to the true class.
    package let probability: Double
  }

  /// How many images were classified wrong.
  package var wrong: Int {
    confusion.enumerated().reduce(0) { sum, row in
      sum + row.element.enumerated().reduce(0) { $0 + ($1.offset == row.offset ? 0 : $1.element) }
    }
  }

  /// The most common confusion: a true class and another that it was taken for.
  package var mostCommon: (label: Int, predicted: Int, count: Int)? {
    var best: (label: Int, predicted: Int, count: Int)?
    for (label, row) in confusion.enumerated() {
      for (predicted, count) in row.enumerated()
      where predicted != label && count > best?.count ?? 0 {
        best = (label, predicted, count)
      }
    }
    return best
  }

  /// Sorts images by how they were classified.
  ///
  /// - Parameters:
  ///   - scores: The classes' scores of each image, row by row.
  ///   - areProbabilities: Whether the scores are probabilities already; else a softmax makes them so.
  ///   - data: The images.
  init(scores: [Float], areProbabilities: Bool = false, classes: Int, of data: ImageDataset) {
    var confusion = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    var mistakes: [Mistake] = []
    for image in 0..<data.count {
      let row = scores[(image * classes)..<((image + 1) * classes)].map(Double.init)
      let label = Int(data.labels[image])
      let largest = row.max() ?? 0
      // Of equal scores the first is taken, as everywhere.
      let predicted = row.firstIndex(of: largest) ?? 0
      confusion[label][predicted] += 1
      guard predicted != label else { continue }
      let exponentials = areProbabilities ? row : row.map { exponential($0 - largest) }
      mistakes.append(
        Mistake(
          image: image, pixels: Array(data.image(image)), label: label, predicted: predicted,
          probability: exponentials[label] / exponentials.reduce(0, +)))
    }
    self.confusion = confusion
    self.mistakes = Array(
      mistakes.sorted { ($0.probability, $0.image) < ($1.probability, $1.image) }.prefix(40))
  }
}

private func exponential(_ x: Double) -> Double { Double.exp(x) }
