import Autodiff
import Kernels

extension Model {
  /// How many rows its batches have; 1 where it takes a whole document.
  package var rows: Int {
    guard let first = batch.first(where: { $0.source != .positions }) ?? batch.first else {
      return 1
    }
    let shape = tape.shape(of: first.node)
    switch first.source {
    case .images, .labels: return shape.extents.first ?? 1
    case .text, .tokens, .positions: return shape.rank > 1 ? shape.extents[0] : 1
    }
  }

  /// How many tokens stand in a row of a text's batch; nil where it takes none.
  package var length: Int? {
    batch.first { $0.source.isOfText }.flatMap { tape.shape(of: $0.node).extents.last }
  }

  /// Whether it takes whole documents, of any length.
  package var takesDocuments: Bool {
    batch.contains { $0.source.isOfText && tape.shape(of: $0.node).rank == 1 }
  }

  /// Puts chosen images and their labels on the tape.
  func load(_ chosen: [Int32], of data: ImageDataset) {
    for leaf in batch {
      switch leaf.source {
      case .images:
        // Rows of pixels are multiplied with weights; what has channels is not.
        if tape.shape(of: leaf.node).rank == 2, let rows = data.listed {
          tape.setRows(of: leaf.node, to: chosen, of: rows)
        } else {
          tape.withMutableValue(of: leaf.node) { data.copyImages(chosen, into: $0) }
        }
      case .labels:
        tape.withMutableValue(of: leaf.node) { buffer in
          for row in chosen.indices { buffer[row] = Float(data.labels[Int(chosen[row])]) }
        }
      case .text, .tokens, .positions: break
      }
    }
  }

  /// Puts stretches of a running text on the tape: at each place the token, the one that follows, and
  /// how many stand before it.
  ///
  /// - Parameters:
  ///   - starts: Where each row begins.
  ///   - length: How many tokens a row has.
  func load(_ starts: [Int], length: Int, of text: TextDataset.Part) {
    for leaf in batch where leaf.source.isOfText {
      tape.withMutableValue(of: leaf.node) { buffer in
        for row in starts.indices {
          let places = row * length..<(row + 1) * length
          text.copy(
            leaf.source, from: starts[row],
            into: UnsafeMutableBufferPointer(rebasing: buffer[places]))
        }
      }
    }
  }
}

extension BatchSource {
  /// Whether it is taken from documents, and not from images.
  package var isOfText: Bool {
    switch self {
    case .images, .labels: false
    case .text, .tokens, .positions: true
    }
  }
}
