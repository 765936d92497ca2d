/// L = −Σ [t ln s + (1 − t) ln(1 − s)] / N with s = softmax(x) over N rows: ∂L/∂s = (s − t) /
/// (s (1 − s)) / N, taken back through the softmax.
enum SoftmaxLoss: Loss {
  static let name = "softmax_loss"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let takesLabels = true

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    try classShape(operands)
  }

  /// ln Σ e^x over a row without one of its columns, which is ln(1 − s) and the row's normalizer:
  /// taken from s, 1 − s would lose its digits, and all of them where s rounds to 1.
  private static func logOfRest<S: TapeScalar>(
    _ x: UnsafePointer<S>, count: Int, without column: Int
  ) -> S {
    let nothing = S(-.infinity)
    var largest = nothing
    for other in 0..<count where other != column && x[other] > largest { largest = x[other] }
    guard largest != nothing else { return nothing }
    var sum: S = 0
    for other in 0..<count where other != column { sum += S.exp(x[other] - largest) }
    return largest + S.log(sum)
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
            sum += (1 - t) * (logOfRest(x, count: columns, without: column) - normalizer)
          }
        }
      }
      node.output[0] = -sum / S(Double(operands.rows))
    }
  }

  /// Leaves ln Σ e^x over the other columns at each entry.
  static func prepare<S: TapeScalar>(_ node: LossOperands<S>) {
    let columns = node.columns
    for index in 0..<node.count {
      let column = index % columns
      node.scratch[index] = logOfRest(
        node.predictions + (index - column), count: columns, without: column)
    }
  }

  /// With s of an entry, r = 1 − s, and s/r of a column among those that are not another:
  ///
  ///     ∂(N L)/∂x = (1 − t) s − t r + Σ over the others o of [t_o s − (1 − t_o) s_o s/r_o]
  ///
  /// Each term is a product of exponentials, and none is a difference that loses digits.
  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S {
    let columns = node.columns
    let start = index / columns * columns
    let n = S(Double(node.rows))
    let x = node.predictions + start
    let rest = node.scratch + start
    let column = index - start
    if slot == 1 { return (rest[column] - x[column]) / n }
    let normalizer = logSumExp(x, count: columns)
    let s = S.exp(x[column] - normalizer)
    let t = node.target(index)
    var sum = (1 - t) * s - t * S.exp(rest[column] - normalizer)
    for other in 0..<columns where other != column {
      let t = node.target(start + other)
      if t != 0 { sum += t * s }
      if t != 1 {
        sum += (t - 1) * S.exp(x[other] - normalizer) * S.exp(x[column] - rest[other])
      }
    }
    return sum / n
  }

  static func definition(for signature: Signature) -> Formula {
    let (t, s) = (target(signature), Formula.softmax(.a))
    return -(.total(t * .log(s) + (1 - t) * .log(1 - s), axis: nil) / .count(.rows))
  }

  static func elementary(for signature: Signature) -> Formula? {
    let (t, s) = (target(signature), Formula.exp(.a) / .total(.exp(.a), axis: -1))
    return -.total(t * .log(s) + (1 - t) * .log(1 - s), axis: nil) / .count(.rows)
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
