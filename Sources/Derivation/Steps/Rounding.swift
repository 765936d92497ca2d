import Autodiff
import Wording

/// What a number is that only rounding keeps from 0: the rule that figures, tables and derivations
/// share.
///
///     0.1 + 0.2 − 0.3   →   0, of which the machine keeps 5.551×10⁻¹⁷
///
/// A sum counts as 0 where it is no more than a few units in the last place of its terms' magnitudes
/// together: |Σ t| ≤ 4 ε Σ |t|, with ε for 2⁻⁵².
package struct Rounded: Sendable {
  /// The numbers, 0 in place of what rounding left.
  package let tensor: Tensor<Double>
  /// The largest number that rounding left; nil where it left none.
  package let remainder: Double?

  /// How many units in the last place may be left of terms that cancel.
  static let units = 4.0

  /// A result as it is.
  init(_ result: Tensor<Double>) {
    tensor = result
    remainder = nil
  }

  /// A result without what rounding left of its terms.
  ///
  /// - Parameter scale: How large the terms of each entry are together; nil where nothing cancels.
  package init(_ result: Tensor<Double>, scale: Tensor<Double>?) {
    guard let scale, scale.elements.count == result.elements.count else {
      tensor = result
      remainder = nil
      return
    }
    var elements = result.elements
    var largest: Double?
    for (entry, size) in scale.elements.enumerated() {
      let x = elements[entry]
      guard x != 0, size.isFinite, abs(x) <= Self.units * 0x1p-52 * size else { continue }
      if abs(x) > abs(largest ?? 0) { largest = x }
      elements[entry] = 0
    }
    tensor = Tensor(shape: result.shape, elements: elements)
    remainder = largest
  }

  /// What is said beside the 0: `rounding: 5.551×10⁻¹⁷`; nil where rounding left nothing.
  package func note(_ numerals: Numerals) -> Bilingual? {
    remainder.map {
      let number = numerals.text($0)
      return Bilingual(en: "rounding: \(number)", ko: "반올림 오차 \(number)")
    }
  }
}

/// How large the terms are together of all numbers of which only rounding is left.
struct RoundingScales: Sendable {
  var values: [NodeID: Tensor<Double>] = [:]
  var gradients: [NodeID: Tensor<Double>] = [:]
  /// Of arrows, by the node that they come from in the backward pass, and its slot.
  var arrows: [Arrow: Tensor<Double>] = [:]

  struct Arrow: Hashable {
    let node: NodeID
    let slot: Int
  }

  /// Of more numbers not all are printed.
  static let mostNumbers = 216

  /// Whether a number among some that are printed is so small that rounding may have left it.
  static func isSuspect(_ entries: some Collection<Double>) -> Bool {
    entries.count <= mostNumbers && entries.contains { $0 != 0 && abs($0) < 1e-6 }
  }
}

extension Derivation {
  /// A node's value, 0 where only rounding of its operation is left, or of what it is made of.
  package func rounded(valueOf node: NodeID) -> Rounded {
    Rounded(trace.value(of: node), scale: rounding.values[node])
  }

  /// What an arrow brings back, 0 where only rounding is left; nil where nothing was computed.
  package func rounded(_ edge: Contribution<Double>) -> Rounded? {
    edge.gradient.tensor.map {
      Rounded($0, scale: rounding.arrows[.init(node: edge.to, slot: edge.slot)])
    }
  }

  /// A node's gradient, 0 where its terms cancel but for rounding; nil where nothing was computed.
  package func rounded(gradientOf node: NodeID) -> Rounded? {
    trace.gradient(of: node).tensor.map { Rounded($0, scale: rounding.gradients[node]) }
  }

  /// Finds all numbers of which only rounding is left, forward and then backward, so that what is
  /// made of them is known as such.
  mutating func findRounding() {
    for node in trace.nodes
    where trace.role(of: node) == .operation
      && RoundingScales.isSuspect(trace.valueEntries(of: node)) && mayRound(node)
    {
      let signature = trace.signature(of: node)
      let definition = trace.kind(of: node).definition(for: signature).simplified(for: signature)
      let scale = definition.magnitude.evaluate(in: magnitudes(at: node))
      if Rounded(trace.value(of: node), scale: scale).remainder != nil {
        rounding.values[node] = scale
      }
    }
    for node in trace.nodes.reversed()
    where trace.recordsGradient(node)
      && trace.shape(of: node).count <= RoundingScales.mostNumbers
    {
      findRounding(ofGradient: node)
    }
  }

  private mutating func findRounding(ofGradient node: NodeID) {
    let arriving = arriving(at: node).filter { $0.gradient.tensor != nil }
    var scales: [Tensor<Double>] = node == trace.output ? [trace.upstream.map(abs)] : []
    for edge in arriving {
      guard let gradient = edge.gradient.tensor else { continue }
      var scale: Tensor<Double>?
      if RoundingScales.isSuspect(gradient.elements) {
        scale = self.scale(of: edge)
        if Rounded(gradient, scale: scale).remainder != nil {
          rounding.arrows[.init(node: edge.to, slot: edge.slot)] = scale
        }
      }
      scales.append(scale ?? gradient.map(abs))
    }
    guard let total = trace.gradient(of: node).tensor, RoundingScales.isSuspect(total.elements)
    else { return }
    var sum = [Double](repeating: 0, count: total.elements.count)
    for scale in scales where scale.elements.count == sum.count {
      for (entry, x) in scale.elements.enumerated() { sum[entry] += x }
    }
    let scale = Tensor(shape: total.shape, elements: sum)
    if Rounded(total, scale: scale).remainder != nil { rounding.gradients[node] = scale }
  }

  /// How large the terms are together that an arrow's rule adds up; nil where it adds none.
  private func scale(of edge: Contribution<Double>) -> Tensor<Double>? {
    let node = edge.to
    let signature = trace.signature(of: node)
    let environment = magnitudes(at: node)
    switch trace.rules(of: node)[edge.slot] {
    case .derivative(let formula):
      let operand = trace.shape(of: edge.from)
      if operand.isScalar, signature.shape.isScalar {
        guard let upstream = environment.upstream?.scalar,
          let local = trace.localDerivative(of: node, slot: edge.slot)
        else { return nil }
        return Tensor(abs(upstream * local))
      }
      return entrywiseScale(
        edge, formula.simplified(for: signature), operand, upstream: environment.upstream)
    case .pullback(let formula):
      return formula.simplified(for: signature).magnitude.evaluate(in: environment)
    case .label: return nil
    }
  }

  /// A node's numbers, those of which only rounding is left as large as their terms.
  func magnitudes(at node: NodeID) -> FormulaEnvironment {
    func widened(_ tensor: Tensor<Double>, _ scale: Tensor<Double>?) -> Tensor<Double> {
      guard let scale else { return tensor }
      let rounded = Rounded(tensor, scale: scale).tensor.elements
      let entries = tensor.elements.indices.map {
        tensor.elements[$0] == rounded[$0] ? tensor.elements[$0] : scale.elements[$0]
      }
      return Tensor(shape: tensor.shape, elements: entries)
    }
    let environment = environment(node)
    return FormulaEnvironment(
      signature: environment.signature,
      operands: zip(trace.operands(of: node), environment.operands).map {
        widened($1, rounding.values[$0])
      },
      output: environment.output,
      upstream: environment.upstream.map { widened($0, rounding.gradients[node]) })
  }
}
