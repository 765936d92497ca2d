import Kernels

extension Tape {
  /// Computes the values of all nodes that do not have theirs yet, in the order of recording.
  package func evaluate() { evaluate(upTo: recording.rows.count) }

  /// Computes the values of a node and of those recorded before it that do not have theirs yet: a
  /// network that only predicts needs no loss.
  package func evaluate(through node: NodeID) { evaluate(upTo: node.index + 1) }

  @_specialize(where Scalar == Double)
  @_specialize(where Scalar == Float)
  private func evaluate(upTo end: Int) {
    guard evaluated < end else { return }
    values.fill(to: recording.valueCount, with: 0)
    compute(evaluated..<end)
    evaluated = end
  }

  /// Computes the values of some nodes anew, in the order given; all others are taken to have theirs.
  @_specialize(where Scalar == Double)
  func evaluate(only nodes: [Int]) {
    compute(nodes)
    evaluated = recording.rows.count
  }

  @inline(__always)
  private func compute(_ nodes: some Sequence<Int>) {
    let base = values.own()
    let listed = listed
    // The tape keeps the listed leaves while its nodes are computed.
    recording.signatures.withUnsafeBufferPointer { signatures in
      var forward = Forward(
        values: base, rows: UnsafePointer(recording.rows.base), signatures: signatures,
        threads: threads, listed: listed)
      for node in nodes {
        forward.row = forward.rows[node]
        forward.row.kind.accept(&forward)
      }
    }
  }
}

/// Computes a node's value.
struct Forward<S: TapeScalar>: OperationVisitor {
  let values: UnsafeMutablePointer<S>
  let rows: UnsafePointer<Row>
  let signatures: UnsafeBufferPointer<Signature>
  let threads: Int
  unowned(unsafe) let listed: ListedLeaves<S>
  var row = Row(kind: .leaf, flags: [], first: 0, second: 0, offset: 0, slots: 0, signature: 0)

  @inline(__always) private var output: UnsafeMutablePointer<S> { values + Int(row.offset) }
  @inline(__always) private func offset(_ node: Int32) -> Int {
    Int(rows[Int(truncatingIfNeeded: node)].offset)
  }

  private var parameters: Parameters<S> {
    row.signature < 0
      ? .none : signatures[Int(row.signature)].attributes.parameters.converted()
  }

  func visitLeaf() {}

  @inline(__always)
  func visit<Op: UnaryOperation>(unary: Op.Type) {
    if row.flags.contains(.isScalarOperation) {
      output[0] = Op.value(values[offset(row.first)], parameters)
      return
    }
    mapUnary(unary)
  }

  @inline(__always)
  func visit<Op: BinaryOperation>(binary: Op.Type) {
    if row.flags.contains(.isScalarOperation) {
      output[0] = Op.value(values[offset(row.first)], values[offset(row.second)])
      return
    }
    mapBinary(binary)
  }

  func visit<Op: TensorOperation>(tensor: Op.Type) {
    Op.value(
      Evaluation(
        place: signatures.baseAddress! + Int(row.signature), values: values, threads: threads,
        listed: listed))
  }

  @inline(never)
  private func mapUnary<Op: UnaryOperation>(_ operation: Op.Type) {
    let count = signatures[Int(row.signature)].shape.count
    let (x, y, parameters) = (values + offset(row.first), output, parameters)
    Kernels.inParts(count, threads: threads) { part in
      for i in part { y[i] = Op.value(x[i], parameters) }
    }
  }

  @inline(never)
  private func mapBinary<Op: BinaryOperation>(_ operation: Op.Type) {
    let place = signatures.baseAddress! + Int(row.signature)
    let (a, b, y) = (values + offset(row.first), values + offset(row.second), output)
    guard let broadcast = place.pointee.broadcast else {
      for i in 0..<place.pointee.shape.count { y[i] = Op.value(a[i], b[i]) }
      return
    }
    let run = broadcast.run
    let (aStep, bStep) = (broadcast.step(slot: 0), broadcast.step(slot: 1))
    for r in 0..<broadcast.runs {
      let aRow = a + broadcast.start(ofRun: r, slot: 0)
      let bRow = b + broadcast.start(ofRun: r, slot: 1)
      let yRow = y + r * run
      for i in 0..<run { yRow[i] = Op.value(aRow[i * aStep], bRow[i * bStep]) }
    }
  }
}
