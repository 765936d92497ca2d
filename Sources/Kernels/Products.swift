extension Kernels {
  /// C (m×n) = A (m×k) · B (k×n), or C += A · B.
  ///
  /// A transposed operand is stored the other way round: A as k×m, B as n×k. Zeros of A may be
  /// skipped, but only where B is finite: 0 · ∞ is NaN here too.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  @inlinable package static func multiply<Scalar: KernelScalar>(
    m: Int, n: Int, k: Int,
    a: UnsafePointer<Scalar>, transposeA: Bool = false,
    b: UnsafePointer<Scalar>, transposeB: Bool = false,
    into c: UnsafeMutablePointer<Scalar>, accumulate: Bool = false
  ) {
    Scalar.kernels.pointee.multiply(
      m, n, k, a, transposeA ? 1 : 0, b, transposeB ? 1 : 0, c, accumulate ? 1 : 0)
  }

  /// Column `column` of C (m×n) = or += A (m×k) · B (k×n), with the bits that `multiply` gives it where
  /// n is more than 1.
  @inlinable package static func multiplyColumn<Scalar: KernelScalar>(
    _ column: Int, m: Int, n: Int, k: Int,
    a: UnsafePointer<Scalar>, b: UnsafePointer<Scalar>,
    into c: UnsafeMutablePointer<Scalar>, accumulate: Bool = false
  ) {
    Scalar.kernels.pointee.multiply_column(m, n, k, a, b, column, c, accumulate ? 1 : 0)
  }
}
