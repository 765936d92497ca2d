/// Gradients of the backward pass held against central differences.
public struct GradientCheck: Sendable {
  /// One entry of a leaf.
  public struct Entry: Sendable {
    /// The leaf.
    public let leaf: NodeID
    /// Which of its entries, in row-major order.
    public let index: Int
    /// What the backward pass gave.
    public let backward: Double
    /// The central difference.
    public let numerical: Double
    /// The node whose kink lies on the entry or within the step; the difference means little then.
    public let kink: NodeID?

    /// |a − b| / max(1, |a|, |b|); infinite where only one of them is finite.
    public var relativeError: Double {
      if backward == numerical || (backward.isNaN && numerical.isNaN) { return 0 }
      let error = abs(backward - numerical) / max(1, abs(backward), abs(numerical))
      return error.isNaN ? .infinity : error
    }
  }

  /// All entries, in the order of leaves.
  public let entries: [Entry]

  /// The entries that no kink excuses and whose relative error exceeds a tolerance.
  public func failures(tolerance: Double) -> [Entry] {
    entries.filter { $0.kink == nil && !($0.relativeError <= tolerance) }
  }

  /// The entries that lie on a kink or within a step of one.
  public var atKinks: [Entry] { entries.filter { $0.kink != nil } }
}

extension Tape where Scalar == Double {
  /// Holds the gradient of every entry of every leaf that records one against central differences.
  ///
  /// The differences are extrapolated from several steps (C. Ridders, "Accurate computation of
  /// F′(x) and F′(x) F″(x)", Advances in Engineering Software 4, 1982), so that neither a large nor a
  /// small scale of the function spoils them. A non-scalar output is weighed by its upstream gradient.
  ///
  /// - Parameters:
  ///   - trace: A trace of this tape.
  ///   - leaves: The leaves to check; all when left out.
  ///   - progress: Called with the number of entries done.
  package func checkGradients(
    _ trace: Trace<Double>, of leaves: [NodeID]? = nil, progress: (Int) -> Void = { _ in }
  ) -> GradientCheck {
    let kinky = (0..<nodeCount).filter {
      recording.rows[$0].kind.kink != nil && trace.isOnPath(NodeID($0))
    }
    let chosen =
      leaves
      ?? (0..<nodeCount).map(NodeID.init).filter {
        recording.rows[$0.index].kind == .leaf && trace.recordsGradient($0)
      }
    var entries: [GradientCheck.Entry] = []
    for leaf in chosen {
      guard let gradient = trace.gradient(of: leaf).tensor else { continue }
      for index in gradient.elements.indices {
        let probe = Probe(tape: self, trace: trace, leaf: leaf, index: index)
        let (numerical, step) = probe.derivative()
        entries.append(
          GradientCheck.Entry(
            leaf: leaf, index: index, backward: gradient.elements[index], numerical: numerical,
            kink: probe.kink(within: step, among: kinky)))
        progress(entries.count)
      }
    }
    return GradientCheck(entries: entries)
  }
}

/// The output as a function of one entry of one leaf.
private struct Probe {
  let tape: Tape<Double>
  let trace: Trace<Double>
  let leaf: NodeID
  let index: Int

  private var place: Int { Int(tape.recording.rows[leaf.index].offset) + index }

  private func set(_ x: Double) {
    tape.withMutableValue(of: leaf) { $0[index] = x }
    tape.evaluate()
  }

  private func output(at x: Double) -> Double {
    set(x)
    return tape.withValue(of: trace.output) {
      zip($0, trace.upstream.elements).reduce(0) { $0 + ($1.1 == 0 ? 0 : $1.0 * $1.1) }
    }
  }

  /// The central difference, and the largest step that went into it.
  func derivative() -> (Double, step: Double) {
    let x = trace.values[place]
    defer { set(x) }
    guard x.isFinite else { return (.nan, 0) }
    var step = 1e-2 * max(1, abs(x))
    // Steps shrink until the function is defined on both sides.
    for _ in 0..<12 {
      if (output(at: x + step) - output(at: x - step)).isFinite { break }
      step /= 10
    }
    let first = step
    let shrink = 1.6
    var row: [Double] = []
    var best = Double.nan
    var bestError = Double.infinity
    for level in 0..<12 {
      let (high, low) = (x + step, x - step)
      var next = [(output(at: high) - output(at: low)) / (high - low)]
      var factor = shrink * shrink
      for column in row.indices {
        next.append((next[column] * factor - row[column]) / (factor - 1))
        factor *= shrink * shrink
        let error = max(abs(next[column + 1] - next[column]), abs(next[column + 1] - row[column]))
        if error <= bestError {
          bestError = error
          best = next[column + 1]
        }
      }
      if level == 0 { best = next[0] }
      if bestError <= 1e-13 * max(1, abs(best)) { break }
      row = next
      step /= shrink
    }
    return (best, first)
  }

  /// The first node whose kink the step reaches: its entries lie on another side at either end.
  func kink(within step: Double, among nodes: [Int]) -> NodeID? {
    guard !nodes.isEmpty else { return nil }
    let x = trace.values[place]
    defer { set(x) }
    func sides(at x: Double) -> [[Int32]] {
      set(x)
      return nodes.map { branches(tape.recording, tape.values, node: $0) }
    }
    let here = sides(at: x)
    for other in [sides(at: x + step), sides(at: x - step)] {
      for (position, node) in nodes.enumerated() where here[position] != other[position] {
        return NodeID(node)
      }
    }
    return nil
  }
}
