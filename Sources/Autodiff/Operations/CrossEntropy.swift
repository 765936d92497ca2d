import Wording

/// L = −Σ t ln y / N over N rows of probabilities: ∂L/∂y = −t / y / N.
enum CrossEntropy: Loss {
  static let name = "cross_entropy"
  static let takesLabels = true

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError) -> Shape {
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

  static func elementary(for signature: Signature) -> Elementary? {
    Elementary(
      -.total(target(signature) * .log(.a), axis: nil) / .count(.rows),
      caution: Bilingual(
        en:
          "0 · ln 0 is not a number; the loss in one piece takes it as 0, since what is not claimed "
          + "costs nothing",
        ko: "0 · ln 0은 수가 아닙니다. 한 연산인 손실은 이것을 0으로 칩니다. 정답이 아닌 것에는 벌점이 없기 때문입니다"))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    [
      .derivative(-(target(signature) / .a) / .count(.rows)),
      labelRule(signature, -.log(.a) / .count(.rows)),
    ]
  }
}

extension Loss {
  /// The targets, made one-hot where they are labels.
  static func target(_ signature: Signature) -> Formula {
    hasLabels(signature) ? .oneHot(.b) : .b
  }

  /// The rule for the targets: none where they are labels.
  static func labelRule(_ signature: Signature, _ derivative: Formula) -> LocalRule {
    hasLabels(signature) ? .none : .derivative(derivative)
  }
}
