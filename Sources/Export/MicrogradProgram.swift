import Autodiff
import Wording

/// A graph of scalars as a program for micrograd: what `Value` does not know is taught to it by small
/// functions, each with its own way back.
struct MicrogradProgram {
  private let graph: ExportedGraph
  private let functions: MicrogradFunctions
  private let words: ExportWords

  /// Prepares the program of a trace.
  init(_ trace: Trace<Double>, _ words: ExportWords) {
    functions = MicrogradFunctions(of: trace)
    graph = ExportedGraph(trace, taken: functions.names)
    self.words = words
  }

  private var trace: Trace<Double> { graph.trace }
  private var names: PythonNames { graph.names }

  /// The program.
  ///
  /// - Throws: ``ExportRefusal`` where a node is no scalar, or is computed by what is none.
  func program() throws(ExportRefusal) -> PythonProgram {
    try refuseTensors()
    var forward: [String] = []
    for node in graph.operations {
      let operands = trace.operands(of: node).map { PythonExpression(names[$0]) }
      let kind = trace.kind(of: node)
      let value: PythonExpression
      if kind == .power {
        value = operands[0].power(.number(trace.signature(of: node).attributes.exponent ?? 1))
      } else if let known = MicrogradFunctions.known[kind] {
        value = known(operands)
      } else if let name = functions[node] {
        value = .call(name, operands)
      } else {
        throw .function(kind.name)
      }
      forward.append("\(names[node]) = \(value.text)")
    }
    let flows = graph.reached.contains(trace.output)
    let output = names[trace.output]
    let seed = trace.upstream.elements[0]
    let backward =
      seed == 1
      ? "\(output).backward()" : "(\(output) * \(PythonLiteral.signed(seed))).backward()"
    return PythonProgram(
      graph: graph, words: words, preamble: [imports] + functions.texts,
      numbers: graph.leaves.map { leaf in
        "\(names[leaf]) = Value(\(PythonLiteral.signed(trace.value(of: leaf).elements[0], point: true)))"
      },
      forward: forward, backward: flows ? [backward] : [], method: words.autograd,
      comparison: [
        "assert math.isclose(found, expected, rel_tol=1e-9, abs_tol=1e-12), (name, found, expected)"
      ],
      value: { names[$0] + ".data" }, gradient: { names[$0] + ".grad" }, sums: { $0 })
  }

  /// What is imported; where the graph is long, Python is let go as deep as micrograd does.
  private var imports: String {
    let most = 200
    guard graph.operations.count > most else {
      return "import math\n\nfrom micrograd.engine import Value"
    }
    return "import math\nimport sys\n\nfrom micrograd.engine import Value\n\n"
      + words.comment(words.recursion)
      + "\nsys.setrecursionlimit(\(1_000 + 4 * graph.operations.count))"
  }

  private func refuseTensors() throws(ExportRefusal) {
    for node in trace.nodes {
      let shape = trace.shape(of: node)
      guard shape.isScalar else {
        throw .tensor(names[node], PythonLiteral.tuple(shape.extents))
      }
      let gradient = trace.gradient(of: node).tensor?.elements[0] ?? 0
      guard trace.value(of: node).elements[0].isFinite, gradient.isFinite else {
        throw .notFinite(names[node])
      }
    }
  }
}
