import Autodiff
import Wording

extension Derivation {
  /// How a node's value comes about: name = formula in names = formula in numbers = value.
  public func forwardStep(_ node: NodeID) -> Step {
    let kind = trace.kind(of: node)
    let value = trace.value(of: node)
    let definition = kind.definition(for: trace.signature(of: node))
      .simplified(for: trace.signature(of: node))
    var equation = Equation(symbols.symbol(node))
    equation.add(formula(definition, setter(node), node))
    if isSmall(node) {
      let choice = arithmetic.choice(for: definition, in: environment(node), result: value)
      if !definition.isRearrangement {
        equation.add(formula(definition, numericSetter(node, choice.inputs), node))
      }
      equation.add(valueMath(of: node), relation: choice.relation)
    } else {
      equation.add(TensorSetter.shape(value.shape).asValue)
    }
    return Step(
      node: node, anchor: "f\(node.index)", sentence: forwardSentence(node), equations: [equation],
      notes: kinkNotes(node))
  }

  /// A formula; a case distinction is named by its function where it has one, since a reader looks
  /// up the case and not the text of all of them.
  func formula(_ formula: Formula, _ setter: FormulaSetter, _ node: NodeID) -> Math {
    switch trace.kind(of: node) {
    case .sigmoid: return [.function("σ"), .fenced(setter.set(.operand(0)))]
    case .relu: return [.function("max"), .fenced(["0", .sign(","), setter.set(.operand(0))])]
    case .leakyReLU, .elu, .erf, .gelu, .silu, .softplus:
      return [.function(trace.kind(of: node).name), .fenced(setter.set(.operand(0)))]
    case .softmax, .logSoftmax:
      return [
        .function(trace.kind(of: node) == .softmax ? "softmax" : "ln softmax"),
        .fenced(setter.set(.operand(0))),
      ]
    case .transpose, .reshape, .flatten, .index, .concat:
      return rearrangement(setter, node)
    default: return setter.set(formula)
    }
  }

  private func rearrangement(_ setter: FormulaSetter, _ node: NodeID) -> Math {
    let operands = trace.operands(of: node).indices.map { setter.set(.operand($0)) }
    switch trace.kind(of: node) {
    case .transpose: return .superscript(operands[0], .identifier("T"))
    case .index:
      let subscripts = trace.attributes(of: node).index ?? []
      return [operands[0], .text("[" + subscripts.map(\.text).joined(separator: ", ") + "]")]
    default:
      return [
        .function(trace.kind(of: node).name), .fenced(.joined(operands, by: ",")),
      ]
    }
  }

  func kinkNotes(_ node: NodeID) -> [Sentence] {
    guard let hit = kinks[node] else { return [] }
    return [
      language == .korean
        ? "여기서 꺾이는 점(\(hit.kink.place))에 정확히 놓였습니다. 약속: \(hit.kink.convention)."
        : "This is exactly at a kink (\(hit.kink.place)). By convention, \(hit.kink.convention)."
    ]
  }
}

extension Formula {
  /// Whether the formula only moves entries about.
  var isRearrangement: Bool {
    switch self {
    case .transpose, .rearranged, .indexed, .joined: true
    default: false
    }
  }
}

extension Subscript {
  /// The subscript as the graph language writes it.
  public var text: String {
    switch self {
    case .at(let index): "\(index)"
    case .range(let from, let to):
      "\(from.map(String.init) ?? ""):\(to.map(String.init) ?? "")"
    }
  }
}
