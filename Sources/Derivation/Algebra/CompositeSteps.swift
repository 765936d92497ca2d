import Autodiff
import Notation
import Wording

extension Derivation {
  /// The backward pass from its first node to a last one, and behind an operation that was taken
  /// apart what its parts come to together.
  ///
  /// - Parameter limit: How many nodes are visited at most.
  package func backwardSteps(first limit: Int) -> [Step] {
    var composites = CompositeSteps(self)
    return backwardNodes.prefix(limit).flatMap { [backwardStep($0)] + composites.steps(after: $0) }
  }
}

/// What stands behind the backward steps of an operation that was taken apart: the algebra that
/// leads from its parts to its one rule, and the rule with the numbers.
struct CompositeSteps {
  private let derivation: Derivation
  /// The groups of which a node is the last that the backward pass visits, the innermost first.
  private var endings: [NodeID: [Int]] = [:]
  /// The nodes of each such group, from the first to the last, which has the operation's value.
  private var members: [ClosedRange<Int>?] = []
  /// The operations whose algebra has been written out.
  private var derived: Set<OperationKind> = []
  /// The losses whose algebra behind another operation has been written out.
  private var derivedPairs: Set<Pair> = []

  /// A loss behind an operation.
  private struct Pair: Hashable {
    let inner, loss: OperationKind
  }

  /// Finds the operations that were taken apart.
  init(_ derivation: Derivation) {
    self.derivation = derivation
    let annotations = derivation.trace.annotations
    guard annotations.groups.contains(where: { $0.composite != nil }) else { return }
    members = Array(repeating: nil, count: annotations.groups.count)
    var lastVisited = [NodeID?](repeating: nil, count: annotations.groups.count)
    for node in derivation.trace.nodes {
      for group in annotations.groupPath(of: node) where annotations.groups[group].composite != nil
      {
        members[group] = (members[group]?.lowerBound ?? node.index)...node.index
      }
    }
    for node in derivation.backwardNodes {
      for group in annotations.groupPath(of: node) where members[group] != nil {
        lastVisited[group] = node
      }
    }
    for group in members.indices.reversed() {
      if let node = lastVisited[group] { endings[node, default: []].append(group) }
    }
  }

  /// The steps that follow a node's own.
  mutating func steps(after node: NodeID) -> [Step] {
    (endings[node] ?? []).compactMap { step(ofGroup: $0) }
  }

  private var trace: Trace<Double> { derivation.trace }

  private mutating func step(ofGroup group: Int) -> Step? {
    guard let composite = trace.annotations.groups[group].composite, let nodes = members[group]
    else { return nil }
    let whole = Whole(composite, last: NodeID(nodes.upperBound), in: trace)
    var equations: [Equation] = []
    var notes: [Sentence] = []
    let isFinite = nodes.allSatisfy {
      trace.value(of: NodeID($0)).elements.allSatisfy(\.isFinite)
    }
    if isFinite {
      equations = algebra(of: whole)
      for slot in composite.operands.indices {
        if let rule = rule(of: whole, slot: slot, inside: nodes) { equations.append(rule) }
      }
      equations += pair(whole)
    } else if let caution = composite.kind.profile.caution {
      notes.append(Sentence(caution[derivation.language] + "."))
    }
    if equations.isEmpty && notes.isEmpty { return nil }
    return Step(
      node: whole.last, anchor: "g\(group)", sentence: sentence(whole), equations: equations,
      notes: notes)
  }

  private func sentence(_ whole: Whole) -> Sentence {
    let name = derivation.symbol(of: whole.last)
    let noun = whole.kind.noun[derivation.language]
    return BilingualSentence(
      en: "Taken together, the parts of \(name) (\(noun)) are one rule.",
      ko: "\(name)(\(noun))의 단계를 하나로 모으면 다음과 같습니다.")[derivation.language]
  }

  /// The lines of algebra, the first time that an operation of the kind is met.
  private mutating func algebra(of whole: Whole) -> [Equation] {
    guard trace.recordsGradient(whole.operands[0]), derived.insert(whole.kind).inserted,
      let algebra = Algebra.derivation(
        for: whole.kind, slot: 0, signature: whole.signature,
        names: derivation.algebraNames(whole.operands, whole.last),
        targetMoves: derivation.targetMoves(whole.operands))
    else { return [] }
    return algebra.given + [algebra.equation(in: derivation.language)]
  }

  /// ∂L/∂z by the operation's own rule, with the numbers.
  private func rule(of whole: Whole, slot: Int, inside nodes: ClosedRange<Int>) -> Equation? {
    let operand = whole.operands[slot]
    guard trace.recordsGradient(operand) else { return nil }
    let formula: Formula
    switch whole.kind.rules(for: whole.signature)[slot] {
    case .derivative(let local):
      // One number for all entries, as a mean's, needs no more to be said.
      if local.isNumber, !trace.shape(of: operand).isScalar { return nil }
      let local = local.simplified(for: whole.signature)
      formula = derivation.isSeed(whole.last) ? local : .product(.upstream, local)
    case .pullback(let whole): formula = whole
    case .label: return nil
    }
    let uses = trace.arrivals(at: operand)
    let isOnly = uses.allSatisfy { nodes.contains($0.node.index) }
    let gradient = derivation.gradientSymbol(of: operand)
    let left = isOnly ? gradient : .subscript(.fenced(gradient), derivation.symbol(of: whole.last))
    let own = trace.shape(of: operand)
    let shape = own.rank == 1 && formula.isOfMatrices ? own.row : own
    var equation = Equation(
      whole.changesShapes && !shape.isScalar
        ? .annotated(left, below: TensorSetter.extents(shape)) : left)
    add(formula, of: whole, to: &equation)
    return equation
  }

  /// A loss behind an operation, where both are one simple rule, the first time that they meet.
  private mutating func pair(_ whole: Whole) -> [Equation] {
    guard let (loss, pair) = loss(behind: whole),
      !derivedPairs.contains(Pair(inner: whole.kind, loss: loss.kind))
    else { return [] }
    let (z, t) = (whole.operands[0], loss.operands[1])
    guard
      let algebra = Algebra.derivation(
        for: loss.kind, signature: loss.signature, behind: whole.kind,
        names: (
          derivation.symbol(of: z), derivation.algebraName(t), derivation.symbol(of: whole.last),
          derivation.symbol(of: loss.last)
        ), targetMoves: derivation.targetMoves([z, t]))
    else { return [] }
    derivedPairs.insert(Pair(inner: whole.kind, loss: loss.kind))
    var equation = algebra.equation(in: derivation.language)
    if derivation.isSeed(loss.last) {
      add(pair.rule.simplified(for: loss.signature), of: loss, to: &equation)
    }
    return [equation]
  }

  /// The only user of an operation's value, where that is a loss whose rule becomes simple behind it,
  /// taken apart or not.
  private func loss(behind whole: Whole) -> (loss: Whole, pair: LossPair)? {
    func pair(_ kind: OperationKind) -> LossPair? {
      kind.profile.pairs.first { $0.inner == whole.kind }
    }
    let users = trace.arrivals(at: whole.last).map(\.node)
    for (group, nodes) in zip(trace.annotations.groups, members) {
      guard let composite = group.composite, let nodes, let pair = pair(composite.kind),
        composite.operands[0] == whole.last,
        users.allSatisfy({ nodes.contains($0.index) })
      else { continue }
      return (Whole(composite, last: NodeID(nodes.upperBound), in: trace), pair)
    }
    guard users.count == 1, let pair = pair(trace.kind(of: users[0])),
      trace.operands(of: users[0])[0] == whole.last
    else { return nil }
    let composite = Annotations.Composite(
      kind: trace.kind(of: users[0]), operands: trace.operands(of: users[0]),
      attributes: trace.attributes(of: users[0]))
    return (Whole(composite, last: users[0], in: trace), pair)
  }

  /// Adds a formula in names, in numbers, and its value.
  private func add(_ formula: Formula, of whole: Whole, to equation: inout Equation) {
    let upstream = trace.gradient(of: whole.last).tensor
    let given = FormulaEnvironment(
      signature: whole.signature, operands: whole.operands.map { trace.value(of: $0) },
      output: trace.value(of: whole.last), upstream: upstream)
    // Parts with names of their own stand behind the operands.
    let named = NamedParts(formula, in: given)
    let parts = named?.parts ?? []
    let (environment, rule) = (named?.environment ?? given, named?.formula ?? formula)
    func setter(
      _ operand: @escaping (NodeID) -> Math, part: @escaping (NamedParts.Part) -> Math,
      _ upstream: Math
    ) -> FormulaSetter {
      FormulaSetter(
        signature: environment.signature,
        operand: { slot in
          slot < whole.operands.count
            ? operand(whole.operands[slot]) : part(parts[slot - whole.operands.count])
        },
        output: operand(whole.last), upstream: upstream, numerals: derivation.numerals,
        parts: derivation.symbols.parts)
    }
    var names = setter(
      derivation.symbol,
      part: { derivation.symbols.parts[$0.name] },
      derivation.upstreamSymbol(whole.last))
    names.showsShapes = whole.changesShapes
    names.areVectorsRows = rule.isOfMatrices
    equation.add(names.set(rule))
    let formula = rule.withoutUnitTotals(in: environment)
    if formula != rule {
      equation.add(names.set(formula), reason: derivation.unitTotalReason(whole.operands))
    }
    guard let value = formula.evaluate(in: environment) else { return }
    guard whole.isSmall else {
      equation.add(derivation.excerpt(value).asGradient)
      return
    }
    let choice = derivation.arithmetic.choice(for: formula, in: environment, result: value)
    let tensors = TensorSetter(numerals: choice.inputs)
    var numbers = setter(
      { tensors.set(trace.value(of: $0)).asValue },
      part: { (part: NamedParts.Part) -> Math in
        let math = tensors.set(part.value)
        return part.name.isGradient ? math.asGradient : math.asValue
      }, tensors.set(upstream ?? Tensor(1)).asGradient)
    // What chooses among cases is printed as the numbers it comes to.
    numbers.worked = { part in
      part.isWorkedOut ? part.evaluate(in: environment).map { tensors.set($0) } : nil
    }
    equation.add(numbers.set(formula))
    equation.add(
      TensorSetter(numerals: derivation.numerals).set(value).asGradient,
      relation: choice.relation)
  }
}

/// An operation that was taken apart, as if it had not been.
private struct Whole {
  let kind: OperationKind
  let operands: [NodeID]
  /// The node that has its value.
  let last: NodeID
  let signature: Signature

  init(_ composite: Annotations.Composite, last: NodeID, in trace: Trace<Double>) {
    kind = composite.kind
    operands = composite.operands
    self.last = last
    signature = Signature(
      operands: composite.operands.map { trace.shape(of: $0) }, shape: trace.shape(of: last),
      attributes: composite.attributes)
  }

  /// Whether it has tensors of several shapes, so that a reader asks which fits where.
  var changesShapes: Bool {
    Set((signature.operands + [signature.shape]).filter { !$0.isScalar }).count > 1
  }

  /// Whether its numbers can be written out.
  var isSmall: Bool {
    (signature.operands + [signature.shape]).allSatisfy(TensorSetter.isSmall)
  }
}

extension Formula {
  /// Whether neither operands nor the result stand in it.
  fileprivate var isNumber: Bool {
    switch self {
    case .number, .parameter, .count: true
    case .quotient(let a, let b), .product(let a, let b): a.isNumber && b.isNumber
    case .negative(let a): a.isNumber
    default: false
    }
  }
}
