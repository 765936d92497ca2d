/// y = the operands behind one another along an axis: each receives its own part of the gradient.
enum Concatenate: TensorOperation {
  static let name = "concat"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.partIsZero
  static let arity: Int? = nil
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let first = operands[0]
    guard first.rank >= 1 else {
      throw .rank(first, needed: .atLeast(1))
    }
    guard let axis = first.axis(attributes.axis ?? 0) else {
      throw .axis(attributes.axis ?? 0, first)
    }
    var extents = first.extents
    for operand in operands.dropFirst() {
      guard operand.rank == first.rank, operand.removing(axis: axis) == first.removing(axis: axis)
      else { throw .mismatch(first, operand) }
      extents[axis] += operand.extents[axis]
    }
    return Shape(extents)
  }

  /// Calls `body` with the place of each run of an operand in the result and in the operand.
  ///
  /// - Parameter preceding: how many entries the operands of earlier slots hold.
  private static func forEachRun(
    _ signature: Signature, slot: Int, preceding: Int,
    _ body: (_ inResult: Int, _ inOperand: Int, Int) -> Void
  ) {
    let (outer, extent, inner) = Signature.split(
      signature.shape, axis: signature.attributes.axis ?? 0)
    let (before, own) = (preceding / outer, signature.operands[slot].count / outer)
    for o in 0..<outer { body(o * extent * inner + before, o * own, own) }
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    var preceding = 0
    for slot in node.signature.operands.indices {
      forEachRun(node.signature, slot: slot, preceding: preceding) { result, operand, count in
        (node.output + result).update(from: node.operand(slot) + operand, count: count)
      }
      preceding += node.signature.operands[slot].count
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    forEachRun(node.signature, slot: node.slot, preceding: node.preceding) {
      result, operand, count in
      for i in 0..<count { node.put(operand + i, node.upstream[result + i]) }
    }
  }

  static func definition(for signature: Signature) -> Formula {
    .joined(axis: signature.attributes.axis ?? 0)
  }
  static func rules(for signature: Signature) -> [LocalRule] {
    signature.operands.indices.map { .pullback(.part(.upstream, slot: $0)) }
  }
}
