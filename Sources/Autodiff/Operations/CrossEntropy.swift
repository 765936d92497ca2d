/// L = −Σ t ln y / N over N rows of probabilities: ∂L/∂y = −t / y / N.
enum CrossEntropy: Loss {
  static let name = "cross_entropy"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let takesLabels = true

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    try classShape(operands)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    withOperands(node) { operands in
      var sum: S = 0
      for i in 0..<operands.count { sum += timesLog(operands.target(i), operands.predictions[i]) }
      node.output[0] = -sum / S(Double(operands.rows))
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let (y, t) = (node.predictions[index], node.target(index))
    return -(slot == 0 ? overOrZero(t, y) : S.log(y)) / S(Double(node.rows))
  }

  static func definition(for signature: Signature) -> Formula {
    -(.total(target(signature) * .log(.a), axis: nil) / .count(.rows))
  }

  static func elementary(for signature: Signature) -> Formula? {
    -.total(target(signature) * .log(.a), axis: nil) / .count(.rows)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(-(target(signature) / .a) / .count(.rows)),
      labelRule(signature, -.log(.a) / .count(.rows)),
    ]
  }
}
