import Autodiff
import Notation

/// The terms of one entry's gradient that come by one arrow, for every operation.
struct EntryTerms {
  let derivation: Derivation
  let edge: Contribution<Double>
  /// The entry of the operand.
  let index: [Int]

  var trace: Trace<Double> { derivation.trace }
  var node: NodeID { edge.to }
  var signature: Signature { trace.signature(of: node) }
  var place: Int { signature.operands[edge.slot].place(of: index) }

  /// The terms, in the order of the result's entries; nil where the rule has none to show.
  var terms: [EntryTerm]? {
    switch rule {
    case .matrixProduct, .contraction: return letters == nil ? product : contraction
    case .total: return [EntryTerm(place: reduced, factor: 1)]
    case .share:
      let count = signature.count(.reduced)
      return [
        EntryTerm(
          place: reduced, factor: 1 / Double(count),
          symbol: .fraction(.number("1"), .number(String(count))))
      ]
    case .chosen: return selected
    case .moved:
      // The numbers of rows are names: nothing flows back to them.
      return trace.kind(of: node).labels(in: signature)?.slot == edge.slot ? nil : moved
    case .reduced: return reducedTerm
    case .cumulative: return later
    case .softmax: return softmax(isLog: false)
    case .logSoftmax: return softmax(isLog: true)
    case .windows: return windows
    case .byUnits: return byUnits
    case .byRule:
      guard case .derivative(let rule) = trace.rules(of: node)[edge.slot]
      else { return nil }
      return entrywise(rule.simplified(for: signature))
    }
  }

  private var rule: EntryRule { trace.kind(of: node).profile.entries }

  /// The letters by which the operand's gradient is a sum of products; nil of vectors and matrices,
  /// whose products need none.
  private var letters: AxisLetters? {
    guard rule == .contraction || signature.operands.contains(where: { $0.rank > 2 }) else {
      return nil
    }
    return trace.kind(of: node).letters(for: signature)?.exchanged(edge.slot)
  }

  /// The sum in letters, for products of matrices: Σᵢ X[i, 3] · ∂L/∂Y[i, 2].
  var general: Math? {
    if rule == .windows { return generalOfFilter }
    if let letters, !letters.summed.isEmpty { return sum(over: letters) }
    guard rule == .matrixProduct, edge.slot < 2, letters == nil else { return nil }
    let operands = trace.operands(of: node)
    let (rows, columns) = (signature.operands[0].rank == 2, signature.operands[1].rank == 2)
    let other = derivation.symbol(of: operands[1 - edge.slot])
    if edge.slot == 0, columns {
      let upstream = gradient((rows ? ["\(index[0])"] : []) + ["j"])
      return .big(
        "∑", below: .identifier("j"),
        [upstream, "·", .entry(other, ["\(index[index.count - 1])", "j"])])
    }
    if edge.slot == 1, rows {
      let upstream = gradient(["i"] + (columns ? ["\(index[1])"] : []))
      return .big(
        "∑", below: .identifier("i"), [upstream, "·", .entry(other, ["i", "\(index[0])"])])
    }
    return nil
  }

  func gradient(_ index: [String]) -> Math {
    .derivative(
      of: derivation.symbols.differentiated, by: .entry(derivation.symbol(of: node), index))
  }

  // MARK: Sums of products over letters

  /// The other operands, in the order of their slots.
  private var others: [NodeID] {
    var operands = trace.operands(of: node)
    operands.remove(at: edge.slot)
    return operands
  }

  private var contraction: [EntryTerm]? {
    guard let letters else { return nil }
    let others = others
    var extents = letters.extents([signature.shape] + others.map { trace.shape(of: $0) })
    for (letter, extent) in zip(letters.result, signature.operands[edge.slot].extents) {
      extents[letter] = extent
    }
    return letters.products(at: index, extents)?.map { indices in
      var factor = 1.0
      var names: [Math] = []
      for (other, index) in zip(others, indices.dropFirst()) {
        factor *= trace.valueEntries(of: other)[trace.shape(of: other).place(of: index)]
        names.append(.entry(derivation.symbol(of: other), index))
      }
      return EntryTerm(
        place: signature.shape.place(of: indices[0]), factor: factor,
        symbol: names.isEmpty ? nil : .joined(names, by: "·"))
    }
  }

  /// The sum in letters, with the entry's own index for the letters that it has.
  private func sum(over letters: AxisLetters) -> Math {
    let own = Dictionary(uniqueKeysWithValues: zip(letters.result, index.map(String.init)))
    func entry(_ letters: [Character]) -> [String] { letters.map { own[$0] ?? String($0) } }
    let factors =
      (derivation.isSeed(node) ? [] : [gradient(entry(letters.operands[0]))])
      + zip(others, letters.operands.dropFirst()).map {
        .entry(derivation.symbol(of: $0), entry($1))
      }
    return .big(
      "∑", below: .identifier(letters.summed.map { String($0) }.joined(separator: ",")),
      .joined(factors, by: "·"))
  }

  // MARK: Products of matrices

  private var product: [EntryTerm] {
    let operands = trace.operands(of: node)
    let shapes = signature.operands
    let m = shapes[0].rank == 2 ? shapes[0].extents[0] : 1
    let n = shapes[1].rank == 2 ? shapes[1].extents[1] : 1
    let inner = shapes[1].extents[0]
    func term(_ place: Int, other slot: Int, _ entry: Int) -> EntryTerm {
      let tensor = trace.value(of: operands[slot])
      return EntryTerm(
        place: place, factor: tensor.elements[entry],
        symbol: .entry(
          derivation.symbol(of: operands[slot]), shapes[slot].index(ofPlace: entry)))
    }
    switch edge.slot {
    case 0:
      let (i, k) = (place / inner, place % inner)
      return (0..<n).map { j in term(i * n + j, other: 1, k * n + j) }
    case 1:
      let (k, j) = (place / n, place % n)
      return (0..<m).map { i in term(i * n + j, other: 0, i * inner + k) }
    default:
      // The bias is added to every row; one number, to every entry.
      return (0..<(m * n)).filter { shapes[2].count == 1 || $0 % n == place }
        .map { EntryTerm(place: $0, factor: 1) }
    }
  }

  // MARK: Reductions and rearrangements

  /// The entry of the result that a reduction puts the operand's entry into.
  private var reduced: Int { signature.reducedPlace(of: index) }

  /// What a reduction's result changes by with the entry.
  private var reducedTerm: [EntryTerm]? {
    let rule: Formula
    switch trace.rules(of: node)[0] {
    case .derivative(let derivative), .pullback(.product(.spread, let derivative)):
      rule = derivative.simplified(for: signature)
    case .pullback, .label: return nil
    }
    guard let local = trace.evaluate(rule, at: node)?.elements else { return nil }
    let symbol =
      rule == .number(1)
      ? nil
      : Math.derivative(
        of: .entry(
          derivation.symbol(of: node), signature.shape.index(ofPlace: reduced)),
        by: .entry(derivation.symbol(of: edge.from), index))
    return [
      EntryTerm(place: reduced, factor: local.count == 1 ? local[0] : local[place], symbol: symbol)
    ]
  }

  /// The sums that the entry is a part of: its own and all later ones.
  private var later: [EntryTerm] {
    let shape = signature.shape
    guard let axis = shape.axis(signature.attributes.axis ?? 0) else { return [] }
    return (index[axis]..<shape.extents[axis]).map { l in
      var other = index
      other[axis] = l
      return EntryTerm(place: shape.place(of: other), factor: 1)
    }
  }

  private var selected: [EntryTerm] {
    let extremum = Formula.selection(.operand(0), extremum: .output, axis: signature.axes)
    let share = extremum.evaluate(in: derivation.environment(node))?.elements[place] ?? 0
    // Several that are equal share what arrives.
    let symbol: Math? =
      share == 0 || share == 1
      ? nil : .fraction(.number("1"), .number(String(Int((1 / share).rounded()))))
    return [EntryTerm(place: reduced, factor: share, symbol: symbol)]
  }

  /// Where an operation that only moves entries puts this one: found by moving numbered entries.
  private var moved: [EntryTerm] {
    // From 1 on: what an operation puts there of its own is 0.
    var before = 1
    var own = 0
    let labels = trace.kind(of: node).labels(in: signature)?.slot
    let numbered = signature.operands.enumerated().map { slot, shape in
      if slot == labels { return trace.value(of: trace.operands(of: node)[slot]) }
      if slot == edge.slot { own = before + place }
      let tensor = Tensor(
        shape: shape, elements: (0..<shape.count).map { Double(before + $0) })
      before += shape.count
      return tensor
    }
    let formula = trace.kind(of: node).definition(for: signature)
    let result = formula.evaluate(
      in: FormulaEnvironment(
        signature: signature, operands: numbered, output: trace.value(of: node), upstream: nil))
    return (result?.elements ?? []).indices.filter { result?.elements[$0] == Double(own) }
      .map { EntryTerm(place: $0, factor: 1) }
  }

  // MARK: Softmax

  /// ∂sₗ/∂zₖ = sₗ (δ − sₖ), and δ − sₖ for its logarithm.
  private func softmax(isLog: Bool) -> [EntryTerm] {
    let shape = signature.shape
    let axis = shape.axis(signature.attributes.axis ?? -1) ?? shape.rank - 1
    let values = trace.value(of: node).elements
    let operands = trace.value(of: edge.from).elements
    let name = derivation.symbol(of: node)
    let own = Math.entry(name, index)
    let share = isLog ? Math.superscript(.identifier("e"), own) : own
    let powers = Formula.exp(.output).evaluate(in: derivation.environment(node))
    let s = isLog ? powers?.elements[place] ?? 0 : values[place]
    return (0..<shape.extents[axis]).map { l in
      var other = index
      other[axis] = l
      let there = shape.place(of: other)
      let isOwn = there == place
      let rest: Math = isOwn ? ["1", "−", share] : ["−", share]
      if isLog {
        return EntryTerm(
          place: there, factor: (isOwn ? 1 : 0) - s, symbol: rest.bracketed,
          magnitude: (isOwn ? 1 : 0) + s * (1 + abs(operands[place])))
      }
      return EntryTerm(
        place: there, factor: values[there] * ((isOwn ? 1 : 0) - s),
        symbol: isOwn
          ? [own, "·", rest.bracketed]
          : Math.row(["−", .entry(name, other), "·", own]).bracketed,
        magnitude: values[there] * ((isOwn ? 1 : 0) + s))
    }
  }

  // MARK: Entry by entry

  func entrywise(_ rule: Formula) -> [EntryTerm] {
    let operand = signature.operands[edge.slot]
    guard let local = derivation.local(rule, of: node, slot: edge.slot) else { return [] }
    if signature.shape.isScalar {
      let factor = local.elements.count == 1 ? local.elements[0] : local.elements[place]
      return [
        EntryTerm(
          place: 0, factor: rule.isPointwise ? factor : passedOn ?? factor,
          symbol: localSymbol(at: 0, rule))
      ]
    }
    return (0..<signature.shape.count).filter { source($0, operand) == place }.map { entry in
      EntryTerm(
        place: entry,
        factor: local.elements[source(entry, local.shape)], symbol: localSymbol(at: entry, rule))
    }
  }

  /// The local derivative of a scalar result as the backward pass has it, which keeps digits where the
  /// rule's terms cancel; nil where nothing arrived that it could be taken from.
  private var passedOn: Double? {
    guard let upstream = trace.gradient(of: node).scalar, upstream != 0, upstream.isFinite,
      let downstream = edge.gradient.tensor?.elements[place]
    else { return nil }
    return downstream / upstream
  }

  /// Which entry of a smaller tensor is repeated into an entry of the result.
  private func source(_ entry: Int, _ smaller: Shape) -> Int {
    smaller.source(of: entry, in: signature.shape)
  }

  /// Why no entry of the result changes with this one, where its operation chooses among entries.
  var absence: ZeroReason? {
    switch rule {
    case .moved: .notTaken
    case .chosen: trace.kind(of: node) == .minOver ? .notTheMinimum : .notTheMaximum
    case .windows: trace.kind(of: node) == .maxPool2D ? .notTheMaximum : nil
    case .byRule where trace.kind(of: node) == .where: edge.slot == 0 ? .condition : .notChosen
    case .byRule, .matrixProduct, .contraction, .total, .share, .reduced, .cumulative, .softmax,
      .logSoftmax, .byUnits:
      nil
    }
  }

  /// The rule with entries for tensors, where it takes each entry by itself; else ∂y/∂x.
  private func localSymbol(at entry: Int, _ rule: Formula) -> Math? {
    if rule == .number(1) { return nil }
    let operands = trace.operands(of: node)
    guard rule.isPointwise, !rule.isCases else {
      return .derivative(
        of: .entry(derivation.symbol(of: node), signature.shape.index(ofPlace: entry)),
        by: .entry(derivation.symbol(of: edge.from), index))
    }
    let setter = FormulaSetter(
      signature: signature,
      operand: { slot in
        let shape = signature.operands[slot]
        // A scalar result of whole tensors takes the entry in question of each.
        let place = signature.shape.isScalar ? (shape.isScalar ? 0 : place) : source(entry, shape)
        return .entry(derivation.symbol(of: operands[slot]), shape.index(ofPlace: place))
      },
      output: .entry(derivation.symbol(of: node), signature.shape.index(ofPlace: entry)),
      upstream: "1", numerals: derivation.numerals,
      parameter: derivation.writtenParameter(of: node), isOneEntry: true)
    return setter.factor(rule)
  }
}

extension Formula {
  /// Whether the formula takes each entry by itself.
  fileprivate var isPointwise: Bool {
    switch self {
    case .number, .parameter, .count, .operand, .output: true
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .quotient(let a, let b), .power(let a, let b), .extremum(_, let a, let b):
      a.isPointwise && b.isPointwise
    case .negative(let a), .sign(let a): a.isPointwise
    case .function(let function, let operands):
      function.isElementwise && operands.allSatisfy(\.isPointwise)
    case .cases: true
    case .upstream, .matrixProduct, .outerProduct, .transpose, .total, .rowTotal, .spread,
      .extremumOver, .selection, .productOver, .otherFactors, .totalFrom, .reshaped, .rearranged,
      .slice, .scattered, .permuted, .summed, .einsum, .joined, .oneHot, .notAfter, .windowed,
      .totalExcept, .shaped, .named:
      false
    }
  }
}

extension Signature {
  /// The place in a reduction's result that an entry of its operand is put into.
  func reducedPlace(of index: [Int]) -> Int {
    let operand = operands[0]
    let kept = index.indices.compactMap { axis in
      axes.contains(axis, in: operand) ? attributes.keepsAxes ? 0 : nil : index[axis]
    }
    return shape.place(of: kept)
  }
}
