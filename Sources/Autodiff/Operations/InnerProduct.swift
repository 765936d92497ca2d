/// y = Σ aᵢ bᵢ of two vectors: ∂y/∂a = b, ∂y/∂b = a.
enum InnerProduct: TensorOperation, CompositeOperation {
  static let name = "dot"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.otherFactor
  static let arity: Int? = 2
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let (a, b) = (operands[0], operands[1])
    guard a.rank == 1, b.rank == 1 else { throw .notVectors(a, b) }
    guard a == b else { throw .mismatch(a, b) }
    return .scalar
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (a, b) = (node.operand(0), node.operand(1))
    var sum: S = 0
    for i in 0..<node.signature.operands[0].count { sum += a[i] * b[i] }
    node.output[0] = sum
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let other = node.operand(1 - node.slot)
    for i in 0..<node.signature.operands[0].count { node.put(i, node.upstream[0] * other[i]) }
  }

  static func definition(for signature: Signature) -> Formula { .total(.a * .b, axis: nil) }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] { [.derivative(.b), .derivative(.a)] }
}
