/// L = −Σ t l / N over N rows of logarithms l of probabilities: ∂L/∂l = −t / N.
enum NegativeLogLikelihood: Loss {
  static let name = "nll"
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
      for i in 0..<operands.count {
        // What is not claimed costs nothing, also where its logarithm is −∞.
        let t = operands.target(i)
        if t != 0 { sum += t * operands.predictions[i] }
      }
      node.output[0] = -sum / S(Double(operands.rows))
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    -(slot == 0 ? node.target(index) : node.predictions[index]) / S(Double(node.rows))
  }

  static func definition(for signature: Signature) -> Formula {
    -(.total(target(signature) * .a, axis: nil) / .count(.rows))
  }

  static func elementary(for signature: Signature) -> Formula? {
    -.total(target(signature) * .a, axis: nil) / .count(.rows)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(-target(signature) / .count(.rows)),
      labelRule(signature, -.a / .count(.rows)),
    ]
  }
}
