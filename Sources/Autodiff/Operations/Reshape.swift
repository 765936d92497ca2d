/// y = the same entries in another shape: the gradient is put back into the operand's shape.
enum Reshape: Rearrangement {
  static let name = "reshape"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    var extents = attributes.shape ?? []
    let known = Shape(extents.filter { $0 != -1 }).count
    if extents.count(where: { $0 == -1 }) == 1, known > 0, operands[0].count % known == 0 {
      extents[extents.firstIndex(of: -1)!] = operands[0].count / known
    }
    let shape = Shape(extents)
    guard extents.allSatisfy({ $0 > 0 }), shape.count == operands[0].count else {
      throw .extents(operands[0], asked: Shape(attributes.shape ?? []))
    }
    return shape
  }
}

/// y = all entries in one row: the gradient is put back into the operand's shape.
enum Flatten: Rearrangement {
  static let name = "flatten"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    Shape([operands[0].count])
  }
}

/// y = the same entries with an axis of one entry more: the gradient is put back into the operand's
/// shape.
enum ExpandDimensions: Rearrangement {
  static let name = "expand_dims"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    try operands[0].inserting(1, at: attributes.axis ?? 0)
  }
}

/// y = the same entries without an axis of one entry, or without all of them: the gradient is put back
/// into the operand's shape.
enum Squeeze: Rearrangement {
  static let name = "squeeze"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let shape = operands[0]
    guard let axis = try shape.axis(in: attributes) else {
      return Shape(shape.extents.filter { $0 != 1 })
    }
    guard shape.extents[axis] == 1 else { throw .notOne(axis: axis, shape) }
    return shape.removing(axis: axis)
  }
}

extension Shape {
  /// The shape with one more axis; a negative place counts from behind the last axis.
  ///
  /// - Throws: The reason where there is no such place.
  func inserting(_ extent: Int, at place: Int) throws(ShapeError.Reason) -> Shape {
    let axis = place < 0 ? place + rank + 1 : place
    guard (0...rank).contains(axis) else { throw .axis(place, self) }
    var extents = extents
    extents.insert(extent, at: axis)
    return Shape(extents)
  }
}

/// The same entries in the same order, under another shape.
protocol Rearrangement: TensorOperation {}

extension Rearrangement {
  static var arity: Int? { 1 }
  static var takesLabels: Bool { false }
  static var kink: Kink? { nil }
  static var zeros: ZeroRule { .unexplained }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    node.output.update(from: node.operand(0), count: node.signature.shape.count)
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    for i in 0..<node.signature.shape.count { node.put(i, node.upstream[i]) }
  }

  static func definition(for signature: Signature) -> Formula { .rearranged(.a) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(.reshaped(.upstream, like: 0))]
  }
}
