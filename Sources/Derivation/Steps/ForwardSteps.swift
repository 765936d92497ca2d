import Autodiff
import Wording

extension Derivation {
  /// How a node's value comes about: name = formula in names = formula in numbers = value.
  package func forwardStep(_ node: NodeID) -> Step {
    let kind = trace.kind(of: node)
    let value = trace.value(of: node)
    let definition = kind.definition(for: trace.signature(of: node))
      .simplified(for: trace.signature(of: node))
    var equation = Equation(shaped(symbols.symbol(node), value.shape, at: node))
    equation.add(formula(definition, shapedSetter(node), node))
    if isSmall(node) {
      let choice = arithmetic.choice(for: definition, in: environment(node), result: value)
      let branch = definition.branch(in: environment(node))
      // A case distinction over many entries has no one line of numbers.
      if !definition.isRearrangement, !branch.isCases {
        equation.add(formula(branch, numericSetter(node, choice.inputs), node))
      }
      equation.add(valueMath(of: node), relation: choice.relation)
    } else {
      equation.add(excerpt(value).asValue)
    }
    return Step(
      node: node, anchor: "f\(node.index)", sentence: forwardSentence(node), equations: [equation],
      notes: kinkNotes(node))
  }

  /// What an operation computes, in names: y = σ(x) = 1/(1 + e⁻ˣ); nil for a leaf.
  package func definition(of node: NodeID) -> Equation? {
    guard trace.role(of: node) == .operation else { return nil }
    let definition = trace.kind(of: node).definition(for: trace.signature(of: node))
      .simplified(for: trace.signature(of: node))
    var equation = Equation(symbols.symbol(node))
    equation.add(formula(definition, setter(node), node))
    if !definition.isRearrangement { equation.add(setter(node).set(definition)) }
    return equation
  }

  /// A formula; what the field calls by a name of its own stands under that name.
  func formula(_ formula: Formula, _ setter: FormulaSetter, _ node: NodeID) -> Math {
    switch trace.kind(of: node) {
    case .sigmoid: return setter.set(.function(.sigmoid, .operand(0)))
    case .relu: return [.function("max"), .fenced(["0", .sign(","), setter.set(.operand(0))])]
    case .softmax: return setter.set(.function(.softmax, .operand(0)))
    case .logSoftmax: return setter.set(.function(.logSoftmax, .operand(0)))
    case .transpose: return setter.transposed(.operand(0))
    case .reshape: return setter.reshaped(.operand(0), to: trace.shape(of: node))
    case .index: return [setter.set(.operand(0)), .text(subscripts(of: node))]
    case .flatten, .concat:
      let operands = trace.operands(of: node).indices.map { setter.set(.operand($0)) }
      return [.function(trace.kind(of: node).name), .fenced(.joined(operands, by: ","))]
    default: return setter.set(formula)
    }
  }

  func kinkNotes(_ node: NodeID) -> [Sentence] {
    guard let hit = kinks[node] else { return [] }
    let (place, convention) = (hit.kink.place[language], hit.kink.convention[language])
    return [
      language == .korean
        ? "여기서 꺾이는 점(\(place))에 정확히 놓였습니다. 약속: \(convention)."
        : "This is exactly at a kink (\(place)). By convention, \(convention)."
    ]
  }
}

extension Formula {
  /// Whether the formula only moves entries about.
  var isRearrangement: Bool {
    switch self {
    case .transpose, .rearranged, .reshaped, .indexed, .scattered, .joined, .part: true
    default: false
    }
  }
}

extension Subscript {
  /// The subscript as the graph language writes it.
  package var text: String {
    switch self {
    case .at(let index): "\(index)"
    case .range(let from, let to):
      "\(from.map(String.init) ?? ""):\(to.map(String.init) ?? "")"
    }
  }
}
