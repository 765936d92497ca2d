import Kernels

/// The memory of tapes and traces.
package enum TapeMemory {
  /// Has a function told how many bytes there is no memory for, before the program ends with status
  /// 65.
  package static func whenExhausted(_ tell: @convention(c) (Int) -> Void) {
    Kernels.whenMemoryEnds(tell)
  }
}
