extension Kernels {
  /// result (rows) = the column of each row's largest element, the first of equals.
  @inlinable package static func rowArgmax<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Int32>
  ) {
    Scalar.kernels.pointee.row_argmax(rows, columns, a, result)
  }

  /// result (rows) = log Σⱼ exp(A[i, j]) for each row of A (rows×columns), without overflow.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  @inlinable package static func logSumExpRows<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.kernels.pointee.log_sum_exp_rows(rows, columns, a, result)
  }

  /// result (rows×columns) = exp(A[i, j]) / Σⱼ exp(A[i, j]), without overflow.
  ///
  /// The result may be A.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  @inlinable package static func softmaxRows<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.kernels.pointee.softmax_rows(rows, columns, a, result)
  }
}
