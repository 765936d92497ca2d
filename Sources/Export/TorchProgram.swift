import Autodiff
import Wording

/// A graph as a program in PyTorch: its numbers, the forward pass, `backward()`, and whether all
/// comes out as here.
struct TorchProgram {
  private let graph: ExportedGraph
  private let words: ExportWords

  /// Prepares a program.
  init(_ graph: ExportedGraph, _ words: ExportWords) {
    self.graph = graph
    self.words = words
  }

  private var trace: Trace<Double> { graph.trace }
  private var names: PythonNames { graph.names }

  /// The program.
  var program: PythonProgram {
    let flows = graph.reached.contains(trace.output)
    return PythonProgram(
      graph: graph, words: words, preamble: ["import torch\nimport torch.nn.functional as F"],
      numbers: leaves, forward: forward,
      backward: flows ? ["\(names[trace.output]).backward(\(seed))"] : [], method: words.autograd,
      comparison: [
        "expected = torch.tensor(expected, dtype=torch.float64)",
        "torch.testing.assert_close(",
        "    found.double(), expected, rtol=1e-9, atol=1e-12, equal_nan=True, msg=name)",
      ],
      value: { names[$0] }, gradient: { names[$0] + ".grad" },
      sums: { "torch.stack([\($0).sum(), (\($0) ** 2).sum()])" })
  }

  private var leaves: [String] {
    graph.leaves.map { leaf in
      let beginning = "\(names[leaf]) = torch.tensor("
      let list = PythonLiteral.list(trace.value(of: leaf), indentation: beginning.count)
      return beginning + list + ", dtype=torch.float64"
        + (graph.reached.contains(leaf) ? ", requires_grad=True)" : ")")
    }
  }

  private var forward: [String] {
    var lines: [String] = []
    for node in graph.operations {
      let value = TorchForward(
        signature: trace.signature(of: node),
        operands: trace.operands(of: node).map { PythonExpression(names[$0]) },
        hasLabels: trace.hasLabels(node)
      ).value(of: trace.kind(of: node))
      lines.append("\(names[node]) = \(value.text)")
      if isKept(node) { lines.append("\(names[node]).retain_grad()") }
    }
    return lines
  }

  /// Whether a gradient is looked at that PyTorch would forget.
  private func isKept(_ node: NodeID) -> Bool {
    trace.annotations.names[node] != nil && graph.reached.contains(node)
      && trace.kind(of: node) != .leaf
  }

  private var seed: String {
    if trace.upstream.shape.isScalar, trace.upstream.elements == [1] { return "" }
    return
      "torch.tensor(\(PythonLiteral.list(trace.upstream, indentation: names[trace.output].count + 23)), dtype=torch.float64)"
  }
}
