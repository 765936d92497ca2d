import CKernels

/// A set of instructions that the kernels are compiled for.
package enum KernelLevel: String, Sendable, Hashable, CaseIterable {
  /// What every processor of this architecture has.
  case baseline
  /// x86-64 with AVX2 and FMA.
  case avx2
  /// x86-64 with AVX-512.
  case avx512

  private var number: Int32 {
    switch self {
    case .baseline: 0
    case .avx2: 1
    case .avx512: 2
    }
  }

  /// The levels that this machine has, the best one last.
  package static var available: [KernelLevel] {
    allCases.filter { $0.number <= kernels_best_level() }
  }

  /// The level that the kernels run at: the best one, where none was chosen.
  package static var current: KernelLevel {
    allCases.first { $0.number == kernels_level() } ?? .baseline
  }

  /// Has all kernels run at this level from now on.
  ///
  /// - Precondition: This machine has it.
  package func choose() {
    precondition(number <= kernels_best_level(), "a level that the processor has")
    kernels_choose(number)
  }
}
