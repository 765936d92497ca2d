import Autodiff
import Notation
import Wording

extension Derivation {
  /// How a node's gradient comes about and flows on: the sum of what arrives, then for each operand
  /// slot the rule, the numbers, the product.
  package func backwardStep(_ node: NodeID) -> Step { backwardStep(node) { _ in true } }

  /// The step with some of the operand slots alone.
  func backwardStep(_ node: NodeID, where isShown: (Contribution<Double>) -> Bool) -> Step {
    var equations: [Equation] = []
    if node == trace.output { equations.append(start) }
    let arrivals = trace.arrivals(at: node).count
    if arrivals > 1 { equations.append(sum(ofArrivalsAt: node)) }
    var notes = kinkNotes(node)
    for edge in trace.edges(into: node) where trace.recordsGradient(edge.from) && isShown(edge) {
      equations += passing(edge)
      for note in conventionNotes(of: node, slot: edge.slot) where !notes.contains(note) {
        notes.append(note)
      }
      if let reason = edge.gradient.zeroReason {
        let note = Sentence(zeroSentence(reason))
        if !notes.contains(note) { notes.append(note) }
      }
      notes += rowNotes(edge)
      if let waiting = waitingNote(edge) { notes.append(waiting) }
    }
    notes += batchNotes(node, isTurned: true) + roundingNotes(equations)
    return Step(
      node: node, anchor: "b\(node.index)", sentence: backwardSentence(node, arrivals),
      equations: equations, notes: notes)
  }

  /// ∂L/∂L = 1: what the output's gradient begins with.
  package var start: Equation {
    var start = Equation(symbols.gradient(trace.output))
    start.add(math(of: trace.gradient(of: trace.output)) ?? "1")
    return start
  }

  /// What happens at a node of the backward pass.
  package func backwardSentence(_ node: NodeID) -> Sentence {
    backwardSentence(node, trace.arrivals(at: node).count)
  }

  /// ∂L/∂x = the sum of the arrows that arrive at x.
  private func sum(ofArrivalsAt node: NodeID) -> Equation {
    var equation = Equation(symbols.gradient(node))
    guard let total = trace.gradient(of: node).tensor else { return equation }
    let count = trace.arrivals(at: node).count
    guard TensorSetter.isSmall(total.shape), count <= Self.termLimit else {
      equation.add(sumOfParts(of: node, count))
      equation.add(excerpt(total).asGradient)
      return equation
    }
    var terms = arriving(at: node).compactMap(\.gradient.tensor)
    var printed = arriving(at: node).compactMap { rounded($0)?.tensor }
    if node == trace.output {
      terms.insert(trace.upstream, at: 0)
      printed.insert(trace.upstream, at: 0)
    }
    let choice = arithmetic.choice(terms: terms, sum: total)
    let tensors = TensorSetter(numerals: choice.inputs)
    equation.add(
      .joined(printed.map { term($0, tensors) }, by: "+"))
    equation.add(TensorSetter(numerals: numerals).set(choice.result).asGradient, choice)
    return equation
  }

  /// A gradient's numbers as a line of an equation has them; nil where nothing was computed.
  func math(of gradient: Gradient<Double>) -> Math? {
    gradient.tensor.map { TensorSetter(numerals: numerals).set($0).asGradient }
  }

  /// The most terms of a sum that are written out.
  private static let termLimit = 12

  private func term(_ tensor: Tensor<Double>, _ tensors: TensorSetter) -> Math {
    let math = tensors.set(tensor)
    return (tensor.scalar.map { $0 < 0 } == true ? math.bracketed : math).asGradient
  }

  /// (∂L/∂x)₁ + (∂L/∂x)₂, with ⋯ for what lies between where there are many.
  func sumOfParts(of node: NodeID, _ count: Int) -> Math {
    let shown = count <= Self.partLimit ? Array(1...count) : [1, 2]
    var parts = shown.map { partSymbol(of: node, $0) }
    if count > Self.partLimit { parts += [.sign("⋯"), partSymbol(of: node, count)] }
    return .joined(parts, by: "+")
  }

  /// The passes from which the parts of a gradient come, where each comes from one of its own: then it
  /// is a sum over a loop. In the order of the parts.
  func passes(of node: NodeID) -> [[Int]]? {
    let annotations = trace.annotations
    guard !annotations.nameScopes.isEmpty else { return nil }
    let arrivals = trace.arrivals(at: node)
    guard (2...Self.passLimit).contains(arrivals.count), node != trace.output else { return nil }
    var seen: Set<[Int]> = []
    var loops: Set<[Int?]> = []
    var passes: [[Int]] = []
    let own = annotations.groupPath(of: node)
    for (user, _) in arrivals {
      // Within the pass in which the node itself stands, only loops further in tell its uses apart.
      let path = annotations.groupPath(of: user)
      let inner = zip(path, own).prefix { $0 == $1 }.count
      let groups = path[inner...].filter { annotations.groups[$0].pass != nil }
      let numbers = groups.compactMap { annotations.groups[$0].pass?.number }
      guard !numbers.isEmpty, seen.insert(numbers).inserted else { return nil }
      loops.insert([groups.first.flatMap { annotations.groups[$0].parent }, numbers.count])
      passes.append(numbers)
    }
    return loops.count == 1 ? passes : nil
  }

  /// The pass from which the part of a gradient comes that a user of the node brings; nil where parts
  /// are told apart in another way.
  func pass(of user: NodeID, using node: NodeID) -> [Int]? {
    guard let passes = passes(of: node) else { return nil }
    let annotations = trace.annotations
    let path = annotations.groupPath(of: user)
    let inner = zip(path, annotations.groupPath(of: node)).prefix { $0 == $1 }.count
    let numbers = path[inner...].compactMap { annotations.groups[$0].pass?.number }
    return passes.contains(numbers) ? numbers : nil
  }

  /// Of how many passes the parts of a gradient are told apart.
  private static let passLimit = 100

  /// What the loops are called over which a gradient is a sum, from the outermost in.
  func loopNames(of node: NodeID) -> [String] {
    guard let user = trace.arrivals(at: node).first?.node else { return [] }
    let annotations = trace.annotations
    let own = annotations.groupPath(of: node)
    let path = annotations.groupPath(of: user)
    let inner = zip(path, own).prefix { $0 == $1 }.count
    return path[inner...].compactMap { annotations.groups[$0].pass?.name }
  }

  /// The most arrows whose names are written out in their sum.
  private static let partLimit = 4

  /// The part of a node's gradient that one arrow brings.
  func partSymbol(of node: NodeID, _ part: Int?) -> Math {
    guard let part else { return symbols.gradient(node) }
    if let passes = passes(of: node) {
      return Math.fenced(symbols.gradient(node)).told(
        by: .init(parts: passes[part - 1].map { .pass($0) }))
    }
    return .subscript(.fenced(symbols.gradient(node)), .number(String(part)))
  }

  /// Which of several arrows into its operand an edge is, from 1; nil where it is the only one.
  func part(_ edge: Contribution<Double>) -> Int? {
    guard trace.arrivals(at: edge.from).count > 1 else { return nil }
    return trace.position(of: edge).map { $0 + 1 }
  }

  /// Whether an operand that a contribution has arrived at waits for others.
  private func waitingNote(_ edge: Contribution<Double>) -> Sentence? {
    let count = trace.arrivals(at: edge.from).count
    guard let part = part(edge), part < count else { return nil }
    return waitingSentence(edge.from, arrived: part, of: count)
  }

  /// The equations of one operand slot.
  func passing(_ edge: Contribution<Double>) -> [Equation] {
    let node = edge.to
    let signature = trace.signature(of: node)
    let left = partSymbol(of: edge.from, part(edge))
    switch trace.rules(of: node)[edge.slot] {
    case .derivative(let formula):
      let formula = formula.simplified(for: signature)
      if formula.hasParts { return entrywiseOfParts(edge, formula, left) }
      return trace.shape(of: edge.from).isScalar && signature.shape.isScalar
        ? scalar(edge, formula, left) : [entrywise(edge, formula, left)]
    case .pullback(let formula):
      let formula = formula.simplified(for: signature)
      return
        (equationsOfParts(formula, along: edge, left) ?? pullback(edge, formula, left))
        + windowEquations(edge, formula, part(edge))
    case .label:
      var equation = Equation(shaped(left, trace.shape(of: edge.from), at: node))
      equation.add(math(of: edge.gradient) ?? .number("0"))
      return [equation]
    }
  }

  /// First the local derivative, then upstream × local = downstream; behind the seed the one is the
  /// other.
  private func scalar(
    _ edge: Contribution<Double>, _ formula: Formula, _ left: Math
  ) -> [Equation] {
    let node = edge.to
    let local = trace.localDerivative(of: node, slot: edge.slot) ?? 0
    if isSeed(node) { return [localEquation(edge, formula, of: left)] }
    let derivative = localEquation(edge, formula)

    let upstream = trace.gradient(of: node).scalar ?? 0
    let downstream = edge.gradient.scalar ?? 0
    var product = Equation(left)
    product.add([symbols.gradient(node), "·", localSymbol(edge)])
    let digits = arithmetic.choice(
      factors: [upstream, local], product: downstream,
      scale: rounding.arrows[.init(node: node, slot: edge.slot)])
    product.add([
      digits.inputs.factor(upstream).asGradient, "·", digits.inputs.factor(local),
    ])
    product.add(numerals.math(digits.result.scalar ?? downstream).asGradient, digits)
    return [derivative, product]
  }

  /// ∂y/∂a between scalars: the rule in names, in numbers, and what that comes to.
  ///
  /// - Parameters:
  ///   - gradient: The gradient that it is at the same time; nil for the local derivative alone.
  ///   - name: What it is called, if otherwise than ∂y/∂a.
  func localEquation(
    _ edge: Contribution<Double>, _ formula: Formula, of gradient: Math? = nil,
    named name: Math? = nil
  ) -> Equation {
    let node = edge.to
    let local = trace.localDerivative(of: node, slot: edge.slot) ?? 0
    func coloured(_ math: Math) -> Math { gradient == nil ? math : math.asGradient }
    var derivative = Equation(gradient ?? name ?? localSymbol(edge))
    let choice = choice(for: formula, at: node, result: Tensor(local))
    let rule = setter(node, choice.inputs).set(formula)
    derivative.add(isWritten(formula, at: node) ? coloured(rule) : rule)
    let branch = formula.branch(in: environment(node))
    let isConvention = trace.conventions(of: node, slot: edge.slot) != nil
    if branch.standsForNumbers, !isConvention {
      derivative.add(numericSetter(node, choice.inputs).set(branch))
    }
    if isWritten(branch, at: node) {
      // The number stands there already, with all of its digits.
      if branch != formula { derivative.add(coloured(setter(node).set(branch))) }
    } else {
      let result = coloured(numerals.math(local))
      if isConvention { derivative.add(result) } else { derivative.add(result, choice) }
    }
    return derivative
  }

  /// ∂y/∂a between scalars, by whatever rule; nil for a class label, which has none.
  func localEquation(_ edge: Contribution<Double>, named name: Math? = nil) -> Equation? {
    switch trace.rules(of: edge.to)[edge.slot] {
    case .label: return nil
    case .derivative(let formula):
      return localEquation(
        edge, formula.simplified(for: trace.signature(of: edge.to)), named: name)
    case .pullback:
      var equation = Equation(name ?? localSymbol(edge))
      equation.add(numerals.math(trace.localDerivative(of: edge.to, slot: edge.slot) ?? 0))
      return equation
    }
  }

  /// ∂y/∂a of one operand slot; numbered where the node takes the operand more than once.
  func localSymbol(_ edge: Contribution<Double>) -> Math {
    let symbol = Math.derivative(of: symbols.symbol(edge.to), by: symbols.symbol(edge.from))
    let slots = trace.operands(of: edge.to).enumerated().filter { $0.element == edge.from }
    guard slots.count > 1, let place = slots.firstIndex(where: { $0.offset == edge.slot }) else {
      return symbol
    }
    return .subscript(.fenced(symbol), .number(String(place + 1)))
  }
}

extension Formula {
  /// Whether the formula is a case distinction.
  var isCases: Bool { if case .cases = self { true } else { false } }

  /// The case that holds, for numbers; any other formula is its own only case.
  func branch(in environment: FormulaEnvironment) -> Formula {
    guard case .cases(let condition, let then, let otherwise) = self else { return self }
    guard let left = condition.left.evaluate(in: environment)?.scalar,
      let right = condition.right.evaluate(in: environment)?.scalar
    else { return self }
    return (condition.relation.holds(left, right) ? then : otherwise).branch(in: environment)
  }

  /// Whether numbers can be put in: the formula is not itself a number.
  var standsForNumbers: Bool {
    switch self {
    case .number, .parameter, .count: false
    case .negative(let a): a.standsForNumbers
    default: true
    }
  }
}
