/// y = a @ b for ranks 1 and 2: ∂L/∂a = ∂L/∂y · bᵀ, ∂L/∂b = aᵀ · ∂L/∂y.
enum MatrixProduct: TensorOperation {
  static let name = "matmul"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.otherFactor
  static let arity: Int? = 2
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let (a, b) = (operands[0], operands[1])
    guard (1...2).contains(a.rank), (1...2).contains(b.rank) else { throw .notMatrices(a, b) }
    guard a.extents[a.rank - 1] == b.extents[0] else { throw .mismatch(a, b) }
    return Shape(Array(a.extents.dropLast()) + Array(b.extents.dropFirst()))
  }

  /// The product seen as that of an m×k and a k×n matrix.
  private static func extents(_ signature: Signature) -> (m: Int, k: Int, n: Int) {
    let (a, b) = (signature.operands[0], signature.operands[1])
    return (a.rank == 2 ? a.extents[0] : 1, b.extents[0], b.rank == 2 ? b.extents[1] : 1)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (m, k, n) = extents(node.signature)
    S.multiplyMatrices(
      m: m, n: n, k: k, node.operand(0), transposed: false, node.operand(1), transposed: false,
      into: node.output, accumulate: false)
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (m, k, n) = extents(node.signature)
    if node.slot == 0 {
      S.multiplyMatrices(
        m: m, n: k, k: n, node.upstream, transposed: false, node.operand(1), transposed: true,
        into: node.destination, accumulate: node.accumulate)
    } else {
      S.multiplyMatrices(
        m: k, n: n, k: m, node.operand(0), transposed: true, node.upstream, transposed: false,
        into: node.destination, accumulate: node.accumulate)
    }
  }

  static func definition(for signature: Signature) -> Formula { .matrixProduct(.a, .b) }

  static func rules(for signature: Signature) -> [LocalRule] {
    switch (signature.operands[0].rank, signature.operands[1].rank) {
    case (1, 1): [.derivative(.b), .derivative(.a)]
    case (1, 2):
      [
        .pullback(.matrixProduct(.upstream, .transpose(.b))),
        .pullback(.outerProduct(.a, .upstream)),
      ]
    case (2, 1):
      [
        .pullback(.outerProduct(.upstream, .b)),
        .pullback(.matrixProduct(.transpose(.a), .upstream)),
      ]
    default:
      [
        .pullback(.matrixProduct(.upstream, .transpose(.b))),
        .pullback(.matrixProduct(.transpose(.a), .upstream)),
      ]
    }
  }
}
