/// y = Σ x / n over all entries or along axes: every entry receives 1/n of the gradient.
enum Mean: ReductionOperation, CompositeOperation {
  static let name = "mean"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    Sum.value(node)
    let n = S(Double(node.signature.count(.reduced)))
    for i in 0..<node.signature.shape.count { node.output[i] = node.output[i] / n }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let reduction = node.signature.reduction
    let n = S(Double(reduction.extent))
    reduction.forEachRun { result, run in
      let share = node.upstream[result] / n
      for l in 0..<run.count { node.put(run[l], share) }
    }
  }

  static func definition(for signature: Signature) -> Formula { signature.reducedMean }

  static func elementary(for signature: Signature) -> Formula? {
    // The mean of one number is that number.
    signature.operands[0].isScalar ? nil : definition(for: signature)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [rule(signature, 1 / .count(.reduced))]
  }
}
