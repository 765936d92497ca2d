// Functions of sequences.

/// softmax(q · kᵀ/√d) · v over the last two axes: each query's mean of the values, weighted by how well
/// it fits the keys.
///
///     let y = try attention(q, k, v, causal: true)
///
/// - Parameters:
///   - q: Queries, (…, T, d).
///   - k: Keys, (…, S, d).
///   - v: Values, (…, S, e).
///   - causal: Whether a query sees only the keys up to its own place.
/// - Throws: ``ShapeError`` where the shapes do not fit.
public func attention<Scalar>(
  _ q: Variable<Scalar>, _ k: Variable<Scalar>, _ v: Variable<Scalar>, causal: Bool = false
) throws(ShapeError) -> Variable<Scalar> {
  var attributes = Attributes.none
  if causal { attributes[.causal] = true }
  return try q.applying(.attention, [k, v], attributes)
}
