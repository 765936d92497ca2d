/// L = −Σ [t ln y + (1 − t) ln(1 − y)] / n over all entries: ∂L/∂y = (y − t) / (y (1 − y)) / n.
enum BinaryCrossEntropy: Loss {
  static let name = "bce"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    try entrywiseShape(operands)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    withOperands(node) { operands in
      var sum: S = 0
      for i in 0..<operands.count {
        let (y, t) = (operands.predictions[i], operands.target(i))
        sum += timesLog(t, y) + timesLog(1 - t, 1 - y)
      }
      node.output[0] = -sum / S(Double(operands.count))
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let (y, t) = (node.predictions[index], node.target(index))
    let derivative: S =
      slot == 0
      ? overOrZero(1 - t, 1 - y) - overOrZero(t, y)
      : S.log(1 - y) - S.log(y)
    return derivative / S(Double(node.count))
  }

  static func definition(for signature: Signature) -> Formula {
    -(.total(.b * .log(.a) + (1 - .b) * .log(1 - .a), axis: nil) / .count(.entries))
  }

  static func elementary(for signature: Signature) -> Formula? {
    -.total(.b * .log(.a) + (1 - .b) * .log(1 - .a), axis: nil) / .count(.entries)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let target: Formula = (.log(1 - .a) - .log(.a)) / .count(.entries)
    return [
      .derivative((.a - .b) / (.a * (1 - .a)) / .count(.entries)), targetRule(signature, target),
    ]
  }
}
