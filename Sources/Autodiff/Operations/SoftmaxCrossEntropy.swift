/// L = −Σ t ln softmax(z) / N over N rows of logits, by log-sum-exp: ∂L/∂z = (s Σt − t) / N with
/// s = softmax(z), which is (s − t) / N where each row of t sums to 1.
enum SoftmaxCrossEntropy: Loss {
  static let name = "softmax_cross_entropy"
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
      let normalizers = operands.scratch
      S.logSumExpRows(
        operands.predictions, rows: operands.rows, columns: operands.columns, into: normalizers)
      for row in 0..<operands.rows {
        let z = operands.predictions + row * operands.columns
        let normalizer = normalizers[row]
        if operands.hasLabels {
          if let label = operands.label(row) { sum += normalizer - z[label] }
          continue
        }
        for column in 0..<operands.columns {
          let t = operands.target(row * operands.columns + column)
          if t != 0 { sum += t * (normalizer - z[column]) }
        }
      }
      node.output[0] = sum / S(Double(operands.rows))
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.clear()
    let scale = node.upstream[0]
    withOperands(node.node) { operands in
      if node.slot == 1 && operands.hasLabels { return }
      let (rows, columns) = (operands.rows, operands.columns)
      let count = S(Double(rows))
      if operands.hasLabels {
        let s = operands.scratch
        S.softmaxRows(operands.predictions, rows: rows, columns: columns, into: s)
        for row in 0..<rows {
          let row = (start: row * columns, label: operands.label(row))
          // A row without a class has no term in the sum.
          guard let label = row.label else { continue }
          s[row.start + label] = s[row.start + label] - 1
          for place in row.start..<row.start + columns {
            node.destination[place] += scale * s[place] / count
          }
        }
        return
      }
      for row in 0..<rows {
        let start = row * columns
        let z = operands.predictions + start
        if node.slot == 1 {
          let normalizer = logSumExp(z, count: columns)
          for column in 0..<columns {
            node.destination[start + column] += scale * (normalizer - z[column]) / count
          }
          continue
        }
        let s = operands.scratch + start
        softmax(z, into: s, count: columns)
        var total: S = 0
        for column in 0..<columns { total += operands.target(start + column) }
        for column in 0..<columns {
          node.destination[start + column] +=
            scale * (s[column] * total - operands.target(start + column)) / count
        }
      }
    }
  }

  static func derivative<S: TapeScalar>(_ node: LossOperands<S>, slot: Int, index: Int) -> S { 0 }

  static func definition(for signature: Signature) -> Formula {
    -(.total(target(signature) * .function(.logSoftmax, [.a]), axis: nil) / .count(.rows))
  }

  static func elementary(for signature: Signature) -> Formula? {
    let s: Formula = .exp(.a) / .total(.exp(.a), axis: -1)
    return -.total(target(signature) * .log(s), axis: nil) / .count(.rows)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let t = target(signature)
    // A label's row sums to 1.
    let s: Formula =
      hasLabels(signature) ? .softmax(.a) : .softmax(.a) * .total(t, axis: -1)
    return [
      .derivative((s - t) / .count(.rows)),
      labelRule(signature, -.function(.logSoftmax, [.a]) / .count(.rows)),
    ]
  }
}
