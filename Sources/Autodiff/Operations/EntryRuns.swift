/// Where the entries of one tensor, in order, lie in another: run by run along the last axis.
///
///     x[1:3, ::2] of a (4, 5)   // runs of 3 in steps of 2, which start at 5 and 10
struct EntryRuns: Sendable, Hashable {
  /// Where each run begins.
  let starts: [Int]
  /// How many entries a run has.
  let length: Int
  /// How far apart neighbours of a run lie.
  let step: Int

  /// How the places go on along an axis.
  enum Axis: Hashable {
    /// In steps of one size.
    case steps(Int, of: Int)
    /// By a list, each place counted from where the axis begins.
    case places([Int])

    /// How many entries there are along the axis.
    var extent: Int {
      switch self {
      case .steps(let count, _): count
      case .places(let places): places.count
      }
    }

    fileprivate var offsets: [Int] {
      switch self {
      case .steps(let count, let step): (0..<count).map { $0 * step }
      case .places(let places): places
      }
    }
  }

  /// The places from one on, along axes, the outermost first.
  init(from start: Int, along axes: [Axis]) {
    var merged: [Axis] = []
    for axis in axes where axis != .steps(1, of: 0) {
      // What goes on where the inner axis ends is one axis with it.
      if case .steps(let count, let step) = axis, case .steps(let outer, let wide)? = merged.last,
        wide == count * step
      {
        merged[merged.count - 1] = .steps(outer * count, of: step)
      } else {
        merged.append(axis)
      }
    }
    if case .steps(let count, let step)? = merged.last {
      (length, self.step) = (count, step)
      merged.removeLast()
    } else {
      (length, step) = (1, 0)
    }
    starts = merged.reduce([start]) { starts, axis in
      let offsets = axis.offsets
      return starts.flatMap { start in offsets.map { start + $0 } }
    }
  }

  /// All entries of a shape, where neighbours along each of its axes lie so far apart.
  init(_ extents: [Int], strides: [Int], from start: Int = 0) {
    self.init(
      from: start,
      along: zip(extents, strides).map { $0 == 1 ? .steps(1, of: 0) : .steps($0, of: $1) })
  }

  /// result[i] = or += the entry of `source` at the i-th place.
  @inline(__always)
  func gather<S: TapeScalar>(
    _ source: UnsafePointer<S>, into result: UnsafeMutablePointer<S>, accumulate: Bool = false
  ) {
    starts.withUnsafeBufferPointer { starts in
      var result = result
      for start in starts {
        let run = source + start
        if accumulate {
          for i in 0..<length { result[i] += run[i * step] }
        } else if step == 1 {
          result.update(from: run, count: length)
        } else {
          for i in 0..<length { result[i] = run[i * step] }
        }
        result += length
      }
    }
  }

  /// Adds the i-th entry of `source` to the i-th place of the destination.
  @inline(__always)
  func scatter<S: TapeScalar>(
    _ source: UnsafePointer<S>, to destination: UnsafeMutablePointer<S>
  ) {
    starts.withUnsafeBufferPointer { starts in
      var source = source
      for start in starts {
        let run = destination + start
        if step == 1 {
          for i in 0..<length { run[i] += source[i] }
        } else {
          for i in 0..<length { run[i * step] += source[i] }
        }
        source += length
      }
    }
  }
}

/// An operation whose every entry is an entry of its operand: it receives the sum of the gradients of
/// those that it became.
protocol EntrySelection: TensorOperation {
  /// Where the entries of the result lie in the operand.
  static func runs(_ operand: Shape, _ shape: Shape, _ attributes: Attributes) -> EntryRuns
}

extension EntrySelection {
  static var arity: Int? { 1 }
  static var takesLabels: Bool { false }
  static var kink: Kink? { nil }
  static var zeros: ZeroRule { .unexplained }

  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan? {
    .runs(runs(operands[0], shape, attributes))
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    guard case .runs(let runs)? = node.signature.plan else { return }
    runs.gather(node.operand(0), into: node.output)
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    guard case .runs(let runs)? = node.signature.plan else { return }
    node.clear()
    runs.scatter(node.upstream, to: node.destination)
  }
}
