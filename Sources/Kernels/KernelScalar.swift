import CKernels

/// A scalar type that the kernels compute with: `Float` or `Double`.
package protocol KernelScalar: BinaryFloatingPoint, Sendable {
  /// The loops for this type that suit this machine best.
  static var kernels: UnsafePointer<kernel_table> { get }
}

extension Float: KernelScalar {
  /// The loops for single precision that suit this machine best.
  @inlinable package static var kernels: UnsafePointer<kernel_table> { kernels_float() }
}

extension Double: KernelScalar {
  /// The loops for double precision that suit this machine best.
  @inlinable package static var kernels: UnsafePointer<kernel_table> { kernels_double() }
}
