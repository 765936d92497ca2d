extension Tape {
  /// Moves every parameter a step against its gradient: w ← w − rate · ∂L/∂w.
  ///
  ///     for _ in 0..<100 {
  ///       try tape.descend(along: tape.backward(from: loss), rate: 0.1)
  ///     }
  ///
  /// Parameters that the output does not depend on stay where they are.
  ///
  /// - Throws: ``ShapeError`` for a trace of another tape.
  public func descend(along trace: Trace<Scalar>, rate: Scalar) throws(ShapeError) {
    guard trace.isOf(self) else { throw ShapeError(.traceOfAnotherTape) }
    for node in trace.nodes where trace.role(of: node) == .parameter && trace.isOnPath(node) {
      guard let gradient = trace.gradientEntries(of: node) else { continue }
      withMutableValue(of: node) { value in
        for (index, slope) in zip(value.indices, gradient) {
          value[index] = value[index] - rate * slope
        }
      }
    }
  }
}

extension Tape where Scalar == Double {
  /// Holds the gradients of all variables and parameters against central differences, which know
  /// nothing of the chain rule.
  ///
  ///     try tape.checkGradients(from: loss).failures(tolerance: 1e-6).isEmpty   // true
  ///
  /// - Throws: ``ShapeError`` where the output is more than a single number, or of another tape.
  public func checkGradients(from output: Variable<Double>) throws(ShapeError) -> GradientCheck {
    checkGradients(try backward(from: output))
  }

  /// Central differences of the variables that a derivation is about, where they are quickly had: an
  /// entry takes about twenty forward passes.
  ///
  /// - Parameter nodes: The nodes that it is about; all when there are none.
  package func quickCheck(_ trace: Trace<Double>, of nodes: [NodeID] = []) -> GradientCheck? {
    let wanted = nodes.isEmpty ? Array(trace.nodes) : nodes
    let leaves = wanted.filter {
      trace.role(of: $0) != .operation && trace.recordsGradient($0) && trace.isOnPath($0)
    }
    let entries = leaves.reduce(0) { $0 + trace.shape(of: $1).count }
    let numbers = trace.nodes.reduce(0) { $0 + trace.shape(of: $1).count }
    guard entries > 0, entries * numbers <= 400_000 else { return nil }
    return checkGradients(trace, of: leaves)
  }
}

extension Tape {
  /// A tape that goes on from where a trace was made, with its values; the tape that made it is
  /// nobody's concern any more.
  package convenience init(continuing trace: Trace<Scalar>) {
    self.init()
    recording = trace.recording
    values = trace.values
    evaluated = trace.nodeCount
    // Of the copies of a buffer one may be added to: the other tape's.
    _ = recording.rows.own()
    _ = values.own()
  }
}
