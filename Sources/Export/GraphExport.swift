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
    /// JAX, which makes the gradient's function of the forward pass.
    case jax
    /// micrograd, whose numbers know where they came from; scalars alone.
    case micrograd
  }

  private let trace: Trace<Double>
  private let language: Language

  /// Prepares the program of a trace.
  package init(_ trace: Trace<Double>, language: Language) {
    self.trace = trace
    self.language = language
  }

  /// The program as a file.
  ///
  /// - Throws: ``ExportRefusal`` where the target has no words for the graph.
  package func text(for target: Target) throws(ExportRefusal) -> String {
    try program(for: target).text
  }

  /// The program as a notebook, its figure before it.
  ///
  /// - Parameters:
  ///   - title: What the graph is called.
  ///   - figure: The figure as an SVG file.
  /// - Throws: ``ExportRefusal`` where the target has no words for the graph.
  package func notebook(
    for target: Target, title: String, figure: [UInt8]
  ) throws(ExportRefusal) -> String {
    Notebook(
      title: title, figure: figure, target: target, words: ExportWords(language),
      passages: try program(for: target).passages
    ).text
  }

  private func program(for target: Target) throws(ExportRefusal) -> PythonProgram {
    let words = ExportWords(language)
    switch target {
    case .numpy:
      return NumPyProgram(ExportedGraph(trace, taken: ArrayHelper.names), words).program
    case .pytorch: return TorchProgram(ExportedGraph(trace), words).program
    case .jax: return JAXProgram(ExportedGraph(trace, taken: JAXHelper.names), words).program
    case .micrograd: return try MicrogradProgram(trace, words).program()
    }
  }
}
