import Autodiff
import Wording

/// The parameters whose gradients' sizes are followed together: those of a layer, or each by itself.
package struct GradientGroup: Sendable {
  /// The layer's or the parameter's name.
  package let name: Bilingual
  /// The parameters.
  let parameters: [NodeID]
}

extension Model {
  /// The most groups whose curves can be told apart.
  private static let most = 8

  /// The weights of each layer where the graph has layers, else each parameter; of more than can be
  /// told apart the first ones, weights before biases.
  package var gradientGroups: [GradientGroup] {
    let weights = parameters.filter { tape.shape(of: $0).rank > 1 }
    let shown = weights.isEmpty ? parameters : weights
    let layers = shown.map(layer)
    guard layers.allSatisfy({ $0 != nil }), Set(layers).count > 1 else {
      let all = shown.count > Self.most || weights.isEmpty ? shown : parameters
      return all.prefix(Self.most).map { parameter in
        let name = parameters.firstIndex(of: parameter).map { names[$0] } ?? ""
        return GradientGroup(name: Bilingual(same: name), parameters: [parameter])
      }
    }
    var order: [Int] = []
    for case let layer? in layers where !order.contains(layer) { order.append(layer) }
    return order.prefix(Self.most).map { layer in
      let name = tape.annotations.layers[layer]
      return GradientGroup(
        name: Bilingual { name[$0] ?? "\(layer + 1)" },
        parameters: zip(shown, layers).filter { $0.1 == layer }.map(\.0))
    }
  }

  /// The layer in which a parameter stands, or else the first node that takes it.
  private func layer(of parameter: NodeID) -> Int? {
    if let layer = tape.annotations.layer(of: parameter) { return layer }
    return tape.nodes.first { tape.operands(of: $0).contains(parameter) }
      .flatMap { tape.annotations.layer(of: $0) }
  }

  /// The mean |∂L/∂w| of each group, of the gradients that are on the tape.
  func gradientSizes(_ groups: [GradientGroup]) -> [Double] {
    groups.map { group in
      var (sum, count) = (0.0, 0)
      for parameter in group.parameters {
        tape.withGradient(of: parameter) { gradient in
          sum = gradient.reduce(sum) { $0 + Double(abs($1)) }
          count += gradient.count
        }
      }
      return sum / Double(max(count, 1))
    }
  }
}
