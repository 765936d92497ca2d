import Autodiff
import Notation

extension Network {
  /// Maps of one size, one for each channel: what a convolution or a pooling makes of an image, and
  /// the image itself.
  struct Maps: Hashable {
    /// How many there are.
    let count: Int
    /// The rows of each.
    let rows: Int
    /// The columns of each.
    let columns: Int
    /// How many rows and columns of the maps before one number is made of; nil where none slides.
    var window: Window?
    /// The filters, and what is added to what they come to.
    var parameters: [NodeID] = []

    /// Rows and columns.
    struct Window: Hashable {
      let rows: Int
      let columns: Int
    }

    /// The maps in a node: (C, H, W), or (N, C, H, W) for N samples; nil for other shapes.
    init?(_ shape: Shape) {
      guard (3...4).contains(shape.rank) else { return nil }
      let extents = shape.extents.suffix(3).map { $0 }
      (count, rows, columns) = (extents[0], extents[1], extents[2])
    }

    /// Where the numbers of all maps stand among the entries of a node, channel by channel.
    static func places(in shape: Shape) -> Places {
      let numbers = shape.extents.suffix(3).reduce(1, *)
      return shape.rank == 4 ? .rows(shape.extents[0], of: numbers) : .vector(numbers)
    }
  }
}

/// Finds the layers between an image and the neurons: convolutions, poolings, sums of maps, and what
/// makes a row of numbers of maps.
struct MapReader {
  private let trace: Trace<Double>

  init(_ trace: Trace<Double>) { self.trace = trace }

  /// A layer of maps, or of the numbers that come of them.
  struct Layer {
    let kind: Network.Bank.Kind
    /// The nodes whose maps it takes.
    let sources: [NodeID]
    let places: Network.Places
    let maps: Network.Maps?
    /// The nodes between the layer's own and its output, in their order.
    let parts: [NodeID]
    /// The node with the values, after functions and standardizations.
    let output: NodeID
  }

  /// What a node does to maps.
  ///
  /// - Parameter areMaps: whether a node's maps are known, for nodes that sum or flatten them.
  func layer(at node: NodeID, areMaps: (NodeID) -> Bool) -> Layer? {
    let (kind, operands) = (trace.kind(of: node), trace.operands(of: node))
    if kind == .conv2D {
      let filters = trace.shape(of: operands[1]).extents
      return maps(
        at: node, of: [operands[0]], window: .init(rows: filters[2], columns: filters[3]),
        parameters: Array(operands[1...]))
    }
    if kind == .maxPool2D || kind == .avgPool2D {
      let side = trace.attributes(of: node)[AttributeName<Int>.window] ?? 1
      return maps(at: node, of: operands, window: .init(rows: side, columns: side))
    }
    guard let first = operands.first, areMaps(first) else { return nil }
    if kind == .add {
      let areAlike = operands.allSatisfy {
        areMaps($0) && trace.shape(of: $0) == trace.shape(of: node)
      }
      return areAlike ? maps(at: node, of: operands, window: nil) : nil
    }
    if [.reshape, .flatten, .mean, .maxOver].contains(kind) { return numbers(at: node, of: first) }
    // A function of maps that others use as well stands for itself.
    let isFunction = kind.profile.family == .activation || kind == .batchNorm
    return isFunction ? maps(at: node, of: [first], window: nil) : nil
  }

  private func maps(
    at node: NodeID, of sources: [NodeID], window: Network.Maps.Window?, parameters: [NodeID] = []
  ) -> Layer? {
    guard var maps = Network.Maps(trace.shape(of: node)) else { return nil }
    maps.window = window
    maps.parameters = parameters
    var nodes = [node]
    while let user = follower(of: nodes[nodes.count - 1]) {
      maps.parameters += trace.operands(of: user.node).filter { $0 != nodes[nodes.count - 1] }
      nodes.append(user.node)
    }
    return Layer(
      kind: .maps, sources: sources, places: Network.Maps.places(in: trace.shape(of: node)),
      maps: maps, parts: Array(nodes.dropLast().dropFirst()), output: nodes[nodes.count - 1])
  }

  /// What alone uses maps and keeps their shape: a function, a standardization, a bias.
  private func follower(of node: NodeID) -> (node: NodeID, slot: Int)? {
    let users = trace.uses(of: node)
    guard users.count == 1, let user = users.first,
      trace.shape(of: user.node) == trace.shape(of: node)
    else { return nil }
    let kind = trace.kind(of: user.node)
    let others = trace.operands(of: user.node).filter { $0 != node }
    let isLayer = kind.profile.family == .activation || kind == .batchNorm || kind == .dropout
    let isBias = kind == .add && others.allSatisfy { trace.role(of: $0) != .operation }
    return isLayer && user.slot == 0 || isBias ? user : nil
  }

  /// A row of numbers that is made of maps: all of theirs, or one of each map, by way of one of each
  /// row or column where the author writes it so.
  private func numbers(at node: NodeID, of source: NodeID) -> Layer? {
    let given = trace.shape(of: source)
    guard let maps = Network.Maps(given) else { return nil }
    let kind = trace.kind(of: node)
    var parts: [NodeID] = []
    var last = node
    while trace.shape(of: last).count > given.count / (maps.rows * maps.columns),
      kind == .mean || kind == .maxOver, trace.uses(of: last).count == 1,
      let user = trace.uses(of: last).first, trace.kind(of: user.node) == kind
    {
      if last != node { parts.append(last) }
      last = user.node
    }
    let shape = trace.shape(of: last)
    let samples = given.rank == 4 ? given.extents[0] : 1
    let isRow = kind == .reshape || kind == .flatten
    let count = isRow ? maps.count * maps.rows * maps.columns : maps.count
    let isOfSamples = shape == Shape([samples, count])
    guard isOfSamples || samples == 1 && shape == Shape([count]) else { return nil }
    var output = last
    while let user = trace.uses(of: output).first, trace.uses(of: output).count == 1,
      trace.kind(of: user.node) == .dropout
    {
      if output != node { parts.append(output) }
      output = user.node
    }
    return Layer(
      kind: .flattened, sources: [source],
      places: isOfSamples ? .rows(samples, of: count) : .vector(count), maps: nil, parts: parts,
      output: output)
  }
}
