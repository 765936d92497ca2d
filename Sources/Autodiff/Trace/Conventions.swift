extension Trace {
  /// Which entries of a node's rule in a slot are 0 by convention, in the result's shape; nil where
  /// none is.
  @_specialize(where Scalar == Double)
  package func conventions(of node: NodeID, slot: Int) -> [Bool]? {
    guard let type = kind(of: node).type as? any ConventionalOperation.Type else { return nil }
    let entries = operandPairs(recording, values, node: node.index).map {
      type.isConvention(slot: slot, $0, $1)
    }
    return entries.contains(true) ? entries : nil
  }
}

/// What an elementwise operation of two operands takes for each entry of its result.
func operandPairs<S: TapeScalar>(
  _ recording: Recording, _ values: Buffer<S>, node: Int
) -> [(S, S)] {
  func operand(_ slot: Int) -> Int {
    Int(recording.rows[recording.operand(of: node, slot: slot)].offset)
  }
  let (a, b) = (operand(0), operand(1))
  let count = recording.count(of: node)
  return withExtendedLifetime(values) {
    guard let broadcast = recording.signature(of: node).broadcast else {
      return (0..<count).map { (values.base[a + $0], values.base[b + $0]) }
    }
    return (0..<count).map { entry in
      let (run, i) = (entry / broadcast.run, entry % broadcast.run)
      return (
        values.base[a + broadcast.start(ofRun: run, slot: 0) + i * broadcast.step(slot: 0)],
        values.base[b + broadcast.start(ofRun: run, slot: 1) + i * broadcast.step(slot: 1)]
      )
    }
  }
}
