/// y = x @ W + b for a vector or a batch of rows: ∂L/∂x = ∂L/∂y · Wᵀ, ∂L/∂W = xᵀ · ∂L/∂y, and
/// ∂L/∂b the sum of ∂L/∂y over the rows.
enum Affine: TensorOperation, CompositeOperation {
  static let name = "affine"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.told { slot in
    slot.index < 2 && slot.operandIsZero(1 - slot.index) ? .otherFactorIsZero : nil
  }
  static let arity: Int? = 3
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let (x, w, b) = (operands[0], operands[1], operands[2])
    guard (1...2).contains(x.rank), w.rank == 2, b.rank <= 1 else {
      throw .notAffine(x, w, b)
    }
    guard x.extents[x.rank - 1] == w.extents[0] else { throw .mismatch(x, w) }
    guard b.count == w.extents[1] || b.count == 1 else { throw .mismatch(w, b) }
    return Shape(Array(x.extents.dropLast()) + [w.extents[1]])
  }

  private static func extents(_ signature: Signature) -> (m: Int, k: Int, n: Int) {
    let w = signature.operands[1]
    return (signature.rows, w.extents[0], w.extents[1])
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (m, k, n) = extents(node.signature)
    setBias(node, rows: m, columns: n)
    if let rows = node.listedRows(0) {
      if rows.multiply(node.operand(1), n: n, into: node.output, accumulate: true) { return }
      rows.write(to: node.values)
      setBias(node, rows: m, columns: n)
    }
    S.multiplyMatrices(
      m: m, n: n, k: k, node.operand(0), transposed: false, node.operand(1), transposed: false,
      into: node.output, accumulate: true)
  }

  private static func setBias<S: TapeScalar>(_ node: Evaluation<S>, rows: Int, columns: Int) {
    let bias = node.operand(2)
    let step = node.signature.operands[2].count == 1 ? 0 : 1
    for i in 0..<rows {
      let row = node.output + i * columns
      for j in 0..<columns { row[j] = bias[j * step] }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let (m, k, n) = extents(node.signature)
    switch node.slot {
    case 0:
      S.multiplyMatrices(
        m: m, n: k, k: n, node.upstream, transposed: false, node.operand(1), transposed: true,
        into: node.destination, accumulate: node.accumulate)
    case 1:
      if node.multiplyListed(n: n) { return }
      S.multiplyMatrices(
        m: k, n: n, k: m, node.operand(0), transposed: true, node.upstream, transposed: false,
        into: node.destination, accumulate: node.accumulate)
    default:
      node.clear()
      let step = node.signature.operands[2].count == 1 ? 0 : 1
      for i in 0..<m {
        let row = node.upstream + i * n
        for j in 0..<n { node.destination[j * step] += row[j] }
      }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .matrixProduct(.a, .b) + .operand(2)
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    let isVector = signature.operands[0].rank == 1
    let (bias, columns) = (signature.operands[2], signature.operands[1].extents[1])
    let arriving: Formula =
      bias.isScalar
      ? .total(.upstream, axis: nil)
      : bias.count < columns
        ? .reshaped(.total(.upstream, axis: nil), like: 2)
        : isVector ? .upstream : .rowTotal(.upstream)
    return [
      .pullback(.matrixProduct(.upstream, .transpose(.b))),
      .pullback(
        isVector ? .outerProduct(.a, .upstream) : .matrixProduct(.transpose(.a), .upstream)),
      .pullback(arriving),
    ]
  }
}
