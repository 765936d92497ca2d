import Wording

/// L = −Σ [t ln s + (1 − t) ln(1 − s)] / N with s = softmax(x) over N rows: ∂L/∂s = (s − t) /
/// (s (1 − s)) / N, taken back through the softmax.
enum SoftmaxLoss: Loss {
  static let name = "softmax_loss"
  static let takesLabels = true

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError) -> Shape {
    try classShape(operands)
  }

  /// ln(1 − s) of the entry in a column, from the other exponentials, since 1 − s would lose digits.
  private static func logOfRest<S: TapeScalar>(
    _ x: UnsafePointer<S>, count: Int, column: Int, normalizer: S
  ) -> S {
    var rest: S = 0
    for other in 0..<count where other != column { rest += S.exp(x[other] - normalizer) }
    return S.log(rest)
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    withOperands(node) { operands in
      var sum: S = 0
      let columns = operands.columns
      for row in 0..<operands.rows {
        let x = operands.predictions + row * columns
        let normalizer = logSumExp(x, count: columns)
        for column in 0..<columns {
          let t = operands.target(row * columns + column)
          if t != 0 { sum += t * (x[column] - normalizer) }
          if t != 1 {
            sum += (1 - t) * logOfRest(x, count: columns, column: column, normalizer: normalizer)
          }
        }
      }
      node.output[0] = -sum / S(Double(operands.rows))
    }
  }

  static func prepare<S: TapeScalar>(_ node: LossOperands<S>) {
    for row in 0..<node.rows {
      let start = row * node.columns
      softmax(node.predictions + start, into: node.scratch + start, count: node.columns)
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let columns = node.columns
    let start = index / columns * columns
    let n = S(Double(node.rows))
    let s = node.scratch + start
    let column = index - start
    if slot == 1 {
      let x = node.predictions + start
      let normalizer = logSumExp(x, count: columns)
      let rest = logOfRest(x, count: columns, column: column, normalizer: normalizer)
      return (rest - (x[column] - normalizer)) / n
    }
    // With u = s ∘ ∂(N L)/∂s, the softmax's own pullback gives u − s Σ u.
    var sum: S = 0
    for other in 0..<columns { sum += weighted(node, start + other, s[other]) }
    return (weighted(node, index, s[column]) - s[column] * sum) / n
  }

  /// s ∂(N L)/∂s = (1 − t) s/(1 − s) − t.
  private static func weighted<S: TapeScalar>(_ node: LossOperands<S>, _ index: Int, _ s: S) -> S {
    let t = node.target(index)
    return overOrZero((1 - t) * s, 1 - s) - t
  }

  static func definition(for signature: Signature) -> Formula {
    let (t, s) = (target(signature), Formula.softmax(.a))
    return -(.total(t * .log(s) + (1 - t) * .log(1 - s), axis: nil) / .count(.rows))
  }

  static func elementary(for signature: Signature) -> Elementary? {
    let (t, s) = (target(signature), Formula.exp(.a) / .total(.exp(.a), axis: -1))
    return Elementary(
      -.total(t * .log(s) + (1 - t) * .log(1 - s), axis: nil) / .count(.rows),
      caution: Bilingual(
        en:
          "e to the power of a large score overflows (exp(1000) is ∞), and a probability that rounds to "
          + "0 has no logarithm; the loss in one piece computes from the scores, the largest "
          + "subtracted first (log-sum-exp)",
        ko: "큰 점수를 지수로 올리면 넘치고(exp(1000)은 ∞), 0으로 반올림된 확률에는 로그가 없습니다. 한 연산인 손실은 "
          + "가장 큰 점수를 먼저 빼고 점수에서 바로 계산합니다(log-sum-exp)"))
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let (t, s) = (target(signature), Formula.softmax(.a))
    let u = (1 - t) * s / (1 - s) - t
    return [
      .derivative((u - s * .total(u, axis: -1)) / .count(.rows)),
      labelRule(signature, (.log(1 - s) - .log(s)) / .count(.rows)),
    ]
  }
}
