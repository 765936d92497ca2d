import Autodiff
import Dispatch
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
    return forEachChunk(parameters, on: data, width: 1) { logits, results in
      Kernels.rowArgmax(logits, rows: Self.chunk, columns: classes, into: results)
    }
  }

  /// The scores of each image's classes, row by row.
  func logits(_ parameters: NetworkParameters<Float>, on data: ImageDataset) -> [Float] {
    let classes = classes
    return forEachChunk(parameters, on: data, width: classes) { logits, results in
      results.update(from: logits, count: Self.chunk * classes)
    }
  }

  /// Runs the images through the network in chunks, and collects `width` results an image.
  private func forEachChunk<Result: Numeric & Sendable>(
    _ parameters: NetworkParameters<Float>, on data: ImageDataset, width: Int,
    _ body: @escaping @Sendable (UnsafePointer<Float>, UnsafeMutablePointer<Result>) -> Void
  ) -> [Result] {
    let chunks = (data.count + Self.chunk - 1) / Self.chunk
    var results = [Result](repeating: 0, count: chunks * Self.chunk * width)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each chunk writes to its own part.
      nonisolated(unsafe) let results = buffer
      let workers = workers
      DispatchQueue.concurrentPerform(iterations: workers.count) { index in
        let network = workers[index].network
        network.setParameters(parameters)
        for chunk in stride(from: index, to: chunks, by: workers.count) {
          let first = chunk * Self.chunk
          network.load(
            (first..<(first + Self.chunk)).map { Int32(min($0, data.count - 1)) }, of: data)
          network.tape.withValue(of: network.logits) { logits in
            guard let logits = logits.baseAddress, let base = results.baseAddress else { return }
            body(logits, base + first * width)
          }
        }
      }
    }
    return Array(results[..<(data.count * width)])
  }
}
