/// y = Σ x over all entries or along an axis: every entry receives the gradient of its sum.
enum Sum: TensorOperation {
  static let name = "sum"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 1
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard let axis = try operands[0].axis(in: attributes) else { return .scalar }
    return operands[0].removing(axis: axis)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.operands[0], axis: node.attributes.axis)
    let x = node.operand(0)
    for o in 0..<outer {
      for i in 0..<inner {
        var sum: S = 0
        for l in 0..<extent { sum += x[(o * extent + l) * inner + i] }
        node.output[o * inner + i] = sum
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (outer, extent, inner) = Signature.split(
      node.signature.operands[0], axis: node.signature.attributes.axis)
    for o in 0..<outer {
      for l in 0..<extent {
        for i in 0..<inner {
          node.put((o * extent + l) * inner + i, node.upstream[o * inner + i])
        }
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .total(.a, axis: signature.attributes.axis)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    signature.shape.isScalar
      ? [.derivative(1)] : [.pullback(.spread(.upstream, axis: signature.attributes.axis))]
  }
}
