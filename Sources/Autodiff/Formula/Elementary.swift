/// An operation taken apart: the graph of simpler operations that one would draw on the board.
///
///     σ(x) = 1/(1 + e⁻ˣ):   x → × −1 → exp → + 1 → 1/x → y
package struct Elementary: Sendable {
  /// The result in simpler operations; what stands in it twice is computed once.
  let formula: Formula
}

/// Somebody who records the parts of an operation: a tape, with whatever it keeps beside.
package protocol PartsRecorder {
  /// What goes wrong where a part cannot be recorded.
  associatedtype Failure: Error
  /// Records a number of the rule.
  mutating func recordConstant(_ number: Double) throws(Failure) -> NodeID
  /// Records an operation.
  mutating func recordPart(
    _ kind: OperationKind, _ operands: [NodeID], _ attributes: Attributes
  ) throws(Failure) -> NodeID
  /// The shape of a node that was recorded.
  func shape(of node: NodeID) -> Shape
}

extension Elementary {
  /// Records the parts and gives the last one, which has the operation's value.
  ///
  /// - Parameters:
  ///   - operands: The operation's operands.
  ///   - signature: Their shapes, and the operation's attributes.
  ///   - recorder: What records them.
  package func record<Recorder: PartsRecorder>(
    _ operands: [NodeID], _ signature: Signature, on recorder: inout Recorder
  ) throws(Recorder.Failure) -> NodeID {
    var assembly = Assembly<Recorder>(operands: operands, signature: signature)
    return try assembly.part(formula, on: &recorder).node
  }
}

/// Turns a formula into nodes.
private struct Assembly<Recorder: PartsRecorder> {
  let operands: [NodeID]
  let signature: Signature
  /// What was recorded already.
  private var recorded: [Formula: Part] = [:]
  /// Sums with their axes put back.
  private var restored: [NodeID: NodeID] = [:]

  init(operands: [NodeID], signature: Signature) {
    self.operands = operands
    self.signature = signature
  }

  /// A node, and the axes that a sum took from it and that must be put back before it meets a tensor
  /// that has them still.
  struct Part {
    let node: NodeID
    var lost: (axes: [Int], rank: Int)?
  }

  mutating func part(
    _ formula: Formula, on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    if case .operand(let slot) = formula { return Part(node: operands[slot]) }
    if let number = number(formula) { return Part(node: try recorder.recordConstant(number)) }
    if let part = recorded[formula] { return part }
    let part = try record(formula, on: &recorder)
    recorded[formula] = part
    return part
  }

  private mutating func record(
    _ formula: Formula, on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    switch formula {
    case .sum(let a, let b): return try binary(.add, a, b, on: &recorder)
    case .difference(let a, let b): return try binary(.subtract, a, b, on: &recorder)
    case .product(let a, let b): return try binary(.multiply, a, b, on: &recorder)
    case .quotient(let a, .count(let count)) where signature.count(count) == 1:
      return try part(a, on: &recorder)
    case .quotient(.number(1), let b): return try unary(.reciprocal, b, on: &recorder)
    case .quotient(let a, let b): return try binary(.divide, a, b, on: &recorder)
    case .power(let a, .number(let exponent)):
      return try unary(.power, a, Attributes(exponent: exponent), on: &recorder)
    case .negative(let a): return try unary(.negate, a, on: &recorder)
    case .function(let function, let operands):
      return try apply(function, operands, on: &recorder)
    // At the kink ReLU's convention, and not an even split between the two.
    case .extremum(.max, .number(0), let a): return try unary(.relu, a, on: &recorder)
    case .matrixProduct(let a, let b): return try binary(.matmul, a, b, on: &recorder)
    case .transpose(let a): return try transpose(a, on: &recorder)
    case .permuted(let a, let axes):
      return try unary(.permute, a, Attributes(axes: axes), on: &recorder)
    case .slice(let a, let index):
      return try unary(.index, a, Attributes(index: index), on: &recorder)
    case .total(let a, let axis): return try total(a, axis: axis, on: &recorder)
    case .oneHot(let a):
      return try unary(
        .oneHot, a, Attributes(shape: signature.operands[0].extents), on: &recorder)
    case .cases(let condition, let then, let otherwise):
      return try choice(condition, then, otherwise, on: &recorder)
    case .number, .operand, .count, .power, .sign, .output, .upstream, .parameter, .outerProduct,
      .rowTotal, .spread, .extremum, .extremumOver, .selection, .productOver, .otherFactors,
      .totalFrom, .reshaped, .rearranged, .scattered, .summed, .einsum, .joined:
      preconditionFailure("no elementary form is written with \(formula)")
    }
  }

  private mutating func apply(
    _ kind: OperationKind, _ formulas: [Formula], on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    var parts: [Part] = []
    for formula in formulas { parts.append(try part(formula, on: &recorder)) }
    let attributes = kind.takesAttributes ? signature.attributes : .none
    return Part(
      node: try recorder.recordPart(kind, parts.map(\.node), attributes),
      lost: kind.isElementwise ? parts.lazy.compactMap(\.lost).first : nil)
  }

  private mutating func unary(
    _ kind: OperationKind, _ a: Formula, _ attributes: Attributes = .none,
    on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    let a = try part(a, on: &recorder)
    return Part(node: try recorder.recordPart(kind, [a.node], attributes), lost: a.lost)
  }

  /// Of more than a matrix the last two axes change places.
  private mutating func transpose(
    _ a: Formula, on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    let a = try part(a, on: &recorder)
    let rank = recorder.shape(of: a.node).rank
    let axes = Array(0..<max(0, rank - 2)) + [rank - 1, rank - 2]
    return Part(
      node: rank <= 2
        ? try recorder.recordPart(.transpose, [a.node], .none)
        : try recorder.recordPart(.permute, [a.node], Attributes(axes: axes)))
  }

  private mutating func binary(
    _ kind: OperationKind, _ a: Formula, _ b: Formula, on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    var (a, b) = (try part(a, on: &recorder), try part(b, on: &recorder))
    try restoreAxes(of: &a, beside: b, on: &recorder)
    try restoreAxes(of: &b, beside: a, on: &recorder)
    return Part(
      node: try recorder.recordPart(kind, [a.node, b.node], .none), lost: a.lost ?? b.lost)
  }

  /// One of two where a condition holds, the other where it does not.
  private mutating func choice(
    _ condition: Formula.Condition, _ then: Formula, _ otherwise: Formula,
    on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    let condition = try binary(
      condition.relation.operation, condition.left, condition.right, on: &recorder)
    let (then, otherwise) = (
      try part(then, on: &recorder), try part(otherwise, on: &recorder)
    )
    return Part(
      node: try recorder.recordPart(
        .where, [condition.node, then.node, otherwise.node], .none),
      lost: condition.lost ?? then.lost ?? otherwise.lost)
  }

  /// A sum over rows meets the rows again: it needs the axes back, as those of extent 1.
  private mutating func restoreAxes(
    of part: inout Part, beside other: Part, on recorder: inout Recorder
  ) throws(Recorder.Failure) {
    guard let lost = part.lost, recorder.shape(of: other.node).rank == lost.rank else { return }
    part.lost = nil
    // Leading axes are put back by broadcasting.
    guard lost.axes != Array(lost.axes.indices) else { return }
    if let node = restored[part.node] {
      part = Part(node: node)
      return
    }
    var extents = recorder.shape(of: part.node).extents
    for axis in lost.axes { extents.insert(1, at: axis) }
    let node = try recorder.recordPart(.reshape, [part.node], Attributes(shape: extents))
    restored[part.node] = node
    part = Part(node: node)
  }

  private mutating func total(
    _ a: Formula, axis: Axes, on recorder: inout Recorder
  ) throws(Recorder.Failure) -> Part {
    let a = try part(a, on: &recorder)
    let shape = recorder.shape(of: a.node)
    if shape.isScalar { return Part(node: a.node) }
    if signature.attributes.keepsAxes, shape == signature.operands[0] {
      let attributes = Attributes(over: axis, keepsAxes: true)
      return Part(node: try recorder.recordPart(.sum, [a.node], attributes))
    }
    let axes = axis.resolved(in: shape)
    guard axes.count < shape.rank else {
      return Part(node: try recorder.recordPart(.sum, [a.node], .none))
    }
    return Part(
      node: try recorder.recordPart(.sum, [a.node], Attributes(over: Axes(axes))),
      lost: (axes, shape.rank))
  }

  /// What can be worked out when the graph is built.
  private func number(_ formula: Formula) -> Double? {
    switch formula {
    case .number(let number): number
    case .count(let count): Double(signature.count(count))
    case .parameter(let name): signature.attributes[name]
    case .negative(let a): number(a).map { -$0 }
    case .quotient(let a, let b): numbers([a, b]).map { $0[0] / $0[1] }
    case .function(let kind, let operands) where kind.isElementwise && !kind.takesAttributes:
      numbers(operands).flatMap { kind.value(at: $0) }
    default: nil
    }
  }

  private func numbers(_ formulas: [Formula]) -> [Double]? {
    let numbers = formulas.compactMap(number)
    return numbers.count == formulas.count ? numbers : nil
  }
}

extension Relation {
  /// The operation that compares so.
  package var operation: OperationKind {
    switch self {
    case .less: .less
    case .greater: .greater
    case .equal: .equal
    case .atMost: .atMost
    case .atLeast: .atLeast
    case .notEqual: .notEqual
    }
  }
}
