/// y = the rows of a table whose numbers are given: each row receives the sum of the gradients of all
/// places where it stands, and one that stands nowhere zero.
enum Embedding: TensorOperation {
  static let name = "embedding"
  static let kink: Kink? = nil
  static let zeros = ZeroRule.unexplained
  static let arity: Int? = 2
  static let takesLabels = true

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard operands[0].rank >= 1 else { throw .rank(operands[0], needed: .atLeast(1)) }
    return Shape(operands[1].extents + operands[0].extents.dropFirst())
  }

  /// Calls `body` with the number of each row that is taken; nil for one that is not there.
  @inline(__always)
  private static func forEachRow<S: TapeScalar>(
    _ node: Evaluation<S>, _ body: (_ position: Int, _ row: Int?, _ width: Int) -> Void
  ) {
    let (table, ids) = (node.signature.operands[0], node.signature.operands[1])
    let (rows, width) = (table.extents[0], table.count / table.extents[0])
    let numbers = node.operand(1)
    for position in 0..<ids.count {
      let row = Int(exactly: numbers[position].double)
      body(position, row.flatMap { (0..<rows).contains($0) ? $0 : nil }, width)
    }
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let table = node.operand(0)
    forEachRow(node) { position, row, width in
      let place = node.output + position * width
      if let row {
        place.update(from: table + row * width, count: width)
      } else {
        place.update(repeating: S(.nan), count: width)
      }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.clear()
    // The numbers of rows are names.
    guard node.slot == 0 else { return }
    forEachRow(node.node) { position, row, width in
      guard let row else { return }
      let (source, destination) = (
        node.upstream + position * width, node.destination + row * width
      )
      for i in 0..<width { destination[i] += source[i] }
    }
  }

  static func definition(for signature: Signature) -> Formula { .function(.embedding, [.a, .b]) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(.scattered(.upstream)), .label(classes: signature.operands[0].extents[0])]
  }
}
