/// y = xᵀ, the axes of a tensor of rank up to 2 in reverse order: the gradient is transposed back.
enum Transpose: TensorOperation {
  static let name = "transpose"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 1
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard operands[0].rank <= 2 else {
      throw .rank(operands[0], needed: .atMost(2))
    }
    return Shape(operands[0].extents.reversed())
  }

  private static func extents(_ shape: Shape) -> (rows: Int, columns: Int) {
    shape.rank == 2 ? (shape.extents[0], shape.extents[1]) : (1, shape.count)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (rows, columns) = extents(node.signature.operands[0])
    let x = node.operand(0)
    for i in 0..<rows { for j in 0..<columns { node.output[j * rows + i] = x[i * columns + j] } }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (rows, columns) = extents(node.signature.operands[0])
    for i in 0..<rows {
      for j in 0..<columns { node.put(i * columns + j, node.upstream[j * rows + i]) }
    }
  }

  static func definition(for signature: Signature) -> Formula { .transpose(.a) }
  static func rules(for signature: Signature) -> [LocalRule] { [.pullback(.transpose(.upstream))] }
}
