/// What is fixed about a node when it is recorded: shapes, places in the buffers, attributes.
package struct Signature: Sendable, Hashable {
  /// The operands' shapes, slot by slot.
  package let operands: [Shape]
  /// The result's shape.
  package let shape: Shape
  /// What is not an operand.
  package let attributes: Attributes
  /// Where each operand's values begin in the value buffer.
  let operandOffsets: [Int]
  /// Where the result's values begin in the value buffer.
  let offset: Int
  /// How the operands of an elementwise operation are repeated to the result's shape.
  let broadcast: Broadcast?
  /// What the operation worked out when it was recorded.
  let plan: Plan?

  /// Describes a node by its shapes alone, as formulas and their writers need it.
  package init(operands: [Shape], shape: Shape, attributes: Attributes = .none) {
    self.init(
      operands: operands, shape: shape, attributes: attributes, operandOffsets: [], offset: 0,
      broadcast: nil)
  }

  init(
    operands: [Shape], shape: Shape, attributes: Attributes, operandOffsets: [Int], offset: Int,
    broadcast: Broadcast?, plan: Plan? = nil
  ) {
    self.operands = operands
    self.shape = shape
    self.attributes = attributes
    self.operandOffsets = operandOffsets
    self.offset = offset
    self.broadcast = broadcast
    self.plan = plan
  }

  /// The rows of the first operand: 1 for a vector or a scalar.
  package var rows: Int { operands[0].rank >= 2 ? operands[0].extents[0] : 1 }

  /// A shape seen along one axis: how many blocks, entries along the axis, entries between
  /// neighbours; the whole as one axis where the axis is nil.
  static func split(_ shape: Shape, axis: Int?) -> (outer: Int, extent: Int, inner: Int) {
    guard let axis = axis.flatMap(shape.axis) else { return (1, shape.count, 1) }
    let outer = shape.extents[..<axis].reduce(1, *)
    let inner = shape.extents[(axis + 1)...].reduce(1, *)
    return (outer, shape.extents[axis], inner)
  }
}

/// What an operation works out of shapes and attributes when it is recorded, so that running it again
/// takes no memory.
enum Plan: Sendable, Hashable {
  /// Where the entries of one tensor lie in another.
  case runs(EntryRuns)
  /// The sum of products that gives the result, and those that give the gradient of each operand.
  case contractions([Contraction])
  /// The windows that run over images.
  case windows(Windows)
}

/// How operands are repeated to a common shape: for each axis of the result a stride, 0 where the
/// operand is repeated.
struct Broadcast: Sendable, Hashable {
  let extents: [Int]
  let strides: [[Int]]

  /// Nil where all operands have the result's shape.
  init?(_ operands: [Shape], to shape: Shape) {
    guard operands.contains(where: { $0 != shape }) else { return nil }
    extents = shape.extents
    strides = operands.map { operand in
      let own = operand.strides
      let missing = shape.rank - operand.rank
      return (0..<shape.rank).map { axis in
        axis < missing || operand.extents[axis - missing] == 1 ? 0 : own[axis - missing]
      }
    }
  }

  /// The length of a run along the last axis.
  var run: Int { extents.last ?? 1 }

  /// How many runs there are.
  var runs: Int { extents.dropLast().reduce(1, *) }

  /// Where a run begins in an operand.
  func start(ofRun run: Int, slot: Int) -> Int {
    var rest = run
    var offset = 0
    for axis in stride(from: extents.count - 2, through: 0, by: -1) {
      offset += rest % extents[axis] * strides[slot][axis]
      rest /= extents[axis]
    }
    return offset
  }

  /// How far apart neighbours of a run lie in an operand: 0 or 1 entries, or more for a repeated
  /// last axis of a larger operand.
  func step(slot: Int) -> Int { strides[slot].last ?? 0 }
}

/// A node about to be computed: its operands and the place for its result.
struct Evaluation<S: TapeScalar> {
  /// Where the signature lies: a copy of it would count up and down who has its arrays.
  let place: UnsafePointer<Signature>
  let values: UnsafeMutablePointer<S>
  /// How many threads may work on it; what comes out does not depend on it.
  var threads = 1
  /// The leaves that were filled with listed rows, where products may use them.
  unowned(unsafe) var listed: ListedLeaves<S>?

  var signature: Signature {
    @inline(__always) _read { yield place.pointee }
  }
  var attributes: Attributes { signature.attributes }
  /// The entries of an operand.
  func operand(_ slot: Int) -> UnsafePointer<S> {
    UnsafePointer(values + signature.operandOffsets[slot])
  }
  /// The entries of the result.
  var output: UnsafeMutablePointer<S> { values + signature.offset }
  /// The room that the operation asked for, which holds anything.
  var workspace: UnsafeMutablePointer<S> { output + signature.shape.count }
}

/// A gradient about to flow back along one operand slot.
struct Pullback<S: TapeScalar> {
  let node: Evaluation<S>
  let slot: Int
  /// How many entries the operands of earlier slots hold.
  let preceding: Int
  /// The gradient that arrives at the result, in the result's shape.
  let upstream: UnsafePointer<S>
  /// Where the gradient goes, in the operand's shape.
  let destination: UnsafeMutablePointer<S>
  /// Whether to add to what is there.
  let accumulate: Bool

  var signature: Signature {
    @inline(__always) _read { yield node.place.pointee }
  }
  func operand(_ slot: Int) -> UnsafePointer<S> { node.operand(slot) }
  var output: UnsafePointer<S> { UnsafePointer(node.output) }

  /// Adds to or sets one entry.
  @inline(__always) func put(_ index: Int, _ value: S) {
    destination[index] = accumulate ? destination[index] + value : value
  }

  /// Sets all entries to zero unless they are added to.
  func clear() {
    guard !accumulate else { return }
    destination.update(repeating: 0, count: signature.operands[slot].count)
  }
}
