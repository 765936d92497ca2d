/// y = √Σ x², the Euclidean norm of all entries or along axes: ∂y/∂x = x / y, and 0 where all are 0.
enum Norm: RootReduction, CompositeOperation {
  static let name = "norm"
  static let zeros = ZeroRule.because(.kink)

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      var sum: S = 0
      for l in 0..<run.count { sum += x[run[l]].squared() }
      y[result] = S.sqrt(sum)
      // Squares overflow or vanish long before their root does.
      guard !(sum.double > 1e-280 && sum.double < .infinity) else { return }
      var largest: S = 0
      for l in 0..<run.count { largest = .extremum(.max, .absolute(x[run[l]]), largest) }
      guard largest.double > 0, largest.double < .infinity else { return }
      sum = 0
      for l in 0..<run.count { sum += (x[run[l]] / largest).squared() }
      y[result] = largest * S.sqrt(sum)
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      for l in 0..<run.count {
        let slope: S = isZero(y[result]) ? 0 : x[run[l]] / y[result]
        node.put(run[l], node.upstream[result] * slope)
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .sqrt(.total(Formula.a.squared(), axis: signature.axes))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func slope(for signature: Signature) -> Formula { .a / signature.spreadOutput }
}
