/// y = a @ b as in NumPy: of vectors and matrices, and of matrices side by side along any axes before
/// the last two, which are repeated to one another. ∂L/∂a = ∂L/∂y · bᵀ, ∂L/∂b = aᵀ · ∂L/∂y, summed over
/// the axes along which an operand was repeated.
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
    guard a.rank >= 1, b.rank >= 1 else { throw .notMatrices(a, b) }
    guard a.extents[a.rank - 1] == b.extents[max(0, b.rank - 2)],
      let batch = a.batch.broadcast(with: b.batch)
    else { throw .mismatch(a, b) }
    let (row, column) = (a.extents.dropLast().suffix(1), b.extents.suffix(b.rank > 1 ? 1 : 0))
    return Shape(batch.extents + row + column)
  }

  /// Vectors and matrices are multiplied as they are; what is larger, by a plan.
  static func plan(_ operands: [Shape], _ shape: Shape, _ attributes: Attributes) -> Plan? {
    guard operands.contains(where: { $0.rank > 2 }) else { return nil }
    return .contractions(letters(operands).contractions(operands))
  }

  /// The letters of the axes: i, j, … from the first axis of the result on. An axis of one entry that
  /// is repeated has one of its own.
  static func letters(_ operands: [Shape]) -> AxisLetters {
    let (a, b) = (operands[0], operands[1])
    let rank = max(a.batch.rank, b.batch.rank)
    var next = 0
    func letter() -> Character {
      defer { next += 1 }
      return Self.letter(next)
    }
    let batch = (0..<rank).map { _ in letter() }
    let row = a.rank > 1 ? [letter()] : []
    let column = b.rank > 1 ? [letter()] : []
    let inner = letter()
    func own(_ operand: Shape, _ other: Shape) -> [Character] {
      let missing = rank - operand.batch.rank
      return operand.batch.extents.enumerated().map { axis, extent in
        let place = axis + missing - (rank - other.batch.rank)
        let isRepeated = extent == 1 && place >= 0 && other.batch.extents[place] != 1
        return isRepeated ? letter() : batch[axis + missing]
      }
    }
    let first = own(a, b) + row + [inner]
    let second = own(b, a) + [inner] + column
    return AxisLetters(operands: [first, second], result: batch + row + column)
  }

  /// The letters in the order in which they are given to axes; there is no end to them.
  private static func letter(_ index: Int) -> Character {
    let letters = Array("ijklmnopqrstuvwxyzabcdefgh")
    if index < letters.count { return letters[index] }
    return Unicode.Scalar(UInt32(0x4E00 + index)).map(Character.init) ?? "?"
  }

  /// The product of at most matrices, seen as that of an m×k and a k×n matrix.
  private static func extents(_ signature: Signature) -> (m: Int, k: Int, n: Int) {
    let (a, b) = (signature.operands[0], signature.operands[1])
    return (a.rank == 2 ? a.extents[0] : 1, b.extents[0], b.rank == 2 ? b.extents[1] : 1)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    if case .contractions(let contractions)? = node.signature.plan {
      return contractions[0].run(into: node.output, accumulate: false) { node.operand($0) }
    }
    let (m, k, n) = extents(node.signature)
    if let rows = node.listedRows(0) {
      if rows.multiply(node.operand(1), n: n, into: node.output, accumulate: false) { return }
      rows.write(to: node.values)
    }
    S.multiplyMatrices(
      m: m, n: n, k: k, node.operand(0), transposed: false, node.operand(1), transposed: false,
      into: node.output, accumulate: false)
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    if case .contractions(let contractions)? = node.signature.plan {
      return node.run(contractions)
    }
    let (m, k, n) = extents(node.signature)
    if node.slot == 0 {
      S.multiplyMatrices(
        m: m, n: k, k: n, node.upstream, transposed: false, node.operand(1), transposed: true,
        into: node.destination, accumulate: node.accumulate)
    } else {
      if node.multiplyListed(n: n) { return }
      S.multiplyMatrices(
        m: k, n: n, k: m, node.operand(0), transposed: true, node.upstream, transposed: false,
        into: node.destination, accumulate: node.accumulate)
    }
  }

  static func definition(for signature: Signature) -> Formula {
    let (a, b) = (signature.operands[0], signature.operands[1])
    // A vector beside matrices side by side is a row or a column of each: only letters say which.
    guard min(a.rank, b.rank) > 1 || max(a.rank, b.rank) < 3 else {
      return .einsum(letters(signature.operands), [.a, .b], like: nil)
    }
    return .matrixProduct(.a, .b)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let (a, b) = (signature.operands[0], signature.operands[1])
    switch (a.rank, b.rank) {
    case (1, 1): return [.derivative(.b), .derivative(.a)]
    case (1, 2):
      return [
        .pullback(.matrixProduct(.upstream, .transpose(.b))),
        .pullback(.outerProduct(.a, .upstream)),
      ]
    case (2, 1):
      return [
        .pullback(.outerProduct(.upstream, .b)),
        .pullback(.matrixProduct(.transpose(.a), .upstream)),
      ]
    case (1, _), (_, 1):
      let letters = letters(signature.operands)
      return [0, 1].map {
        .pullback(.einsum(letters.exchanged($0), letters.exchangedOperands($0), like: $0))
      }
    default:
      let batch = Shape(Array(signature.shape.extents.dropLast(2)))
      func summed(_ formula: Formula, _ slot: Int) -> LocalRule {
        let axes = signature.operands[slot].batch.stretchedAxes(in: batch)
        return .pullback(axes.isEmpty ? formula : .summed(formula, axes: axes, like: slot))
      }
      return [
        summed(.matrixProduct(.upstream, .transpose(.b)), 0),
        summed(.matrixProduct(.transpose(.a), .upstream), 1),
      ]
    }
  }
}

extension Shape {
  /// The axes before the last two, along which matrices lie side by side.
  package var batch: Shape { Shape(Array(extents.dropLast(2))) }
}

extension Pullback {
  /// Sends the gradient back by the sum of products of its slot.
  @inline(__always)
  func run(_ contractions: [Contraction]) {
    contractions[slot + 1].run(into: destination, accumulate: accumulate) { operand in
      // The gradient that arrives stands before the other operands.
      operand == 0 ? upstream : node.operand(operand <= slot ? operand - 1 : operand)
    }
  }
}
