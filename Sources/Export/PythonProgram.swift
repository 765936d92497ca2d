import Autodiff
import Wording

/// A program from its parts: what it imports and defines, the graph's numbers, both passes, and at the
/// end whether every value and gradient that somebody named comes out as it did here.
struct PythonProgram {
  /// The graph.
  let graph: ExportedGraph
  /// What it says to those who read it.
  let words: ExportWords
  /// Imports, and the functions that are called.
  var preamble: [String]
  /// A line for each leaf.
  var numbers: [String]
  /// The forward pass.
  var forward: [String]
  /// The backward pass; nothing where no gradient flows.
  var backward: [String]
  /// What the backward pass does.
  let method: Bilingual
  /// How `check(name, found, expected)` compares.
  let comparison: [String]
  /// What a node's gradient is called.
  let gradient: (NodeID) -> String
  /// The sum of a tensor's entries and the sum of their squares.
  let sums: (_ name: String) -> String

  /// The program.
  var text: String {
    var passages = [
      [words.comment(words.numbers)] + numbers, [words.comment(words.forward)] + forward,
    ]
    if !backward.isEmpty { passages.append([words.comment(method)] + backward) }
    let computation = passages.map { $0.joined(separator: "\n") }.joined(separator: "\n\n")
    let check =
      [words.comment(words.checks), "def check(name, found, expected):"]
      + comparison.map { "    " + $0 }
    let ends = checks + ["print(\(PythonLiteral.string(words.agreed)))"]
    let sections =
      preamble + [computation] + [check, ends].map { $0.joined(separator: "\n") }
    return sections.joined(separator: "\n\n\n") + "\n"
  }

  /// A call of `check` for each value and each gradient.
  private var checks: [String] {
    let trace = graph.trace
    return graph.named.flatMap { node in
      var lines: [String] = []
      if trace.kind(of: node) != .leaf {
        lines.append(check(graph.names[node], trace.value(of: node)))
      }
      if graph.reached.contains(node), let tensor = trace.gradient(of: node).tensor {
        lines.append(check(gradient(node), tensor))
      }
      return lines
    }
  }

  /// All entries of a small tensor; of a large one their sum and the sum of their squares.
  private func check(_ name: String, _ tensor: Tensor<Double>) -> String {
    guard tensor.elements.count > 36 else {
      let beginning = "check(\"\(name)\", \(name), "
      return beginning + PythonLiteral.list(tensor, indentation: beginning.count) + ")"
    }
    let sum = tensor.elements.reduce(0, +)
    let squares = tensor.elements.reduce(0) { $0 + $1 * $1 }
    return "check(\"\(name)\", \(sums(name)), "
      + "[\(PythonLiteral.signed(sum)), \(PythonLiteral.signed(squares))])"
  }
}
