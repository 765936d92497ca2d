import Autodiff
import Derivation

/// Tensors in one line, for forms whose labels have no room for a matrix.
extension FigurePlan {
  /// The value that an arrow brings, with its name; nil for a number or a symbol, which is set as it
  /// is.
  func line(ofValue edge: FigureGraph.Edge) -> String? {
    guard !options.writesSymbols, let tensor = edge.value(in: trace), !tensor.shape.isScalar else {
      return nil
    }
    let isNamed = edge.bundle.isEmpty && graph.nodes[edge.from].kind == .operation
    let name = isNamed ? names.text(edge.source) : nil
    if options.hidesValues, trace.role(of: edge.source) == .operation { return name ?? "" }
    return (name.map { $0 + " = " } ?? "") + line(tensor)
  }

  /// The gradient that flows back along an arrow; nil for a number or a symbol.
  func line(ofGradient edge: FigureGraph.Edge) -> String? {
    guard !options.writesSymbols, let tensor = edge.gradient.tensor, !tensor.shape.isScalar else {
      return nil
    }
    if options.hidesGradients, !edge.isExit { return "" }
    return line(tensor)
  }

  private func line(_ tensor: Tensor<Double>) -> String {
    PlainTextWriter().text(options.numerals.math(tensor))
  }
}
