/// y = x with its axes in another order: the gradient is put back into the operand's.
enum Permute: EntrySelection {
  static let name = "permute"

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let shape = operands[0]
    return Shape(try axes(shape, attributes).map { shape.extents[$0] })
  }

  /// The operand's axes in the order of the result's.
  ///
  /// - Throws: The reason where not each stands there once.
  private static func axes(
    _ shape: Shape, _ attributes: Attributes
  ) throws(ShapeError.Reason) -> [Int] {
    let asked = attributes.axes ?? []
    let axes = asked.compactMap(shape.axis)
    guard axes.sorted() == Array(0..<shape.rank), axes.count == asked.count else {
      throw .permutation(asked, shape)
    }
    return axes
  }

  static func runs(_ operand: Shape, _ shape: Shape, _ attributes: Attributes) -> EntryRuns {
    let axes = (try? axes(operand, attributes)) ?? []
    let strides = operand.strides
    return EntryRuns(shape.extents, strides: axes.map { strides[$0] })
  }

  static func definition(for signature: Signature) -> Formula {
    .permuted(.a, axes: signature.attributes.axes ?? [])
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let axes = (try? axes(signature.operands[0], signature.attributes)) ?? []
    let back = axes.indices.map { axis in axes.firstIndex(of: axis) ?? axis }
    return [.pullback(.permuted(.upstream, axes: back))]
  }
}

extension AttributeName<[Int]> {
  /// In which order `permute` puts the axes.
  package static var axes: Self { Self("axes") }
}
