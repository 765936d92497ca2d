/// y = the operands behind one another along an axis: each receives its own part of the gradient.
enum Concatenate: Joining {
  static let name = "concat"

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

  static func definition(for signature: Signature) -> Formula {
    .joined(axis: signature.attributes.axis ?? 0)
  }

  static func own(_ signature: Signature, axis: Int, slot: Int) -> Subscript {
    let before = signature.operands[..<slot].reduce(0) { $0 + $1.extents[axis] }
    return .range(from: before, to: before + signature.operands[slot].extents[axis])
  }
}

/// y = the operands behind one another along a new axis: each receives its own part of the gradient.
enum Stack: Joining {
  static let name = "stack"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let first = operands[0]
    if let other = operands.first(where: { $0 != first }) { throw .mismatch(first, other) }
    return try first.inserting(operands.count, at: attributes.axis ?? 0)
  }

  static func definition(for signature: Signature) -> Formula {
    .function(.stack, signature.operands.indices.map { .operand($0) })
  }

  static func own(_ signature: Signature, axis: Int, slot: Int) -> Subscript { .at(slot) }
}

/// Operands behind one another along an axis of the result.
protocol Joining: TensorOperation {
  /// What a slice takes of that axis to have the operand in a slot again.
  static func own(_ signature: Signature, axis: Int, slot: Int) -> Subscript
}

extension Joining {
  static var kink: Kink? { nil }
  static var zeros: ZeroRule { .partIsZero }
  static var arity: Int? { nil }
  static var takesLabels: Bool { false }

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

  static func rules(for signature: Signature) -> [LocalRule] {
    let axis = signature.shape.axis(signature.attributes.axis ?? 0) ?? 0
    let whole = [Subscript](repeating: .range(from: nil, to: nil), count: axis)
    return signature.operands.indices.map { slot in
      .pullback(.slice(.upstream, whole + [own(signature, axis: axis, slot: slot)]))
    }
  }
}
