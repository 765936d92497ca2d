/// y = the entries on and below the diagonal of the last two axes, zeros above: what arrives there
/// passes, and nothing above.
enum LowerTriangle: Triangle {
  static let name = "tril"
  static let kind = OperationKind.tril
  static func columns(row: Int, of columns: Int) -> Range<Int> { 0..<min(row + 1, columns) }
}

/// y = the entries on and above the diagonal of the last two axes, zeros below: what arrives there
/// passes, and nothing below.
enum UpperTriangle: Triangle {
  static let name = "triu"
  static let kind = OperationKind.triu
  static func columns(row: Int, of columns: Int) -> Range<Int> { min(row, columns)..<columns }
}

/// One half of a matrix, or of each matrix of a larger tensor.
protocol Triangle: TensorOperation {
  static var kind: OperationKind { get }
  /// The columns of a row that stay.
  static func columns(row: Int, of columns: Int) -> Range<Int>
}

extension Triangle {
  static var arity: Int? { 1 }
  static var takesLabels: Bool { false }
  static var kink: Kink? { nil }
  static var zeros: ZeroRule { .partIsZero }

  static func shape(_ operands: [Shape], _ attributes: Attributes) throws(ShapeError.Reason)
    -> Shape
  {
    guard operands[0].rank >= 2 else { throw .rank(operands[0], needed: .atLeast(2)) }
    return operands[0]
  }

  /// Calls `body` with where each row begins, and its columns that stay.
  @inline(__always)
  private static func forEachRow(_ shape: Shape, _ body: (Int, Range<Int>) -> Void) {
    let (rows, width) = (shape.extents[shape.rank - 2], shape.extents[shape.rank - 1])
    for row in 0..<(shape.count / width) {
      body(row * width, columns(row: row % rows, of: width))
    }
  }

  static func value<S: TapeScalar>(_ node: Evaluation<S>) {
    let x = node.operand(0)
    node.output.update(repeating: 0, count: node.signature.shape.count)
    forEachRow(node.signature.shape) { start, columns in
      for i in columns { node.output[start + i] = x[start + i] }
    }
  }

  static func pullback<S: TapeScalar>(_ node: Pullback<S>) {
    node.clear()
    forEachRow(node.signature.shape) { start, columns in
      for i in columns { node.destination[start + i] += node.upstream[start + i] }
    }
  }

  static func definition(for signature: Signature) -> Formula { .function(kind, [.a]) }
  static func rules(for signature: Signature) -> [LocalRule] {
    [.pullback(.function(kind, [.upstream]))]
  }
}
