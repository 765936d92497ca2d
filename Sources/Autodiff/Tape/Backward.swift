import Kernels

/// Space that the backward pass uses again at every step.
struct BackwardScratch: Sendable {
  /// For each node: whether a gradient has arrived.
  var reached = Buffer<Bool>()
}

extension Tape {
  /// Runs the computation backward from a variable and keeps all that flows: the trace.
  ///
  ///     let trace = try tape.backward(from: x * x + 1)
  ///     trace.gradient(of: x)   // 6, where x is 3
  ///
  /// - Parameters:
  ///   - output: Where the pass begins, by rule a loss.
  ///   - upstream: The gradient that arrives there, in its shape; 1 for a single number when left out.
  /// - Throws: ``ShapeError`` where the output is more than a single number and no gradient is given,
  ///   where the gradient has another shape, or for a variable of another tape.
  public func backward(
    from output: Variable<Scalar>, upstream: Tensor<Scalar>? = nil
  ) throws(ShapeError) -> Trace<Scalar> {
    guard output.tape === self else { throw ShapeError(.differentTapes) }
    let shape = output.shape
    if let upstream {
      guard upstream.shape == shape else {
        throw ShapeError(.upstream(upstream.shape, output: shape))
      }
    } else if !shape.isScalar {
      throw ShapeError(.upstreamIsMissing(shape))
    }
    return backward(from: output.id, upstream: upstream)
  }

  /// Runs the computation backward from a node and keeps all that flows: the trace.
  ///
  /// - Parameters:
  ///   - output: The node the pass starts at.
  ///   - upstream: The gradient that arrives at it, in its shape; 1 for a scalar when left out.
  /// - Precondition: A non-scalar output is given an upstream gradient of its shape.
  package func backward(from output: NodeID, upstream: Tensor<Scalar>? = nil) -> Trace<Scalar> {
    evaluate()
    for leaf in listed.leaves { writeOut(leaf.node) }
    let upstream = checked(upstream, for: output)
    // What no gradient reaches is never read; the rest is set before.
    var gradients = Buffer<Scalar>(uninitialized: recording.valueCount, spares: spares)
    var contributions = Buffer<Scalar>(uninitialized: recording.contributionCount, spares: spares)
    var reached = Buffer<Bool>(repeating: false, count: recording.rows.count, spares: spares)
    runBackward(
      from: output, upstream: upstream, gradients: gradients.own(), reached: reached.own(),
      contributions: contributions.own())
    return Trace(
      recording: recording, values: values, gradients: gradients, contributions: contributions,
      reached: reached, output: output, upstream: upstream)
  }

  /// Runs the computation backward from a node and keeps the nodes' gradients only, in the tape's
  /// own buffer: what training needs, without an allocation after the first step.
  ///
  /// - Precondition: A non-scalar output is given an upstream gradient of its shape.
  package func accumulateGradients(from output: NodeID, upstream: Tensor<Scalar>? = nil) {
    evaluate(through: output)
    precondition(
      upstream != nil || shape(of: output).isScalar,
      "a non-scalar output needs an upstream gradient")
    let upstream = upstream.map { checked($0, for: output) }
    if gradients.count != recording.valueCount {
      gradients = Buffer(repeating: 0, count: recording.valueCount)
    }
    if scratch.reached.count != recording.rows.count {
      scratch.reached = Buffer(repeating: false, count: recording.rows.count)
    } else {
      scratch.reached.own().update(repeating: false, count: scratch.reached.count)
    }
    runBackward(
      from: output, upstream: upstream, gradients: gradients.own(),
      reached: scratch.reached.own(), contributions: nil)
  }

  /// Calls `body` with the entries of a gradient that `accumulateGradients` left.
  package func withGradient<Result>(
    of node: NodeID, _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    let offset = Int(recording.rows[node.index].offset)
    let count = recording.count(of: node.index)
    let gradients = gradients
    return try withExtendedLifetime(gradients) {
      try body(UnsafeBufferPointer(start: gradients.base + offset, count: count))
    }
  }

  /// Lets parameters be updated in place with the gradients that `accumulateGradients` left.
  package func update(
    _ leaf: NodeID,
    _ body: (UnsafeMutableBufferPointer<Scalar>, UnsafeBufferPointer<Scalar>) -> Void
  ) {
    withMutableValue(of: leaf) { value in
      withGradient(of: leaf) { gradient in body(value, gradient) }
    }
  }

  private func checked(_ upstream: Tensor<Scalar>?, for output: NodeID) -> Tensor<Scalar> {
    let shape = shape(of: output)
    precondition(
      upstream != nil || shape.isScalar, "a non-scalar output needs an upstream gradient")
    let upstream = upstream ?? Tensor(1)
    precondition(upstream.shape == shape, "the upstream gradient has the output's shape")
    return upstream
  }

  /// The pass itself. A first gradient sets, later ones add, so that buffers need no clearing; where
  /// contributions are kept, each is made in its own place and then added. Without an upstream gradient
  /// 1 arrives, which needs no memory.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  private func runBackward(
    from output: NodeID, upstream: Tensor<Scalar>?, gradients: UnsafeMutablePointer<Scalar>,
    reached: UnsafeMutablePointer<Bool>, contributions: UnsafeMutablePointer<Scalar>?
  ) {
    guard recording.rows[output.index].flags.contains(.recordsGradient) else { return }
    let rows = recording.rows
    let start = Int(rows[output.index].offset)
    if let elements = upstream?.elements {
      for i in 0..<elements.count { gradients[start + i] = elements[i] }
    } else {
      gradients[start] = 1
    }
    reached[output.index] = true
    let values = values.own()
    let listed = listed
    recording.signatures.withUnsafeBufferPointer { signatures in
      recording.operandList.withUnsafeBufferPointer { operandList in
        withExtendedLifetime(rows) {
          var backward = Backward(
            values: values, gradients: gradients, contributions: contributions, reached: reached,
            rows: UnsafePointer(rows.base), signatures: signatures, operandList: operandList,
            threads: threads, listed: listed, row: UnsafePointer(rows.base))
          for node in stride(from: output.index, through: 0, by: -1) where reached[node] {
            backward.row = backward.rows + node
            if node & 7 == 0, node > Backward<Scalar>.ahead { backward.prefetch() }
            backward.row.pointee.kind.accept(&backward)
          }
        }
      }
    }
  }
}

/// Sends a node's gradient back along its operand slots.
struct Backward<S: TapeScalar>: OperationVisitor {
  let values: UnsafeMutablePointer<S>
  let gradients: UnsafeMutablePointer<S>
  let contributions: UnsafeMutablePointer<S>?
  let reached: UnsafeMutablePointer<Bool>
  let rows: UnsafePointer<Row>
  let signatures: UnsafeBufferPointer<Signature>
  let operandList: UnsafeBufferPointer<Int32>
  let threads: Int
  unowned(unsafe) let listed: ListedLeaves<S>
  /// The node's row, read where it lies: a copy of it would be written only to be read again.
  var row: UnsafePointer<Row>

  /// How many nodes before they are reached the memory of nodes is asked for.
  ///
  /// Operands lie anywhere among the nodes that come next, and no processor foresees which.
  static var ahead: Int { 1024 }

  @inline(__always)
  func prefetch() {
    let rows = UnsafeRawPointer(row - Self.ahead)
    for line in 0..<3 { Kernels.prefetch(rows + 64 * line) }
    let place = max(0, Int(row.pointee.offset) - Self.ahead)
    Kernels.prefetch(values + place)
    Kernels.prefetch(gradients + place)
    if let contributions {
      let place = contributions + max(0, Int(row.pointee.slots) - Self.ahead)
      Kernels.prefetch(place)
      Kernels.prefetch(place + 8)
    }
  }

  private var parameters: Parameters<S> {
    row.pointee.signature < 0
      ? .none : signatures[Int(row.pointee.signature)].attributes.parameters.converted()
  }

  func visitLeaf() {}

  @inline(__always)
  func visit<Op: UnaryOperation>(unary: Op.Type) {
    guard row.pointee.flags.contains(.isScalarOperation) else { return pullUnary(unary) }
    let operand = rows + Int(truncatingIfNeeded: row.pointee.first)
    guard operand.pointee.flags.contains(.recordsGradient) else { return }
    let (x, y) = (Int(operand.pointee.offset), Int(row.pointee.offset))
    let derivative = Op.localDerivative(values[x], values[y], parameters)
    deliver(gradients[y] * derivative, to: row.pointee.first, offset: x, slot: 0)
  }

  @inline(__always)
  func visit<Op: BinaryOperation>(binary: Op.Type) {
    guard row.pointee.flags.contains(.isScalarOperation) else { return pullBinary(binary) }
    let first = rows + Int(truncatingIfNeeded: row.pointee.first)
    let second = rows + Int(truncatingIfNeeded: row.pointee.second)
    let (i, j) = (Int(first.pointee.offset), Int(second.pointee.offset))
    let (a, b) = (values[i], values[j])
    let y = values[Int(row.pointee.offset)]
    let upstream = gradients[Int(row.pointee.offset)]
    if first.pointee.flags.contains(.recordsGradient) {
      let gradient = upstream * Op.localDerivativeOfFirst(a, b, y)
      deliver(gradient, to: row.pointee.first, offset: i, slot: 0)
    }
    if second.pointee.flags.contains(.recordsGradient) {
      let gradient = upstream * Op.localDerivativeOfSecond(a, b, y)
      deliver(gradient, to: row.pointee.second, offset: j, slot: 1)
    }
  }

  @inline(__always)
  private func deliver(_ gradient: S, to node: Int32, offset: Int, slot: Int) {
    if let contributions { contributions[Int(row.pointee.slots) + slot] = gradient }
    let node = Int(truncatingIfNeeded: node)
    gradients[offset] = reached[node] ? gradients[offset] + gradient : gradient
    reached[node] = true
  }

  func visit<Op: TensorOperation>(tensor: Op.Type) {
    // A node that is no scalar operation has a signature.
    let place = signatures.baseAddress! + Int(row.pointee.signature)
    var preceding = 0
    for slot in 0..<place.pointee.operands.count {
      let count = place.pointee.operands[slot].count
      defer { preceding += count }
      guard let arrow = begin(slot, count: count, preceding: preceding) else { continue }
      Op.pullback(
        Pullback(
          node: Evaluation(place: place, values: values, threads: threads, listed: listed),
          slot: slot,
          preceding: preceding,
          upstream: UnsafePointer(gradients + Int(row.pointee.offset)),
          destination: arrow.destination, accumulate: arrow.accumulates))
      end(arrow)
    }
  }

  /// One slot's arrow: where the product of upstream gradient and local derivative goes.
  private struct Arrow {
    /// The operand that it leads to.
    let node: Int
    /// How many entries the operand has.
    let count: Int
    /// Where the product is written, and whether it is added to what is there.
    let destination: UnsafeMutablePointer<S>
    let accumulates: Bool
  }

  /// The arrow of a slot whose operand has so many entries, after so many of the earlier slots'; nil
  /// where none flows back. It is the same for all operations, so that only loops are compiled for
  /// each.
  @inline(never)
  private func begin(_ slot: Int, count: Int, preceding: Int) -> Arrow? {
    let listed = row.pointee.flags.contains(.listsOperands)
    let node = Int(
      listed
        ? operandList[Int(row.pointee.first) + slot]
        : slot == 0 ? row.pointee.first : row.pointee.second)
    guard rows[node].flags.contains(.recordsGradient) else { return nil }
    let destination =
      contributions.map { $0 + Int(row.pointee.slots) + preceding }
      ?? gradients + Int(rows[node].offset)
    return Arrow(
      node: node, count: count, destination: destination,
      accumulates: contributions == nil && reached[node])
  }

  /// Adds a contribution that is kept in its own place to the operand's gradient.
  @inline(never)
  private func end(_ arrow: Arrow) {
    if contributions != nil {
      let gradient = gradients + Int(rows[arrow.node].offset)
      if reached[arrow.node] {
        for i in 0..<arrow.count { gradient[i] += arrow.destination[i] }
      } else {
        gradient.update(from: arrow.destination, count: arrow.count)
      }
    }
    reached[arrow.node] = true
  }

  @inline(never)
  private func pullUnary<Op: UnaryOperation>(_ operation: Op.Type) {
    let count = signatures[Int(row.pointee.signature)].shape.count
    guard let arrow = begin(0, count: count, preceding: 0) else { return }
    let x = values + Int(rows[Int(row.pointee.first)].offset)
    let (y, upstream) = (values + Int(row.pointee.offset), gradients + Int(row.pointee.offset))
    let (destination, parameters) = (arrow.destination, parameters)
    Kernels.inParts(arrow.count, threads: threads) { part in
      if arrow.accumulates {
        for i in part {
          destination[i] += upstream[i] * Op.localDerivative(x[i], y[i], parameters)
        }
      } else {
        for i in part {
          destination[i] = upstream[i] * Op.localDerivative(x[i], y[i], parameters)
        }
      }
    }
    end(arrow)
  }

  @inline(never)
  private func pullBinary<Op: BinaryOperation>(_ operation: Op.Type) {
    let place = signatures.baseAddress! + Int(row.pointee.signature)
    let (first, second) = (place.pointee.operands[0].count, place.pointee.operands[1].count)
    if let arrow = begin(0, count: first, preceding: 0) {
      pull(arrow, slot: 0) { a, b, y in Op.localDerivativeOfFirst(a, b, y) }
    }
    if let arrow = begin(1, count: second, preceding: first) {
      pull(arrow, slot: 1) { a, b, y in Op.localDerivativeOfSecond(a, b, y) }
    }
  }

  /// Pulls back along one slot of a binary operation, entry by entry.
  @inline(__always)
  private func pull(_ arrow: Arrow, slot: Int, by derivative: (_ a: S, _ b: S, _ y: S) -> S) {
    let place = signatures.baseAddress! + Int(row.pointee.signature)
    let a = values + Int(rows[Int(row.pointee.first)].offset)
    let b = values + Int(rows[Int(row.pointee.second)].offset)
    let (y, upstream) = (values + Int(row.pointee.offset), gradients + Int(row.pointee.offset))
    if !arrow.accumulates { arrow.destination.update(repeating: 0, count: arrow.count) }
    // Without broadcasting there is one run, in steps of one.
    let broadcast = place.pointee.broadcast
    let (runs, run) = broadcast.map { ($0.runs, $0.run) } ?? (1, place.pointee.shape.count)
    let (aStep, bStep) = broadcast.map { ($0.step(slot: 0), $0.step(slot: 1)) } ?? (1, 1)
    for r in 0..<runs {
      let aStart = broadcast?.start(ofRun: r, slot: 0) ?? 0
      let bStart = broadcast?.start(ofRun: r, slot: 1) ?? 0
      let target = arrow.destination + (slot == 0 ? aStart : bStart)
      let (aRun, bRun, first) = (a + aStart, b + bStart, r * run)
      if aStep == 1, bStep == 1 {
        for i in 0..<run {
          target[i] += upstream[first + i] * derivative(aRun[i], bRun[i], y[first + i])
        }
      } else {
        let step = slot == 0 ? aStep : bStep
        for i in 0..<run {
          target[i * step] +=
            upstream[first + i] * derivative(aRun[i * aStep], bRun[i * bStep], y[first + i])
        }
      }
    }
    end(arrow)
  }
}
