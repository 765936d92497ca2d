/// L = Σ max(0, 1 − t·y) / N over N rows, t·y the inner product of a row: ∂L/∂y = −t / N in the rows
/// where t·y < 1, else 0.
enum Hinge: Loss, KinkedOperation {
  static let name = "hinge"
  static let kink: Kink? = Kink(at: .margin, derivative: .number(0))
  static let zeros = ZeroRule.because(.outsideMargin)
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard operands[0].rank <= 2 else { throw .rank(operands[0], needed: .atMost(2)) }
    return try entrywiseShape(operands)
  }

  private static func margin<S: TapeScalar>(_ node: LossOperands<S>, row: Int) -> S {
    var product: S = 0
    for i in (row * node.columns)..<((row + 1) * node.columns) {
      product += node.target(i) * node.predictions[i]
    }
    return 1 - product
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    withOperands(node) { operands in
      var sum: S = 0
      for row in 0..<operands.rows {
        let margin = margin(operands, row: row)
        if margin > 0 || margin.isNaN { sum += margin }
      }
      node.output[0] = sum / S(Double(operands.rows))
    }
  }

  /// Marks the rows inside the margin.
  static func prepare<S: TapeScalar>(_ node: LossOperands<S>) {
    for row in 0..<node.rows {
      let inside: S = margin(node, row: row) > 0 ? 1 : 0
      for i in (row * node.columns)..<((row + 1) * node.columns) { node.scratch[i] = inside }
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let other = slot == 0 ? node.target(index) : node.predictions[index]
    return node.scratch[index] == 0 ? 0 : -other / S(Double(node.rows))
  }

  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] {
    var branches: [Int32] = []
    withOperands(node) { operands in
      for row in 0..<operands.rows {
        let margin = margin(operands, row: row)
        branches.append(margin > 0 ? 1 : margin < 0 ? -1 : 0)
      }
    }
    return branches
  }

  private static func product(_ signature: Signature) -> Formula {
    signature.operands[0].rank == 0
      ? .a * .b : .total(.b * .a, axis: signature.operands[0].rank == 2 ? 1 : nil)
  }

  static func definition(for signature: Signature) -> Formula {
    .total(.extremum(.max, 0, 1 - product(signature)), axis: nil) / .count(.rows)
  }

  static func elementary(for signature: Signature) -> Formula? {
    definition(for: signature)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    func rule(_ other: Formula) -> Formula {
      .cases(
        .init(product(signature), .less, 1), then: -other / .count(.rows), otherwise: 0)
    }
    return [.derivative(rule(.b)), targetRule(signature, rule(.a))]
  }
}
