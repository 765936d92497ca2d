/// y = √(Σ (x − x̄)² / (n − d)): ∂y/∂x = (x − x̄) / ((n − d) y), and 0 where all entries are equal.
enum StandardDeviation: RootReduction, CompositeOperation {
  static let name = "std"
  static let zeros = ZeroRule.because(.equalEntries)

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    try Variance.shape(operands, attributes)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    Variance.value(node)
    for i in 0..<node.signature.shape.count { node.output[i] = S.sqrt(node.output[i]) }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (x, y) = (node.operand(0), node.output)
    let freedom = S(Double(node.signature.count(.freedom)))
    node.signature.reduction.forEachRun { result, run in
      let mean = Variance.mean(x, run)
      let divisor = freedom * y[result]
      for l in 0..<run.count {
        let slope: S = isZero(y[result]) ? 0 : (x[run[l]] - mean) / divisor
        node.put(run[l], node.upstream[result] * slope)
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .sqrt(Variance.definition(for: signature))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func slope(for signature: Signature) -> Formula {
    (.a - signature.reducedMean) / (.count(.freedom) * signature.spreadOutput)
  }
}

/// A reduction that is a root, whose derivative is taken to be 0 where it is the root of 0.
protocol RootReduction: ReductionOperation, KinkedOperation {
  /// The local derivative where the result is not 0.
  static func slope(for signature: Signature) -> Formula
}

extension RootReduction {
  static var kink: Kink? { Kink(at: .zeroResult, derivative: .number(0)) }

  /// Whether a result is 0, whether or not it is about to change.
  @inline(__always)
  static func isZero<S: TapeScalar>(_ y: S) -> Bool { y.double == 0 }

  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] {
    (0..<node.signature.shape.count).map { isZero(node.output[$0]) ? 0 : 1 }
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [rule(signature, slope(for: signature))]
  }

  /// The rules where the root of 0 is among the results.
  static func rulesAtZero(for signature: Signature) -> [LocalRule] {
    let slope = Formula.cases(
      .init(signature.spreadOutput, .equal, 0), then: 0, otherwise: slope(for: signature))
    return [rule(signature, slope)]
  }
}
