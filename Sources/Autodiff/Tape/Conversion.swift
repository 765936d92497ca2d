extension Tape {
  /// The computation of another tape in this precision: the same nodes in the same order, each leaf's
  /// entries rounded to the nearest number, and all annotations.
  ///
  ///     Tape<Float>(converting: graph.tape)
  ///
  /// It is to the bit what recording the rounded leaves and the same operations would give. The other
  /// tape and this one go on by themselves.
  package convenience init<Other: TapeScalar>(converting other: Tape<Other>) {
    self.init()
    recording = other.recording.forAnotherTape()
    values.fill(to: recording.valueCount, with: 0)
    let numbers = values.own()
    for node in 0..<recording.rows.count where recording.rows[node].kind == .leaf {
      let start = Int(recording.rows[node].offset)
      other.withValue(of: NodeID(node)) { entries in
        // Networks are copied for each thread, with the images that are in them.
        if let same = entries as? UnsafeBufferPointer<Scalar> {
          if let first = same.baseAddress {
            (numbers + start).update(from: first, count: same.count)
          }
          return
        }
        for place in entries.indices { numbers[start + place] = Scalar(entries[place].double) }
      }
    }
  }
}

extension Tape {
  /// Gives leaves of this tape the entries that leaves of another have, leaf by leaf.
  ///
  /// - Precondition: They are as many, and each has as many entries.
  package func copyLeaves(_ leaves: [NodeID], from other: Tape, _ others: [NodeID]) {
    precondition(leaves.count == others.count, "a leaf for each leaf")
    for index in leaves.indices {
      other.withValue(of: others[index]) { entries in
        withMutableValue(of: leaves[index]) { buffer in
          precondition(buffer.count == entries.count, "a leaf keeps its shape")
          _ = buffer.update(fromContentsOf: entries)
        }
      }
    }
  }
}
