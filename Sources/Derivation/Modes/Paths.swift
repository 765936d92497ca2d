import Autodiff
import Notation

/// All ways from one node to the output, each with the product of the local derivatives along it: their
/// sum is the gradient.
///
///     ∂L/∂x = ∂L/∂u · ∂u/∂x + ∂L/∂v · ∂v/∂x
package struct Paths: Sendable {
  let derivation: Derivation
  /// Where they begin.
  package let start: NodeID
  /// How many there are; nil where that is more than a machine's whole number holds.
  package let count: UInt64?
  /// How many arrows lie on any of them.
  package let arrows: Int
  /// How many arrows they have together; nil where too many.
  package let steps: UInt64?
  /// The ways themselves, arrow by arrow from the start on; empty where there are too many to be
  /// written out, or tensors too large for matrices lie on them.
  package private(set) var ways: [[Contribution<Double>]] = []

  /// The most ways that are written out.
  package static let limit = 64
  /// The most arrows that the ways together may have to be written out.
  private static let arrowLimit = 1_000

  /// Finds the ways from a node to the output.
  package init(_ derivation: Derivation, from start: NodeID) {
    self.derivation = derivation
    self.start = start
    let trace = derivation.trace
    // From each node on: how many ways, and how many arrows these have together.
    var counts = [UInt64?](repeating: 0, count: trace.nodeCount)
    var lengths = [UInt64?](repeating: 0, count: trace.nodeCount)
    var arrows = 0
    if trace.isOnPath(start), trace.recordsGradient(start) {
      let isBetween = trace.ways(from: start, to: trace.output)
      counts[trace.output.index] = 1
      for node in trace.nodes.reversed()
      where node >= start && node < trace.output && isBetween[node.index] {
        for use in trace.arrivals(at: node) {
          arrows += 1
          counts[node.index] = counts[node.index].plus(counts[use.node.index])
          lengths[node.index] = lengths[node.index].plus(lengths[use.node.index])
            .plus(counts[use.node.index])
        }
      }
    }
    count = counts[start.index]
    steps = lengths[start.index]
    self.arrows = arrows
    guard let count, count > 0, count <= UInt64(Self.limit), let steps, steps <= Self.arrowLimit
    else { return }
    let ways = derivation.ways(from: start)
    if ways.allSatisfy({ $0.allSatisfy(derivation.isWrittenAsMatrix) }) { self.ways = ways }
  }

  private var trace: Trace<Double> { derivation.trace }

  /// Whether every node on the ways is a single number.
  private var isOfScalars: Bool {
    ways.allSatisfy { $0.allSatisfy(derivation.isOfScalars) } && trace.shape(of: start).isScalar
  }

  /// The steps: what each arrow multiplies by, the ways one by one, their sum.
  ///
  /// - Parameter prefix: What the steps' anchors begin with.
  package func steps(_ prefix: String) -> [Step] {
    guard !ways.isEmpty else { return [] }
    let words = ModeWords(derivation)
    return locals(prefix, words)
      + ways.enumerated().map { place, way in
        Step(
          node: start, anchor: "\(prefix)p\(place + 1)",
          sentence: words.path(
            place + 1, [start] + way.map(\.to), symbol: derivation.symbol(of:)),
          equations: [equation(of: way, place + 1)], notes: [])
      } + (ways.count > 1 ? [total(prefix, words)] : [])
  }

  /// The local derivative of each arrow on any of the ways, in the order of the forward pass.
  private func locals(_ prefix: String, _ words: ModeWords) -> [Step] {
    var seen: Set<Arrow> = []
    var steps: [Step] = []
    let edges = ways.flatMap { $0 }.filter { seen.insert(Arrow($0)).inserted }
      .sorted { ($0.to, $0.slot) < ($1.to, $1.slot) }
    var first = edges.startIndex
    while first < edges.endIndex {
      let node = edges[first].to
      let group = edges[first...].prefix { $0.to == node }
      first = group.endIndex
      steps.append(
        Step(
          node: node, anchor: "\(prefix)l\(node.index)", sentence: words.locals(node),
          equations: group.compactMap { derivation.jacobianEquation($0, named: symbol(of: $0)) },
          notes: derivation.kinkNotes(node)))
    }
    return steps
  }

  private struct Arrow: Hashable {
    let node: NodeID
    let slot: Int
    init(_ edge: Contribution<Double>) { (node, slot) = (edge.to, edge.slot) }
  }

  /// ∂y/∂a of an arrow; the arrow straight from the start to the output is told from the gradient.
  private func symbol(of arrow: Contribution<Double>) -> Math {
    ways.count == 1
      ? derivation.localSymbol(arrow)
      : derivation.localSymbol(arrow, following: start, to: trace.output)
  }

  private func symbol(ofWay number: Int) -> Math {
    ways.count == 1
      ? derivation.gradientSymbol(of: start)
      : .subscript(.fenced(derivation.gradientSymbol(of: start)), .number(String(number)))
  }

  /// Whether the way's factors begin with a gradient that was given at the output.
  private var begins: Bool { trace.upstream.scalar != 1 }

  private func equation(of way: [Contribution<Double>], _ number: Int) -> Equation {
    var equation = Equation(symbol(ofWay: number))
    var symbols = way.reversed().map(symbol)
    if begins { symbols.insert(derivation.gradientSymbol(of: trace.output), at: 0) }
    equation.add(.joined(symbols, by: "·"))
    let matrices = factors(of: way)
    let result = product(of: way)
    let tensors = result.shape
    let choice = derivation.arithmetic.choice(result: result) { inputs in
      let printed = matrices.map { $0.map(inputs.printedValue) }
      return printed.dropFirst().reduce(printed[0]) { $0.times(matrix: $1) }
        .reshaped(to: tensors)
    }
    equation.add(
      .joined(
        matrices.enumerated().map { place, matrix in
          let setter = TensorSetter(numerals: choice.inputs)
          let math =
            matrix.elements.count == 1
            ? choice.inputs.factor(matrix.elements[0]) : setter.set(matrix.rowAsVector)
          return begins && place == 0 ? math.asGradient : math
        }, by: "·"))
    equation.add(
      TensorSetter(numerals: derivation.numerals).set(choice.result.rowAsVector).asGradient, choice)
    return equation
  }

  /// The Jacobians along a way, from the output down, after the gradient given there.
  private func factors(of way: [Contribution<Double>]) -> [Tensor<Double>] {
    var factors = way.reversed().map { trace.jacobian(of: $0.to, slot: $0.slot) }
    if begins {
      let given = trace.upstream
      factors.insert(
        Tensor(shape: Shape([1, given.elements.count]), elements: given.elements), at: 0)
    }
    return factors
  }

  /// What a way brings, as a row; a number where the start is one.
  private func product(of way: [Contribution<Double>]) -> Tensor<Double> {
    let factors = factors(of: way)
    let product = factors.dropFirst().reduce(factors[0]) { $0.times(matrix: $1) }
    return isOfScalars ? Tensor(product.elements[0]) : product.rowAsVector
  }

  private func total(_ prefix: String, _ words: ModeWords) -> Step {
    var sum = Equation(derivation.gradientSymbol(of: start))
    sum.add(.joined(ways.indices.map { symbol(ofWay: $0 + 1) }, by: "+"))
    let parts = ways.map(product)
    let exact = parts.dropFirst().reduce(parts[0]) { $0.plus($1) }
    let choice = derivation.arithmetic.choice(terms: parts, sum: exact)
    let setter = TensorSetter(numerals: choice.inputs)
    sum.add(
      .joined(
        parts.enumerated().map { place, part in
          (place > 0 && (part.scalar ?? 0) < 0 ? setter.set(part).bracketed : setter.set(part))
            .asGradient
        }, by: "+"))
    sum.add(
      TensorSetter(numerals: derivation.numerals).set(choice.result).asGradient, choice)
    return Step(
      node: start, anchor: "\(prefix)sum", sentence: words.sumOfPaths(ways.count),
      equations: [sum], notes: derivation.roundingNotes([sum]))
  }

  /// What all ways take, and what the backward pass takes.
  package var comparison: Sentence { ModeWords(derivation).comparison(self) }

  /// Whether the sum of the ways is what the backward pass found.
  package var agreement: Sentence? {
    guard !ways.isEmpty, let gradient = trace.gradient(of: start).tensor else { return nil }
    let parts = ways.map(product)
    let sum = parts.dropFirst().reduce(parts[0]) { $0.plus($1) }
    let isSame = zip(sum.elements, gradient.elements).allSatisfy { a, b in
      a == b || abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-300)
    }
    return ModeWords(derivation).agreement(
      derivation.gradientSymbol(of: start), derivation.numerals.math(gradient), isSame: isSame)
  }
}

extension UInt64? {
  /// The sum, or nil where it is too large.
  fileprivate func plus(_ other: UInt64?) -> UInt64? {
    guard let self, let other else { return nil }
    let (sum, isTooLarge) = self.addingReportingOverflow(other)
    return isTooLarge ? nil : sum
  }
}

extension Tensor where Scalar == Double {
  /// The product of two matrices.
  fileprivate func times(matrix other: Tensor<Double>) -> Tensor<Double> {
    let (rows, inner, columns) = (shape.extents[0], shape.extents[1], other.shape.extents[1])
    var entries = [Double](repeating: 0, count: rows * columns)
    for row in 0..<rows {
      for place in 0..<inner {
        let factor = elements[row * inner + place]
        for column in 0..<columns {
          entries[row * columns + column] += factor * other.elements[place * columns + column]
        }
      }
    }
    return Tensor(shape: Shape([rows, columns]), elements: entries)
  }

  /// The same entries in another shape.
  fileprivate func reshaped(to shape: Shape) -> Tensor<Double> {
    Tensor(shape: shape, elements: elements)
  }
}

extension Derivation {
  /// All ways from a node to the output, in the order in which they were written.
  fileprivate func ways(from start: NodeID) -> [[Contribution<Double>]] {
    var ways: [[Contribution<Double>]] = []
    var open: [[Contribution<Double>]] = [[]]
    while let way = open.popLast() {
      let end = way.last?.to ?? start
      if end == trace.output {
        ways.append(way)
      } else {
        // The last one put on the pile is taken first: the nearest.
        open += trace.arrivals(at: end).map { way + [trace.edge(into: $0.node, slot: $0.slot)] }
      }
    }
    return ways
  }
}
