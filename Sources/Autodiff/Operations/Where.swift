/// y = a where c ≠ 0, else b, entry by entry: the gradient goes to the one that was chosen, and the
/// condition, which only chooses, receives none.
enum Where: TensorOperation {
  static let name = "where"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.told { $0.index == 0 ? .condition : .notChosen }
  static let arity: Int? = 3
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard let values = operands[1].broadcast(with: operands[2]) else {
      throw .mismatch(operands[1], operands[2])
    }
    guard let shape = values.broadcast(with: operands[0]) else {
      throw .mismatch(operands[0], values)
    }
    return shape
  }

  /// Calls `body` with each entry of the result and the entries of the operands that it is made of.
  @inline(__always)
  private static func forEachEntry(
    _ signature: Signature, _ body: (_ result: Int, _ c: Int, _ a: Int, _ b: Int) -> Void
  ) {
    guard let broadcast = signature.broadcast else {
      for i in 0..<signature.shape.count { body(i, i, i, i) }
      return
    }
    let run = broadcast.run
    let steps = (broadcast.step(slot: 0), broadcast.step(slot: 1), broadcast.step(slot: 2))
    for r in 0..<broadcast.runs {
      let c = broadcast.start(ofRun: r, slot: 0)
      let a = broadcast.start(ofRun: r, slot: 1)
      let b = broadcast.start(ofRun: r, slot: 2)
      for i in 0..<run {
        body(r * run + i, c + i * steps.0, a + i * steps.1, b + i * steps.2)
      }
    }
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (c, a, b, y) = (node.operand(0), node.operand(1), node.operand(2), node.output)
    forEachEntry(node.signature) { y[$0] = isTrue(c[$1]) ? a[$2] : b[$3] }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.clear()
    let c = node.operand(0)
    switch node.slot {
    case 0: return
    case 1:
      forEachEntry(node.signature) { entry, condition, a, _ in
        if isTrue(c[condition]) { node.destination[a] += node.upstream[entry] }
      }
    default:
      forEachEntry(node.signature) { entry, condition, _, b in
        if !isTrue(c[condition]) { node.destination[b] += node.upstream[entry] }
      }
    }
  }

  /// Whether a condition holds: whether its number is not 0.
  @inline(__always)
  private static func isTrue<S: TapeScalar>(_ c: S) -> Bool { c.double != 0 }

  private static let holds = Formula.Condition(.a, .notEqual, 0)

  static func definition(for signature: Signature) -> Formula {
    .cases(holds, then: .b, otherwise: .operand(2))
  }
  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(0), .derivative(.cases(holds, then: 1, otherwise: 0)),
      .derivative(.cases(holds, then: 0, otherwise: 1)),
    ]
  }
}
