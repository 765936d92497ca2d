extension Kernels {
  /// A step of Adam: m ← β₁ m + (1 − β₁) g, v ← β₂ v + (1 − β₂) g², w ← w − rate · m / (√v + tiny).
  ///
  /// Each operation is rounded by itself, so that the result is the same on every machine.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  @inlinable package static func adam<Scalar: KernelScalar>(
    _ weights: UnsafeMutablePointer<Scalar>, gradient: UnsafePointer<Scalar>,
    first: UnsafeMutablePointer<Scalar>, second: UnsafeMutablePointer<Scalar>, count: Int,
    rate: Scalar, beta1: Scalar, beta2: Scalar, tiny: Scalar
  ) {
    Scalar.kernels.pointee.adam(
      count, Double(rate), Double(beta1), Double(beta2), Double(tiny), gradient, first, second,
      weights)
  }
}
