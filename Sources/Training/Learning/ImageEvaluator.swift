import Autodiff
import Kernels

/// Classifies images with the parameters of a model, on several threads; counts do not depend on how
/// many.
final class ImageEvaluator {
  /// How many images are classified at once: as many as leave what is computed of them in a
  /// processor's second cache, and no more than would make it any quicker.
  static func chunk(of model: Model) -> Int {
    let learned = Set(model.parameters)
    let numbers = model.tape.nodes.reduce(0) {
      learned.contains($1) ? $0 : $0 + model.tape.shape(of: $1).count
    }
    let bytes = numbers / max(1, model.rows) * MemoryLayout<Float>.stride
    return min(max(cacheBytes / max(1, bytes), fewest), most)
  }

  private static let cacheBytes = 1 << 20
  private static let (fewest, most) = (16, 500)

  private let model: Model
  private let predicted: NodeID
  private let classes: Int
  private let crew: Crew

  /// Prepares to classify; nil where the model predicts nothing.
  ///
  /// - Parameter model: A recording for any number of images.
  init?(_ model: Model, threads: Int) {
    guard let predicted = model.predicted, model.leaf(.images) != nil, model.leaf(.labels) != nil
    else { return nil }
    self.model = model
    self.predicted = predicted
    classes = model.tape.shape(of: predicted).extents.last ?? 1
    crew = Crew(threads: threads)
  }

  /// The share of images that are classified as labelled.
  func accuracy(of learned: Model, on data: ImageDataset) -> Double {
    let predicted = predictions(of: learned, on: data)
    var correct = 0
    // By index: the pairs of `enumerated` are asked for their type at each of a million images.
    for image in predicted.indices where predicted[image] == Int32(data.labels[image]) {
      correct += 1
    }
    return data.count == 0 ? 0 : Double(correct) / Double(data.count)
  }

  /// The class that each image is given.
  func predictions(of learned: Model, on data: ImageDataset) -> [Int32] {
    let (classes, rows) = (classes, model.rows)
    return forEachChunk(of: learned, on: data) { scores in
      var best = [Int32](repeating: 0, count: rows)
      Kernels.rowArgmax(scores, rows: rows, columns: classes, into: &best)
      return best
    }
  }

  /// How the images are classified.
  func outcome(of learned: Model, on data: ImageDataset) -> TestOutcome {
    let count = model.rows * classes
    let scores = forEachChunk(of: learned, on: data) { scores in
      Array(UnsafeBufferPointer(start: scores, count: count))
    }
    return TestOutcome(
      scores: scores, areProbabilities: model.tape.kind(of: predicted) == .softmax,
      classes: classes, of: data)
  }

  /// Runs the images through the network in chunks, and collects what is made of each chunk's
  /// scores: as many results for one image as for any other.
  private func forEachChunk<Result: Sendable>(
    of learned: Model, on data: ImageDataset,
    _ results: @Sendable (UnsafePointer<Float>) -> [Result]
  ) -> [Result] {
    let (rows, predicted) = (model.rows, predicted)
    if learned !== model { model.takeParameters(of: learned) }
    return crew.map(
      Array(stride(from: 0, to: data.count, by: rows)), models: [(0, model)]
    ) { (first: Int, models: (Int) -> Model?) -> [Result] in
      guard let model = models(0) else { return [] }
      let images = min(rows, data.count - first)
      // The last chunk is filled up with its last image.
      model.load((0..<rows).map { Int32(first + min($0, images - 1)) }, of: data)
      return model.tape.withValue(of: predicted) { scores in
        guard let scores = scores.baseAddress else { return [] }
        let results = results(scores)
        return Array(results.prefix(results.count / rows * images))
      }
    }.flatMap { $0 }
  }
}
