extension Kernels {
  /// result[i] = value.
  @inlinable package static func fill<Scalar: KernelScalar>(
    _ result: UnsafeMutablePointer<Scalar>, with value: Scalar, count: Int
  ) {
    Scalar.kernels.pointee.fill(count, Double(value), result)
  }

  /// result[i] = a[i] + b[i].
  @inlinable package static func add<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.add(count, a, b, result)
  }

  /// result[i] = a[i] − b[i].
  @inlinable package static func subtract<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.subtract(count, a, b, result)
  }

  /// result[i] = a[i] · b[i], the Hadamard product.
  @inlinable package static func hadamard<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.hadamard(count, a, b, result)
  }

  /// result[i] = a[i] / b[i].
  @inlinable package static func divide<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.divide(count, a, b, result)
  }

  /// result[i] = factor · a[i].
  @inlinable package static func scale<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, by factor: Scalar,
    into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.scale(count, Double(factor), a, result)
  }

  /// result[i] += factor · a[i]; with −rate and a gradient, a step of gradient descent.
  @inlinable package static func addScaled<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, by factor: Scalar,
    to result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.add_scaled(count, Double(factor), a, result)
  }

  /// result[i] += a[i] · b[i].
  @inlinable package static func addProduct<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, _ b: UnsafePointer<Scalar>,
    to result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.add_product(count, a, b, result)
  }

  /// result[i] = max(a[i], 0); NaN stays NaN.
  @inlinable package static func relu<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.relu(count, a, result)
  }

  /// result[i] = (or +=) upstream[i] where a[i] > 0, and 0 elsewhere, at the kink too.
  @inlinable package static func reluBackward<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, upstream: UnsafePointer<Scalar>,
    into result: UnsafeMutablePointer<Scalar>, count: Int, accumulate: Bool = false
  ) {
    Scalar.kernels.pointee.relu_backward(count, a, upstream, result, accumulate ? 1 : 0)
  }

  /// result[i] = exp(a[i]), to one unit in the last place.
  @inlinable package static func exp<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.exp(count, a, result)
  }

  /// result[i] = 1 / (1 + exp(−a[i])).
  @inlinable package static func sigmoid<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.sigmoid(count, a, result)
  }

  /// result[i] = tanh(a[i]).
  @inlinable package static func tanh<Scalar: KernelScalar>(
    _ a: UnsafePointer<Scalar>, into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.tanh(count, a, result)
  }

  /// result[i] = bytes[i] / 255: a pixel's brightness between 0 and 1.
  @inlinable package static func unitInterval<Scalar: KernelScalar>(
    _ bytes: UnsafePointer<UInt8>, into result: UnsafeMutablePointer<Scalar>, count: Int
  ) {
    Scalar.kernels.pointee.bytes_to_unit(count, bytes, result)
  }

  /// result (count×columns): row i is row which[i] of `bytes` (any number of rows × columns), each
  /// byte divided by 255: a batch of images, drawn from all.
  @inlinable package static func unitIntervalRows<Scalar: KernelScalar>(
    _ bytes: UnsafePointer<UInt8>, columns: Int, which: UnsafePointer<Int32>, count: Int,
    into result: UnsafeMutablePointer<Scalar>
  ) {
    Scalar.kernels.pointee.byte_rows_to_unit(count, columns, bytes, which, result)
  }
}
