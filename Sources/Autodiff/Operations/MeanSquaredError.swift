/// L = Σ (y − t)² / n over all entries: ∂L/∂y = 2 (y − t) / n.
enum MeanSquaredError: SquaredError {
  static let name = "mse"
  static let share = SquareShare.mean
}

/// L = Σ (y − t)² over all entries: ∂L/∂y = 2 (y − t).
enum SumOfSquaredErrors: SquaredError {
  static let name = "sse"
  static let share = SquareShare.whole
}

/// L = ½ Σ (y − t)² over all entries: ∂L/∂y = y − t.
enum HalfSumOfSquaredErrors: SquaredError {
  static let name = "half_sse"
  static let share = SquareShare.half
}

/// The losses that are squares of differences: the mean of the squares, their sum, or half of it.
protocol SquaredError: Loss {
  static var share: SquareShare { get }
}

/// What is taken of a sum of squares.
enum SquareShare {
  case mean, whole, half

  /// The loss, of the sum of squares.
  func loss(_ sum: Formula) -> Formula {
    switch self {
    case .mean: sum / .count(.entries)
    case .whole: sum
    case .half: 0.5 * sum
    }
  }

  /// The derivative, of a difference.
  func derivative(_ difference: Formula) -> Formula {
    switch self {
    case .mean: 2 * difference / .count(.entries)
    case .whole: 2 * difference
    case .half: difference
    }
  }

  /// What a difference is multiplied and divided by in the derivative.
  func scale(_ count: Int) -> (numerator: Double, denominator: Double) {
    switch self {
    case .mean: (2, Double(count))
    case .whole: (2, 1)
    case .half: (1, 1)
    }
  }
}

extension SquaredError {
  static var kink: Kink? { nil }
  static var zeros: ZeroRule { .unexplained }
  static var takesLabels: Bool { false }

  static func shape(
    _ operands: [Shape], _ attributes: Attributes
  ) throws(ShapeError.Reason) -> Shape {
    try entrywiseShape(operands)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    withOperands(node) { operands in
      var sum: S = 0
      for i in 0..<operands.count {
        let difference = operands.predictions[i] - operands.target(i)
        sum += difference * difference
      }
      let (numerator, denominator) = share.scale(operands.count)
      node.output[0] = sum * S(numerator) / S(2 * denominator)
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let (numerator, denominator) = share.scale(node.count)
    let difference = node.predictions[index] - node.target(index)
    let derivative = S(numerator) * difference / S(denominator)
    return slot == 0 ? derivative : -derivative
  }

  static func definition(for signature: Signature) -> Formula {
    share.loss(.total((.a - .b).squared(), axis: nil))
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    [.derivative(share.derivative(.a - .b)), targetRule(signature, share.derivative(.b - .a))]
  }
}
