import Autodiff
import Notation
import Wording

extension Derivation {
  /// How a node's value comes about: name = formula in names = formula in numbers = value.
  package func forwardStep(_ node: NodeID) -> Step {
    let definition = trace.kind(of: node).definition(for: trace.signature(of: node))
      .simplified(for: trace.signature(of: node))
    if case .einsum(let letters, _, _) = definition {
      let equations = contraction(node, letters, definition)
      return Step(
        node: node, anchor: "f\(node.index)", sentence: forwardSentence(node), equations: equations,
        notes: roundingNotes(equations))
    }
    let equations =
      equationsOfParts(definition, valueOf: node) ?? [equation(ofValue: node, by: definition)]
    return Step(
      node: node, anchor: "f\(node.index)", sentence: forwardSentence(node),
      equations: equations + matrices(node) + windowEquations(node),
      notes: columnNotes(node, definition) + batchNotes(node, isTurned: false) + kinkNotes(node)
        + conventionNotes(node)
        + overflowNotes(node, definition)
        + roundingNotes(equations))
  }

  /// Name = formula in names = formula in numbers = value.
  private func equation(ofValue node: NodeID, by definition: Formula) -> Equation {
    let kind = trace.kind(of: node)
    let value = trace.value(of: node)
    let isColumn = definition.isColumn(for: trace.signature(of: node))
    var equation = Equation(
      shaped(symbols.symbol(node), value.shape, as: definition, at: node))
    equation.add(formula(definition, shapedSetter(node, definition), node))
    if isSmall(node) {
      let choice = choice(
        for: definition, at: node, result: value, isRounded: mayRound(node),
        whole: .function(kind, trace.operands(of: node).indices.map { .operand($0) }),
        showsSides: true)
      let branch = definition.branch(in: environment(node))
      // A case distinction over many entries has no one line of numbers, but what is compared and
      // chosen is to be seen.
      if kind.isFlat || kind == .where, definition.isCases {
        if value.elements.count <= Self.comparedEntries {
          equation.add(numericSetter(node, choice.inputs).set(definition))
        }
      } else if !definition.isRearrangement, !branch.isCases {
        equation.add(formula(branch, numericSetter(node, choice.inputs), node))
      }
      let result = TensorSetter(numerals: numerals).set(choice.result)
      equation.add((isColumn ? result.transposed : result).asValue, choice)
    } else {
      let rounded = rounded(valueOf: node)
      equation.add(excerpt(rounded.tensor, isColumn: isColumn).asValue, rounded.remainder)
    }
    return equation
  }

  /// The most entries that are compared in numbers.
  private static let comparedEntries = 9

  /// What is said where a product of matrices has a vector for a column.
  private func columnNotes(_ node: NodeID, _ definition: Formula) -> [Sentence] {
    let operands = trace.operands(of: node)
    guard case .matrixProduct = definition, trace.shape(of: operands[1]).rank == 1 else {
      return []
    }
    let column = symbols.symbol(operands[1]).transposed
    let words = BilingualSentence(
      en: "A vector is written as a row; the column that the product needs is \(column).",
      ko: "벡터는 행으로 적고, 곱셈에 필요한 열은 \(column)로 적습니다.")
    return [words[language]]
  }

  /// What is said where a definition, carried out as it stands, has no value for numbers for which
  /// the operation in one piece has one; and of a zero whose sign counts.
  private func overflowNotes(_ node: NodeID, _ definition: Formula) -> [Sentence] {
    let operands = trace.operands(of: node)
    guard trace.valueEntries(of: node).areFinite else {
      let isSigned = operands.contains { operand in
        trace.valueEntries(of: operand).contains { $0 == 0 && $0.sign == .minus }
      }
      let words = Bilingual(
        en: "−0 is a zero with a minus sign, and counts as a number just below 0: 1/−0 = −∞.",
        ko: "−0은 0보다 조금 작은 수처럼 음의 부호가 붙은 0입니다. 1/−0 = −∞입니다.")
      return isSigned ? [Sentence(words[language])] : []
    }
    guard isSmall(node), let caution = trace.kind(of: node).profile.caution,
      definition.evaluate(in: environment(node))?.elements.allSatisfy(\.isFinite) == false
    else { return [] }
    return [Sentence(caution[language] + ".")]
  }

  /// Whether a difference may be left by rounding alone: not where one operation adds two numbers
  /// as they were written.
  package func mayRound(_ node: NodeID) -> Bool {
    trace.kind(of: node).profile.entries != .byRule
      || trace.operands(of: node).contains { trace.role(of: $0) == .operation }
  }

  /// What is said where a 0 stands for what rounding left.
  func roundingNotes(_ equations: [Equation]) -> [Sentence] {
    let remainders = equations.flatMap(\.links).compactMap(\.remainder)
    let underflow = underflowNotes(equations)
    guard let largest = remainders.max(by: { abs($0) < abs($1) }) else { return underflow }
    let number = numerals.text(largest)
    return underflow + [
      Sentence(
        Bilingual(
          en: "The terms cancel. Exactly, 0 is left; in the machine rounding leaves \(number).",
          ko: "항이 서로 지워집니다. 정확히는 0이고, 컴퓨터에는 반올림 오차 \(number.with(.subject)) 남습니다.")[language])
    ]
  }

  /// What an operation computes, in names: y = σ(x) = 1/(1 + e⁻ˣ); nil for a leaf.
  package func definition(of node: NodeID) -> Equation? {
    guard trace.role(of: node) == .operation else { return nil }
    let definition = trace.kind(of: node).definition(for: trace.signature(of: node))
      .simplified(for: trace.signature(of: node))
    let isColumn = definition.isColumn(for: trace.signature(of: node))
    let symbol = symbols.symbol(node)
    var equation = Equation(isColumn ? symbol.transposed : symbol)
    if case .einsum(let letters, _, _) = definition {
      equation = Equation(.entry(symbol, letters.result.map { String($0) }))
    }
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
    let writer = PlainTextWriter()
    guard kinks[node] != nil,
      let words = trace.kinkWords(of: node, naming: { writer.text(symbols.symbol($0)) })
    else { return [] }
    let (place, convention) = (words.place, words.convention)
    let note = Bilingual(
      en: "This is exactly at a kink (\(place.english)). By convention, \(convention.english).",
      ko: "여기서 꺾이는 점(\(place.korean))에 정확히 놓였습니다. 약속: \(convention.korean).")
    return [Sentence(note[language])] + tieNotes(node)
  }
}

extension Formula {
  /// Whether the formula only moves entries about.
  var isRearrangement: Bool {
    switch self {
    case .reshaped(.total, _): false
    case .transpose, .rearranged, .reshaped, .slice, .scattered, .permuted, .joined: true
    case .function(let kind, _): kind.profile.entries == .moved
    case .number, .operand, .output, .upstream, .parameter, .count, .sum, .difference, .product,
      .quotient, .power, .negative, .sign, .matrixProduct, .outerProduct, .total, .rowTotal,
      .spread, .extremum, .extremumOver, .selection, .productOver, .otherFactors, .totalFrom,
      .cases, .oneHot, .summed, .einsum, .notAfter, .windowed, .totalExcept, .shaped, .named:
      false
    }
  }
}
