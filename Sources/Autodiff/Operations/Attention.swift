/// y = softmax(q · kᵀ/√d) · v over the last two axes: each query's row is a mean of the values,
/// weighted by how well the query fits the keys. d is the length of a query.
///
/// With A = softmax(q · kᵀ/√d), ∂L/∂v = Aᵀ · ∂L/∂y, ∂L/∂A = ∂L/∂y · vᵀ, through the softmax row by row
/// ∂L/∂S = A ∘ (∂L/∂A − Σ A ∘ ∂L/∂A), and from there ∂L/∂q = ∂L/∂S · k/√d and ∂L/∂k = ∂L/∂Sᵀ · q/√d.
///
/// Causal attention lets the query at a place see the keys up to that place alone.
enum Attention: TensorOperation, CompositeOperation {
  static let name = "attention"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 3
  static let takesLabels = false

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    let (q, k, v) = (operands[0], operands[1], operands[2])
    let rank = q.rank
    guard rank >= 2, k.rank == rank, v.rank == rank,
      k.extents[rank - 1] == q.extents[rank - 1], v.extents[rank - 2] == k.extents[rank - 2],
      q.extents.dropLast(2) == k.extents.dropLast(2),
      q.extents.dropLast(2) == v.extents.dropLast(2)
    else { throw .notSequences(q, k, v) }
    return Shape(Array(q.extents.dropLast()) + [v.extents[rank - 1]])
  }

  /// The extents of one attention, and how many there are.
  struct Extents {
    let batches: Int
    let queries: Int
    let keys: Int
    let depth: Int
    let width: Int

    init(_ signature: Signature) {
      let (q, v) = (signature.operands[0], signature.operands[2])
      queries = q.extents[q.rank - 2]
      depth = q.extents[q.rank - 1]
      keys = v.extents[v.rank - 2]
      width = v.extents[v.rank - 1]
      batches = q.extents.dropLast(2).reduce(1, *)
    }
  }

  /// The weights of all queries, then a matrix of their gradients.
  static func workspace(_ signature: Signature) -> Int {
    let extents = Extents(signature)
    return (extents.batches + 1) * extents.queries * extents.keys
  }

  private static func isCausal(_ signature: Signature) -> Bool {
    signature.attributes[.causal] == true
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let e = Extents(node.signature)
    let scale = 1 / S.sqrt(S(Double(e.depth)))
    let isCausal = isCausal(node.signature)
    for batch in 0..<e.batches {
      let weights = node.workspace + batch * e.queries * e.keys
      S.multiplyMatrices(
        m: e.queries, n: e.keys, k: e.depth, node.operand(0) + batch * e.queries * e.depth,
        transposed: false, node.operand(1) + batch * e.keys * e.depth, transposed: true,
        into: weights, accumulate: false)
      for place in 0..<(e.queries * e.keys) { weights[place] = weights[place] * scale }
      if isCausal { hide(weights, e, behind: S(-.infinity)) }
      S.softmaxRows(UnsafePointer(weights), rows: e.queries, columns: e.keys, into: weights)
      // Where a score is no number, all of its row is none.
      if isCausal { hide(weights, e, behind: 0) }
      S.multiplyMatrices(
        m: e.queries, n: e.width, k: e.keys, UnsafePointer(weights), transposed: false,
        node.operand(2) + batch * e.keys * e.width, transposed: false,
        into: node.output + batch * e.queries * e.width, accumulate: false)
    }
  }

  /// Sets what a query must not see.
  @inline(__always)
  private static func hide<S: TapeScalar>(
    _ weights: UnsafeMutablePointer<S>, _ e: Extents, behind value: S
  ) {
    for query in 0..<min(e.queries, max(e.keys - 1, 0)) {
      for key in (query + 1)..<e.keys { weights[query * e.keys + key] = value }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    let e = Extents(node.signature)
    let scale = 1 / S.sqrt(S(Double(e.depth)))
    let scores = node.node.workspace + e.batches * e.queries * e.keys
    for batch in 0..<e.batches {
      let weights = UnsafePointer(node.node.workspace + batch * e.queries * e.keys)
      let upstream = node.upstream + batch * e.queries * e.width
      if node.slot == 2 {
        S.multiplyMatrices(
          m: e.keys, n: e.width, k: e.queries, weights, transposed: true, upstream,
          transposed: false, into: node.destination + batch * e.keys * e.width,
          accumulate: node.accumulate)
        continue
      }
      S.multiplyMatrices(
        m: e.queries, n: e.keys, k: e.width, upstream, transposed: false,
        node.operand(2) + batch * e.keys * e.width, transposed: true, into: scores,
        accumulate: false)
      for query in 0..<e.queries {
        let (row, shares) = (scores + query * e.keys, weights + query * e.keys)
        var sum: S = 0
        for key in 0..<e.keys { sum += row[key] * shares[key] }
        for key in 0..<e.keys { row[key] = shares[key] * (row[key] - sum) * scale }
      }
      if node.slot == 0 {
        S.multiplyMatrices(
          m: e.queries, n: e.depth, k: e.keys, UnsafePointer(scores), transposed: false,
          node.operand(1) + batch * e.keys * e.depth, transposed: false,
          into: node.destination + batch * e.queries * e.depth, accumulate: node.accumulate)
      } else {
        S.multiplyMatrices(
          m: e.keys, n: e.depth, k: e.queries, UnsafePointer(scores), transposed: true,
          node.operand(0) + batch * e.queries * e.depth, transposed: false,
          into: node.destination + batch * e.keys * e.depth, accumulate: node.accumulate)
      }
    }
  }

  // MARK: Formulas

  private static func depth(_ signature: Signature) -> Formula {
    .sqrt(.number(Double(Extents(signature).depth)))
  }

  /// softmax(q · kᵀ/√d); where it is causal, the powers above the diagonal are left out.
  private static func weights(_ signature: Signature) -> Formula {
    let scores = Formula.matrixProduct(.a, .transpose(.b)) / depth(signature)
    guard isCausal(signature) else { return .softmax(scores) }
    let extents = Extents(signature)
    let powers = .exp(scores) * .notAfter(rows: extents.queries, columns: extents.keys)
    return powers / .total(powers, axis: -1)
  }

  static func definition(for signature: Signature) -> Formula {
    .matrixProduct(.named(.weights, weights(signature)), .operand(2))
  }

  static func elementary(for signature: Signature) -> Formula? {
    definition(for: signature)
  }

  static func rules(for signature: Signature) -> [LocalRule] {
    let weights = Formula.named(.weights, weights(signature))
    let arriving = Formula.named(
      .gradientOfWeights, .matrixProduct(.upstream, .transpose(.operand(2))))
    let scores = Formula.named(
      .gradientOfScores, weights * (arriving - .total(weights * arriving, axis: -1)))
    return [
      .pullback(.matrixProduct(scores, .b) / depth(signature)),
      .pullback(.matrixProduct(.transpose(scores), .a) / depth(signature)),
      .pullback(.matrixProduct(.transpose(weights), .upstream)),
    ]
  }
}

extension AttributeName<Bool> {
  /// Whether a place sees only what stands before it.
  package static var causal: Self { Self("causal") }
}
