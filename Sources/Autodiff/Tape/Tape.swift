import struct Wording.LocalizedText

/// Records a computation once, to run it forward and backward as often as wanted.
///
///     let tape = Tape<Double>()
///     let x = tape.variable(3, name: "x")
///     let trace = try tape.backward(from: x * x + 1)
///     trace.gradient(of: x)   // 6
///
/// Nodes are rows in flat arrays; values and gradients live in contiguous buffers. Values are computed
/// when they are asked for, and anew after a leaf was given another value.
public final class Tape<Scalar: TapeScalar> {
  // What changes at every node that is recorded.
  private let recordingCell = Cell(Recording())
  private let valuesCell = Cell(Buffer<Scalar>())
  private let evaluatedCell = Cell(0)
  private let gradientsCell = Cell(Buffer<Scalar>())
  private let scratchCell = Cell(BackwardScratch())

  var recording: Recording {
    unsafeAddress { recordingCell.address }
    unsafeMutableAddress { recordingCell.place }
  }
  var values: Buffer<Scalar> {
    unsafeAddress { valuesCell.address }
    unsafeMutableAddress { valuesCell.place }
  }
  /// How many nodes, from the first, have their values.
  var evaluated: Int {
    unsafeAddress { evaluatedCell.address }
    unsafeMutableAddress { evaluatedCell.place }
  }
  /// The gradients that `accumulateGradients` leaves, in the layout of `values`.
  var gradients: Buffer<Scalar> {
    unsafeAddress { gradientsCell.address }
    unsafeMutableAddress { gradientsCell.place }
  }
  var scratch: BackwardScratch {
    unsafeAddress { scratchCell.address }
    unsafeMutableAddress { scratchCell.place }
  }
  /// Memory that traces have given back.
  let spares = SparePages()
  /// The leaves that were filled with listed rows.
  let listed = ListedLeaves<Scalar>()
  /// How many threads may work on large operations; no value and no gradient depends on it.
  package var threads = 1 {
    didSet { threads = max(1, threads) }
  }

  /// Creates an empty tape.
  public init() {}

  /// How many nodes were recorded.
  public var nodeCount: Int { recording.rows.count }

  /// How many numbers all values together hold.
  package var numberCount: Int { recording.valueCount }

  /// Names, labels, layers and groups of the nodes.
  package var annotations: Annotations {
    get { recording.annotations }
    _modify { yield &recording.annotations }
  }
  /// The group that is being recorded, as an index into `annotations.groups`.
  package var openGroup: Int? { recording.annotations.openGroup }

  /// Makes room for a number of nodes, so that recording them does not move what is there.
  package func reserveCapacity(_ nodes: Int) {
    recording.rows.reserveCapacity(nodes)
    values.reserveCapacity(nodes)
  }

  /// Forgets all nodes and keeps the memory they had, to record another computation; traces keep
  /// what they have.
  package func removeAll() {
    recording.removeAll()
    values.removeAll()
    listed.leaves = []
    evaluated = 0
  }

  /// The shape of a node's value.
  package func shape(of node: NodeID) -> Shape { recording.shape(of: node.index) }

  // MARK: Leaves

  /// Records a leaf.
  @discardableResult
  package func leaf(
    _ value: Tensor<Scalar>, role: Role = .variable, name: String? = nil
  ) -> NodeID {
    precondition(role != .operation, "a leaf is a variable, a parameter or a constant")
    let node = recording.rows.count
    var flags: Row.Flags = role == .constant ? .isConstant : .recordsGradient
    if role == .parameter { flags.insert(.isParameter) }
    var signature: Int32 = -1
    if value.shape.isScalar {
      flags.insert(.isScalar)
    } else {
      signature = Int32(recording.signatures.count)
      recording.signatures.append(
        Signature(
          operands: [], shape: value.shape, attributes: .none, operandOffsets: [],
          offset: recording.valueCount, broadcast: nil))
    }
    recording.rows.append(
      Row(
        kind: .leaf, flags: flags, first: -1, second: -1, offset: UInt32(recording.valueCount),
        slots: UInt32(recording.contributionCount), signature: signature))
    values.fill(to: recording.valueCount, with: 0)
    values.append(contentsOf: value.elements)
    recording.valueCount += value.elements.count
    if evaluated == node { evaluated += 1 }
    if let name { recording.annotations.names[NodeID(node)] = name }
    return NodeID(node)
  }

  /// Gives a leaf another value of the same shape; all that depends on it is computed anew.
  ///
  /// - Precondition: The node is a leaf and the entries are as many as before.
  package func setValue(of leaf: NodeID, to elements: some Collection<Scalar>) {
    withMutableValue(of: leaf) { buffer in
      precondition(buffer.count == elements.count, "a leaf keeps its shape")
      _ = buffer.update(fromContentsOf: elements)
    }
  }

  /// Lets a leaf's entries be changed in place; all that depends on them is computed anew.
  ///
  /// - Precondition: The node is a leaf.
  package func withMutableValue<Result>(
    of leaf: NodeID, _ body: (UnsafeMutableBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    let row = recording.rows[leaf.index]
    precondition(row.kind == .leaf, "only a leaf's value can be set")
    let count = recording.count(of: leaf.index)
    evaluated = min(evaluated, leaf.index)
    writeOut(leaf)
    listed.leaves.removeAll { $0.node == leaf }
    return try body(
      UnsafeMutableBufferPointer(start: values.own() + Int(row.offset), count: count))
  }

  // MARK: Values

  /// A node's value, computed where it is not yet.
  package func value(of node: NodeID) -> Tensor<Scalar> {
    evaluate(through: node)
    writeOut(node)
    let shape = shape(of: node)
    let entries = Entries(
      values, from: Int(recording.rows[node.index].offset), count: shape.count)
    return Tensor(shape: shape, elements: entries.array)
  }

  /// Calls `body` with the entries of a node's value, without a copy.
  package func withValue<Result>(
    of node: NodeID, _ body: (UnsafeBufferPointer<Scalar>) throws -> Result
  ) rethrows -> Result {
    if recording.rows[node.index].kind != .leaf { evaluate(through: node) }
    writeOut(node)
    let offset = Int(recording.rows[node.index].offset)
    let count = recording.count(of: node.index)
    let values = values
    return try withExtendedLifetime(values) {
      try body(UnsafeBufferPointer(start: values.base + offset, count: count))
    }
  }

  // MARK: Scopes

  /// Opens a layer: the nodes that follow belong to it; nil ends the open one.
  package func openLayer(_ name: LocalizedText?) {
    recording.annotations.openLayer(name, at: nodeCount)
  }

  /// Changes the name of the layer that was opened last.
  package func renameLayer(_ rename: (inout LocalizedText) -> Void) {
    recording.annotations.renameLayer(rename)
  }

  /// Opens a group: the nodes that follow were made by this call of a function, or are the parts of an
  /// operation.
  package func openGroup(
    _ name: String, call: Int, of composite: Annotations.Composite? = nil,
    taking arguments: [Annotations.Argument] = []
  ) {
    recording.annotations.openGroup(
      name, call: call, of: composite, taking: arguments, at: nodeCount)
  }

  /// Opens a pass of a loop: the nodes that follow were made in it.
  package func openPass(_ pass: Annotations.Pass) {
    recording.annotations.openGroup(
      pass.text, call: pass.number, of: nil, taking: [], pass: pass, at: nodeCount)
  }

  /// Ends the innermost open group.
  package func closeGroup() { recording.annotations.closeGroup(at: nodeCount) }
}
