import Autodiff
import Notation

/// Writes chains one after the other, and remembers what has been derived where.
struct ChainBuilder {
  let derivation: Derivation
  let regions: Regions
  let check: GradientCheck?
  /// Where each factor ∂upper/∂lower was derived.
  var factors: [Factor: String] = [:]
  /// The operations whose rule has been derived from their definition.
  var rules: Set<OperationKind> = []
  /// Where each gradient was found.
  var gradients: [NodeID: String] = [:]

  /// The most factors of one product, and of all products that one variable needs.
  static let factorLimit = (product: 16, total: 72)

  init(_ derivation: Derivation, check: GradientCheck?) {
    self.derivation = derivation
    self.check = check
    regions = Regions(derivation.trace)
  }

  var trace: Trace<Double> { derivation.trace }
  var words: ChainWords { ChainWords(derivation) }

  /// A link of a chain: the derivative of one result by what it is computed from.
  struct Factor: Hashable {
    let upper, lower: NodeID
  }

  /// The way up from a node as far as it is the only one: to the output, or to a node with several.
  struct Way {
    /// From the node upwards.
    var nodes: [NodeID]
    var factors: [Factor] {
      zip(nodes.dropFirst(), nodes).map { Factor(upper: $0, lower: $1) }.reversed()
    }
    /// Where it ends.
    var top: NodeID { nodes[nodes.count - 1] }
  }

  mutating func chain(of node: NodeID) -> Chain {
    guard trace.recordsGradient(node) else { return unwritten(node, .notComputed) }
    guard trace.isOnPath(node) else { return unwritten(node, .noPath) }
    guard node != trace.output else { return local(node, .unrolled) }
    guard let needed = needed(for: node) else { return local(node, .long) }
    guard needed.allSatisfy(isScalar) else { return local(node, .tensors) }
    let forks = needed.filter { regions.users(of: $0).count > 1 && $0 != node }
    var steps = forks.filter { gradients[$0] == nil }.map { fork($0) }
    steps.append(regions.users(of: node).count > 1 ? fork(node) : product(node))
    return Chain(node: node, form: .unrolled, steps: steps)
  }

  // MARK: Ways

  /// The way from a node through one of its users, or through the only one.
  func way(from node: NodeID, through user: NodeID? = nil) -> Way {
    var way = Way(nodes: [node])
    var next = user ?? regions.users(of: node).first
    while let upper = next {
      way.nodes.append(upper)
      let users = upper == trace.output ? [] : regions.users(of: upper)
      next = users.count == 1 ? users[0] : nil
    }
    return way
  }

  /// All nodes between a node and the output, the nearest to the output first; nil where a way is
  /// too long to be written out.
  func needed(for node: NodeID) -> [NodeID]? {
    var needed: Set<NodeID> = []
    var open = [node]
    var count = 0
    while let next = open.popLast() {
      guard needed.insert(next).inserted, next != trace.output else { continue }
      let users = regions.users(of: next)
      count += users.count
      if count > Self.factorLimit.total { return nil }
      if users.count > 1 || next == node {
        for user in users
        where way(from: next, through: user).factors.count > Self.factorLimit.product {
          return nil
        }
      }
      open += users
    }
    return needed.sorted { $0.index > $1.index }
  }

  func isScalar(_ node: NodeID) -> Bool {
    trace.shape(of: node).isScalar
      && (node == trace.output ? [] : regions.users(of: node)).allSatisfy {
        trace.shape(of: $0).isScalar
          && trace.operands(of: $0).allSatisfy { trace.shape(of: $0).isScalar }
      }
  }

  // MARK: Steps

  /// ∂L/∂x as one product along the only way.
  mutating func product(_ node: NodeID) -> Step {
    let way = way(from: node)
    var equations: [Equation] = []
    if way.factors.count > 1 || begins(way) {
      var chain = Equation(derivation.gradientSymbol(of: node))
      chain.add(symbols(of: way))
      equations.append(chain)
    }
    var reused: [StepLink] = []
    let anchor = anchor(of: node)
    equations += derive(way, at: anchor, reused: &reused)
    if way.factors.count > 1 || begins(way) {
      equations.append(numbers(of: way, left: derivation.gradientSymbol(of: node)))
    }
    gradients[node] = anchor
    return Step(
      node: node, anchor: anchor,
      sentence: words.oneWay(
        node, to: way.top, arrows: derivation.trace.arrivals(at: node).count), equations: equations,
      notes: notes(at: node, way.factors, equations), links: reused)
  }

  /// ∂L/∂x as the sum over the ways that lead on from x.
  mutating func fork(_ node: NodeID) -> Step {
    let users = regions.users(of: node)
    let anchor = anchor(of: node)
    let ways = users.map { way(from: node, through: $0) }
    var sum = Equation(derivation.gradientSymbol(of: node))
    sum.add(.joined(ways.map(symbols), by: "+"))
    var equations = [sum]
    var reused: [StepLink] = []
    var parts: [Double] = []
    for (user, way) in zip(users, ways) {
      equations += derive(way, at: anchor, reused: &reused)
      let part = values(of: way)
      if way.factors.count > 1 || begins(way) {
        equations.append(numbers(of: way, left: partSymbol(node, through: user)))
      }
      parts.append(part.reduce(1, *))
    }
    equations.append(total(of: node, users: users, parts: parts))
    gradients[node] = anchor
    return Step(
      node: node, anchor: anchor, sentence: words.severalWays(node, through: users),
      equations: equations, notes: notes(at: node, ways.flatMap(\.factors), equations),
      links: reused)
  }

  func total(of node: NodeID, users: [NodeID], parts: [Double]) -> Equation {
    var total = Equation(derivation.gradientSymbol(of: node))
    total.add(.joined(users.map { partSymbol(node, through: $0) }, by: "+"))
    let gradient = trace.gradient(of: node).scalar ?? 0
    let choice = derivation.arithmetic.choice(
      terms: parts.map { Tensor($0) }, sum: Tensor(gradient))
    total.add(
      .joined(
        parts.enumerated().map { position, part in
          (position == 0 ? choice.inputs.math(part) : choice.inputs.factor(part)).asGradient
        }, by: "+"))
    total.add(TensorSetter(numerals: derivation.numerals).set(choice.result).asGradient, choice)
    return total
  }

  func anchor(of node: NodeID) -> String { "c\(node.index)" }

  /// The part of a gradient that comes by one of several ways.
  func partSymbol(_ node: NodeID, through user: NodeID) -> Math {
    if let pass = derivation.pass(of: user, using: node) {
      return Math.fenced(derivation.gradientSymbol(of: node))
        .told(by: .init(parts: pass.map { .pass($0) }))
    }
    return .subscript(.fenced(derivation.gradientSymbol(of: node)), derivation.symbol(of: user))
  }

  // MARK: Products

  /// Whether a product begins with a gradient: that of a node with several ways, or one that was
  /// given at the output.
  func begins(_ way: Way) -> Bool {
    !derivation.isSeed(way.top)
  }

  func symbols(of way: Way) -> Math {
    var factors = way.factors.map(symbol)
    if begins(way) { factors.insert(derivation.gradientSymbol(of: way.top), at: 0) }
    return .joined(factors, by: "·")
  }

  /// ∂upper/∂lower; where that would also be the name of a whole gradient, the part through upper.
  func symbol(_ factor: Factor) -> Math {
    if derivation.isSeed(factor.upper), regions.users(of: factor.lower).count > 1 {
      return partSymbol(factor.lower, through: factor.upper)
    }
    return .derivative(
      of: derivation.symbol(of: factor.upper), by: derivation.symbol(of: factor.lower))
  }

  func values(of way: Way) -> [Double] {
    var values = way.factors.map(value)
    if begins(way) { values.insert(trace.gradient(of: way.top).scalar ?? 0, at: 0) }
    return values
  }

  func numbers(of way: Way, left: Math) -> Equation {
    let values = values(of: way)
    let product = values.reduce(1, *)
    let choice = derivation.arithmetic.choice(factors: values, product: product)
    var equation = Equation(left)
    equation.add(symbols(of: way))
    equation.add(
      .joined(
        values.enumerated().map { position, value in
          let number =
            position == 0 ? choice.inputs.math(value) : choice.inputs.factor(value)
          return position == 0 && begins(way) ? number.asGradient : number
        }, by: "·"))
    equation.add(derivation.numerals.math(product).asGradient, choice)
    return equation
  }

  // MARK: Node by node

  func unwritten(_ node: NodeID, _ form: Chain.Form) -> Chain {
    var equations: [Equation] = []
    if form == .noPath, let zero = derivation.math(of: trace.gradient(of: node)) {
      var equation = Equation(derivation.gradientSymbol(of: node))
      equation.add(zero)
      equations.append(equation)
    }
    let step = Step(
      node: node, anchor: anchor(of: node), sentence: words.noWay(node, form),
      equations: equations, notes: [])
    return Chain(node: node, form: form, steps: [step])
  }

  /// The steps of the backward pass that lie between the output and a node.
  func local(_ node: NodeID, _ form: Chain.Form) -> Chain {
    var onWay: Set<NodeID> = [node]
    for other in trace.nodes where other.index > node.index && trace.isOnPath(other) {
      if trace.operands(of: other).contains(where: onWay.contains) { onWay.insert(other) }
    }
    var steps: [Step] = []
    if form == .tensors { steps.append(nested(node)) }
    if form == .long {
      steps.append(
        Step(
          node: node, anchor: anchor(of: node), sentence: words.long(node), equations: [],
          notes: []))
    }
    for other in onWay.sorted(by: { $0.index > $1.index }) {
      let step = derivation.backwardStep(other) { onWay.contains($0.from) && $0.to != node }
      if !step.equations.isEmpty { steps.append(step.renamed("c\(node.index)-\(other.index)")) }
    }
    if let last = steps.popLast() {
      steps.append(last.adding(notes: notes(at: node).filter { !last.notes.contains($0) }))
    }
    return Chain(node: node, form: form, steps: steps)
  }

  /// The rules put into one another: ∂L/∂W₁ = Xᵀ · ∂L/∂A = Xᵀ · (∂L/∂H ∘ …).
  func nested(_ node: NodeID) -> Step {
    let gradient = derivation.gradientSymbol(of: node)
    let arriving = derivation.arriving(at: node)
    let isColumn = arriving.count == 1 && derivation.isColumn(arriving[0])
    var equation = Equation(isColumn ? gradient.transposed : gradient)
    for line in derivation.nestedRules(from: node) { equation.add(line) }
    let isNested = !equation.links.isEmpty
    return Step(
      node: node, anchor: anchor(of: node), sentence: words.tensors(node, isNested: isNested),
      equations: isNested ? [equation] : [], notes: [])
  }

  // MARK: Proof

  func notes(
    at node: NodeID, _ factors: [Factor] = [], _ equations: [Equation] = []
  ) -> [Sentence] {
    var notes = derivation.kinkNotes(node)
    for factor in factors {
      for (slot, operand) in trace.operands(of: factor.upper).enumerated()
      where operand == factor.lower {
        for note in derivation.conventionNotes(of: factor.upper, slot: slot)
        where !notes.contains(note) {
          notes.append(note)
        }
      }
    }
    notes += derivation.roundingNotes(equations)
    let reason = trace.gradient(of: node).zeroReason
    if let reason { notes.append(Sentence(derivation.zeroSentence(reason))) }
    // A label is a number of a class, and no step leads from one to the next.
    if reason == .label { return notes }
    let entries = check?.entries.filter { $0.leaf == node } ?? []
    if let proof = words.proof(entries) { notes.append(proof) }
    return notes
  }
}
