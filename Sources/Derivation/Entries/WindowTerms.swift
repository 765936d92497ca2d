import Autodiff
import Notation

/// The terms of one entry's gradient where windows run over images, and for operations in which
/// whole rows depend on one another.
extension EntryTerms {
  /// The entries of the result whose window the operand's entry lies in, each with what it was
  /// multiplied with there.
  var windows: [EntryTerm]? {
    // Worked out once: all windows are gone through.
    let (signature, place) = (self.signature, self.place)
    let operands = trace.operands(of: node)
    var terms: [EntryTerm] = []
    switch trace.kind(of: node).definition(for: signature).windowRule {
    case .correlation:
      if edge.slot == 2 {
        let windows = signature.shape.extents.suffix(2).reduce(1, *)
        let filters = signature.operands[1].extents[0]
        return (0..<signature.shape.count).filter { $0 / windows % filters == place }
          .map { EntryTerm(place: $0, factor: 1) }
      }
      let other = 1 - edge.slot
      let values = trace.valueEntries(of: operands[other])
      for entry in 0..<signature.shape.count {
        for tap in signature.taps(of: entry, by: .correlation) {
          let (own, factor) =
            edge.slot == 0 ? (tap.image, tap.filter) : (tap.filter, tap.image)
          guard own == place else { continue }
          terms.append(
            EntryTerm(
              place: entry, factor: values[factor],
              symbol: derivation.entrySymbol(operands[other], factor)))
        }
      }
    case .maximum:
      let x = trace.valueEntries(of: operands[0])
      for entry in 0..<signature.shape.count {
        let places = signature.taps(of: entry, by: .maximum).map(\.image)
        let winner = places.first { place in places.allSatisfy { !(x[$0] > x[place]) } }
        if winner == place { terms.append(EntryTerm(place: entry, factor: 1)) }
      }
    case .average:
      let count = signature.windowCount
      for entry in 0..<signature.shape.count
      where signature.taps(of: entry, by: .average).contains(where: { $0.image == place }) {
        terms.append(
          EntryTerm(
            place: entry, factor: 1 / Double(count),
            symbol: .fraction(.number("1"), .number(String(count)))))
      }
    case .convolution, .filters, .patches, .returning, .routing, .sharing, nil: return nil
    }
    return terms
  }

  /// The sum in letters for an entry of a filter: Σ ∂L/∂Y[n, 0, i, j] · X[n, 1, i + 2, j].
  var generalOfFilter: Math? {
    guard trace.kind(of: node) == .conv2D, edge.slot == 1,
      !derivation.isWritten(trace.operands(of: node)[0])
    else { return nil }
    let attributes = signature.attributes
    let stride = attributes[AttributeName<Int>.stride] ?? 1
    let padding = attributes[AttributeName<Int>.margin] ?? 0
    func along(_ letter: String, _ tap: Int) -> String {
      let shift = tap - padding
      let step = stride == 1 ? letter : "\(stride)\(letter)"
      return shift == 0 ? step : shift < 0 ? "\(step)−\(-shift)" : "\(step)+\(shift)"
    }
    let images = signature.shape.rank == 4 ? ["n"] : []
    let result = images + ["\(index[0])", "i", "j"]
    let image = images + ["\(index[1])", along("i", index[2]), along("j", index[3])]
    return .big(
      "∑", below: .identifier((images + ["i", "j"]).joined(separator: ",")),
      [
        gradient(result), "·",
        .entry(derivation.symbol(of: trace.operands(of: node)[0]), image),
      ])
  }

  /// Each entry of the result that changes with the operand's, found by what a gradient of 1 there
  /// would send back; nil where there are too many to try.
  var byUnits: [EntryTerm]? {
    switch trace.rules(of: node)[edge.slot] {
    case .label: return nil
    case .derivative(let rule): return entrywise(rule.simplified(for: signature))
    case .pullback(let rule):
      let shape = signature.shape
      guard shape.count <= Self.mostUnits else { return nil }
      let environment = derivation.environment(node)
      return (0..<shape.count).compactMap { entry in
        var unit = [Double](repeating: 0, count: shape.count)
        unit[entry] = 1
        let arriving = FormulaEnvironment(
          signature: signature, operands: environment.operands, output: environment.output,
          upstream: Tensor(shape: shape, elements: unit))
        guard let factor = rule.evaluate(in: arriving)?.elements[place], factor != 0 else {
          return nil
        }
        return EntryTerm(
          place: entry, factor: factor,
          symbol: .derivative(
            of: .entry(derivation.symbol(of: node), shape.index(ofPlace: entry)),
            by: .entry(derivation.symbol(of: edge.from), index)),
          magnitude: rule.magnitude.evaluate(in: arriving)?.elements[place])
      }
    }
  }

  /// The most entries of a result that are tried one by one.
  private static let mostUnits = 600
}

extension Derivation {
  /// An entry of an operand by its name and index; of numbers without a name, the number itself.
  func entrySymbol(_ node: NodeID, _ place: Int) -> Math {
    let value = trace.value(of: node)
    guard !isWritten(node) else {
      return TensorSetter(numerals: numerals).written(value).numerals
        .factor(value.elements[place])
    }
    return .entry(symbols.symbol(node), value.shape.index(ofPlace: place))
  }

  /// One window of a result written out in numbers: what its filter is multiplied with, and what it
  /// comes to; the largest of a window of pooling.
  func windowEquations(_ node: NodeID) -> [Equation] {
    let signature = trace.signature(of: node)
    let operands = trace.operands(of: node)
    guard let rule = trace.kind(of: node).definition(for: signature).windowRule else { return [] }
    switch rule {
    case .correlation, .maximum, .average: break
    case .convolution, .filters, .patches, .returning, .routing, .sharing: return []
    }
    // The first window that lies wholly in its image, or the first of all.
    let windows = signature.shape.extents.suffix(2).reduce(1, *)
    let full = (0..<windows).map { signature.taps(of: $0, by: rule).count }
    let entry = full.firstIndex(of: full.max() ?? 0) ?? 0
    let taps = signature.taps(of: entry, by: rule)
    let x = trace.valueEntries(of: operands[0])
    let y = trace.valueEntries(of: node)[entry]
    var equation = Equation(
      .entry(symbols.symbol(node), signature.shape.index(ofPlace: entry)))
    func image(_ place: Int) -> Math { entrySymbol(operands[0], place) }
    guard rule == .correlation else {
      let isShort = taps.count <= Self.mostWritten
      let shown = isShort ? taps : Array(taps.prefix(3))
      func listed(_ math: (Int) -> Math, by sign: String) -> Math {
        .joined(
          shown.map { math($0.image) } + (isShort ? [] : [.sign("⋯")]), by: sign)
      }
      if rule == .maximum {
        equation.add([.function("max"), .fenced(listed(image, by: ","))])
        equation.add([
          .function("max"), .fenced(listed({ numerals.math(x[$0]).asValue }, by: ",")),
        ])
        equation.add(numerals.math(y).asValue)
        return [equation]
      }
      let count = Math.number(String(signature.windowCount))
      equation.add(.fraction(listed(image, by: "+"), count))
      let choice = arithmetic.choice(
        result: Tensor(y), scale: Tensor(taps.reduce(0) { $0 + abs(x[$1.image]) })
      ) { inputs in
        Tensor(
          taps.reduce(0) { $0 + inputs.printedValue(x[$1.image]) } / Double(signature.windowCount))
      }
      equation.add(
        .fraction(listed({ choice.inputs.factor(x[$0]).asValue }, by: "+"), count))
      equation.add(TensorSetter(numerals: numerals).set(choice.result).asValue, choice)
      return [equation]
    }
    let w = trace.valueEntries(of: operands[1])
    let filter = entry / windows % signature.operands[1].extents[0]
    let bias = operands.count == 3 ? trace.valueEntries(of: operands[2])[filter] : nil
    let isShort = taps.count <= Self.mostWritten
    let shown = isShort ? taps : Array(taps.prefix(3))
    var names = shown.map { tap -> Math in
      [image(tap.image), "·", entrySymbol(operands[1], tap.filter)]
    }
    if !isShort || names.count > 4 { names = Array(names.prefix(2)) + [.sign("⋯")] }
    if bias != nil { names.append(entrySymbol(operands[2], filter)) }
    equation.add(.joined(names, by: "+"))
    let size = taps.reduce(abs(bias ?? 0)) { $0 + abs(x[$1.image] * w[$1.filter]) }
    let choice = arithmetic.choice(result: Tensor(y), scale: Tensor(size)) { inputs in
      Tensor(
        taps.reduce(bias.map(inputs.printedValue) ?? 0) {
          $0 + inputs.printedValue(x[$1.image]) * inputs.printedValue(w[$1.filter])
        })
    }
    var numbers = shown.enumerated().map { position, tap -> Math in
      let first =
        position == 0 ? choice.inputs.math(x[tap.image]) : choice.inputs.factor(x[tap.image])
      return [first.asValue, "·", choice.inputs.factor(w[tap.filter]).asValue]
    }
    if !isShort { numbers.append(.sign("⋯")) }
    if let bias { numbers.append(choice.inputs.factor(bias).asValue) }
    equation.add(.joined(numbers, by: "+"))
    equation.add(TensorSetter(numerals: numerals).set(choice.result).asValue, choice)
    return [equation]
  }

  /// The most terms of a window that are written out.
  private static let mostWritten = 9

  /// One entry's gradient written out, where windows run over images: of a filter the first, of the
  /// images one in the middle, which several windows cover, and with max pooling one that was chosen.
  ///
  /// - Parameter part: Which of several arrows into the operand this is, from 1.
  func windowEquations(
    _ edge: Contribution<Double>, _ formula: Formula, _ part: Int?
  ) -> [Equation] {
    guard case .windowed(let rule, _) = formula, edge.gradient.tensor != nil else { return [] }
    let shape = trace.shape(of: edge.from)
    let index: [Int]
    switch rule {
    case .filters: index = shape.extents.map { _ in 0 }
    case .convolution, .sharing:
      index = shape.extents.enumerated().map { $0 < shape.rank - 2 ? 0 : $1 / 2 }
    case .routing:
      let x = trace.valueEntries(of: edge.from)
      let places = trace.signature(of: edge.to).taps(of: 0, by: .maximum).map(\.image)
      let winner = places.first { place in places.allSatisfy { !(x[$0] > x[place]) } }
      index = shape.index(ofPlace: winner ?? 0)
    case .correlation, .patches, .returning, .maximum, .average: return []
    }
    let left = gradientSymbol(of: Entry(node: edge.from, index: index))
    return EntrySum(
      self, edge, index,
      left: part.map { .subscript(.fenced(left), .number(String($0))) } ?? left
    ).equations
  }
}

extension Formula {
  /// What is computed of windows, before a number for each filter is added; nil where nothing is.
  fileprivate var windowRule: WindowRule? {
    switch self {
    case .windowed(let rule, _): rule
    case .sum(.windowed(let rule, _), _): rule
    default: nil
    }
  }
}
