import Autodiff
import Notation
import Wording

extension Derivation {
  /// The gradient of an entry as the fraction ∂L/∂x[i, j].
  package func gradientSymbol(of entry: Entry) -> Math {
    .derivative(
      of: symbols.differentiated, by: .entry(symbols.symbol(entry.node), entry.index))
  }

  /// One entry's gradient in full: for each arrow the sum that it brings, term by term, and then
  /// what all arrows bring together.
  ///
  ///     ∂L/∂W₁[3, 2] = Σᵢ ∂L/∂Y[i, 2] · X[i, 3] = 0.2 · 1 + 0.5 · 3 = 0.2 + 1.5 = 1.7
  package func entryStep(_ entry: Entry) -> Step {
    let name = Math.entry(symbols.symbol(entry.node), entry.index)
    let left = gradientSymbol(of: entry)
    let place = trace.shape(of: entry.node).place(of: entry.index)
    let anchor = "e\(entry.node.index)-" + entry.index.map(String.init).joined(separator: "-")
    let gradient = trace.gradient(of: entry.node).tensor?.elements[place]
    var equations: [Equation] = []
    var notes: [Sentence] = []
    let arriving = trace.isOnPath(entry.node) ? arriving(at: entry.node) : []
    var parts: [Double] = []
    for (position, edge) in arriving.enumerated() {
      let part =
        arriving.count == 1
        ? left : .subscript(.fenced(left), .number(String(position + 1)))
      let sum = EntrySum(self, edge, entry.index, left: part)
      equations += sum.equations
      let more =
        sum.notes + conventionNotes(of: edge.to, slot: edge.slot)
        + tieNotes(edge.to)
      notes += more.filter { !notes.contains($0) }
      parts.append(edge.gradient.tensor?.elements[place] ?? 0)
    }
    if entry.node == trace.output {
      parts.insert(trace.upstream.elements[place], at: 0)
    }
    if parts.count > 1 || equations.isEmpty, let gradient {
      equations.append(total(parts, gradient, left: left))
    }
    notes += roundingNotes(equations)
    return Step(
      node: entry.node, anchor: anchor, sentence: entrySentence(name, arriving.map(\.to)),
      equations: equations, notes: notes)
  }

  private func total(_ parts: [Double], _ gradient: Double, left: Math) -> Equation {
    var total = Equation(left)
    let choice = arithmetic.choice(terms: parts.map { Tensor($0) }, sum: Tensor(gradient))
    if !parts.isEmpty {
      total.add(
        .joined(
          parts.enumerated().map { position, part in
            (position == 0 ? choice.inputs.math(part) : choice.inputs.factor(part)).asGradient
          }, by: "+"))
    }
    total.add(TensorSetter(numerals: numerals).set(choice.result).asGradient, choice)
    return total
  }

  private func entrySentence(_ name: Math, _ users: [NodeID]) -> Sentence {
    guard !users.isEmpty else {
      let output = symbols.symbol(trace.output)
      return BilingualSentence(
        en: "\(output) does not depend on \(name).",
        ko: "\(output, .topic) \(name)에 의존하지 않습니다.")[language]
    }
    var unique: [NodeID] = []
    for user in users where !unique.contains(user) { unique.append(user) }
    let names = Sentence.list(unique.map { symbols.symbol($0) })
    if unique.count == 1, isSeed(unique[0]) {
      return BilingualSentence(
        en: "One entry, \(name): its gradient is how much \(names) changes with it.",
        ko: "원소 하나 \(name): 이 값에 따라 \(names)의 값이 얼마나 변하는지가 곧 기울기입니다.")[language]
    }
    return BilingualSentence(
      en: """
        One entry, \(name): the gradient at each entry of \(names) that it changes, times how much \
        it changes it, added up.
        """,
      ko: """
        원소 하나 \(name): 이 값에 따라 바뀌는 \(names)의 원소마다 들어온 기울기에 그 원소의 변화율을 곱해 모두 \
        더합니다.
        """)[language]
  }
}

/// What one arrow brings to an entry, written out.
struct EntrySum {
  private(set) var equations: [Equation] = []
  private(set) var notes: [Sentence] = []

  /// The most terms on one line, and the most that are written out at all.
  private static let limit = (line: 6, all: 60)

  init(_ derivation: Derivation, _ edge: Contribution<Double>, _ index: [Int], left: Math) {
    let trace = derivation.trace
    let source = EntryTerms(derivation: derivation, edge: edge, index: index)
    let place = trace.shape(of: edge.from).place(of: index)
    let result = edge.gradient.tensor?.elements[place] ?? 0
    let upstream = trace.gradient(of: edge.to).tensor?.elements ?? []
    let shape = trace.shape(of: edge.to)
    guard let terms = source.terms, terms.allSatisfy({ upstream.indices.contains($0.place) }) else {
      var equation = Equation(left)
      equation.add(derivation.numerals.math(result).asGradient)
      equations = [equation]
      return
    }
    func gradient(_ term: EntryTerm) -> Math {
      .derivative(
        of: derivation.symbols.differentiated,
        by: .entry(derivation.symbol(of: edge.to), shape.index(ofPlace: term.place)))
    }
    let isSeed = derivation.isSeed(edge.to)
    // The seed is no factor.
    func symbols(_ term: EntryTerm) -> Math {
      if isSeed { return term.symbol ?? .seed }
      return term.symbol.map { [gradient(term), "·", $0] } ?? gradient(term)
    }
    func numbers(_ term: EntryTerm, _ numerals: Numerals, isFirst: Bool = false) -> Math {
      let u = upstream[term.place]
      if isSeed {
        return (isFirst ? numerals.math(term.factor) : numerals.factor(term.factor)).asGradient
      }
      let number = (isFirst ? numerals.math(u) : numerals.factor(u)).asGradient
      return term.symbol == nil ? number : [number, "·", numerals.factor(term.factor)]
    }
    // What is zero adds nothing; it is counted instead.
    let shown = terms.filter { upstream[$0.place] != 0 && $0.factor != 0 }
    if shown.count < terms.count, terms.count > 1 {
      notes.append(derivation.zeroTerms(terms.count - shown.count, of: terms.count))
    }

    var equation = Equation(left)
    if let general = source.general { equation.add(general) }
    if terms.isEmpty || shown.isEmpty {
      if terms.allSatisfy({ $0.factor == 0 }), let reason = source.absence {
        notes.append(Sentence(derivation.zeroSentence(reason)))
      }
      equation.add(derivation.numerals.math(result).asGradient)
    } else if shown.count <= Self.limit.line {
      // Behind the seed a local derivative may have no name but that of the gradient.
      let name = derivation.gradientSymbol(of: Entry(node: edge.from, index: index))
      if source.general == nil || shown.count <= 2,
        !isSeed || shown.allSatisfy({ $0.symbol != name })
      {
        equation.add(.joined(shown.map(symbols), by: "+"))
      }
      let scale = shown.reduce(0) {
        $0 + abs(upstream[$1.place] * ($1.magnitude ?? $1.factor))
      }
      let printed = shown.reduce(0) { $0 + abs(upstream[$1.place] * $1.factor) }
      let choice = derivation.arithmetic.choice(
        result: Tensor(result), scale: Tensor(scale), printed: Tensor(printed)
      ) { inputs in
        Tensor(
          shown.reduce(0) {
            $0 + inputs.printedValue(upstream[$1.place]) * inputs.printedValue($1.factor)
          })
      }
      equation.add(
        .joined(
          shown.enumerated().map { numbers($1, choice.inputs, isFirst: $0 == 0) }, by: "+"),
        relation: "=")
      let products = shown.map { upstream[$0.place] * $0.factor }
      let sum = derivation.arithmetic.choice(
        terms: products.map { Tensor($0) }, sum: Tensor(result))
      if shown.count > 1, choice.relation == "=", sum.relation == "=", sum.result == choice.result {
        equation.add(
          .joined(
            products.enumerated().map {
              ($0 == 0 ? sum.inputs.math($1) : sum.inputs.factor($1)).asGradient
            }, by: "+"))
      }
      equation.add(
        TensorSetter(numerals: derivation.numerals).set(choice.result).asGradient, choice)
    } else {
      for term in shown.prefix(Self.limit.all) {
        var line = Equation(symbols(term))
        let product = upstream[term.place] * term.factor
        let choice = derivation.arithmetic.choice(
          factors: [upstream[term.place], term.factor], product: product)
        line.add(numbers(term, choice.inputs, isFirst: true))
        line.add(derivation.numerals.math(product).asGradient, relation: choice.relation)
        equations.append(line)
      }
      if shown.count > Self.limit.all {
        notes.append(derivation.moreTerms(shown.count - Self.limit.all))
      }
      if source.general == nil {
        // The sum of the lines above.
        equation.add(
          .joined(
            [symbols(shown[0]), symbols(shown[1]), .sign("⋯"), symbols(shown[shown.count - 1])],
            by: "+"))
      }
      equation.add(derivation.numerals.math(result).asGradient)
    }
    equations.append(equation)
  }
}

extension Derivation {
  fileprivate func zeroTerms(_ zero: Int, of all: Int) -> Sentence {
    Sentence(
      Bilingual(
        en: "\(zero) of \(all) terms \(zero == 1 ? "is" : "are") 0 and left out.",
        ko: "항 \(all)개 가운데 \(zero)개는 0이어서 적지 않았습니다.")[language])
  }

  fileprivate func moreTerms(_ count: Int) -> Sentence {
    Sentence(
      Bilingual(
        en: "\(count) more terms belong to the sum.", ko: "항 \(count)개를 더 더해야 위의 합이 됩니다.")[
          language])
  }
}
