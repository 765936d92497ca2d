import Autodiff
import Derivation
import Notation
import Training

/// What a graph's layers look like after one forward and one backward pass: lesson 22's table for
/// any network that is written with `layer`s.
package struct GraphLayers {
  /// One layer.
  struct Layer {
    /// The layer, as an index into the annotations' layers.
    let index: Int
    var gradients: [Double] = []
    var activations: [Double] = []
    var slopes: [(slope: Double, isFlat: Bool)] = []
    /// How many units the activation functions have, whatever the number of samples.
    var units = 0
    /// How many of them let exactly nothing pass, for no sample.
    var dead = 0

    var meanGradient: Double { meanSize(gradients) }
    var zeroGradients: Int { gradients.count { $0 == 0 } }
    /// The mean size of what the activation functions give; nil in a layer without one.
    var meanActivation: Double? { activations.isEmpty ? nil : meanSize(activations) }
    var saturated: Double? {
      slopes.isEmpty ? nil : Double(slopes.count { $0.isFlat }) / Double(slopes.count)
    }

    private func meanSize(_ numbers: [Double]) -> Double {
      numbers.reduce(0) { $0 + abs($1) } / Double(max(1, numbers.count))
    }
  }

  let trace: Trace<Double>
  /// The layers in which gradients of weights are recorded.
  let layers: [Layer]
  /// The learning rate of one step, where one is known.
  let rate: Double?

  /// Looks at a trace.
  ///
  /// - Parameter rate: The learning rate; the graph's own when nil.
  package init(_ trace: Trace<Double>, rate: Double? = nil) {
    self.trace = trace
    self.rate = rate ?? trace.annotations.rate
    let hasParameters = trace.nodes.contains { trace.role(of: $0) == .parameter }
    let learns: Role = hasParameters ? .parameter : .variable
    var layers = trace.annotations.layers.indices.map { Layer(index: $0) }
    let weights = Self.weights(of: trace, learning: learns)
    for node in trace.nodes {
      guard let layer = trace.annotations.layer(of: node) else { continue }
      if weights.contains(node), let gradient = trace.gradient(of: node).tensor {
        layers[layer].gradients += gradient.elements
      }
      let kind = trace.kind(of: node)
      if kind.profile.family == .activation {
        layers[layer].activations += trace.value(of: node).elements
        let slopes = Slopes(of: kind, attributes: trace.attributes(of: node))
        let sum = trace.operands(of: node)[0]
        let found = slopes.at(trace.value(of: sum)).elements
        layers[layer].slopes += found.map { ($0, slopes.isFlat($0)) }
        let units = Self.units(of: sum, in: trace, weights: weights)
        layers[layer].units += units.count
        layers[layer].dead += (0..<units.count).count { unit in
          !found.indices.contains { $0 / units.stride % units.count == unit && found[$0] != 0 }
        }
      }
    }
    self.layers = layers.filter { !$0.gradients.isEmpty }
  }

  /// The leaves that learn and that something is multiplied by: those that are only added are
  /// biases.
  private static func weights(of trace: Trace<Double>, learning: Role) -> Set<NodeID> {
    var weights: Set<NodeID> = []
    for node in trace.nodes {
      let kind = trace.kind(of: node)
      for (slot, operand) in trace.operands(of: node).enumerated()
      where trace.role(of: operand) == learning && trace.kind(of: operand) == .leaf {
        let isAdded = kind == .add || kind == .subtract || kind == .affine && slot == 2
        if !isAdded { weights.insert(operand) }
      }
    }
    return weights
  }

  /// Along which axis of weighted sums the units lie, the others being samples: the columns of
  /// `x · W`, the rows of `W · x`, and all entries of a vector that has a weight for each.
  private static func units(
    of sum: NodeID, in trace: Trace<Double>, weights: Set<NodeID>
  ) -> (count: Int, stride: Int) {
    let extents = trace.shape(of: sum).extents
    guard let last = extents.last else { return (1, 1) }
    var node = sum
    while trace.kind(of: node) == .add || trace.kind(of: node) == .subtract {
      // A bias is broadcast, or a leaf: the products go on.
      guard
        let next = trace.operands(of: node).first(where: {
          trace.shape(of: $0).extents == extents && trace.kind(of: $0) != .leaf
        })
      else { break }
      node = next
    }
    let operands = trace.operands(of: node)
    switch trace.kind(of: node) {
    case .matmul where operands.first.map(weights.contains) == true && extents.count == 2:
      return (extents[0], extents[1])
    case .multiply
    where operands.contains { weights.contains($0) && trace.shape(of: $0).count == 1 }:
      return (1, max(1, trace.shape(of: sum).count))
    default: return (last, 1)
    }
  }

  /// How many layers can be compared.
  package var count: Int { layers.count }

  /// How many times as far the last layer moves as the first; nil where the first does not move.
  var ratio: Double? {
    guard let first = layers.first, let last = layers.last, first.meanGradient > 0 else {
      return nil
    }
    return last.meanGradient / first.meanGradient
  }

  // MARK: Paths

  /// The arrows along which most of the gradient flows from the output to a weight of the first
  /// layer, with the local derivative of each; nil where something on every way is no scalar.
  var path: (arrows: [(edge: Contribution<Double>, local: Double)], product: Double)? {
    guard let first = layers.first else { return nil }
    var best: [NodeID: (size: Double, through: (edge: Contribution<Double>, local: Double)?)] = [:]
    guard let upstream = trace.upstream.scalar else { return nil }
    best[trace.output] = (abs(upstream), nil)
    for node in trace.nodes.reversed() {
      guard let here = best[node] else { continue }
      for edge in trace.edges(into: node) where trace.recordsGradient(edge.from) {
        guard let local = trace.localDerivative(of: node, slot: edge.slot) else { continue }
        let size = here.size * abs(local)
        if size > best[edge.from]?.size ?? -1 { best[edge.from] = (size, (edge, local)) }
      }
    }
    let leaves = trace.nodes.filter {
      trace.kind(of: $0) == .leaf && trace.annotations.layer(of: $0) == first.index
        && best[$0] != nil
    }
    guard
      var node = leaves.max(by: { (best[$0]?.size ?? 0) < (best[$1]?.size ?? 0) })
    else { return nil }
    var arrows: [(edge: Contribution<Double>, local: Double)] = []
    while let through = best[node]?.through {
      arrows.append(through)
      node = through.edge.to
    }
    return (arrows.reversed(), arrows.reduce(upstream) { $0 * $1.local })
  }
}
