/// yₖ = x₀ + … + xₖ along an axis: an entry is in every sum from its own on, and receives what arrives
/// at all of them.
enum CumulativeSum: TensorOperation {
  static let name = "cumsum"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 1
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard operands[0].rank >= 1 else { throw .rank(operands[0], needed: .vectorOrMore) }
    _ = try operands[0].axis(in: attributes)
    return operands[0]
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (x, y) = (node.operand(0), node.output)
    along(node.signature).forEachRun { _, run in
      var sum: S = 0
      for l in 0..<run.count {
        sum += x[run[l]]
        y[run[l]] = sum
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    along(node.signature).forEachRun { _, run in
      var sum: S = 0
      for l in stride(from: run.count - 1, through: 0, by: -1) {
        sum += node.upstream[run[l]]
        node.put(run[l], sum)
      }
    }
  }

  private static func along(_ signature: Signature) -> Reduction {
    Reduction(signature.shape, over: Axes([signature.attributes.axis ?? 0]))
  }

  static func definition(for signature: Signature) -> Formula { .function(.cumsum, [.a]) }

  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(.totalFrom(.upstream, axis: signature.attributes.axis ?? 0))]
  }
}
