/// A loss compares predictions y with targets t and gives one number.
///
/// Its targets may be integer labels of one rank less than the predictions where it takes labels.
///
/// Each loss is a sum of terms, one for each entry or row, divided by a count; its derivative is
/// taken term by term.
protocol Loss: CompositeOperation, TensorOperation {
  /// The derivative of the loss with respect to one operand, entry by entry.
  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S
  /// What the derivatives of all entries share, such as the softmax of the rows.
  static func prepare<S: TapeScalar>(_ node: LossOperands<S>)
}

/// The operands of a loss: predictions, and targets of the same shape (or repeated to it), or class
/// labels of one rank less.
struct LossOperands<S: TapeScalar> {
  let predictions: UnsafePointer<S>
  let targets: UnsafePointer<S>
  let signature: Signature
  /// Whether the targets are integer labels, one for each row.
  let hasLabels: Bool
  /// Scratch space of the predictions' shape, and at least a number for each row, where `prepare`
  /// leaves what derivatives share.
  let scratch: UnsafeMutablePointer<S>

  var count: Int { signature.operands[0].count }
  var rows: Int { signature.rows }
  var columns: Int { rows == 0 ? 0 : count / rows }
  /// The target of an entry; of a label, 1 at its class and 0 elsewhere.
  func target(_ index: Int) -> S {
    if hasLabels {
      return targets[index / columns] == S(Double(index % columns)) ? 1 : 0
    }
    return signature.operands[1].count == 1 ? targets[0] : targets[index]
  }
  /// The class that a row is labelled with, or nil where the label is none of the columns.
  func label(_ row: Int) -> Int? {
    guard let label = Int(exactly: targets[row].double), (0..<columns).contains(label) else {
      return nil
    }
    return label
  }
}

extension Loss {
  static var arity: Int? { 2 }

  /// Whether the targets of a node are integer labels.
  static func hasLabels(_ signature: Signature) -> Bool {
    takesLabels && signature.operands[1].rank == signature.operands[0].rank - 1
  }

  static func prepare<S: TapeScalar>(_ node: LossOperands<S>) {}

  static func withOperands<S: TapeScalar>(
    _ node: Evaluation<S>, _ body: (LossOperands<S>) -> Void
  ) {
    // Small heads live on the stack: no allocation per step for the sizes that training sees.
    let count = max(node.signature.operands[0].count, node.signature.rows)
    withUnsafeTemporaryAllocation(of: S.self, capacity: count) { scratch in
      guard let base = scratch.baseAddress else { return }
      scratch.initialize(repeating: 0)
      body(
        LossOperands(
          predictions: node.operand(0), targets: node.operand(1), signature: node.signature,
          hasLabels: hasLabels(node.signature), scratch: base))
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.clear()
    let upstream = node.upstream[0]
    withOperands(node.node) { operands in
      if node.slot == 1 && operands.hasLabels { return }
      prepare(operands)
      let repeated = node.slot == 1 && node.signature.operands[1].count == 1
      for index in 0..<operands.count {
        node.destination[repeated ? 0 : index] +=
          upstream * derivative(operands, slot: node.slot, index: index)
      }
    }
  }

  /// The shape of a loss over entries: both operands of one shape, or a single target for all.
  static func entrywiseShape(_ operands: [Shape]) throws(ShapeError.Reason) -> Shape {
    guard operands[0] == operands[1] || operands[1].isScalar else {
      throw .mismatch(operands[0], operands[1])
    }
    return .scalar
  }

  /// The shape of a loss over rows of classes: one-hot targets, or integer labels of one rank less.
  static func classShape(_ operands: [Shape]) throws(ShapeError.Reason) -> Shape {
    let (y, t) = (operands[0], operands[1])
    guard (1...2).contains(y.rank) else { throw .rank(y, needed: .vectorOrMatrix) }
    guard y == t || y.extents.dropLast() == t.extents[...] else { throw .mismatch(y, t) }
    return .scalar
  }
}

extension Loss {
  /// The targets, made one-hot where they are labels.
  static func target(_ signature: Signature) -> Formula {
    hasLabels(signature) ? .oneHot(.b) : .b
  }

  /// The rule for the targets: none where they are labels.
  static func labelRule(_ signature: Signature, _ derivative: Formula) -> LocalRule {
    hasLabels(signature)
      ? .label(classes: signature.operands[0].extents.last ?? 1) : .derivative(derivative)
  }

  /// The rule for the targets of a loss over entries: one that is repeated for all of them receives
  /// the sum.
  static func targetRule(_ signature: Signature, _ derivative: Formula) -> LocalRule {
    let isRepeated = signature.operands[1].isScalar && !signature.operands[0].isScalar
    return .derivative(isRepeated ? .total(derivative, axis: nil) : derivative)
  }
}

/// 0 · log 0 is 0: an outcome that cannot happen and is not claimed costs nothing.
func timesLog<S: TapeScalar>(_ weight: S, _ x: S) -> S { weight == 0 ? 0 : weight * S.log(x) }

/// weight / x, and 0 where the weight is 0, the derivative of `timesLog`.
func overOrZero<S: TapeScalar>(_ weight: S, _ x: S) -> S { weight == 0 ? 0 : weight / x }
