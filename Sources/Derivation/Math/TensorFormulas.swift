import Autodiff
import Notation

/// How formulas of tensors are set: shapes below names, letters for axes, ones where a gradient is
/// repeated.
extension FormulaSetter {
  /// Whether a formula stands for a tensor with axes, so that a product with it is entry by entry.
  func isEntrywise(_ formula: Formula) -> Bool {
    if isOneEntry { return false }
    return isTensor(formula)
  }

  private func isTensor(_ formula: Formula) -> Bool {
    switch formula {
    case .number, .parameter, .count: false
    case .operand(let slot): !signature.operands[slot].isScalar
    case .output, .upstream: !signature.shape.isScalar
    case .negative(let a), .sign(let a): isTensor(a)
    // A label's row has axes also where the label is a number.
    case .oneHot: true
    case .function(_, let operands): operands.contains(where: isTensor)
    case .sum(let a, let b), .difference(let a, let b), .product(let a, let b),
      .power(let a, let b), .quotient(let a, let b), .extremum(_, let a, let b):
      isTensor(a) || isTensor(b)
    case .cases(let condition, let then, let otherwise):
      [condition.left, condition.right, then, otherwise].contains(where: isTensor)
    case .total(_, let axis), .productOver(_, let axis): letter(of: axis) != nil
    case .named(_, let a), .shaped(let a, _): isTensor(a)
    case .notAfter, .windowed, .totalExcept: true
    case .matrixProduct, .outerProduct, .transpose, .rowTotal, .spread, .extremumOver, .selection,
      .otherFactors, .totalFrom, .reshaped, .rearranged, .slice, .scattered, .permuted, .summed,
      .einsum, .joined:
      !signature.operands[0].isScalar
    }
  }

  /// A product entry by entry; a multiple inside it keeps its brackets, since its dot would be read
  /// as a matrix product.
  func entrywiseProduct(_ a: Formula, _ b: Formula) -> Piece {
    Piece([entrywiseFactor(a), "∘", entrywiseFactor(b)], .product)
  }

  /// A factor of a product entry by entry.
  func entrywiseFactor(_ formula: Formula) -> Math {
    if case .product(let a, let b) = formula, !(isEntrywise(a) && isEntrywise(b)) {
      return set(formula).bracketed
    }
    return factor(formula)
  }

  /// A name with its shape below it, where shapes are shown and it has one.
  func shaped(_ name: Math, _ formula: Formula) -> Math {
    guard showsShapes, let shape = shape(of: formula), !shape.isScalar else { return name }
    switch name {
    case .vector, .matrix, .annotated: return name
    default:
      let isRow = areVectorsRows && shape.rank == 1
      return .annotated(
        name, below: TensorSetter.extents(isRow ? shape.row : shape))
    }
  }

  private func shape(of formula: Formula) -> Shape? {
    switch formula {
    case .operand(let slot): signature.operands[slot]
    case .output, .upstream: signature.shape
    default: nil
    }
  }

  /// aᵀ, its own shape below it.
  func transposed(_ formula: Formula) -> Math {
    var bare = self
    bare.showsShapes = false
    let inner = bare[formula].bracketed(below: .atom)
    guard showsShapes, let shape = shape(of: formula), shape.rank >= 2 else {
      return .superscript(inner, .identifier("T"))
    }
    let math = Math.superscript(inner.unshaped, .identifier("T"))
    // Of matrices side by side each is turned.
    let turned = shape.batch.extents + shape.extents.suffix(2).reversed()
    return .annotated(math, below: TensorSetter.extents(Shape(turned)))
  }

  /// A vector as a column.
  func column(_ formula: Formula) -> Math {
    // What is turned twice is as it was.
    if formula == .upstream, case .superscript(let inner, .identifier("T")) = upstream {
      return inner
    }
    var bare = self
    bare.showsShapes = false
    let inner = bare[formula].bracketed(below: .power)
    guard showsShapes, let shape = shape(of: formula) else {
      return .superscript(inner, .identifier("T"))
    }
    let math = Math.superscript(inner.unshaped, .identifier("T"))
    return .annotated(math, below: TensorSetter.extents(shape.column))
  }

  /// A factor of a product of matrices: a vector as a row.
  func row(_ formula: Formula) -> Math {
    let inner = self[formula].bracketed(below: .product)
    guard showsShapes, isVector(formula), let shape = shape(of: formula) else { return inner }
    // Numbers show what they are.
    if case .vector = inner { return inner }
    return .annotated(inner.unshaped, below: TensorSetter.extents(shape.row))
  }

  /// Whether a formula stands for a vector, which in a product of matrices is a row or a column.
  func isVector(_ formula: Formula) -> Bool { shape(of: formula)?.rank == 1 }

  /// What a reduction along an axis gave, so that it fits beside the entries that it ran over.
  func repeated(_ formula: Formula, _ axis: Axes) -> Math {
    let shape = signature.operands[0]
    let axes = axis.resolved(in: shape)
    guard shape.rank == 2, axes.count == 1, !signature.attributes.keepsAxes else {
      return set(formula)
    }
    return axes == [0] ? row(formula) : column(formula)
  }

  /// The letters under a sum or a largest entry along axes: none where all entries are meant, unless
  /// they are left as axes.
  func letter(of axis: Axes) -> Math? {
    guard let shape = signature.operands.first, shape.rank > 1 else { return nil }
    let axes = axis.resolved(in: shape)
    let isWhole = axes.count == shape.rank && !signature.attributes.keepsAxes
    return axes.isEmpty || isWhole ? nil : .axes(axes)
  }

  /// The same without shapes below names, where there is no room for them.
  var withoutShapes: FormulaSetter {
    var bare = self
    bare.showsShapes = false
    return bare
  }

  /// ∏ of all entries but one: with a letter of its own for those that are multiplied.
  func otherFactors(_ formula: Formula, _ axis: Axes) -> Piece {
    let shape = signature.operands[0]
    let axes = axis.resolved(in: shape)
    let own = (0..<shape.rank).map { Math.letter(ofAxis: $0) }
    let free = ["m", "n", "p", "q"]
    let running = own.enumerated().map { axis, letter in
      axes.firstIndex(of: axis).map { free[min($0, free.count - 1)] } ?? letter
    }
    func letters(_ all: [String]) -> Math {
      let letters = Math.identifier(axes.map { all[$0] }.joined(separator: ","))
      return axes.count == 1 ? letters : letters.bracketed
    }
    return Piece(
      .big(
        "∏", below: .row([letters(running), "≠", letters(own)]),
        .entry(withoutShapes[formula].bracketed(below: .atom), running)), .product)
  }

  /// ∑ from one entry to the last along an axis.
  func totalFrom(_ formula: Formula, _ axis: Int) -> Piece {
    let shape = signature.shape
    let own = (0..<shape.rank).map { Math.letter(ofAxis: $0) }
    let along = shape.axis(axis) ?? 0
    let running = own.enumerated().map { $0 == along ? "m" : $1 }
    return Piece(
      .big(
        "∑", below: .row(["m", "≥", .identifier(own[along])]),
        .entry(withoutShapes.set(formula).bracketed, running)), .negative)
  }

  /// A function's name with the letter of an axis.
  func indexed(_ name: Math, _ letter: Math?) -> Math {
    letter.map { .subscript(name, $0) } ?? name
  }

  /// A gradient repeated along the axes that a reduction summed: a product with ones.
  func spread(_ formula: Formula, _ axis: Axes) -> Piece {
    let shape = signature.operands[0]
    if shape.rank == 1 { return product(formula, .number(1), "·").replacing(last: .ones(shape)) }
    let axes = axis.resolved(in: shape)
    guard shape.rank == 2, axes.count == 1 else {
      return shape.rank >= 2 && !signature.shape.isScalar
        ? .of([.function("repeat"), .fenced(set(formula))]) : self[formula]
    }
    if axes == [0] {
      return Piece([.ones(Shape([shape.extents[0], 1])), "·", row(formula)], .product)
    }
    // What kept its axis is a column already.
    let column =
      signature.attributes.keepsAxes ? self[formula].bracketed(below: .product) : column(formula)
    return Piece([column, "·", .ones(Shape([1, shape.extents[1]]))], .product)
  }

  /// A sum of products by the letters of its axes: ∑ⱼ A[i, j] · B[j, k].
  func einsum(_ letters: AxisLetters, _ operands: [Formula]) -> Piece {
    var bare = self
    bare.showsShapes = false
    var factors = zip(operands, letters.operands).map { formula, letters in
      Math.entry(bare.set(formula), letters.map { String($0) })
    }
    if factors.count > 1, operands[0] == .upstream, upstream == .seed { factors.removeFirst() }
    let product = Math.joined(factors, by: "·")
    guard !letters.summed.isEmpty else { return Piece(product, .product) }
    let below = Math.identifier(letters.summed.map { String($0) }.joined(separator: ","))
    return Piece(.big("∑", below: below, product), .negative)
  }

  /// The same entries in another shape.
  func reshaped(_ formula: Formula, to shape: Shape) -> Math {
    [.function("reshape"), .fenced([set(formula), .sign(","), TensorSetter.extents(shape)])]
  }
}

extension Piece {
  /// A product with another last factor.
  fileprivate func replacing(last: Math) -> Piece {
    guard case .row(let pieces) = math else { return self }
    return Piece(.row(pieces.dropLast() + [last]), level)
  }
}

extension Formula {
  /// Whether it is a product of matrices, or a sum with one, in which vectors are rows or columns.
  var isOfMatrices: Bool {
    switch self {
    case .matrixProduct, .outerProduct: true
    case .sum(let a, let b): a.isOfMatrices || b.isOfMatrices
    default: false
    }
  }

  /// Whether its vector comes out as a column: a matrix times a column.
  func isColumn(for signature: Signature) -> Bool {
    guard case .matrixProduct(let a, let b) = self else { return false }
    return a.rank(in: signature) == 2 && b.rank(in: signature) == 1
  }

  private func rank(in signature: Signature) -> Int? {
    switch self {
    case .operand(let slot): signature.operands[slot].rank
    case .output, .upstream: signature.shape.rank
    case .transpose(let a): a.rank(in: signature)
    default: nil
    }
  }
}

extension Math {
  /// The piece turned from a row to a column.
  var transposed: Math {
    .superscript(Piece.of(self).bracketed(below: .power), .identifier("T"))
  }
}

extension Shape {
  /// The extents of a vector as a column.
  var column: Shape { Shape([count, 1]) }
  /// The extents of a vector as a row.
  var row: Shape { Shape([1, count]) }
}
