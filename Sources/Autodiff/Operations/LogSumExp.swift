/// y = ln Σ eˣ over all entries or along axes, without overflow: ∂y/∂x = eˣ⁻ʸ, the softmax.
enum LogSumExp: ReductionOperation, CompositeOperation {
  static let name = "logsumexp"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      var largest = x[run[0]]
      for l in 1..<max(run.count, 1) where x[run[l]] > largest { largest = x[run[l]] }
      y[result] = largest
      // Of an infinite one nothing can be subtracted.
      guard largest.double.isFinite else { return }
      var sum: S = 0
      for l in 0..<run.count { sum += S.exp(x[run[l]] - largest) }
      y[result] = largest + S.log(sum)
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      for l in 0..<run.count {
        node.put(run[l], node.upstream[result] * S.exp(x[run[l]] - y[result]))
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .log(.total(.exp(.a), axis: signature.axes))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    [rule(signature, .exp(.a - signature.spreadOutput))]
  }
}
