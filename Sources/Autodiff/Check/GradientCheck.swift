/// Gradients of the backward pass held against central differences.
public struct GradientCheck: Sendable {
  /// What comes of holding one gradient against its difference.
  public enum Verdict: Sendable, Hashable {
    /// Both are the same within the tolerance.
    case agrees
    /// They are not, and the difference is exact enough to say so.
    case differs
    /// The difference is not exact enough to say anything: its own error is as large as what lies
    /// between the two.
    case undecided
  }

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
    /// How far the difference may itself be off, by its own estimate.
    public let uncertainty: Double
    /// The size below which an error is no longer taken relative to the gradient: without it, nothing
    /// could agree with a gradient of 0.
    public let floor: Double
    /// The node whose kink lies on the entry, or so near that no step keeps clear of it; the
    /// difference means little then.
    public let kink: NodeID?

    /// |a − b| / max(|a|, |b|, floor); infinite where only one of them is finite, and NaN where neither
    /// is a number.
    public var relativeError: Double {
      if backward == numerical { return 0 }
      if backward.isNaN && numerical.isNaN { return .nan }
      let error = abs(backward - numerical) / max(floor, abs(backward), abs(numerical))
      return error.isNaN ? .infinity : error
    }

    /// Whether the two agree within a relative tolerance, as far as that can be said.
    public func verdict(tolerance: Double) -> Verdict {
      if relativeError <= tolerance { return .agrees }
      // What is no number agrees with nothing.
      if relativeError.isNaN { return .undecided }
      // Eight digits are as many as a difference can be asked for, whatever the tolerance. With
      // fewer it has to be sure of the first ones, and its estimate may be several times too small.
      let size = max(abs(numerical), floor)
      if uncertainty <= 1e-8 * size { return .differs }
      let tells = uncertainty <= 1e-3 * size && !(abs(backward - numerical) <= 10 * uncertainty)
      return tells ? .differs : .undecided
    }
  }

  /// Below this size the errors of `Tape.checkGradients` are absolute: 10⁻¹² passes a tolerance of
  /// 10⁻⁶.
  package static let floor = 1e-6

  /// All entries, in the order of leaves.
  public let entries: [Entry]

  /// The entries that no kink excuses and that differ by more than a relative tolerance.
  public func failures(tolerance: Double) -> [Entry] {
    entries.filter { $0.kink == nil && $0.verdict(tolerance: tolerance) == .differs }
  }

  /// The entries that lie on a kink, or too near to one.
  public var atKinks: [Entry] { entries.filter { $0.kink != nil } }
}

extension Tape where Scalar == Double {
  /// Holds the gradient of every entry of every leaf that records one against central differences.
  ///
  /// The differences are extrapolated from several steps (C. Ridders, "Accurate computation of
  /// F′(x) and F′(x) F″(x)", Advances in Engineering Software 4, 1982) which begin at several sizes,
  /// of which the most exact is taken: neither the scale of the function nor that of the number
  /// spoils them, and a step that would cross a kink gives way to a smaller one. A non-scalar output
  /// is weighed by its upstream gradient.
  ///
  /// - Parameters:
  ///   - trace: A trace of this tape.
  ///   - leaves: The leaves to check; all when left out.
  ///   - progress: Called with the number of entries done.
  package func checkGradients(
    _ trace: Trace<Double>, of leaves: [NodeID]? = nil, progress: (Int) -> Void = { _ in }
  ) -> GradientCheck {
    let chosen =
      leaves
      ?? (0..<nodeCount).map(NodeID.init).filter {
        recording.rows[$0.index].kind == .leaf && trace.recordsGradient($0)
      }
    var dependents = Dependents(in: trace)
    var entries: [GradientCheck.Entry] = []
    for leaf in chosen {
      guard let gradient = trace.gradient(of: leaf).tensor else { continue }
      let movable = MovableLeaf(leaf, of: self, &dependents)
      let sides = movable.sides()
      for index in gradient.elements.indices {
        let probe = Probe(
          tape: self, trace: trace, leaf: movable, x: trace.valueEntries(of: leaf)[index],
          index: index, here: sides)
        let (difference, kink) = probe.derivative()
        entries.append(
          GradientCheck.Entry(
            leaf: leaf, index: index, backward: gradient.elements[index],
            numerical: difference.value, uncertainty: difference.uncertainty,
            floor: GradientCheck.floor, kink: kink))
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
  let leaf: MovableLeaf
  /// The entry's value.
  let x: Double
  let index: Int
  /// On which side of the kinks the entry's value lies.
  let here: [[Int32]]

  /// A derivative from differences, with how far it may be off.
  struct Difference {
    var value = Double.nan
    var uncertainty = Double.infinity
    /// What rounding of the outputs alone may do to it, and does more to smaller steps.
    var rounding = 0.0

    /// How far it may be off for its size.
    var relativeUncertainty: Double { uncertainty / max(abs(value), GradientCheck.floor) }
    /// Whether smaller steps need not be tried.
    var isExact: Bool {
      uncertainty <= rounding || uncertainty <= 1e-10 * max(abs(value), 1e-3)
    }
  }

  private func output(at x: Double) -> Double {
    leaf.set(index, to: x)
    return tape.withValue(of: trace.output) {
      zip($0, trace.upstream.elements).reduce(0) { $0 + ($1.1 == 0 ? 0 : $1.0 * $1.1) }
    }
  }

  /// The first steps to try, for a number x: parts of its own size, and of 1 where it is smaller,
  /// from large to small.
  private func firstSteps(_ x: Double) -> [Double] {
    let (own, unit) = (abs(x), max(1, abs(x)))
    var steps: [Double] = []
    for part in [1e-2, 1e-4, 1e-6, 1e-9, 1e-12] {
      for step in [part * unit, part * own]
      where x + step != x && x - step != x && !steps.contains(step) {
        steps.append(step)
      }
    }
    return steps.sorted(by: >)
  }

  /// The most exact of the differences that cross no kink; where all do, the first, with the node
  /// whose kink it is.
  func derivative() -> (Difference, kink: NodeID?) {
    defer { leaf.set(index, to: x) }
    guard x.isFinite else { return (Difference(), nil) }
    var best: Difference?
    var crossed: (step: Double, node: NodeID)?
    for step in firstSteps(x) {
      if let node = kink(within: step) {
        crossed = crossed ?? (step, node)
        continue
      }
      let difference = extrapolated(at: x, from: step)
      if difference.relativeUncertainty < best?.relativeUncertainty ?? .infinity {
        best = difference
      }
      if best?.isExact == true { break }
    }
    if let best { return (best, nil) }
    guard let crossed else { return (Difference(), nil) }
    return (extrapolated(at: x, from: crossed.step), crossed.node)
  }

  /// Central differences of shrinking steps, extrapolated to a step of zero.
  private func extrapolated(at x: Double, from first: Double) -> Difference {
    var step = first
    let shrink = 1.6
    var row: [Double] = []
    var best = Difference()
    for level in 0..<12 {
      let (high, low) = (x + step, x - step)
      let (above, below) = (output(at: high), output(at: low))
      var next = [(above - below) / (high - low)]
      guard next[0].isFinite else { break }
      // What rounding does to the outputs alone.
      let rounding = max(above.magnitude, below.magnitude).ulp / step
      var factor = shrink * shrink
      for column in row.indices {
        next.append((next[column] * factor - row[column]) / (factor - 1))
        factor *= shrink * shrink
        let error = max(abs(next[column + 1] - next[column]), abs(next[column + 1] - row[column]))
        if max(error, rounding) <= best.uncertainty {
          best = Difference(
            value: next[column + 1], uncertainty: max(error, rounding), rounding: rounding)
        }
      }
      if level == 0 { best.value = next[0] }
      if best.uncertainty <= max(rounding, 1e-13 * abs(best.value)) { break }
      row = next
      step /= shrink
    }
    return best
  }

  /// The first node whose kink the step reaches: its entries lie on another side at either end.
  private func kink(within step: Double) -> NodeID? {
    guard !here.isEmpty else { return nil }
    for end in [x + step, x - step] {
      leaf.set(index, to: end)
      if let node = leaf.kinkCrossed(from: here) { return node }
    }
    return nil
  }
}
