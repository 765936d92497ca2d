/// y = x repeated to a larger shape by NumPy's rules: the gradient is summed over the axes along which
/// it was stretched.
enum BroadcastTo: EntrySelection {
  static let name = "broadcast_to"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let (operand, asked) = (operands[0], Shape(attributes.shape ?? []))
    guard asked.extents.allSatisfy({ $0 > 0 }), operand.broadcast(with: asked) == asked else {
      throw .broadcast(operand, to: asked)
    }
    return asked
  }

  static func runs(_ operand: Shape, _ shape: Shape, _ attributes: Attributes) -> EntryRuns {
    let strides = Broadcast([operand], to: shape)?.strides[0] ?? operand.strides
    return EntryRuns(shape.extents, strides: strides)
  }

  static func definition(for signature: Signature) -> Formula { .function(.broadcastTo, [.a]) }

  static func rules(for signature: Signature) -> [LocalRule] {
    let axes = signature.operands[0].stretchedAxes(in: signature.shape)
    return [.pullback(.summed(.upstream, axes: axes, like: 0))]
  }
}

extension Shape {
  /// The axes of a larger shape along which this one is repeated, or which it does not have.
  package func stretchedAxes(in larger: Shape) -> [Int] {
    let missing = larger.rank - rank
    return (0..<max(larger.rank, 0)).filter { axis in
      axis < missing || (larger.extents[axis] > 1 && extents[axis - missing] == 1)
    }
  }
}
