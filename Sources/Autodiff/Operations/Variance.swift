/// y = Σ (x − x̄)² / (n − d) over all entries or along axes, d of them taken off for the mean that was
/// taken: ∂y/∂x = 2 (x − x̄) / (n − d).
enum Variance: ReductionOperation, CompositeOperation {
  static let name = "var"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.because(.equalEntries)

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let count = operands[0].count(over: attributes.reducedAxes)
    let shape = try operands[0].reduced(by: attributes)
    guard (0..<count).contains(attributes.ddof) else { throw .freedom(attributes.ddof, of: count) }
    return shape
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let (x, y) = (node.operand(0), node.output)
    let freedom = S(Double(node.signature.count(.freedom)))
    node.signature.reduction.forEachRun { result, run in
      let mean = mean(x, run)
      var sum: S = 0
      for l in 0..<run.count { sum += (x[run[l]] - mean).squared() }
      y[result] = sum / freedom
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let x = node.operand(0)
    let freedom = S(Double(node.signature.count(.freedom)))
    node.signature.reduction.forEachRun { result, run in
      let mean = mean(x, run)
      let share = 2 * node.upstream[result] / freedom
      for l in 0..<run.count { node.put(run[l], share * (x[run[l]] - mean)) }
    }
  }

  /// The mean of a run; of equal entries, exactly what they are.
  static func mean<S: TapeScalar>(_ x: UnsafePointer<S>, _ run: Reduction.Run) -> S {
    let first = x[run[0]]
    var sum: S = 0
    for l in 0..<run.count { sum += x[run[l]] - first }
    let mean = first + sum / S(Double(run.count))
    if mean.double.isFinite { return mean }
    // Where a difference overflows, the sum may not.
    var whole: S = 0
    for l in 0..<run.count { whole += x[run[l]] }
    return whole / S(Double(run.count))
  }

  static func definition(for signature: Signature) -> Formula {
    .total((.a - signature.reducedMean).squared(), axis: signature.axes) / .count(.freedom)
  }

  static func elementary(for signature: Signature) -> Formula? { definition(for: signature) }

  static func rules(for signature: Signature) -> [LocalRule] {
    [rule(signature, 2 * (.a - signature.reducedMean) / .count(.freedom))]
  }
}

extension Attributes {
  /// How many entries `var` and `std` take off their count for the mean that was taken.
  var ddof: Int { self[.ddof] ?? 0 }
}

extension AttributeName<Int> {
  /// How many entries `var` and `std` take off their count for the mean that was taken.
  package static var ddof: Self { Self("ddof") }
}
