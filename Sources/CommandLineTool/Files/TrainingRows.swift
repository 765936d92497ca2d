import Autodiff
import GraphLanguage
import Synchronization
import Training

/// Rows of data to record a graph with that is to learn: of any number, and documents of any length.
///
/// They say what shapes there are, and their numbers are those of the data, so that what is wrong with
/// the graph shows. Training fills others in their place.
final class TrainingRows: Sendable {
  private let path: String?
  private let state = Mutex(State())

  private struct State {
    var extent = BatchExtent(rows: 1)
    var images: (train: ImageDataset, test: ImageDataset)?
    var text: TextDataset?
    var failure: Failure?
  }

  /// - Parameter data: The folder of images or the file of text; the program's own where nil.
  init(data: String?) { path = data }

  /// What kept the data from being read.
  var failure: Failure? { state.withLock { $0.failure } }

  /// The data that were asked for.
  var data: TrainingData {
    state.withLock { state in
      if let images = state.images {
        .images(training: images.train, test: images.test)
      } else if let text = state.text {
        .text(text)
      } else {
        .fixed
      }
    }
  }

  /// Sets how large the batches are from now on; nil for a document for the longest that there is.
  func take(_ extent: BatchExtent) { state.withLock { $0.extent = extent } }

  /// Fills a leaf.
  func read(_ source: BatchSource, _ row: Shape?) -> Result<Tensor<Double>, TensorRefusal> {
    state.withLock { state in
      let filling = LeafFilling {
        switch source {
        case .images, .labels:
          let data = try state.images ?? DataFiles.images(in: path)
          state.images = data
          return try Self.rows(source, row, state.extent.rows, of: data.train)
        case .text, .tokens, .positions:
          let data = try state.text ?? DataFiles.text(path)
          state.text = data
          return try Self.rows(source, row, state.extent, of: data)
        }
      }
      state.failure = filling.failure ?? state.failure
      return filling.result
    }
  }

  /// So many images or labels, from the first again where there are fewer: a batch is drawn with
  /// replacement.
  private static func rows(
    _ source: BatchSource, _ row: Shape?, _ count: Int, of data: ImageDataset
  ) throws(BatchError) -> Tensor<Double> {
    let first = try FirstRows(min(count, data.count)).tensor(of: source, row: row, from: data)
    guard count > data.count else { return first }
    let elements = first.elements
    let size = elements.count / data.count * count
    return Tensor(
      shape: Shape([count] + first.shape.extents.dropFirst()),
      elements: (0..<size).map { elements[$0 % elements.count] })
  }

  /// Windows of the text, or a piece of it that is as long as a document.
  private static func rows(
    _ source: BatchSource, _ row: Shape?, _ extent: BatchExtent, of data: TextDataset
  ) throws(BatchError) -> Tensor<Double> {
    if row != nil {
      return try FirstRows(extent.rows).tensor(of: source, row: row, from: data)
    }
    let length = extent.length == 0 ? data.longest : extent.length
    let part = data.training.tokens.count > length ? data.training : data.test
    var elements = [Double](
      repeating: source == .positions ? 0 : Double(data.boundary), count: length)
    // The longest document may be longer than all the rest.
    if part.tokens.count > length {
      elements.withUnsafeMutableBufferPointer { part.copy(source, from: 0, into: $0) }
    }
    return Tensor(elements)
  }
}
