/// y = the largest entry of x, of all or along an axis: the gradient goes to the largest, shared
/// equally by equals.
enum MaximumOver: ExtremumOver {
  static let name = "max"
  static let zeros = ZeroRule.because(.notTheMaximum)
  static var extremum: Extremum { .max }
}

/// y = the smallest entry of x, of all or along an axis: the gradient goes to the smallest, shared
/// equally by equals.
enum MinimumOver: ExtremumOver {
  static let name = "min"
  static let zeros = ZeroRule.because(.notTheMinimum)
  static var extremum: Extremum { .min }
}

/// A reduction that selects an entry.
protocol ExtremumOver: ReductionOperation, KinkedOperation {
  static var extremum: Extremum { get }
}

extension ExtremumOver {
  static var kink: Kink? { Kink(at: .equalEntries, derivative: .shared) }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      y[result] = best(run, of: x)
    }
  }

  /// The largest or smallest entry of a run, or one that is no number.
  @inline(__always)
  private static func best<S: TapeScalar>(_ run: Reduction.Run, of x: UnsafePointer<S>) -> S {
    var best = x[run[0]]
    for l in 1..<max(run.count, 1) {
      let entry = x[run[l]]
      if extremum.wins.holds(entry, best) || entry.isNaN { best = entry }
    }
    return best
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      let best = y[result]
      var ties = 0.0
      for l in 0..<run.count where x[run[l]] == best { ties += 1 }
      let share = node.upstream[result] / S(ties)
      for l in 0..<run.count { node.put(run[l], x[run[l]] == best ? share : 0) }
    }
  }

  /// Which entry was selected; 0 for a tie, so that a tie reads as "on the kink".
  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] {
    let x = node.operand(0)
    var branches: [Int32] = []
    node.signature.reduction.forEachRun { _, run in
      let best = best(run, of: x)
      let winners = (0..<run.count).filter { x[run[$0]] == best }
      branches.append(winners.count == 1 ? Int32(clamping: winners[0] + 1) : 0)
    }
    return branches
  }

  static func definition(for signature: Signature) -> Formula {
    .extremumOver(extremum, .a, axis: signature.axes)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [rule(signature, .selection(.a, extremum: .output, axis: signature.axes))]
  }
}
