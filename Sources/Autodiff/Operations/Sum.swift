/// y = Σ x over all entries or along axes: every entry receives the gradient of its sum.
enum Sum: ReductionOperation {
  static let name = "sum"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      var sum: S = 0
      for l in 0..<run.count { sum += x[run[l]] }
      y[result] = sum
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.signature.reduction.forEachRun { result, run in
      let share = node.upstream[result]
      for l in 0..<run.count { node.put(run[l], share) }
    }
  }

  static func definition(for signature: Signature) -> Formula { .total(.a, axis: signature.axes) }

  static func rules(for signature: Signature) -> [LocalRule] { [rule(signature, 1)] }
}
