/// y = Π x over all entries or along axes: ∂y/∂x is the product of the other entries, which holds also
/// where some of them are 0.
enum ProductOver: ReductionOperation {
  static let name = "prod"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.otherFactorIsZero)

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (x, y) = (node.operand(0), node.output)
    node.signature.reduction.forEachRun { result, run in
      var product: S = 1
      for l in 0..<run.count { product = product * x[run[l]] }
      y[result] = product
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let x = node.operand(0)
    node.signature.reduction.forEachRun { result, run in
      others(x, run) { l, product in node.put(run[l], node.upstream[result] * product) }
    }
  }

  /// Calls `body` with each position of a run and the product of all entries but the one there.
  static func others<S: TapeScalar>(
    _ x: UnsafePointer<S>, _ run: Reduction.Run, _ body: (Int, S) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: S.self, capacity: run.count) { before in
      var product: S = 1
      for l in 0..<run.count {
        before.initializeElement(at: l, to: product)
        product = product * x[run[l]]
      }
      var behind: S = 1
      for l in stride(from: run.count - 1, through: 0, by: -1) {
        body(l, before[l] * behind)
        behind = behind * x[run[l]]
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .productOver(.a, axis: signature.axes)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [rule(signature, .otherFactors(.a, axis: signature.axes))]
  }
}
