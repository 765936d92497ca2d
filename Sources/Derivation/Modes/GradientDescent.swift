import Autodiff

/// A graph that learns: the same computation again and again, after each time every parameter a step
/// against its gradient.
///
///     w ← w − rate · ∂L/∂w
package struct GradientDescent: Sendable {
  /// The passes: first with the parameters as they were written, then after each step.
  package let traces: [Trace<Double>]

  /// Why steps cannot be taken.
  package enum Obstacle: Hashable, Sendable {
    /// There would be none, or more than 1,000.
    case stepCount
    /// The graph has no rate.
    case noRate
    /// The graph trains in another way than by plain gradient descent.
    case otherwise
    /// Nothing of the graph moves.
    case noParameters
    /// Every pass keeps all of its numbers, and these are so many.
    case tooManyNumbers(Int)
  }

  /// Why so many steps cannot be taken from a pass; nil where they can.
  package static func obstacle(to steps: Int, from trace: Trace<Double>) -> Obstacle? {
    guard (1...1_000).contains(steps) else { return .stepCount }
    guard trace.annotations.rate != nil else { return .noRate }
    let (optimizer, schedule) = (trace.annotations.optimizer, trace.annotations.schedule)
    guard optimizer ?? .sgd == .sgd, schedule ?? .constant == .constant else { return .otherwise }
    guard !trace.updates.isEmpty else { return .noParameters }
    let numbers = trace.nodes.reduce(0) { $0 + trace.shape(of: $1).count }
    return (steps + 1) * numbers <= 20_000_000 ? nil : .tooManyNumbers(numbers)
  }

  /// Takes steps.
  ///
  /// - Parameters:
  ///   - trace: The first pass; its graph has a rate and parameters.
  ///   - steps: How many steps are taken.
  package init(from trace: Trace<Double>, steps: Int) {
    var traces = [trace]
    let tape = Tape(continuing: trace)
    for _ in 0..<steps {
      for update in traces[traces.count - 1].updates {
        tape.setValue(of: update.node, to: update.after.elements)
      }
      tape.evaluate()
      traces.append(tape.backward(from: trace.output, upstream: trace.upstream))
    }
    self.traces = traces
  }

  /// The parameters that move.
  package var parameters: [NodeID] { traces[0].updates.map(\.node) }

  /// The output, pass by pass: the sum of its entries where there are several.
  package var losses: [Double] {
    traces.map { $0.value(of: $0.output).elements.reduce(0, +) }
  }
}
