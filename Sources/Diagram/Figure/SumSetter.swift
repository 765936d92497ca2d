import Autodiff
import Derivation
import Notation
import Scene

/// The sums that gradients are, written out whole at their nodes.
extension NumberSetter {
  /// The sum of several arrows: `6 = 3 − 1 + 4`, in one line or with a term on each; from seven terms
  /// on as a small table. Nil where there is one arrow.
  func sum(of arrows: [FigureGraph.Edge], at node: NodeID) -> MathBox? {
    var sum = setSum(of: arrows, at: node)
    // Beside an arrow that runs down, longer numbers of a sum grow away from it.
    if options.namesNumbers, case .right(let room) = growth { sum?.width += room }
    return sum
  }

  private func setSum(of arrows: [FigureGraph.Edge], at node: NodeID) -> MathBox? {
    let arrows = arrows.filter { $0.gradient.tensor != nil }
    let terms = arrows.compactMap(\.gradient.tensor)
    if options.writesSymbols {
      return terms.count > 1 ? symbolicSum(of: terms.count, at: node) : nil
    }
    guard terms.count > 1, let total = derivation.rounded(gradientOf: node) else { return nil }
    let shape = total.tensor.shape
    guard Self.isWrittenOut(shape) else { return written(total.tensor) }
    // Its parts have boxes of their own, at their arrows.
    if let letter = options.letters?.gradient(of: node) {
      return blank(for: tensor(total.tensor, paint: .backwardText), letter: letter)
    }
    // What was rounded would tell that the blank is 0.
    // All of a sum's numbers are called as parts of it, since they make room for one another.
    let sum = "s\(node.index)"
    let key = "g\(node.index)"
    let result = noted(
      named(written(total.tensor), "\(sum) \(key)", growth), options.hidesGradients ? nil : total)
    let isExact = options.hidesGradients || holds(terms, total.tensor)
    let relation = isExact ? "=" : "≈"
    guard terms.count <= Self.mostTerms else {
      // So many terms no figure holds: their number stands for them.
      var line = result
      line.append(named(relation: relation, of: node), gap: 4)
      let count = Math.big(
        "∑", below: nil, .text(FigureWords.arrows(terms.count)[options.language]))
      line.append(setter.set(count, size: Self.entrySize, paint: .backwardText), gap: 4)
      return line
    }
    let pieces = zip(arrows, terms).enumerated().map { index, term in
      let name = contributionName(of: term.0).map { (sum: sum, key: $0) }
      return index == 0
        ? piece(term.1, name, after: named(relation: relation, of: node))
        : piece(term.1, name)
    }
    if terms.count <= Self.lineTerms {
      let lines = Self.lines([result] + pieces, indent: sign(relation).width + 4)
      // Where room is scarce, no sum is much higher than what is written on arrows.
      if !options.isTight || terms.count < 3 || lines.height <= Self.tightHeight { return lines }
      return table(pieces, below: result, rows: (pieces.count + 1) / 2)
    }
    let rows =
      shape.isScalar ? max(4, (pieces.count + 2) / 3) : max(3, (pieces.count + 1) / 2)
    return table(pieces, below: result, rows: rows)
  }

  /// The most terms that stand on a line or below one another.
  private static let lineTerms = 6
  /// The most terms that are written out.
  private static let mostTerms = 120
  /// The highest sum with a term on each line where room is scarce.
  private static let tightHeight = 100.0
  /// The widest sum that stands on one line.
  private static let lineWidth = 100.0

  /// Where a sum with longer numbers finds room.
  private var growth: NumberMark.Growth {
    options.direction == .topToBottom ? .right(40) : .around
  }

  /// Numbers, or the room in which they are to be written.
  private func written(_ tensor: Tensor<Double>) -> MathBox {
    let box = self.tensor(tensor, paint: .backwardText)
    return options.blank.includesGradients ? blank(for: box) : box
  }

  /// The sign between a sum and its terms, which says whether it holds as printed.
  private func named(relation: String, of node: NodeID) -> MathBox {
    let (box, index) = (sign(relation), node.index)
    return options.namesNumbers
      ? box.asNumber().naming(growth) { _ in "s\(index) =g\(index)" } : box
  }

  /// The first term, behind the sign that stands before it.
  private func piece(
    _ term: Tensor<Double>, _ name: (sum: String, key: String)?, after sign: MathBox
  ) -> MathBox {
    let number = written(term)
    var piece = sign
    piece.append(
      name.map { named(number, "\($0.sum) \($0.key)", growth) } ?? number, gap: 4)
    return piece
  }

  /// A later term with its sign; a negative number is taken away, with no brackets round it.
  private func piece(_ term: Tensor<Double>, _ name: (sum: String, key: String)?) -> MathBox {
    // What is left to be filled in keeps its sign to itself.
    guard !options.blank.includesGradients, let number = term.scalar else {
      return piece(term, name, after: sign("+"))
    }
    var piece = sign(number < 0 ? "−" : "+")
    piece.append(written(number < 0 ? Tensor(-number) : term), gap: 4)
    guard options.namesNumbers, let name, term.shape.rank == 0 else { return piece }
    // The sign goes with its number.
    return piece.asNumber().naming(growth) { _ in "\(name.sum) +\(name.key).0" }
  }

  /// The pieces on one line, or one below the other where that is too wide.
  private static func lines(_ pieces: [MathBox], indent: Double) -> MathBox {
    var line = MathBox()
    for piece in pieces { line.append(piece, gap: line.width > 0 ? 4 : 0) }
    guard line.width > lineWidth else { return line }
    var stack = MathBox()
    for (index, piece) in pieces.enumerated() {
      // The signs stand below one another, and so do the numbers.
      let y = index == 0 ? 0 : stack.descent + 5 + piece.ascent
      stack.add(piece, at: Point(index == 0 ? indent : 0, y))
    }
    return stack
  }

  /// Terms in columns below their sum, read down and then to the right.
  private func table(_ pieces: [MathBox], below result: MathBox, rows: Int) -> MathBox {
    let columns = stride(from: 0, to: pieces.count, by: rows).map {
      Array(pieces[$0..<min($0 + rows, pieces.count)])
    }
    // All of a line's pieces have its height.
    var baselines: [Double] = []
    var bottom = result.descent
    for row in 0..<rows {
      let line = columns.compactMap { row < $0.count ? $0[row] : nil }
      baselines.append(bottom + 5 + (line.map(\.ascent).max() ?? 0))
      bottom = baselines[row] + (line.map(\.descent).max() ?? 0)
    }
    var table = MathBox()
    var x = 0.0
    for column in columns {
      for (piece, baseline) in zip(column, baselines) { table.add(piece, at: Point(x, baseline)) }
      x = table.width + 10
    }
    table.ascent = 0
    var whole = MathBox()
    whole.add(result, at: Point(max(0, (table.width - result.width) / 2), 0))
    whole.add(table, at: .zero)
    return whole
  }

  /// Whether the sum holds as printed.
  private func holds(_ terms: [Tensor<Double>], _ total: Tensor<Double>) -> Bool {
    total.elements.indices.allSatisfy { entry in
      let printed = terms.map { numerals.printedValue($0.elements[entry]) }
      let sum = Tensor(printed.reduce(0, +))
      let size = Tensor(printed.reduce(0) { $0 + abs($1) })
      return numerals.text(Rounded(sum, scale: size).tensor.elements[0])
        == numerals.text(total.elements[entry])
    }
  }
}
