import Autodiff

/// A node that adds up weight × signal.
struct WeightedSum {
  /// One of the things that are added up.
  enum Term {
    /// A signal, where its numbers stand, and what they are multiplied by.
    case product(signal: NodeID, places: Network.Places, Network.Weights)
    /// A signal as it is.
    case plain(NodeID)
  }

  /// The node.
  let node: NodeID
  /// Where the sums stand in it.
  let places: Network.Places
  /// The nodes inside the sum, in the order of the computation.
  let parts: [NodeID]
  /// What is added up, without the bias.
  let terms: [Term]
  /// The bias.
  let bias: Network.Bias?
}

/// Finds the sums of weight × signal in a computation, each whole: `w1 * x1 + w2 * x2 + b` is one.
struct SumReader {
  private let trace: Trace<Double>

  /// The sums, in the order of the computation.
  static func sums(of trace: Trace<Double>) -> [WeightedSum] {
    let reader = SumReader(trace: trace)
    var isPart = [Bool](repeating: false, count: trace.nodeCount)
    var sums: [WeightedSum] = []
    for index in stride(from: trace.nodeCount - 1, through: 0, by: -1) where !isPart[index] {
      guard let sum = reader.sum(at: NodeID(index)) else { continue }
      for part in sum.parts { isPart[part.index] = true }
      sums.append(sum)
    }
    return sums.reversed()
  }

  // MARK: Sums

  /// What a node adds up; nil where it is no sum of weight × signal.
  private func sum(at root: NodeID) -> WeightedSum? {
    var parts: [NodeID] = []
    var terms: [WeightedSum.Term] = []
    var biases: [(node: NodeID, isSubtracted: Bool)] = []
    var places: Network.Places?
    var waiting = [(node: root, isSubtracted: false)]
    while let (node, isSubtracted) = waiting.popLast() {
      let isInside = node == root || trace.uses(of: node).count == 1
      let kind = trace.kind(of: node)
      if isInside, !isSubtracted, kind == .add || kind == .subtract {
        if node != root { parts.append(node) }
        let operands = trace.operands(of: node)
        waiting.append((operands[1], kind == .subtract))
        waiting.append((operands[0], false))
        continue
      }
      if isInside, !isSubtracted, let product = product(at: node) {
        if node != root { parts.append(node) }
        if let bias = product.bias { biases.append((bias, false)) }
        if let places, places != product.places { return nil }
        places = product.places
        terms.append(product.term)
        continue
      }
      if isBias(node) {
        biases.append((node, isSubtracted))
      } else if isSubtracted {
        // y − t: what is compared, not what is learned.
        return nil
      } else {
        terms.append(.plain(node))
      }
    }
    guard let places, biases.count <= 1, arePlain(terms, as: root) else { return nil }
    let bias = biases.first.flatMap { self.bias($0.node, $0.isSubtracted, of: places) }
    guard biases.isEmpty || bias != nil else { return nil }
    return WeightedSum(
      node: root, places: places, parts: parts.sorted(), terms: terms, bias: bias)
  }

  /// Whether all that is added without a weight has the sums' shape.
  private func arePlain(_ terms: [WeightedSum.Term], as root: NodeID) -> Bool {
    terms.allSatisfy { term in
      guard case .plain(let node) = term else { return true }
      return trace.shape(of: node) == trace.shape(of: root)
    }
  }

  /// Whether a term is a bias: a parameter, a leaf that is named as biases and weights are, or a
  /// number without a name.
  private func isBias(_ node: NodeID) -> Bool {
    switch trace.role(of: node) {
    case .operation: return false
    case .parameter: return true
    case .variable, .constant:
      guard let name = trace.annotations.names[node]?.lowercased() else { return true }
      return Self.weightNames.contains { name.hasPrefix($0) }
        || Self.biasNames.contains { name.hasPrefix($0) }
    }
  }

  /// How names of weights and of biases begin, in lower case.
  private static let weightNames = ["w", "theta", "θ", "가중"]
  private static let biasNames = ["b", "편향"]

  /// A leaf that is added to every sum: one number for all, or one for each.
  private func bias(
    _ node: NodeID, _ isSubtracted: Bool, of places: Network.Places
  ) -> Network.Bias? {
    let count = trace.shape(of: node).count
    guard count == 1 || count == places.units else { return nil }
    // A vector that lies along the samples is no bias.
    if count > 1, places.areColumns, trace.shape(of: node).rank < 2 { return nil }
    return Network.Bias(node: node, stride: count == 1 ? 0 : 1, isSubtracted: isSubtracted)
  }

  // MARK: Products

  /// weight × signal, and what `affine` adds.
  private struct Product {
    let term: WeightedSum.Term
    let places: Network.Places
    var bias: NodeID?
  }

  private func product(at node: NodeID) -> Product? {
    let kind = trace.kind(of: node)
    let operands = trace.operands(of: node)
    if kind == .multiply, trace.shape(of: node).isScalar {
      return weight(among: operands).flatMap { scalar($0, operands) }
    }
    if kind == .dot { return weight(among: operands).flatMap { inner($0, operands) } }
    if kind == .matmul {
      return weight(among: operands, otherwise: 1).flatMap { matrix($0, operands, node) }
    }
    if kind == .affine, let slot = weight(among: Array(operands[..<2]), otherwise: 1), slot == 1 {
      var product = matrix(1, operands, node)
      product?.bias = operands[2]
      return product
    }
    return nil
  }

  private func scalar(_ slot: Int, _ operands: [NodeID]) -> Product? {
    guard operands.allSatisfy({ trace.shape(of: $0).isScalar }) else { return nil }
    let weights = Network.Weights(node: operands[slot], fromStride: 0, toStride: 0)
    return Product(
      term: .product(signal: operands[1 - slot], places: .scalar, weights), places: .scalar)
  }

  private func inner(_ slot: Int, _ operands: [NodeID]) -> Product? {
    let units = trace.shape(of: operands[slot]).count
    let weights = Network.Weights(node: operands[slot], fromStride: 1, toStride: 0)
    return Product(
      term: .product(signal: operands[1 - slot], places: .vector(units), weights), places: .scalar)
  }

  /// x @ W, whose samples are rows, or W @ x, whose samples are columns.
  private func matrix(_ slot: Int, _ operands: [NodeID], _ node: NodeID) -> Product? {
    let (factor, signal) = (operands[slot], operands[1 - slot])
    let (extents, given) = (trace.shape(of: factor).extents, trace.shape(of: signal).extents)
    guard (1...2).contains(extents.count), (1...2).contains(given.count) else { return nil }
    let isLast = slot == 1
    let from = isLast ? extents[0] : extents[extents.count - 1]
    let to = extents.count == 1 ? 1 : isLast ? extents[1] : extents[0]
    let places: Network.Places =
      given.count == 1
      ? .vector(from) : isLast ? .rows(given[0], of: from) : .columns(given[1], of: from)
    let weight = turned(factor)
    // Rows of a weight that stands there turned are columns of the leaf.
    let (row, column) = weight == factor ? (extents.last ?? 1, 1) : (1, extents[0])
    let weights = Network.Weights(
      node: weight, fromStride: isLast && extents.count == 2 ? row : column,
      toStride: extents.count == 1 ? 0 : isLast ? column : row)
    return Product(
      term: .product(signal: signal, places: places, weights),
      places: places.sums(of: to, in: trace.shape(of: node)))
  }

  // MARK: Weights

  /// The leaf that is turned, as PyTorch's weights are in x @ W.T; else the node itself.
  private func turned(_ node: NodeID) -> NodeID {
    guard trace.kind(of: node) == .transpose, trace.shape(of: node).rank == 2 else { return node }
    let operand = trace.operands(of: node)[0]
    return trace.role(of: operand) == .operation ? node : operand
  }

  /// Which of two factors is the weight: a parameter, or what is named as weights are; nil where
  /// neither is, unless the place says it.
  private func weight(among factors: [NodeID], otherwise place: Int? = nil) -> Int? {
    let operands = factors.map(turned)
    let leaves = operands.indices.filter { trace.role(of: operands[$0]) != .operation }
    let named = leaves.filter { trace.annotations.names[operands[$0]] != nil }
    let parameters = named.filter { trace.role(of: operands[$0]) == .parameter }
    if parameters.count == 1 { return parameters[0] }
    let candidates = parameters.isEmpty ? named : parameters
    if let slot = candidates.first(where: { isNamedAsWeight(operands[$0]) }) { return slot }
    if let first = parameters.first { return first }
    return place.flatMap { named.contains($0) ? $0 : nil }
  }

  private func isNamedAsWeight(_ node: NodeID) -> Bool {
    guard let name = trace.annotations.names[node]?.lowercased() else { return false }
    return Self.weightNames.contains { name.hasPrefix($0) }
  }
}
