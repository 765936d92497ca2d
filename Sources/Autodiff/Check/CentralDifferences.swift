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
    var dependents = Dependents(in: trace)
    var entries: [GradientCheck.Entry] = []
    for leaf in leaves {
      guard let gradient = trace.gradient(of: leaf).tensor else { continue }
      let movable = MovableLeaf(leaf, of: self, &dependents)
      let here = movable.sides()
      entries.reserveCapacity(entries.count + gradient.elements.count)
      for index in gradient.elements.indices {
        let x = withValue(of: leaf) { $0[index] }
        var kink: NodeID?
        /// The output with the entry moved; notes a kink that lies between.
        func output(at x: Double) -> Double {
          movable.set(index, to: x)
          let y = withValue(of: trace.output) { $0[0] }
          if kink == nil { kink = movable.kinkCrossed(from: here) }
          return y
        }
        let (high, low) = (x + step, x - step)
        let (above, below) = (output(at: high), output(at: low))
        let numerical = (above - below) / (high - low)
        movable.set(index, to: x)
        entries.append(
          GradientCheck.Entry(
            leaf: leaf, index: index, backward: gradient.elements[index], numerical: numerical,
            uncertainty: max(above.magnitude, below.magnitude).ulp / step, floor: 1, kink: kink))
        progress(entries.count)
      }
    }
    return GradientCheck(entries: entries)
  }
}
