import Autodiff
import Notation
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
      let choice = choice(
        for: definition, at: node, result: value, isRounded: mayRound(node))
      let branch = definition.branch(in: environment(node))
      // A case distinction over many entries has no one line of numbers.
      if !definition.isRearrangement, !branch.isCases {
        equation.add(formula(branch, numericSetter(node, choice.inputs), node))
      }
      equation.add(TensorSetter(numerals: numerals).set(choice.result).asValue, choice)
    } else {
      equation.add(excerpt(value).asValue)
    }
    return Step(
      node: node, anchor: "f\(node.index)", sentence: forwardSentence(node), equations: [equation],
      notes: kinkNotes(node) + conventionNotes(node) + roundingNotes([equation]))
  }

  /// Whether a difference may be left by rounding alone: not where one operation adds two numbers
  /// as they were written.
  private func mayRound(_ node: NodeID) -> Bool {
    trace.kind(of: node).profile.entries != .byRule
      || trace.operands(of: node).contains { trace.role(of: $0) == .operation }
  }

  /// What is said where a 0 stands for what rounding left.
  func roundingNotes(_ equations: [Equation]) -> [Sentence] {
    let remainders = equations.flatMap(\.links).compactMap(\.remainder)
    guard let largest = remainders.max(by: { abs($0) < abs($1) }) else { return [] }
    let number = numerals.text(largest)
    return [
      Sentence(
        Bilingual(
          en: "The terms cancel: 0 but for rounding, of which the machine keeps \(number).",
          ko: "항이 서로 지워집니다. 반올림 오차를 빼면 0이며, 컴퓨터에는 \(number.with(.subject)) 남아 있습니다.")[language])
    ]
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
    let kind = trace.kind(of: node)
    if case .definition = kind.profile.writing { return setter.set(formula) }
    return setter.set(.function(kind, trace.operands(of: node).indices.map { .operand($0) }))
  }

  func kinkNotes(_ node: NodeID) -> [Sentence] {
    guard kinks[node] != nil, let words = trace.kind(of: node).kinkWords else { return [] }
    let (place, convention) = (words.place, words.convention)
    let note = Bilingual(
      en: "This is exactly at a kink (\(place.english)). By convention, \(convention.english).",
      ko: "여기서 꺾이는 점(\(place.korean))에 정확히 놓였습니다. 약속: \(convention.korean).")
    return [Sentence(note[language])]
  }
}

extension Formula {
  /// Whether the formula only moves entries about.
  var isRearrangement: Bool {
    switch self {
    case .transpose, .rearranged, .reshaped, .indexed, .scattered, .joined, .part: true
    case .number, .operand, .output, .upstream, .parameter, .count, .sum, .difference, .product,
      .quotient, .power, .negative, .function, .sign, .matrixProduct, .outerProduct, .total,
      .rowTotal, .spread, .extremum, .extremumOver, .selection, .cases, .oneHot:
      false
    }
  }
}
