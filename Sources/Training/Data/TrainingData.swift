import Autodiff

/// What fills the batch leaves of a computation that learns.
package enum TrainingData: Sendable {
  /// Nothing: a graph without batch leaves learns from the numbers that it has.
  case fixed
  /// Images with their classes.
  case images(training: ImageDataset, test: ImageDataset)
  /// Documents, letter by letter; every tenth is held out to measure on.
  case text(TextSplit)
}

/// Documents to learn from, and those that are held out.
package struct TextSplit: Sendable {
  /// What its tokens stand for.
  let data: TextDataset
  let training: RunningText
  let heldOut: RunningText

  /// Of how many documents one is held out.
  package static let share = 10

  /// Holds out every tenth document.
  ///
  /// - Throws: `FitError` where there are not so many.
  package init(_ data: TextDataset) throws(FitError) {
    let documents = data.documents
    guard documents.count >= Self.share else {
      throw .documents(documents.count, needed: Self.share)
    }
    self.data = data
    let boundary = Int32(data.boundary)
    func part(_ isHeldOut: Bool) -> RunningText {
      RunningText(
        documents.indices.filter { ($0 % Self.share == Self.share - 1) == isHeldOut }.map {
          documents[$0].map { Int32($0) }
        }, boundary: boundary)
    }
    (training, heldOut) = (part(false), part(true))
  }

  /// How many tokens the longest document has, with the one that ends it.
  package var longest: Int { (data.documents.map(\.count).max() ?? 0) + 1 }
}

extension Model {
  /// Fails where data do not fit the leaves that they fill, or what is predicted of them.
  func requireFit(_ data: TrainingData) throws(FitError) {
    switch data {
    case .fixed: break
    case .images(let training, let test):
      try training.requireSize(ofTest: test)
      try requireFit(training)
    case .text(let split): try requireFit(split)
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
    guard shape.rank == 2, shape.extents[0] == rows else {
      throw .predicted(shape, needed: [rows, data.classes])
    }
    guard shape.extents[1] == data.classes else {
      throw .labels(shape.extents[1], needed: data.classes)
    }
  }

  private func requireFit(_ split: TextSplit) throws(FitError) {
    let (tokens, length) = (split.data.tokenCount, length ?? 1)
    for leaf in batch {
      switch leaf.source {
      case .images, .labels: throw .mixedSources
      case .text, .tokens: try requireLabels(leaf.node, below: tokens)
      case .positions: try requireLabels(leaf.node, below: length)
      }
      guard tape.shape(of: leaf.node).count == rows * length else { throw .mixedSources }
    }
    if !takesDocuments {
      for text in [split.training, split.heldOut]
      where text.places(forLength: length) < rows * length {
        throw .text(tokens: text.tokens.count, needed: rows * length + length)
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
