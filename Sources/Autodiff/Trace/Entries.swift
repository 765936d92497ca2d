/// Numbers of a trace in row-major order, where they lie: no copies.
package struct Entries<Scalar: BitwiseCopyable & Sendable>: RandomAccessCollection,
  @unchecked Sendable
{
  /// Keeps the numbers alive.
  private let buffer: Buffer<Scalar>
  @usableFromInline let base: UnsafePointer<Scalar>
  /// How many there are.
  package let count: Int

  /// Some of a buffer's elements.
  ///
  /// - Precondition: They are there.
  init(_ buffer: Buffer<Scalar>, from offset: Int, count: Int) {
    precondition(
      offset >= 0 && count >= 0 && offset + count <= buffer.count, "entries that are there")
    self.buffer = buffer
    base = UnsafePointer(buffer.base) + offset
    self.count = count
  }

  /// The position of the first entry.
  package var startIndex: Int { 0 }
  /// The position behind the last entry.
  package var endIndex: Int { count }

  /// The entry at a position.
  @inlinable package subscript(index: Int) -> Scalar {
    precondition(index >= 0 && index < count, "an entry that is there")
    return base[index]
  }

  /// Whether all entries are so.
  ///
  /// The collection's own asks for each through a table of functions where the type of number is not
  /// known when it is compiled: fifty times as slow.
  @inline(__always)
  func all(_ isSo: (Scalar) -> Bool) -> Bool {
    withExtendedLifetime(buffer) {
      for entry in 0..<count where !isSo(base[entry]) { return false }
      return true
    }
  }

  /// The entries in an array of their own, copied in one piece.
  package var array: [Scalar] {
    withExtendedLifetime(buffer) {
      Array(unsafeUninitializedCapacity: count) { memory, filled in
        guard count > 0 else { return }
        memory.baseAddress?.initialize(from: base, count: count)
        filled = count
      }
    }
  }

  /// Calls `body` with the memory.
  package func withContiguousStorageIfAvailable<Result>(
    _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result? {
    try withExtendedLifetime(buffer) {
      try body(UnsafeBufferPointer(start: base, count: count))
    }
  }
}

extension Entries<Double> {
  /// Whether none is NaN or infinite.
  package var areFinite: Bool { all { $0.isFinite } }
}

// The numbers alone, for writers of all of them: no copies, no reasons.
extension Trace {
  /// How many operand slots a node has.
  package func operandCount(of node: NodeID) -> Int { recording.operandCount(of: node.index) }

  /// The entries of a node's value in row-major order, without a copy.
  package func valueEntries(of node: NodeID) -> Entries<Scalar> {
    Entries(
      values, from: Int(recording.rows[node.index].offset), count: recording.count(of: node.index))
  }

  /// The entries of a node's gradient in row-major order, without a copy; nil where none is
  /// computed, zeros where the output does not depend on the node.
  package func gradientEntries(of node: NodeID) -> Entries<Scalar>? {
    guard recordsGradient(node) else { return nil }
    let count = recording.count(of: node.index)
    guard isOnPath(node) else { return zeros(count) }
    return Entries(gradients, from: Int(recording.rows[node.index].offset), count: count)
  }

  /// Calls `body` for each operand slot of a node, in order, with the entries of the gradient that
  /// flowed back along it, as for `gradientEntries(of:)`.
  ///
  /// - Complexity: Linear in the number of slots.
  package func forEachSlot(
    of node: NodeID,
    _ body: (_ slot: Int, _ from: NodeID, _ gradient: Entries<Scalar>?) throws -> Void
  ) rethrows {
    var offset = Int(recording.rows[node.index].slots)
    for slot in 0..<recording.operandCount(of: node.index) {
      let from = NodeID(recording.operand(of: node.index, slot: slot))
      let count = recording.count(of: from.index)
      if !recordsGradient(from) || !recordsGradient(node) {
        try body(slot, from, nil)
      } else if isOnPath(node) {
        try body(slot, from, Entries(contributions, from: offset, count: count))
      } else {
        try body(slot, from, zeros(count))
      }
      offset += count
    }
  }

  /// Where no gradient arrived, the buffers hold nothing.
  private func zeros(_ count: Int) -> Entries<Scalar> {
    Entries(Buffer(repeating: 0, count: count), from: 0, count: count)
  }
}
