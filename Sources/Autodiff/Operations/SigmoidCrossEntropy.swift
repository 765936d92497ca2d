/// L = −Σ [t ln σ(z) + (1 − t) ln(1 − σ(z))] / n over all entries, without overflow: ∂L/∂z =
/// (σ(z) − t) / n.
enum SigmoidCrossEntropy: Loss {
  static let name = "sigmoid_bce"
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
        // −ln σ(z) = ln(1 + e⁻ᶻ), and −ln(1 − σ(z)) = ln(1 + eᶻ).
        let (z, t) = (operands.predictions[i], operands.target(i))
        if t != 0 { sum += t * Softplus.value(-z) }
        if t != 1 { sum += (1 - t) * Softplus.value(z) }
      }
      node.output[0] = sum / S(Double(operands.count))
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let z = node.predictions[index]
    return (slot == 0 ? S.sigmoid(z) - node.target(index) : -z) / S(Double(node.count))
  }

  static func definition(for signature: Signature) -> Formula {
    let s = Formula.sigmoid(.a)
    return -(.total(.b * .log(s) + (1 - .b) * .log(1 - s), axis: nil) / .count(.entries))
  }

  static func elementary(for signature: Signature) -> Formula? {
    let s: Formula = 1 / (1 + .exp(-.a))
    return -.total(.b * .log(s) + (1 - .b) * .log(1 - s), axis: nil) / .count(.entries)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative((.sigmoid(.a) - .b) / .count(.entries)),
      targetRule(signature, -.a / .count(.entries)),
    ]
  }
}
