import Autodiff

/// What fills the batch leaves of a computation that learns.
package enum TrainingData: Sendable {
  /// Nothing: a graph without batch leaves learns from the numbers that it has.
  case fixed
  /// Images with their classes.
  case images(training: ImageDataset, test: ImageDataset)
  /// Documents, letter by letter, some of them held out to measure on.
  case text(TextDataset)
}

extension TextDataset {
  /// How many tokens the longest document has, with the boundary behind it.
  package var longest: Int { lengths.max() ?? 1 }

  /// How many tokens the shortest document has, with the boundary behind it.
  package var shortest: Int { lengths.min() ?? 1 }

  private var lengths: [Int] {
    [training, test].flatMap { part in (0..<part.count).map(part.length) }
  }
}

extension Model {
  /// Fails where data do not fit the leaves that they fill, or what is predicted of them.
  func requireFit(_ data: TrainingData) throws(FitError) {
    switch data {
    case .fixed: break
    case .images(let training, let test):
      try training.requireSize(ofTest: test)
      try requireFit(training)
    case .text(let data): try requireFit(data)
    }
  }

  private func requireFit(_ data: ImageDataset) throws(FitError) {
    for leaf in batch {
      let shape = tape.shape(of: leaf.node)
      switch leaf.source {
      case .images:
        let inputs = shape.count / max(rows, 1)
        guard inputs == data.pixelCount else { throw .inputs(inputs, pixels: data.pixelCount) }
      case .labels: try requireLabels(leaf.node, below: data.classes)
      case .text, .tokens, .positions: throw .mixedSources
      }
    }
    guard let predicted, leaf(.labels) != nil else { return }
    let shape = tape.shape(of: predicted)
    guard shape.extents == [rows, data.classes] else {
      throw .predicted(shape, needed: [rows, data.classes])
    }
  }

  private func requireFit(_ data: TextDataset) throws(FitError) {
    let (tokens, length) = (data.tokenCount, length ?? 1)
    for leaf in batch {
      switch leaf.source {
      case .images, .labels: throw .mixedSources
      case .text, .tokens: try requireLabels(leaf.node, below: tokens)
      case .positions: try requireLabels(leaf.node, below: length)
      }
      guard tape.shape(of: leaf.node).count == rows * length else { throw .mixedSources }
    }
    if !takesDocuments {
      for part in [data.training, data.test] where part.rowCount(length: length) < rows {
        throw .windows(part.rowCount(length: length), needed: rows, length: length)
      }
    }
    guard let predicted else { return }
    let shape = tape.shape(of: predicted)
    guard shape.rank > 0, shape.count == rows * length * tokens,
      shape.extents[shape.rank - 1] == tokens
    else { throw .predicted(shape, needed: [rows * length, tokens]) }
  }

  /// Operations that give the numbers that they take, in other places.
  private static let rearranging: Set<OperationKind> = [
    .identity, .reshape, .flatten, .expandDims, .squeeze, .permute, .transpose, .index, .stack,
    .concat,
    .broadcastTo,
  ]

  /// Fails where a node takes what a leaf holds for classes or rows, and has fewer than there may be.
  private func requireLabels(_ leaf: NodeID, below count: Int) throws(FitError) {
    var same: Set<NodeID> = [leaf]
    for node in tape.nodes {
      let (kind, operands) = (tape.kind(of: node), tape.operands(of: node))
      if Self.rearranging.contains(kind), operands.contains(where: same.contains) {
        same.insert(node)
      }
      guard let (slot, classes) = kind.labels(in: tape.signature(of: node)),
        same.contains(operands[slot])
      else { continue }
      guard classes >= count else { throw .labels(classes, needed: count) }
    }
  }
}
