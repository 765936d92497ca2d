/// L = Σ |y − t| / n over all entries: ∂L/∂y = sign(y − t) / n, and 0 where y = t.
enum MeanAbsoluteError: Loss, KinkedOperation {
  static let name = "mae"
  static let kink: Kink? = Kink(at: .target, derivative: .number(0))
  static let zeros = ZeroRule.because(.kink)
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
        sum += .absolute(operands.predictions[i] - operands.target(i))
      }
      node.output[0] = sum / S(Double(operands.count))
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let sign = S.sign(node.predictions[index] - node.target(index)) / S(Double(node.count))
    return slot == 0 ? sign : -sign
  }

  static func branches<S: TapeScalar>(_ node: Evaluation<S>) -> [Int32] {
    var branches: [Int32] = []
    withOperands(node) { operands in
      for i in 0..<operands.count {
        let difference = operands.predictions[i].double - operands.target(i).double
        branches.append(difference > 0 ? 1 : difference < 0 ? -1 : 0)
      }
    }
    return branches
  }

  static func definition(for signature: Signature) -> Formula {
    .total(.absolute(.a - .b), axis: nil) / .count(.entries)
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(.sign(.a - .b) / .count(.entries)),
      targetRule(signature, .sign(.b - .a) / .count(.entries)),
    ]
  }
}
