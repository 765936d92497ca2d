import Autodiff
import GraphLanguage
import Synchronization
import Training

/// The first rows of data for the leaves of a graph; what the graph does not ask for is not read.
final class BatchRows: Sendable {
  private let path: String?
  private let rows: FirstRows
  private let state = Mutex(State())

  private struct State {
    var images: ImageDataset?
    var text: TextDataset?
    var failure: Failure?
  }

  /// - Parameters:
  ///   - data: The folder of images or the file of text; the program's own where nil.
  ///   - count: How many rows.
  init(data: String?, count: Int) {
    path = data
    rows = FirstRows(count)
  }

  /// What kept the data from being read.
  var failure: Failure? { state.withLock { $0.failure } }

  /// Fills a leaf.
  func read(_ source: BatchSource, _ row: Shape?) -> Result<Tensor<Double>, TensorRefusal> {
    state.withLock { state in
      let filling = LeafFilling {
        switch source {
        case .images, .labels:
          let data = try state.images ?? DataFiles.trainingImages(in: path)
          state.images = data
          return try rows.tensor(of: source, row: row, from: data)
        case .text, .tokens, .positions:
          let data = try state.text ?? DataFiles.text(path)
          state.text = data
          return try rows.tensor(of: source, row: row, from: data)
        }
      }
      state.failure = filling.failure ?? state.failure
      return filling.result
    }
  }
}
