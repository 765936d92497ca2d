/// A node as the tape keeps it: 24 bytes and no allocation of its own.
struct Row: BitwiseCopyable, Sendable {
  var kind: OperationKind
  var flags: Flags
  /// The first operand, or where the operands begin in `operandList`.
  var first: Int32
  /// The second operand, or how many operands `operandList` holds.
  var second: Int32
  /// Where the node's values begin in the value buffer, and its gradient in the gradient buffer.
  var offset: UInt32
  /// Where the gradients along the operand slots begin in the contribution buffer.
  var slots: UInt32
  /// The node's signature, or −1 where all is scalar and there are no attributes.
  var signature: Int32

  struct Flags: OptionSet, Sendable {
    let rawValue: UInt8
    /// A gradient is recorded: some leaf that it depends on is no constant.
    static let recordsGradient = Flags(rawValue: 1)
    /// The operands stand in `operandList`.
    static let listsOperands = Flags(rawValue: 2)
    /// An elementwise operation on scalars.
    static let isScalarOperation = Flags(rawValue: 4)
    /// A single number.
    static let isScalar = Flags(rawValue: 8)
    static let isParameter = Flags(rawValue: 16)
    static let isConstant = Flags(rawValue: 32)
  }
}

/// What was recorded, without the numbers: rows, signatures, annotations. A value, so that a trace
/// keeps what it was made from while the tape goes on.
struct Recording: Sendable {
  /// What tells the recordings of different tapes apart.
  final class Identity: Sendable {}

  private(set) var identity = Identity()
  var rows = Buffer<Row>()
  var signatures: [Signature] = []
  var operandList: [Int32] = []
  /// For each entry of `operandList`, how far behind those of the first slot the gradients along it
  /// begin: a sum over all earlier operands is too slow where there are thousands.
  var slotOffsets: [UInt32] = []
  var valueCount = 0
  var contributionCount = 0
  var annotations = Annotations()

  /// Forgets all nodes and keeps the memory of their rows.
  mutating func removeAll() {
    identity = Identity()
    rows.removeAll()
    signatures = []
    operandList = []
    slotOffsets = []
    valueCount = 0
    contributionCount = 0
    annotations = Annotations()
  }

  /// The same nodes for another tape, which goes on by itself.
  func forAnotherTape() -> Recording {
    var copy = self
    copy.identity = Identity()
    // Of the copies of a buffer one may be added to: the other tape's.
    _ = copy.rows.own()
    return copy
  }

  func shape(of node: Int) -> Shape {
    let row = rows[node]
    return row.flags.contains(.isScalar) ? .scalar : signatures[Int(row.signature)].shape
  }

  func count(of node: Int) -> Int {
    let row = rows[node]
    return row.flags.contains(.isScalar) ? 1 : signatures[Int(row.signature)].shape.count
  }

  func operandCount(of node: Int) -> Int {
    let row = rows[node]
    if row.flags.contains(.listsOperands) { return Int(row.second) }
    return row.first < 0 ? 0 : row.second < 0 ? 1 : 2
  }

  func operand(of node: Int, slot: Int) -> Int {
    let row = rows[node]
    if row.flags.contains(.listsOperands) { return Int(operandList[Int(row.first) + slot]) }
    return Int(slot == 0 ? row.first : row.second)
  }

  func operands(of node: Int) -> [NodeID] {
    (0..<operandCount(of: node)).map { NodeID(operand(of: node, slot: $0)) }
  }

  /// Which nodes lie on a way along arrows from one node to another, both of them included; none
  /// where no way leads.
  ///
  /// - Complexity: Linear in the nodes up to the later one.
  func ways(from start: NodeID, to end: NodeID) -> [Bool] {
    var isReached = [Bool](repeating: false, count: max(start.index, end.index) + 1)
    var isOnWay = isReached
    guard start <= end else { return isOnWay }
    isReached[start.index] = true
    for index in start.index...end.index where !isReached[index] {
      isReached[index] = operands(of: index).contains { isReached[$0.index] }
    }
    isOnWay[end.index] = isReached[end.index]
    for index in (start.index...end.index).reversed() where isOnWay[index] {
      for operand in operands(of: index) where isReached[operand.index] {
        isOnWay[operand.index] = true
      }
    }
    return isOnWay
  }

  func signature(of node: Int) -> Signature {
    let row = rows[node]
    if row.signature >= 0 { return signatures[Int(row.signature)] }
    return Signature(
      operands: Array(repeating: .scalar, count: operandCount(of: node)), shape: .scalar)
  }

  func role(of node: Int) -> Role {
    let row = rows[node]
    if row.kind != .leaf { return .operation }
    if row.flags.contains(.isConstant) { return .constant }
    return row.flags.contains(.isParameter) ? .parameter : .variable
  }

  /// Where the gradient along a slot begins in the contribution buffer.
  func contributionOffset(of node: Int, slot: Int) -> Int {
    let row = rows[node]
    if row.flags.contains(.listsOperands) {
      return Int(row.slots) + Int(slotOffsets[Int(row.first) + slot])
    }
    return Int(row.slots) + (slot == 0 ? 0 : count(of: Int(row.first)))
  }
}
