import Autodiff

/// A function of micrograd's `Value`s, written as `Value`'s own methods are: a value, and how its
/// gradient goes back.
struct MicrogradFunction: Hashable {
  /// What stands behind the function's name.
  private let body: [String]
  /// The function of a node; nil where its formulas are about more than single numbers.
  init?(_ kind: OperationKind, at node: NodeID, in trace: Trace<Double>) {
    let signature = trace.signature(of: node)
    let count = signature.operands.count
    let parameters = count == 1 ? ["x"] : ["a", "b", "c", "d"].prefix(count).map(\.self)
    guard parameters.count == count else { return nil }
    let formulas = ScalarFormula(
      signature: signature, operands: parameters.map { PythonExpression("\($0).data") },
      output: PythonExpression("out.data"), upstream: PythonExpression("out.grad"))
    guard let value = formulas.expression(kind.definition(for: signature)) else { return nil }
    var back: [String] = []
    for (parameter, rule) in zip(parameters, trace.rules(of: node)) {
      let arriving: PythonExpression?
      switch rule {
      case .label, .derivative(.number(0)): continue
      case .derivative(.number(1)): arriving = formulas.upstream
      case .derivative(let rule):
        arriving = formulas.expression(rule).map { $0 * formulas.upstream }
      case .pullback(let rule): arriving = formulas.expression(rule)
      }
      guard let arriving else { return nil }
      back.append("\(parameter).grad += \(arriving.text)")
    }
    let list = parameters.joined(separator: ", ")
    body =
      [
        "(\(list)):",
        "    out = Value(\(value.text), (\(list)\(count == 1 ? "," : "")), \"\(kind.name)\")",
      ]
      + (back.isEmpty
        ? []
        : ["", "    def _backward():"] + back.map { "        " + $0 } + [
          "", "    out._backward = _backward",
        ]) + ["    return out"]
  }

  /// The function under a name.
  func text(named name: String) -> String { "def \(name)" + body.joined(separator: "\n") }
}

/// The functions that a program defines, each once.
struct MicrogradFunctions {
  private var functions: [NodeID: String] = [:]
  /// What they are called.
  private(set) var names: Set<String> = []
  /// Their texts, in the order in which they are called first.
  private(set) var texts: [String] = []

  /// The functions of a trace, for all that `Value` does not know by itself.
  init(of trace: Trace<Double>) {
    var defined: [MicrogradFunction: String] = [:]
    for node in trace.nodes {
      let kind = trace.kind(of: node)
      guard kind != .leaf, kind != .power, Self.known[kind] == nil,
        let function = MicrogradFunction(kind, at: node, in: trace)
      else { continue }
      if let name = defined[function] {
        functions[node] = name
        continue
      }
      // Another slope, or another way of writing a rule, makes another function of it.
      let plain = Self.otherNames[kind] ?? kind.name
      var (name, number) = (plain, 2)
      while names.contains(name) {
        name = "\(plain)_\(number)"
        number += 1
      }
      names.insert(name)
      defined[function] = name
      functions[node] = name
      texts.append(function.text(named: name))
    }
  }

  /// What is called otherwise, since the functions call Python's own of that name.
  private static let otherNames: [OperationKind: String] = [
    .abs: "absolute", .max: "maximum", .min: "minimum",
  ]

  /// The name of a node's function; nil where it has none.
  subscript(node: NodeID) -> String? { functions[node] }

  /// What `Value` knows by itself, beside powers.
  static let known: [OperationKind: @Sendable ([PythonExpression]) -> PythonExpression] = [
    .identity: { $0[0] },
    .add: { $0[0] + $0[1] },
    .subtract: { $0[0] - $0[1] },
    .multiply: { $0[0] * $0[1] },
    .dropout: { $0[0] * $0[1] },
    .divide: { $0[0] / $0[1] },
    .square: { $0[0].power(.number(2)) },
    .reciprocal: { .number(1) / $0[0] },
    .negate: { -$0[0] },
    .relu: { $0[0].followed(by: ".relu()") },
  ]
}
