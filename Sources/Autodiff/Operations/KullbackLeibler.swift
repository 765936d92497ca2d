/// L = Σ p ln(p/q) / N over N rows of probabilities: ∂L/∂p = (ln(p/q) + 1) / N, ∂L/∂q = −p / q / N.
enum KullbackLeibler: Loss {
  static let name = "kl"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let (p, q) = (operands[0], operands[1])
    guard (1...2).contains(p.rank) else { throw .rank(p, needed: .vectorOrMatrix) }
    guard p == q else { throw .mismatch(p, q) }
    return .scalar
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    withOperands(node) { operands in
      var sum: S = 0
      for i in 0..<operands.count {
        let (p, q) = (operands.predictions[i], operands.target(i))
        if p != 0 { sum += p * ratio(p, q) }
      }
      node.output[0] = sum / S(Double(operands.rows))
    }
  }

  /// ln(p/q), also where the quotient overflows.
  private static func ratio<S: TapeScalar>(_ p: S, _ q: S) -> S {
    let quotient = p / q
    return quotient.double.isFinite && quotient.double != 0 ? S.log(quotient) : S.log(p) - S.log(q)
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let (p, q) = (node.predictions[index], node.target(index))
    let derivative: S = slot == 1 ? -overOrZero(p, q) : p == 0 ? 0 : ratio(p, q) + 1
    return derivative / S(Double(node.rows))
  }

  static func definition(for signature: Signature) -> Formula {
    .total(.a * .log(.a / .b), axis: nil) / .count(.rows)
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative((.log(.a / .b) + 1) / .count(.rows)),
      .derivative(-(.a / .b) / .count(.rows)),
    ]
  }
}
