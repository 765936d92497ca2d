extension Tape {
  /// Records an operation.
  ///
  /// - Throws: `ShapeError` where the operands do not fit; nothing is recorded then.
  @discardableResult
  package func record(
    _ kind: OperationKind, _ operands: [NodeID], _ attributes: Attributes = .none
  ) throws(ShapeError) -> NodeID {
    if attributes == .none, kind.isElementwise, operands.count <= 2 {
      let scalars = operands.allSatisfy { recording.rows[$0.index].flags.contains(.isScalar) }
      if scalars, operands.count == kind.arity {
        return operands.count == 1
          ? recordScalar(kind, operands[0]) : recordScalar(kind, operands[0], operands[1])
      }
    }
    return append(
      kind, operands, attributes, shape: try resultShape(kind, operands, attributes))
  }

  /// Records an elementwise operation on one operand, which every shape fits.
  func recordElementwise(
    _ kind: OperationKind, _ a: NodeID, _ attributes: Attributes? = nil
  ) -> NodeID {
    if attributes == nil, isScalar(a) { return appendScalar(kind, row(a), -1) }
    return append(kind, [a], attributes ?? .none, shape: shape(of: a))
  }

  /// Records an elementwise operation on two operands.
  ///
  /// - Throws: `ShapeError` where the operands do not fit; nothing is recorded then.
  func recordElementwise(
    _ kind: OperationKind, _ a: NodeID, _ b: NodeID
  ) throws(ShapeError) -> NodeID {
    if isScalar(a), isScalar(b) { return appendScalar(kind, row(a), row(b)) }
    return append(kind, [a, b], .none, shape: try resultShape(kind, [a, b]))
  }

  /// Records an elementwise operation on two operands, one of which is a number and the other has the
  /// result's shape.
  func recordElementwise(
    _ kind: OperationKind, _ a: NodeID, _ b: NodeID, like operand: NodeID
  ) -> NodeID {
    if isScalar(operand) { return appendScalar(kind, row(a), row(b)) }
    return append(kind, [a, b], .none, shape: shape(of: operand))
  }

  private func isScalar(_ node: NodeID) -> Bool {
    recording.rows[node.index].flags.contains(.isScalar)
  }

  private func row(_ node: NodeID) -> Int32 { Int32(truncatingIfNeeded: node.index) }

  /// Appends a row for an operation whose operands fit.
  ///
  /// - Parameter result: The shape that it gives.
  func append(
    _ kind: OperationKind, _ operands: [NodeID], _ attributes: Attributes, shape result: Shape
  ) -> NodeID {
    let shapes = operands.map { shape(of: $0) }
    let isElementwise = kind.isElementwise
    var flags: Row.Flags = []
    if !kind.isFlat,
      operands.contains(where: { recording.rows[$0.index].flags.contains(.recordsGradient) })
    {
      flags.insert(.recordsGradient)
    }
    if result.isScalar {
      flags.insert(.isScalar)
      if isElementwise, shapes.allSatisfy(\.isScalar) { flags.insert(.isScalarOperation) }
    }
    let signature = Int32(recording.signatures.count)
    recording.signatures.append(
      Signature(
        operands: shapes, shape: result, attributes: attributes,
        operandOffsets: operands.map { Int(recording.rows[$0.index].offset) },
        offset: recording.valueCount,
        broadcast: kind.broadcasts ? Broadcast(shapes, to: result) : nil,
        plan: (kind.type as? any TensorOperation.Type)?.plan(shapes, result, attributes)))
    var first = operands.isEmpty ? -1 : Int32(operands[0].index)
    var second = operands.count > 1 ? Int32(operands[1].index) : -1
    if operands.count > 2 || kind.arity == nil {
      flags.insert(.listsOperands)
      first = Int32(recording.operandList.count)
      second = Int32(operands.count)
      recording.operandList.append(contentsOf: operands.lazy.map { Int32($0.index) })
      var offset = 0
      for shape in shapes {
        recording.slotOffsets.append(UInt32(offset))
        offset += shape.count
      }
    }
    recording.rows.append(
      Row(
        kind: kind, flags: flags, first: first, second: second,
        offset: UInt32(recording.valueCount), slots: UInt32(recording.contributionCount),
        signature: signature))
    recording.valueCount += result.count
    recording.contributionCount += shapes.reduce(0) { $0 + $1.count }
    return NodeID(recording.rows.count - 1)
  }

  /// The shape that an operation would give.
  ///
  /// - Throws: `ShapeError` where the operands do not fit.
  package func resultShape(
    _ kind: OperationKind, _ operands: [NodeID], _ attributes: Attributes = .none
  ) throws(ShapeError) -> Shape {
    let shapes = operands.map { shape(of: $0) }
    let result = try resultShape(kind, shapes, attributes)
    // Where values and gradients lie is counted in 32 bits.
    let most = 1 << 31
    guard result.count <= most - recording.valueCount,
      shapes.reduce(0, { $0 + $1.count }) <= most - recording.contributionCount
    else { throw ShapeError(kind, .tooLarge(result)) }
    return result
  }

  /// The shape that an operation would give for operands of some shapes.
  ///
  /// - Throws: `ShapeError` where they do not fit.
  func resultShape(
    _ kind: OperationKind, _ shapes: [Shape], _ attributes: Attributes
  ) throws(ShapeError) -> Shape {
    if let arity = kind.arity, arity != shapes.count {
      throw ShapeError(kind, .operandCount(needed: arity, found: shapes.count))
    }
    if kind.isElementwise {
      guard shapes.count == 2 else { return shapes[0] }
      guard let shape = shapes[0].broadcast(with: shapes[1]) else {
        throw ShapeError(kind, .mismatch(shapes[0], shapes[1]))
      }
      return shape
    }
    guard let operation = kind.type as? any TensorOperation.Type, !shapes.isEmpty else {
      throw ShapeError(kind, .noOperands)
    }
    if let empty = shapes.first(where: { $0.count == 0 }) { throw ShapeError(kind, .empty(empty)) }
    do throws(ShapeError.Reason) {
      return try operation.shape(shapes, attributes)
    } catch {
      throw ShapeError(kind, error)
    }
  }

  /// Records an elementwise operation on one scalar.
  @discardableResult
  package func recordScalar(_ kind: OperationKind, _ a: NodeID) -> NodeID {
    appendScalar(kind, Int32(truncatingIfNeeded: a.index), -1)
  }

  /// Records an elementwise operation on two scalars.
  @discardableResult
  package func recordScalar(_ kind: OperationKind, _ a: NodeID, _ b: NodeID) -> NodeID {
    appendScalar(kind, Int32(truncatingIfNeeded: a.index), Int32(truncatingIfNeeded: b.index))
  }

  /// Appends a row, and computes the value at once where the operands have theirs: they are still at
  /// hand, and no further pass over the rows is needed.
  @inline(__always)
  fileprivate func appendScalar(_ kind: OperationKind, _ a: Int32, _ b: Int32) -> NodeID {
    let node = recording.appendScalar(kind, a, b)
    guard evaluated == node.index else { return node }
    evaluated = node.index + 1
    let (rows, numbers) = (recording.rows.base, values.base)
    let x = numbers[Int(rows[Int(a)].offset)]
    var value = ScalarValue(a: x, b: b < 0 ? x : numbers[Int(rows[Int(b)].offset)])
    values.append(kind.accept(&value))
    return node
  }
}

/// The value of an elementwise operation without attributes at one or two numbers.
private struct ScalarValue<S: TapeScalar>: OperationVisitor {
  let a: S
  let b: S

  @inline(__always)
  func visit<Op: UnaryOperation>(unary: Op.Type) -> S { Op.value(a, .none) }
  @inline(__always)
  func visit<Op: BinaryOperation>(binary: Op.Type) -> S { Op.value(a, b) }
  func visit<Op: TensorOperation>(tensor: Op.Type) -> S { a }
  func visitLeaf() -> S { a }
}

// The same for a known type: what is called a million times must not ask for it each time.
extension Tape where Scalar == Double {
  /// Records an elementwise operation on one scalar.
  @discardableResult
  package func recordScalar(_ kind: OperationKind, _ a: NodeID) -> NodeID {
    appendScalar(kind, Int32(truncatingIfNeeded: a.index), -1)
  }

  /// Records an elementwise operation on two scalars.
  @discardableResult
  package func recordScalar(_ kind: OperationKind, _ a: NodeID, _ b: NodeID) -> NodeID {
    appendScalar(kind, Int32(truncatingIfNeeded: a.index), Int32(truncatingIfNeeded: b.index))
  }
}

extension Recording {
  /// Appends a row for an elementwise operation on scalars without attributes.
  ///
  /// - Precondition: The operands are scalars.
  @inline(__always)
  mutating func appendScalar(_ kind: OperationKind, _ a: Int32, _ b: Int32) -> NodeID {
    var flags = rows[Int(a)].flags
    precondition(flags.contains(.isScalar), "a scalar operation takes scalars")
    if b >= 0 {
      let other = rows[Int(b)].flags
      precondition(other.contains(.isScalar), "a scalar operation takes scalars")
      flags.formUnion(other)
    }
    flags.formIntersection(kind.isFlat ? [] : .recordsGradient)
    flags.formUnion([.isScalar, .isScalarOperation])
    let node = rows.count
    rows.append(
      Row(
        kind: kind, flags: flags, first: a, second: b,
        offset: UInt32(truncatingIfNeeded: valueCount),
        slots: UInt32(truncatingIfNeeded: contributionCount), signature: -1))
    valueCount += 1
    contributionCount += b >= 0 ? 2 : 1
    return NodeID(node)
  }
}
