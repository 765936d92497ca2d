/// Space that the backward pass uses again at every step.
struct BackwardScratch: Sendable {
  /// For each node: whether a gradient has arrived.
  var reached: [Bool] = []
}

extension Tape {
  /// Runs the computation backward from a node and keeps all that flows: the trace.
  ///
  /// - Parameters:
  ///   - output: The node the pass starts at.
  ///   - upstream: The gradient that arrives at it, in its shape; 1 for a scalar when left out.
  /// - Precondition: A non-scalar output is given an upstream gradient of its shape.
  public func backward(from output: NodeID, upstream: Tensor<Scalar>? = nil) -> Trace<Scalar> {
    evaluate()
    let upstream = checked(upstream, for: output)
    // Places of nodes that no gradient reaches are never read; the others are set before.
    var gradients = [Scalar](unsafeUninitializedCapacity: recording.valueCount) {
      $1 = recording.valueCount
    }
    var contributions = [Scalar](unsafeUninitializedCapacity: recording.contributionCount) {
      $1 = recording.contributionCount
    }
    var reached = [Bool](repeating: false, count: recording.rows.count)
    contributions.withUnsafeMutableBufferPointer {
      // Without any slot there is nothing to record to, and nothing that would be.
      runBackward(
        from: output, upstream: upstream, gradients: &gradients, reached: &reached,
        contributions: $0.baseAddress)
    }
    return Trace(
      recording: recording, values: values, gradients: gradients, contributions: contributions,
      reached: reached, output: output, upstream: upstream)
  }

  /// Runs the computation backward from a node and keeps the nodes' gradients only, in the tape's
  /// own buffer: what training needs, without an allocation after the first step.
  ///
  /// - Precondition: A non-scalar output is given an upstream gradient of its shape.
  public func accumulateGradients(from output: NodeID, upstream: Tensor<Scalar>? = nil) {
    evaluate()
    let upstream = upstream.map { checked($0, for: output) }
    if gradients.count != recording.valueCount {
      gradients = [Scalar](repeating: 0, count: recording.valueCount)
    }
    if scratch.reached.count != recording.rows.count {
      scratch.reached = [Bool](repeating: false, count: recording.rows.count)
    } else {
      for node in scratch.reached.indices { scratch.reached[node] = false }
    }
    runBackward(
      from: output, upstream: upstream ?? Tensor(1), gradients: &gradients,
      reached: &scratch.reached, contributions: nil)
  }

  /// Calls `body` with the entries of a gradient that `accumulateGradients` left.
  public func withGradient<Result>(
    of node: NodeID, _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    let offset = Int(recording.rows[node.index].offset)
    let count = recording.count(of: node.index)
    return try gradients.withUnsafeBufferPointer {
      try body(UnsafeBufferPointer(rebasing: $0[offset..<(offset + count)]))
    }
  }

  /// Lets parameters be updated in place with the gradients that `accumulateGradients` left.
  public func update(
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
  /// contributions are kept, each is made in its own place and then added.
  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  private func runBackward(
    from output: NodeID, upstream: Tensor<Scalar>, gradients: inout [Scalar],
    reached: inout [Bool], contributions: UnsafeMutablePointer<Scalar>?
  ) {
    guard recording.rows[output.index].flags.contains(.recordsGradient) else { return }
    gradients.withUnsafeMutableBufferPointer { gradients in
      reached.withUnsafeMutableBufferPointer { reached in
        values.withUnsafeMutableBufferPointer { values in
          recording.rows.withUnsafeBufferPointer { rows in
            recording.signatures.withUnsafeBufferPointer { signatures in
              recording.operandList.withUnsafeBufferPointer { operandList in
                guard let values = values.baseAddress, let gradients = gradients.baseAddress,
                  let reached = reached.baseAddress
                else { return }
                let start = Int(rows[output.index].offset)
                for i in 0..<upstream.elements.count {
                  gradients[start + i] = upstream.elements[i]
                }
                reached[output.index] = true
                var backward = Backward(
                  values: values, gradients: gradients, contributions: contributions,
                  reached: reached, rows: rows, signatures: signatures, operandList: operandList)
                for node in stride(from: output.index, through: 0, by: -1) where reached[node] {
                  backward.row = rows[node]
                  rows[node].kind.accept(&backward)
                }
              }
            }
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
  let rows: UnsafeBufferPointer<Row>
  let signatures: UnsafeBufferPointer<Signature>
  let operandList: UnsafeBufferPointer<Int32>
  var row = Row(kind: .leaf, flags: [], first: 0, second: 0, offset: 0, slots: 0, signature: 0)

  private var parameter: S {
    row.signature < 0 ? 0 : S(signatures[Int(row.signature)].attributes.parameter)
  }

  func visitLeaf() {}

  @inline(__always)
  func visit<Op: UnaryOperation>(unary: Op.Type) {
    guard row.flags.contains(.isScalarOperation) else { return pullUnary(unary) }
    let operand = rows[Int(truncatingIfNeeded: row.first)]
    guard operand.flags.contains(.recordsGradient) else { return }
    let y = Int(row.offset)
    let derivative = Op.derivative(values[Int(operand.offset)], values[y], parameter)
    deliver(gradients[y] * derivative, to: row.first, offset: Int(operand.offset), slot: 0)
  }

  @inline(__always)
  func visit<Op: BinaryOperation>(binary: Op.Type) {
    guard row.flags.contains(.isScalarOperation) else { return pullBinary(binary) }
    let first = rows[Int(truncatingIfNeeded: row.first)]
    let second = rows[Int(truncatingIfNeeded: row.second)]
    let (a, b) = (values[Int(first.offset)], values[Int(second.offset)])
    let y = values[Int(row.offset)]
    let upstream = gradients[Int(row.offset)]
    if first.flags.contains(.recordsGradient) {
      deliver(
        upstream * Op.derivativeOfFirst(a, b, y), to: row.first, offset: Int(first.offset), slot: 0)
    }
    if second.flags.contains(.recordsGradient) {
      deliver(
        upstream * Op.derivativeOfSecond(a, b, y), to: row.second, offset: Int(second.offset),
        slot: 1)
    }
  }

  @inline(__always)
  private func deliver(_ gradient: S, to node: Int32, offset: Int, slot: Int) {
    if let contributions { contributions[Int(row.slots) + slot] = gradient }
    let node = Int(truncatingIfNeeded: node)
    gradients[offset] = reached[node] ? gradients[offset] + gradient : gradient
    reached[node] = true
  }

  func visit<Op: TensorOperation>(tensor: Op.Type) {
    let signature = signatures[Int(row.signature)]
    forEachSlot { slot, preceding, destination, accumulate in
      Op.pullback(
        Pullback(
          node: Evaluation(signature: signature, values: values), slot: slot,
          preceding: preceding, upstream: UnsafePointer(gradients + Int(row.offset)),
          destination: destination, accumulate: accumulate))
    }
  }

  /// Calls `body` for each slot that takes a gradient, with how many entries the earlier slots'
  /// operands hold and the place that the gradient goes to.
  @inline(__always)
  private func forEachSlot(
    _ body: (
      _ slot: Int, _ preceding: Int, _ destination: UnsafeMutablePointer<S>, _ accumulate: Bool
    ) -> Void
  ) {
    let listed = row.flags.contains(.listsOperands)
    let count = listed ? Int(row.second) : row.second < 0 ? 1 : 2
    var place = Int(row.slots)
    for slot in 0..<count {
      let node = Int(
        listed ? operandList[Int(row.first) + slot] : slot == 0 ? row.first : row.second)
      let operand = rows[node]
      let size = signatures[Int(row.signature)].operands[slot].count
      if operand.flags.contains(.recordsGradient) {
        let gradient = gradients + Int(operand.offset)
        if let contributions {
          let contribution = contributions + place
          body(slot, place - Int(row.slots), contribution, false)
          if reached[node] {
            for i in 0..<size { gradient[i] += contribution[i] }
          } else {
            gradient.update(from: contribution, count: size)
          }
        } else {
          body(slot, place - Int(row.slots), gradient, reached[node])
        }
        reached[node] = true
      }
      place += size
    }
  }

  @inline(never)
  private func pullUnary<Op: UnaryOperation>(_ operation: Op.Type) {
    let signature = signatures[Int(row.signature)]
    let x = values + Int(rows[Int(row.first)].offset)
    let (y, upstream) = (values + Int(row.offset), gradients + Int(row.offset))
    let parameter = parameter
    forEachSlot { _, _, destination, accumulate in
      if accumulate {
        for i in 0..<signature.shape.count {
          destination[i] += upstream[i] * Op.derivative(x[i], y[i], parameter)
        }
      } else {
        for i in 0..<signature.shape.count {
          destination[i] = upstream[i] * Op.derivative(x[i], y[i], parameter)
        }
      }
    }
  }

  @inline(never)
  private func pullBinary<Op: BinaryOperation>(_ operation: Op.Type) {
    let signature = signatures[Int(row.signature)]
    let (a, b) = (
      values + Int(rows[Int(row.first)].offset), values + Int(rows[Int(row.second)].offset)
    )
    let (y, upstream) = (values + Int(row.offset), gradients + Int(row.offset))
    forEachSlot { slot, _, destination, accumulate in
      if !accumulate { destination.update(repeating: 0, count: signature.operands[slot].count) }
      guard let broadcast = signature.broadcast else {
        for i in 0..<signature.shape.count {
          destination[i] += upstream[i] * derivative(operation, slot, a[i], b[i], y[i])
        }
        return
      }
      let run = broadcast.run
      let (aStep, bStep) = (broadcast.step(slot: 0), broadcast.step(slot: 1))
      let step = slot == 0 ? aStep : bStep
      for r in 0..<broadcast.runs {
        let (aStart, bStart) = (
          broadcast.start(ofRun: r, slot: 0), broadcast.start(ofRun: r, slot: 1)
        )
        let target = destination + (slot == 0 ? aStart : bStart)
        for i in 0..<run {
          let place = r * run + i
          target[i * step] +=
            upstream[place]
            * derivative(operation, slot, a[aStart + i * aStep], b[bStart + i * bStep], y[place])
        }
      }
    }
  }

  @inline(__always)
  private func derivative<Op: BinaryOperation>(_: Op.Type, _ slot: Int, _ a: S, _ b: S, _ y: S) -> S
  {
    slot == 0 ? Op.derivativeOfFirst(a, b, y) : Op.derivativeOfSecond(a, b, y)
  }
}
