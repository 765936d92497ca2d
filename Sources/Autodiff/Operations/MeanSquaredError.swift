/// L = Σ (y − t)² / n over all entries: ∂L/∂y = 2 (y − t) / n.
enum MeanSquaredError: SquaredError {
  static let name = "mse"
  static func scale(_ count: Int) -> (Double, Double) { (2, Double(count)) }
  static func definition(for signature: Signature) -> Formula {
    .total((.a - .b).squared(), axis: nil) / .count(.entries)
  }
  static func rules(for signature: Signature) -> [LocalRule] {
    rules(2 * (.a - .b) / .count(.entries), 2 * (.b - .a) / .count(.entries), signature)
  }
}

/// L = Σ (y − t)² over all entries: ∂L/∂y = 2 (y − t).
enum SumOfSquaredErrors: SquaredError {
  static let name = "sse"
  static func scale(_ count: Int) -> (Double, Double) { (2, 1) }
  static func definition(for signature: Signature) -> Formula {
    .total((.a - .b).squared(), axis: nil)
  }
  static func rules(for signature: Signature) -> [LocalRule] {
    rules(2 * (.a - .b), 2 * (.b - .a), signature)
  }
}

/// L = ½ Σ (y − t)² over all entries: ∂L/∂y = y − t.
enum HalfSumOfSquaredErrors: SquaredError {
  static let name = "half_sse"
  static func scale(_ count: Int) -> (Double, Double) { (1, 1) }
  static func definition(for signature: Signature) -> Formula {
    0.5 * .total((.a - .b).squared(), axis: nil)
  }
  static func rules(for signature: Signature) -> [LocalRule] {
    rules(.a - .b, .b - .a, signature)
  }
}

/// The losses that are squares of differences, by the scale of their derivative: numerator and
/// denominator.
protocol SquaredError: Loss {
  static func scale(_ count: Int) -> (Double, Double)
}

extension SquaredError {
  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError) -> Shape {
    try entrywiseShape(operands)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    withOperands(node) { operands in
      var sum: S = 0
      for i in 0..<operands.count {
        let difference = operands.predictions[i] - operands.target(i)
        sum += difference * difference
      }
      let (numerator, denominator) = scale(operands.count)
      node.output[0] = sum * S(numerator) / S(2 * denominator)
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let (numerator, denominator) = scale(node.count)
    let difference = node.predictions[index] - node.target(index)
    let derivative = S(numerator) * difference / S(denominator)
    return slot == 0 ? derivative : -derivative
  }

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(definition(for: signature))
  }

  /// A target that is repeated for all entries receives the sum over them.
  static func rules(
    _ first: Formula, _ second: Formula, _ signature: Signature
  ) -> [LocalRule] {
    let repeated = signature.operands[1].isScalar && !signature.operands[0].isScalar
    return [
      .derivative(first), .derivative(repeated ? .total(second, axis: nil) : second),
    ]
  }
}
