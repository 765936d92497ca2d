import Autodiff
import Wording

/// A graph as a program in JAX: its numbers, the forward pass as a function, the function of its
/// gradient, and whether all comes out as here.
///
/// JAX goes back to the arguments of a function: gradients of what lies between have no name there.
struct JAXProgram {
  private let graph: ExportedGraph
  private let words: ExportWords

  /// Prepares a program.
  init(_ graph: ExportedGraph, _ words: ExportWords) {
    self.graph = graph
    self.words = words
  }

  private var trace: Trace<Double> { graph.trace }
  private var names: PythonNames { graph.names }

  /// The leaves that a gradient arrives at: the arguments.
  private var arguments: [NodeID] { graph.leaves.filter(graph.reached.contains) }

  /// The program.
  var program: PythonProgram {
    var helpers: Set<JAXHelper> = []
    var body: [String] = []
    for node in graph.operations {
      var forward = JAXForward(
        signature: trace.signature(of: node),
        operands: trace.operands(of: node).map { PythonExpression(names[$0]) },
        hasLabels: trace.hasLabels(node))
      let value = forward.value(of: trace.kind(of: node))
      body.append("\(names[node]) = \(value.text)")
      helpers.formUnion(forward.helpers)
    }
    let known = graph.named.filter { trace.kind(of: $0) != .leaf }
    let values = broken(
      "return \(names[trace.output]), {",
      known.map { "\(PythonLiteral.string(names[$0])): \(names[$0])" }, "}", indentation: 4)
    let list = arguments.map { names[$0] }
    return PythonProgram(
      graph: graph, words: words,
      preamble: [
        "import jax\nimport jax.numpy as jnp\nimport numpy as np\n\n"
          + "jax.config.update(\"jax_enable_x64\", True)"
      ] + JAXHelper.allCases.filter(helpers.contains).map(\.text),
      numbers: graph.leaves.map { leaf in
        let beginning = "\(names[leaf]) = jnp.array("
        return beginning
          + PythonLiteral.list(trace.value(of: leaf), indentation: beginning.count) + ")"
      },
      forward: [broken("def forward(", list, "):", indentation: 0)]
        + (body + [values]).map { "    " + $0 },
      isForwardAFunction: true,
      backward: list.isEmpty ? ["_, values = forward()"] : backward(list),
      method: list.isEmpty ? words.evaluation : words.gradientFunction,
      comparison: [
        "np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12, err_msg=name)"
      ],
      value: { "values[\(PythonLiteral.string(names[$0]))]" },
      gradient: { trace.kind(of: $0) == .leaf ? names.gradient(of: $0) : nil },
      sums: { "[jnp.sum(\($0)), jnp.sum(\($0) ** 2)]" })
  }

  /// The gradient's function, called: of a number by `grad`, else with the gradient that arrives.
  private func backward(_ list: [String]) -> [String] {
    let gradients = arguments.map { names.gradient(of: $0) }
    let call = list.joined(separator: ", ")
    if trace.upstream.shape.isScalar, trace.upstream.elements == [1] {
      let places = list.count == 1 ? "0" : "tuple(range(\(list.count)))"
      return [
        "gradient = jax.grad(forward, argnums=\(places), has_aux=True)",
        list.count == 1
          ? "\(gradients[0]), values = gradient(\(call))"
          : broken("(", gradients, "), values = ", indentation: 0)
            + broken("gradient(", list, ")", indentation: 0),
      ]
    }
    let beginning =
      gradients.joined(separator: ", ") + (gradients.count == 1 ? ", = " : " = ")
      + "pull_back(jnp.array("
    return [
      "_, pull_back, values = jax.vjp(forward, \(call), has_aux=True)",
      beginning + PythonLiteral.list(trace.upstream, indentation: beginning.count) + "))",
    ]
  }

  /// A list in brackets, on lines of its own where it is long.
  private func broken(
    _ opening: String, _ items: [String], _ closing: String, indentation: Int
  ) -> String {
    let whole = opening + items.joined(separator: ", ") + closing
    let endsInBracket = ["(", "[", "{"].contains { opening.hasSuffix($0) }
    guard whole.count + indentation > 98, endsInBracket else { return whole }
    let inner = String(repeating: " ", count: indentation + 4)
    var (lines, line) = ([String](), "")
    for item in items {
      if !line.isEmpty, inner.count + line.count + item.count > 96 {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + item + ","
    }
    lines.append(line)
    return opening + lines.map { "\n" + inner + $0 }.joined() + "\n"
      + String(repeating: " ", count: indentation) + closing
  }
}

extension Trace<Double> {
  /// Whether a node looks at class labels.
  func hasLabels(_ node: NodeID) -> Bool {
    rules(of: node).contains { rule in
      if case .label = rule { true } else { false }
    }
  }
}
