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
  /// Whether the forward pass is a function.
  var isForwardAFunction = false
  /// The backward pass; nothing where no gradient flows.
  var backward: [String]
  /// What the backward pass does.
  let method: Bilingual
  /// How `check(name, found, expected)` compares.
  let comparison: [String]
  /// What a node's value is called.
  let value: (NodeID) -> String
  /// What a node's gradient is called; nil where the program has none.
  let gradient: (NodeID) -> String?
  /// The sum of a tensor's entries and the sum of their squares.
  let sums: (_ name: String) -> String

  /// A stretch of the program, which does one thing.
  struct Passage {
    /// What it does, for its reader.
    let comment: Bilingual?
    /// Its lines.
    let code: String
    /// Whether two empty lines stand around it, as around a function.
    var standsApart = false
  }

  /// The program, passage by passage.
  var passages: [Passage] {
    var passages = preamble.map { Passage(comment: nil, code: $0, standsApart: true) }
    func add(_ comment: Bilingual?, _ lines: [String], standsApart: Bool = false) {
      guard !lines.isEmpty else { return }
      passages.append(
        Passage(comment: comment, code: lines.joined(separator: "\n"), standsApart: standsApart))
    }
    add(words.numbers, numbers)
    add(words.forward, forward, standsApart: isForwardAFunction)
    add(method, backward)
    add(
      words.checks, ["def check(name, found, expected):"] + comparison.map { "    " + $0 },
      standsApart: true)
    add(nil, checks + ["print(\(PythonLiteral.string(words.agreed)))"])
    return passages
  }

  /// The program as a file.
  var text: String {
    var text = ""
    var before: Passage?
    for passage in passages {
      if let before { text += before.standsApart || passage.standsApart ? "\n\n\n" : "\n\n" }
      if let comment = passage.comment { text += words.comment(comment) + "\n" }
      text += passage.code
      before = passage
    }
    return text + "\n"
  }

  /// A call of `check` for each value and each gradient.
  private var checks: [String] {
    let trace = graph.trace
    return graph.named.flatMap { node in
      var lines: [String] = []
      if trace.kind(of: node) != .leaf {
        lines.append(check(graph.names[node], value(node), trace.value(of: node)))
      }
      if graph.reached.contains(node), let name = gradient(node),
        let tensor = trace.gradient(of: node).tensor
      {
        lines.append(check(name, name, tensor))
      }
      return lines
    }
  }

  /// All entries of a small tensor; of a large one their sum and the sum of their squares.
  private func check(_ name: String, _ found: String, _ tensor: Tensor<Double>) -> String {
    guard tensor.elements.count > 36 else {
      let beginning = "check(\"\(name)\", \(found), "
      return beginning + PythonLiteral.list(tensor, indentation: beginning.count) + ")"
    }
    let sum = tensor.elements.reduce(0, +)
    let squares = tensor.elements.reduce(0) { $0 + $1 * $1 }
    return "check(\"\(name)\", \(sums(found)), "
      + "[\(PythonLiteral.signed(sum)), \(PythonLiteral.signed(squares))])"
  }
}
