/// L = Σ h(y − t) / n over all entries, with h(d) = d²/2 where |d| ≤ δ, else δ (|d| − δ/2): ∂L/∂y =
/// (y − t) / n, cut off at −δ/n and δ/n.
enum Huber: Loss {
  static let name = "huber"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let delta = self.delta(attributes)
    guard delta > 0 else { throw .notPositive(.delta, delta) }
    return try entrywiseShape(operands)
  }

  private static func delta(_ attributes: Attributes) -> Double { attributes[.delta] ?? 1 }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let delta = S(delta(node.attributes))
    withOperands(node) { operands in
      var sum: S = 0
      for i in 0..<operands.count {
        sum += loss(operands.predictions[i] - operands.target(i), delta)
      }
      node.output[0] = sum / S(Double(operands.count))
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let delta = S(delta(node.signature.attributes))
    let difference = node.predictions[index] - node.target(index)
    let slope = slope(difference, delta) { $0 / S(Double(node.count)) }
    return slot == 0 ? slope : -slope
  }

  /// What one difference costs.
  private static func loss<E: ScalarExpression>(_ d: E, _ delta: E) -> E {
    .cases(
      .absolute(d), .atMost, delta, then: d.squared() / 2,
      otherwise: delta * (.absolute(d) - delta / 2))
  }

  /// How much that changes with the difference, as a share of it.
  private static func slope<E: ScalarExpression>(_ d: E, _ delta: E, _ share: (E) -> E) -> E {
    .cases(
      d, .less, -delta, then: share(-delta),
      otherwise: .cases(d, .greater, delta, then: share(delta), otherwise: share(d)))
  }

  static func definition(for signature: Signature) -> Formula {
    .total(loss(.a - .b, .parameter(.delta)), axis: nil) / .count(.entries)
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    func rule(_ difference: Formula) -> Formula {
      slope(difference, .parameter(.delta)) { $0 / .count(.entries) }
    }
    return [.derivative(rule(.a - .b)), targetRule(signature, rule(.b - .a))]
  }
}

extension AttributeName<Double> {
  /// From which difference on `huber` grows no faster.
  package static var delta: Self { Self("delta") }
}
