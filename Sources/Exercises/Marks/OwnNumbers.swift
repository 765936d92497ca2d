import Autodiff

/// A computation in which somebody's own numbers stand in the place of the right ones, and what comes
/// out for the next blank by the rules of the operations.
///
///     price = apple · count   →   written 210, where 200 is right
///     total = price · tax     →   210 · 1.1 = 231 from there on
struct OwnNumbers {
  /// The right computation.
  let trace: Trace<Double>
  /// What differs from the right numbers.
  private var values: [NodeID: Tensor<Double>] = [:]
  private var gradients: [NodeID: Tensor<Double>] = [:]
  private var arrows: [Blank.Arrow: Tensor<Double>] = [:]

  init(_ trace: Trace<Double>) { self.trace = trace }

  /// Puts numbers into a blank's place.
  mutating func put(_ numbers: Tensor<Double>, into blank: Blank) {
    switch blank.kind {
    case .value: values[blank.node] = numbers
    case .gradient: gradients[blank.node] = numbers
    case .product: break
    }
    if let arrow = blank.arrow { arrows[arrow] = numbers }
  }

  /// What comes out for a blank; nil where no gradient is computed.
  func answer(to blank: Blank) -> Tensor<Double>? {
    if let arrow = blank.arrow {
      return gradient(of: arrow.to).flatMap { passed($0, along: arrow) }
    }
    switch blank.kind {
    case .value: return operation(at: blank.node).map { $0.tape.value(of: $0.node) }
    case .gradient, .product: return sum(at: blank.node)
    }
  }

  /// A node's value, as it stands there.
  func value(of node: NodeID) -> Tensor<Double> {
    values[node] ?? trace.value(of: node)
  }

  /// A node's gradient, as it stands there; nil where none is computed.
  func gradient(of node: NodeID) -> Tensor<Double>? {
    gradients[node] ?? trace.gradient(of: node).tensor
  }

  /// What an operation passes back along an arrow where a gradient arrives at it.
  func passed(_ upstream: Tensor<Double>, along arrow: Blank.Arrow) -> Tensor<Double>? {
    guard let operation = operation(at: arrow.to) else { return nil }
    return operation.tape.backward(from: operation.node, upstream: upstream)
      .edge(into: operation.node, slot: arrow.slot).gradient.tensor
  }

  /// What has come back to a node along each of its arrows.
  func terms(of node: NodeID) -> [Tensor<Double>] {
    trace.contributions(to: node).compactMap { arrow in
      arrows[.init(to: arrow.to, slot: arrow.slot)] ?? arrow.gradient.tensor
    }
  }

  private func sum(at node: NodeID) -> Tensor<Double>? {
    let terms = terms(of: node)
    guard let first = terms.first else { return nil }
    return terms.dropFirst().reduce(first) { sum, term in
      Tensor(
        shape: sum.shape, elements: zip(sum.elements, term.elements).map { $0 + $1 })
    }
  }

  /// One operation on a tape of its own, with somebody's operands; nil where they do not fit.
  private func operation(at node: NodeID) -> (tape: Tape<Double>, node: NodeID)? {
    let tape = Tape<Double>()
    let rules = trace.rules(of: node)
    let operands = trace.operands(of: node).enumerated().map { slot, operand in
      // Labels count classes, and nobody else's number may stand for one.
      if slot < rules.count, case .label = rules[slot] {
        return tape.leaf(trace.value(of: operand), role: .constant)
      }
      return tape.leaf(value(of: operand))
    }
    guard let own = try? tape.record(trace.kind(of: node), operands, trace.attributes(of: node))
    else { return nil }
    tape.evaluate()
    return (tape, own)
  }
}
