/// y = a row for each label, of zeros with a single one at its class. Nothing flows back: a label is
/// a name, not a quantity that can change a little. It comes about where a loss over integer labels
/// is taken apart; the attribute `shape` is the shape of the rows together.
enum OneHot: TensorOperation {
  static let name = "one_hot"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 1
  static let takesLabels = true

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let shape = Shape(attributes.shape ?? [])
    guard shape.extents.dropLast() == operands[0].extents[...], shape.rank > 0 else {
      throw .mismatch(operands[0], shape)
    }
    return shape
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let labels = node.operand(0)
    let columns = node.signature.shape.extents.last ?? 1
    for i in 0..<node.signature.shape.count {
      node.output[i] = labels[i / columns] == S(Double(i % columns)) ? 1 : 0
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) { node.clear() }

  static func definition(for signature: Signature) -> Formula { .oneHot(.a) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.label(classes: signature.shape.extents.last ?? 1)]
  }
}
