extension Kernels {
  /// Σ a[i], in pairs of blocks: the error grows with the logarithm of the count.
  @inlinable package static func sum<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, count: Int
  ) -> Scalar {
    Scalar(Scalar.kernels.pointee.sum(count, a))
  }

  /// Whether no element is infinite or NaN.
  @inlinable package static func allFinite<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, count: Int
  ) -> Bool {
    Scalar.kernels.pointee.all_finite(count, a) != 0
  }

  /// result (rows×columns) = A (rows×columns) + row (columns), the row added to each row of A.
  ///
  /// The result may be A.
  @inlinable package static func addRow<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, row: UnsafePointer<Scalar>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.kernels.pointee.add_row(rows, columns, a, row, result)
  }

  /// result (columns) = (or +=) the sum of the rows of A (rows×columns).
  @inlinable package static func columnSums<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Scalar>, accumulate: Bool = false
  ) {
    Scalar.kernels.pointee.column_sums(rows, columns, a, result, accumulate ? 1 : 0)
  }

  /// result (rows) = the largest element of each row of A (rows×columns); NaN where there is one.
  @inlinable package static func rowMaxima<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, rows: Int, columns: Int,
    into result: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.kernels.pointee.row_maxima(rows, columns, a, result)
  }

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
