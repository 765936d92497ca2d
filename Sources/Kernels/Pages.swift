import CKernels

extension Kernels {
  /// Asks for the memory around an address before it is needed; any address will do.
  @inlinable @inline(__always)
  package static func prefetch(_ address: UnsafeRawPointer) { pages_prefetch(address) }

  /// Has a function told how many bytes there is no memory for, before the program ends with status
  /// 65; it may end it earlier, with another one.
  package static func whenMemoryEnds(_ tell: @convention(c) (Int) -> Void) {
    pages_when_exhausted(tell)
  }

  /// Zeroed memory, in large pages where it is large; where there is none, the program ends.
  @inlinable package static func allocate(bytes: Int) -> UnsafeMutableRawPointer {
    pages_allocate(bytes)
  }

  /// Memory made larger without being copied where it is large; what is added holds anything.
  @inlinable package static func grow(
    _ memory: UnsafeMutableRawPointer, bytes: Int, to more: Int
  ) -> UnsafeMutableRawPointer {
    pages_grow(memory, bytes, more)
  }

  /// Gives memory back that `allocate` or `grow` gave.
  @inlinable package static func free(_ memory: UnsafeMutableRawPointer, bytes: Int) {
    pages_free(memory, bytes)
  }
}
