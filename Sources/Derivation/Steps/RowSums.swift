import Autodiff
import Notation
import Wording

/// A part of an operand that an index with lists or a look-up took, and all places of the result where
/// it stands: what arrives there adds up.
///
///     ∂L/∂E[2] = ∂L/∂y[0] + ∂L/∂y[2]
struct RowSum {
  /// The operand and the result.
  let edge: Contribution<Double>
  /// The part of the operand.
  let taken: [Subscript]
  /// Where it stands in the result.
  var places: [[Subscript]]

  /// The gradient of the part.
  func left(_ symbols: Symbols) -> Math { [symbols.gradient(edge.from), .text(taken.text)] }

  /// What arrives at its places.
  func sum(_ symbols: Symbols) -> Math {
    .joined(
      places.map { place in
        place.isEmpty
          ? symbols.gradient(edge.to) : [symbols.gradient(edge.to), .text(place.text)]
      }, by: "+")
  }
}

extension Derivation {
  /// The parts that lists or a look-up took, in the order in which they stand in the operand; nil where
  /// slices alone say what was taken.
  func rowSums(_ edge: Contribution<Double>) -> [RowSum]? {
    let signature = trace.signature(of: edge.to)
    let shape = signature.operands[0]
    var parts: [(taken: [Subscript], key: [Int], place: [Subscript])] = []
    if let index = signature.attributes.index {
      guard let axis = index.axisOfLists else { return nil }
      let lists = index.map { item in if case .list(let list) = item { list } else { [Int]() } }
      let whole = [Subscript](repeating: .range(from: nil, to: nil), count: axis)
      for position in 0..<(lists.map(\.count).max() ?? 0) {
        var (taken, key) = (index, [Int]())
        for (item, list) in lists.enumerated() where !list.isEmpty {
          let number = list[position] < 0 ? list[position] + shape.extents[item] : list[position]
          taken[item] = .at(number)
          key.append(number)
        }
        parts.append((taken, key, whole + [.at(position)]))
      }
    } else if trace.kind(of: edge.to) == .embedding {
      let ids = trace.value(of: trace.operands(of: edge.to)[1])
      for (position, id) in ids.elements.enumerated() {
        guard let row = Int(exactly: id) else { return nil }
        parts.append(([.at(row)], [row], ids.shape.index(ofPlace: position).map { .at($0) }))
      }
    } else {
      return nil
    }
    var sums: [RowSum] = []
    var found: [[Int]: Int] = [:]
    for part in parts.enumerated().sorted(by: {
      $0.element.key == $1.element.key
        ? $0.offset < $1.offset : $0.element.key.lexicographicallyPrecedes($1.element.key)
    }).map(\.element) {
      if let sum = found[part.key] {
        sums[sum].places.append(part.place)
      } else {
        found[part.key] = sums.count
        sums.append(RowSum(edge: edge, taken: part.taken, places: [part.place]))
      }
    }
    return sums
  }

  /// The gradients of the parts that were taken, each as the sum of what arrives.
  func equations(of rows: [RowSum]) -> [Equation] { rows.prefix(Self.writtenRows).map(equation) }

  /// What is said where more parts were taken than are written out.
  func rowNotes(_ edge: Contribution<Double>) -> [Sentence] {
    guard let count = rowSums(edge)?.count, count > Self.writtenRows else { return [] }
    let more = count - Self.writtenRows
    let words = Bilingual(
      en: "\(more) more of its parts receive a gradient in the same way.",
      ko: "나머지 \(more)개 부분도 같은 방법으로 기울기를 받습니다.")
    return [Sentence(words[language])]
  }

  /// How many parts are written out, and how many terms of one.
  private static let (writtenRows, writtenTerms) = (6, 6)

  private func equation(_ row: RowSum) -> Equation {
    var equation = Equation(row.left(symbols))
    let isLong = row.places.count > Self.writtenTerms
    if isLong {
      var shown = row
      shown.places = Array(row.places.prefix(2))
      equation.add([shown.sum(symbols), "+", .sign("⋯")])
    } else {
      equation.add(row.sum(symbols))
    }
    let environment = environment(row.edge.to)
    let terms = row.places.compactMap {
      Formula.slice(.upstream, $0).evaluate(in: environment)
    }
    guard let shape = terms.first?.shape, terms.count == row.places.count else { return equation }
    var sum = Tensor<Double>(repeating: 0, shape: shape)
    for term in terms {
      for (place, number) in term.elements.enumerated() { sum.elements[place] += number }
    }
    let choice = arithmetic.choice(terms: terms, sum: sum)
    if terms.count > 1, !isLong, TensorSetter.isSmall(shape) {
      let tensors = TensorSetter(numerals: choice.inputs)
      equation.add(
        .joined(
          terms.map { term in
            let math = tensors.set(term)
            return (term.scalar.map { $0 < 0 } == true ? math.bracketed : math).asGradient
          }, by: "+"))
    }
    equation.add(TensorSetter(numerals: numerals).set(choice.result).asGradient, choice)
    return equation
  }
}
