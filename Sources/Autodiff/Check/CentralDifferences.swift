extension Tape where Scalar == Double {
  /// Holds gradients against central differences of one step, (f(x + h) − f(x − h)) / 2h: two forward
  /// passes of the tape for each entry, as a textbook has it.
  ///
  /// For networks with many parameters: `checkGradients` finds a step for each entry, which is more
  /// exact and takes ten times as many passes. One step is off by its square, whatever the gradient's
  /// size, so that errors count as absolute below 1. A scalar output is needed.
  ///
  /// - Parameters:
  ///   - trace: A trace of this tape.
  ///   - leaves: The leaves to check.
  ///   - step: How far each entry is moved, either way.
  ///   - progress: Called with the number of entries done.
  package func centralDifferences(
    _ trace: Trace<Double>, of leaves: [NodeID], step: Double, progress: (Int) -> Void = { _ in }
  ) -> GradientCheck {
    let kinky = (0..<nodeCount).filter {
      recording.rows[$0].kind.kink != nil && trace.isOnPath(NodeID($0))
    }
    func sides() -> [[Int32]] { kinky.map { branches(recording, values, node: $0) } }
    evaluate()
    let here = sides()
    var entries: [GradientCheck.Entry] = []
    for leaf in leaves {
      guard let gradient = trace.gradient(of: leaf).tensor else { continue }
      entries.reserveCapacity(entries.count + gradient.elements.count)
      for index in gradient.elements.indices {
        let x = withMutableValue(of: leaf) { $0[index] }
        var kink: NodeID?
        /// The output with the entry moved; notes a kink that lies between.
        func output(at x: Double) -> Double {
          withMutableValue(of: leaf) { $0[index] = x }
          let y = withValue(of: trace.output) { $0[0] }
          if kink == nil {
            let there = sides()
            kink = kinky.indices.first { there[$0] != here[$0] }.map { NodeID(kinky[$0]) }
          }
          return y
        }
        let (high, low) = (x + step, x - step)
        let (above, below) = (output(at: high), output(at: low))
        let numerical = (above - below) / (high - low)
        withMutableValue(of: leaf) { $0[index] = x }
        entries.append(
          GradientCheck.Entry(
            leaf: leaf, index: index, backward: gradient.elements[index], numerical: numerical,
            uncertainty: max(above.magnitude, below.magnitude).ulp / step, floor: 1, kink: kink))
        progress(entries.count)
      }
    }
    evaluate()
    return GradientCheck(entries: entries)
  }
}
