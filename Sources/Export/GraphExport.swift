import Autodiff
import Wording

/// A graph as a program for others: a student reads it with pleasure, and it proves itself, since it
/// ends with the values and gradients that must come out.
package struct GraphExport {
  /// What the program is written for.
  package enum Target: String, CaseIterable, Sendable {
    /// NumPy, with the backward pass written out.
    case numpy
    /// PyTorch, whose autograd goes back.
    case pytorch
  }

  private let trace: Trace<Double>
  private let language: Language

  /// Prepares the program of a trace.
  package init(_ trace: Trace<Double>, language: Language) {
    self.trace = trace
    self.language = language
  }

  /// The program.
  package func text(for target: Target) -> String {
    switch target {
    case .numpy: NumPyProgram(ExportedGraph(trace), ExportWords(language)).text
    case .pytorch: TorchProgram(ExportedGraph(trace), ExportWords(language)).text
    }
  }
}
