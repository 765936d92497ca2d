import Autodiff
import Wording

/// A graph as a program in NumPy: its numbers, the forward pass, the backward pass by the rules that
/// a derivation prints, and at the end whether both come out as here.
struct NumPyProgram {
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
    var (forward, backward) = (Passage(), Passage())
    var parts: [NodeID: ArrayFormula] = [:]
    for node in graph.operations {
      var formula = formula(of: node)
      let value = formula.value(of: trace.kind(of: node))
      forward.lines += formula.lines + ["\(names[node]) = \(value.text)"]
      forward.helpers.formUnion(formula.helpers)
      parts[node] = formula
    }
    if graph.reached.contains(trace.output) {
      backward.lines.append("\(names.gradient(of: trace.output)) = \(seed)")
    }
    var arrived: Set<NodeID> = [trace.output]
    for node in graph.operations.reversed() where graph.reached.contains(node) {
      append(to: &backward, from: node, parts[node] ?? formula(of: node), &arrived)
    }
    let helpers = forward.helpers.union(backward.helpers)
    return PythonProgram(
      graph: graph, words: words,
      preamble: [(helpers.contains(.erf) ? "import math\n\n" : "") + "import numpy as np"]
        + ArrayHelper.allCases.filter(helpers.contains).map(\.text),
      numbers: leaves, forward: forward.lines, backward: backward.lines, method: words.backward,
      comparison: [
        "np.testing.assert_allclose(found, expected, rtol=1e-9, atol=1e-12, err_msg=name)"
      ],
      value: { names[$0] }, gradient: names.gradient,
      sums: { "[np.sum(\($0)), np.sum(\($0) ** 2)]" })
  }

  /// Lines of a pass, and what they call.
  private struct Passage {
    var lines: [String] = []
    var helpers: Set<ArrayHelper> = []
  }

  private func formula(of node: NodeID) -> ArrayFormula {
    ArrayFormula(
      signature: trace.signature(of: node), operands: trace.operands(of: node).map { names[$0] },
      output: names[node], upstream: names.gradient(of: node))
  }

  // MARK: Numbers

  private var leaves: [String] {
    graph.leaves.map { leaf in
      let beginning = "\(names[leaf]) = "
      let value = trace.value(of: leaf)
      // A float of NumPy's own divides by zero as every other does.
      return beginning + PythonLiteral.array(value, indentation: beginning.count)
    }
  }

  private var seed: String {
    PythonLiteral.array(
      trace.upstream, indentation: names.gradient(of: trace.output).count + 3)
  }

  // MARK: Backwards

  /// Sends what has arrived at a node on to its operands.
  private func append(
    to passage: inout Passage, from node: NodeID, _ forward: ArrayFormula,
    _ arrived: inout Set<NodeID>
  ) {
    var formula = forward
    let known = formula.lines.count
    for (slot, rule) in trace.rules(of: node).enumerated() {
      let operand = trace.operands(of: node)[slot]
      guard graph.reached.contains(operand) else { continue }
      let before = formula.lines.count
      let arriving: PythonExpression
      switch rule {
      case .label: continue
      case .pullback(let rule): arriving = formula.expression(rule)
      case .derivative(let rule):
        // n·xⁿ⁻¹ divides by zero at 0, where n is 0 and all of it, too.
        let isConstant = trace.kind(of: node) == .power && trace.attributes(of: node).exponent == 0
        arriving = product(isConstant ? .number(0) : rule, at: node, slot: slot, &formula)
      }
      passage.lines += formula.lines[max(before, known)...]
      let name = names.gradient(of: operand)
      let sum =
        arrived.insert(operand).inserted ? arriving : PythonExpression(name) + arriving
      passage.lines.append("\(name) = \(sum.text)")
    }
    passage.helpers.formUnion(formula.helpers)
  }

  /// Upstream gradient times local derivative, added up along the axes where an operand was repeated.
  private func product(
    _ rule: Formula, at node: NodeID, slot: Int, _ formula: inout ArrayFormula
  ) -> PythonExpression {
    let upstream = PythonExpression(names.gradient(of: node))
    let product: PythonExpression =
      switch rule {
      case .number(1): upstream
      case .number(-1): -upstream
      default: upstream * formula.expression(rule)
      }
    let (operand, result) = (
      trace.shape(of: trace.operands(of: node)[slot]), trace.shape(of: node)
    )
    guard operand != result else { return product }
    let extents = PythonExpression(PythonLiteral.tuple(operand.extents))
    if trace.kind(of: node).isElementwise || trace.kind(of: node) == .where {
      let missing = result.rank - operand.rank
      let axes = result.extents.indices.filter {
        $0 < missing || operand.extents[$0 - missing] != result.extents[$0]
      }
      return .call(
        "np.reshape",
        .call("np.sum", product, .keyword("axis", PythonLiteral.tuple(axes))), extents)
    }
    // One number for all entries.
    return .call("np.broadcast_to", product, extents)
  }
}

extension PythonLiteral {
  /// A tensor as an array, a number as a float of NumPy's.
  fileprivate static func array(_ tensor: Tensor<Double>, indentation: Int) -> String {
    if tensor.shape.rank == 0 { return "np.float64(\(signed(tensor.elements[0])))" }
    return "np.array(" + list(tensor, indentation: indentation + 9) + ")"
  }
}
