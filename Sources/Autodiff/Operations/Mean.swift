/// y = Σ x / n over all entries or along an axis: every entry receives 1/n of the gradient.
enum Mean: TensorOperation, CompositeOperation {
  static let name = "mean"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 1
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    try Sum.shape(operands, attributes)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    Sum.value(node)
    let n = S(Double(reducedCount(node.signature)))
    for i in 0..<node.signature.shape.count { node.output[i] = node.output[i] / n }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.operands[0], axis: node.signature.attributes.axis)
    let n = S(Double(extent))
    for o in 0..<outer {
      for l in 0..<extent {
        for i in 0..<inner {
          node.put((o * extent + l) * inner + i, node.upstream[o * inner + i] / n)
        }
      }
    }
  }

  private static func reducedCount(_ signature: Signature) -> Int {
    Signature.split(signature.operands[0], axis: signature.attributes.axis).extent
  }

  static func definition(for signature: Signature) -> Formula {
    .total(.a, axis: signature.attributes.axis) / .count(.reduced)
  }

  static func elementary(for signature: Signature) -> Formula? {
    // The mean of one number is that number.
    signature.operands[0].isScalar ? nil : definition(for: signature)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    signature.shape.isScalar
      ? [.derivative(1 / .count(.reduced))]
      : [.pullback(.spread(.upstream, axis: signature.attributes.axis) / .count(.reduced))]
  }
}
