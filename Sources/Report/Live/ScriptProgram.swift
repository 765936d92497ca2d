import Autodiff
import Derivation

/// A graph as JavaScript: its leaves, both passes by the formulas of its operations, and what its
/// numbers are called. The pages' script runs it with other leaves.
///
///     n(2,mul(v[0],v[1]));      // forward: node 2 is the product of nodes 0 and 1
///     a(2);d(2,0,0,v[1],1);     // backward: ∂/∂v₀ is what arrived at 2, times v₁
///
/// Beside each value and gradient it says how large the terms are together that were added up, so that
/// what only rounding left is written as 0, as everywhere (``Rounded``).
struct ScriptProgram {
  private let trace: Trace<Double>
  private let derivation: Derivation
  /// The operations' formulas with the widened operands in place of their values.
  private let forward, backward: String

  /// The most numbers that a graph may have: more cannot be followed by eye.
  static let numberLimit = 600
  /// The most nodes.
  static let nodeLimit = 120

  /// Writes a graph; nil where it is too large, or has an operation that the script has no words for.
  init?(_ derivation: Derivation) {
    let trace = derivation.trace
    guard trace.nodeCount <= Self.nodeLimit, trace.recordsGradient(trace.output),
      trace.nodes.reduce(0, { $0 + trace.shape(of: $1).count }) <= Self.numberLimit
    else { return nil }
    self.trace = trace
    self.derivation = derivation
    let operations = trace.nodes.filter { trace.kind(of: $0) != .leaf }
    let values = operations.compactMap { Self.value(of: $0, derivation) }
    guard values.count == operations.count else { return nil }
    let gradients = operations.reversed().compactMap { Self.gradients(from: $0, derivation) }
    guard gradients.count == operations.count else { return nil }
    forward = values.joined(separator: "\n")
    backward = gradients.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func formula(
    _ node: NodeID, _ trace: Trace<Double>, widened: Bool = false
  ) -> ScriptFormula {
    ScriptFormula(
      signature: trace.signature(of: node),
      operands: trace.operands(of: node).map { "\(widened ? "w" : "v")[\($0.index)]" },
      output: "v[\(node.index)]", upstream: "\(widened ? "h" : "g")[\(node.index)]")
  }

  /// The line that computes a node.
  private static func value(of node: NodeID, _ derivation: Derivation) -> String? {
    let trace = derivation.trace
    guard let value = formula(node, trace).value(of: trace.kind(of: node)) else { return nil }
    var line = "n(\(node.index),to(\(value),\(ScriptFormula.list(trace.shape(of: node).extents)))"
    if derivation.mayRound(node) {
      let signature = trace.signature(of: node)
      let terms = trace.kind(of: node).definition(for: signature).simplified(for: signature)
      if let scale = formula(node, trace, widened: true).expression(terms.magnitude) {
        line += ",()=>\(scale)"
      }
    }
    return line + ");"
  }

  /// The line that sends on what arrived at a node; empty where nothing does, nil where the script has
  /// no words for a rule.
  private static func gradients(from node: NodeID, _ derivation: Derivation) -> String? {
    let trace = derivation.trace
    let edges = trace.edges(into: node).filter { $0.gradient.tensor != nil }
    guard !edges.isEmpty else { return "" }
    let (kind, signature) = (trace.kind(of: node), trace.signature(of: node))
    let rules = kind.rules(for: signature)
    let exact = formula(node, trace)
    var line = "a(\(node.index));"
    for edge in edges {
      let arrow = "\(node.index),\(edge.slot),\(edge.from.index)"
      switch rules[edge.slot] {
      case .label: continue
      case .derivative(let rule):
        guard let local = local(rule, kind, exact) else { return nil }
        line += "d(\(arrow),\(local)\(kind.isElementwise || kind == .where ? ",1" : ""));"
      case .pullback(let rule):
        guard let gradient = exact.expression(rule) else { return nil }
        let terms = rule.simplified(for: signature).magnitude
        let scale = formula(node, trace, widened: true).expression(terms)
        let whole = guarded(gradient, kind, exact)
        line += "p(\(arrow),\(whole)\(scale.map { ",()=>\($0)" } ?? ""));"
      }
    }
    return line
  }

  /// A local derivative, near the ends of a function in the way that keeps its digits there.
  private static func local(
    _ rule: Formula, _ kind: OperationKind, _ formula: ScriptFormula
  ) -> String? {
    if kind == .sigmoid || kind == .tanh {
      return "\(kind.name)Slope(\(formula.operands[0]),\(formula.output))"
    }
    return formula.expression(rule).map { guarded($0, kind, formula) }
  }

  /// A root has the slope 0 where the result is 0.
  private static func guarded(
    _ expression: String, _ kind: OperationKind, _ formula: ScriptFormula
  ) -> String {
    kind == .norm || kind == .standardDeviation
      ? "atRoot(\(formula.output),\(expression))" : expression
  }

  // MARK: The object

  /// The graph as an object of JavaScript.
  ///
  /// - Parameter figure: The id of the figure whose numbers follow.
  func object(figure: String) -> String {
    let labels = Set(
      trace.nodes.flatMap { node in
        zip(trace.operands(of: node), trace.rules(of: node)).compactMap { operand, rule in
          if case .label = rule { operand } else { nil }
        }
      })
    let leaves = trace.nodes.filter { trace.kind(of: $0) == .leaf }.map { leaf in
      let isFixed = labels.contains(leaf) || trace.annotations.names[leaf] == nil
      return "[\(leaf.index),\(ScriptFormula.tensor(trace.value(of: leaf)))\(isFixed ? "" : ",1")]"
    }
    let writer = PlainTextWriter()
    let names = trace.nodes.filter {
      trace.annotations.names[$0] != nil || trace.role(of: $0) == .operation
    }
    .map { node in
      let gradient =
        trace.gradient(of: node).tensor == nil
        ? "" : writer.text(derivation.gradientSymbol(of: node))
      return
        "[\(node.index),\(quoted(writer.text(derivation.symbol(of: node)))),\(quoted(gradient))]"
    }
    return "{id:\(quoted(figure)),digits:\(derivation.numerals.digits),out:\(trace.output.index),\n"
      + "seed:\(ScriptFormula.tensor(trace.upstream)),\n"
      + "leaves:[\(leaves.joined(separator: ","))],\n"
      + "names:[\(names.joined(separator: ","))],\n"
      + "forward(v,w,n){\(forward)},\nbackward(v,w,g,h,a,d,p){\(backward)}}"
  }
}

/// A text between quotes, as a script in a page has it.
func quoted(_ text: String) -> String {
  var string = "\""
  for character in text {
    switch character {
    case "\"", "\\": string += "\\\(character)"
    // Nothing in a script must look like its end.
    case "<": string += "\\u003c"
    case "\n": string += "\\n"
    default: string.append(character)
    }
  }
  return string + "\""
}
