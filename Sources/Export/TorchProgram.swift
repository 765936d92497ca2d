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
  var text: String {
    let output = names[trace.output]
    let hasGradient = graph.reached.contains(trace.output)
    var sections = ["import torch\nimport torch.nn.functional as F"]
    sections.append(
      ([words.comment(words.numbers)] + leaves).joined(separator: "\n") + "\n\n"
        + ([words.comment(words.forward)] + forward).joined(separator: "\n")
        + (hasGradient
          ? "\n\n" + words.comment(words.autograd) + "\n\(output).backward(\(seed))" : ""))
    sections.append(checks)
    return sections.joined(separator: "\n\n\n") + "\n"
  }

  private var leaves: [String] {
    trace.nodes.filter { trace.kind(of: $0) == .leaf }.map { leaf in
      let beginning = "\(names[leaf]) = torch.tensor("
      let list = PythonLiteral.list(trace.value(of: leaf), indentation: beginning.count)
        .replacing("np.", with: "torch.")
      return beginning + list + ", dtype=torch.float64"
        + (graph.reached.contains(leaf) ? ", requires_grad=True)" : ")")
    }
  }

  private var forward: [String] {
    var lines: [String] = []
    for node in trace.nodes where trace.kind(of: node) != .leaf {
      let kind = trace.kind(of: node)
      let hasLabels = trace.rules(of: node).contains { rule in
        if case .label = rule { true } else { false }
      }
      let value = TorchForward(
        signature: trace.signature(of: node),
        operands: trace.operands(of: node).map { PythonExpression(names[$0]) },
        hasLabels: hasLabels
      ).value(of: kind)
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

  private var checks: String {
    var lines = [words.comment(words.checks), "def check(name, found, expected):"]
    lines.append("    expected = torch.tensor(expected, dtype=torch.float64)")
    lines.append(
      "    torch.testing.assert_close(found.double(), expected, rtol=1e-9, atol=1e-12, msg=name)")
    lines += ["", ""]
    func sums(_ name: String) -> String {
      "torch.stack([\(name).sum(), (\(name) ** 2).sum()])"
    }
    for node in graph.named {
      let (name, gradient) = (names[node], names[node] + ".grad")
      if trace.kind(of: node) != .leaf {
        lines.append(graph.check(name, name, trace.value(of: node), sums: sums))
      }
      if graph.reached.contains(node), let tensor = trace.gradient(of: node).tensor {
        lines.append(graph.check(gradient, gradient, tensor, sums: sums))
      }
    }
    lines.append("print(\(PythonLiteral.string(words.agreed)))")
    return lines.joined(separator: "\n")
  }
}
