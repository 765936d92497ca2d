import Autodiff
import Concurrency
import Kernels

/// Classifies images with given parameters, on several threads; counts do not depend on how many.
final class Evaluator {
  private static let chunk = 500
  private let workers: [Worker]
  private let classes: Int

  init(
    _ description: NetworkDescription, parameters: NetworkParameters<Float>, threads: Int
  ) throws(ShapeError) {
    classes = description.widths[description.depth]
    var workers: [Worker] = []
    for _ in 0..<max(1, threads) {
      workers.append(
        Worker(
          try Network(description, parameters: parameters, batch: Self.chunk, learns: false)))
    }
    self.workers = workers
  }

  /// A network of one thread's own: no two threads touch the same tape.
  private final class Worker: @unchecked Sendable {
    let network: Network<Float>
    init(_ network: Network<Float>) { self.network = network }
  }

  /// The share of images that are classified as labelled.
  func accuracy(_ parameters: NetworkParameters<Float>, on data: ImageDataset) -> Double {
    let predicted = predictions(parameters, on: data)
    var correct = 0
    for (image, label) in predicted.enumerated() where label == Int32(data.labels[image]) {
      correct += 1
    }
    return data.count == 0 ? 0 : Double(correct) / Double(data.count)
  }

  /// The class that each image is given.
  func predictions(_ parameters: NetworkParameters<Float>, on data: ImageDataset) -> [Int32] {
    let classes = classes
    return forEachChunk(parameters, on: data) { logits in
      var best = [Int32](repeating: 0, count: Self.chunk)
      Kernels.rowArgmax(logits, rows: Self.chunk, columns: classes, into: &best)
      return best
    }
  }

  /// The scores of each image's classes, row by row.
  func logits(_ parameters: NetworkParameters<Float>, on data: ImageDataset) -> [Float] {
    let count = Self.chunk * classes
    return forEachChunk(parameters, on: data) { logits in
      Array(UnsafeBufferPointer(start: logits, count: count))
    }
  }

  /// Runs the images through the network in chunks, and collects what is made of each chunk's
  /// scores: as many results for one image as for any other.
  private func forEachChunk<Result: Sendable>(
    _ parameters: NetworkParameters<Float>, on data: ImageDataset,
    _ results: @Sendable (UnsafePointer<Float>) -> [Result]
  ) -> [Result] {
    let workers = workers
    let chunks = Array(stride(from: 0, to: data.count, by: Self.chunk))
    return chunks.concurrentMap(
      threads: workers.count,
      context: { thread -> Network<Float> in
        workers[thread].network.setParameters(parameters)
        return workers[thread].network
      },
      { (first: Int, network: Network<Float>) -> [Result] in
        let images = min(Self.chunk, data.count - first)
        // The last chunk is filled up with its last image.
        network.load((0..<Self.chunk).map { Int32(first + min($0, images - 1)) }, of: data)
        return network.tape.withValue(of: network.logits) { logits in
          guard let logits = logits.baseAddress else { return [] }
          let results = results(logits)
          return Array(results.prefix(results.count / Self.chunk * images))
        }
      }
    ).flatMap { $0 }
  }
}
