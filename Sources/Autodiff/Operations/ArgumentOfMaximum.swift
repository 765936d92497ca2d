/// y = the place of the largest entry, of all or along an axis, from 0; the first of equals. It changes
/// in steps, so that no gradient flows through it.
enum ArgumentOfMaximum: ReductionOperation, KinkedOperation {
  static let name = "argmax"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let isFlat = true

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    // A place among several axes is no one number.
    if let axes = attributes.reducedAxes.list, axes.count != 1 { throw .oneAxis(axes.count) }
    return try operands[0].reduced(by: attributes)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    forEachWinner(node) { node.output[$0] = S(Double($1)) }
  }

  private static func forEachWinner<S: TapeScalar>(
    _ node: Evaluation<S>, _ body: (_ result: Int, Int) -> Void
  ) {
    let x = node.operand(0)
    node.signature.reduction.forEachRun { result, run in
      var best = 0
      for l in 1..<max(run.count, 1) {
        let (entry, largest) = (x[run[l]], x[run[best]])
        if entry > largest || (entry.isNaN && !largest.isNaN) { best = l }
      }
      body(result, best)
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) { node.clear() }

  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] {
    (0..<node.signature.shape.count).map { Int32(clamping: Int(node.output[$0].double) + 1) }
  }

  static func definition(for signature: Signature) -> Formula { .function(.argmax, [.a]) }
  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(0)] }
}
