import Autodiff
import Derivation
import Notation
import Training

/// What a graph's layers look like after one forward and one backward pass: lesson 19's table for
/// any network that is written with `layer`s.
package struct GraphLayers {
  /// One layer.
  struct Layer {
    /// The layer, as an index into the annotations' layers.
    let index: Int
    var gradients: [Double] = []
    var activations: [Double] = []
    var slopes: [(slope: Double, isFlat: Bool)] = []

    var meanGradient: Double { meanSize(gradients) }
    var zeroGradients: Int { gradients.count { $0 == 0 } }
    /// The mean size of what the activation functions give; nil in a layer without one.
    var meanActivation: Double? { activations.isEmpty ? nil : meanSize(activations) }
    var dead: Int { slopes.count { $0.slope == 0 } }
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
    for node in trace.nodes {
      guard let layer = trace.annotations.layer(of: node) else { continue }
      if trace.role(of: node) == learns, let gradient = trace.gradient(of: node).tensor {
        layers[layer].gradients += gradient.elements
      }
      let kind = trace.kind(of: node)
      if kind.profile.family == .activation {
        layers[layer].activations += trace.value(of: node).elements
        let slopes = Slopes(of: kind, attributes: trace.attributes(of: node))
        layers[layer].slopes += slopes.at(trace.value(of: trace.operands(of: node)[0])).elements
          .map { ($0, slopes.isFlat($0)) }
      }
    }
    self.layers = layers.filter { !$0.gradients.isEmpty }
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
