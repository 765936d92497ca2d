extension Kernels {
  /// result (count×columns): row i is row which[i] of `bytes` (any number of rows × columns), each
  /// byte divided by 255: a batch of images, drawn from all.
  @inlinable package static func unitIntervalRows<Scalar: KernelScalar>(
    _ bytes: UnsafePointer<UInt8>, columns: Int, which: UnsafePointer<Int32>, count: Int,
    into result: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.kernels.pointee.byte_rows_to_unit(count, columns, bytes, which, result)
  }
}
