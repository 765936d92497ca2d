import Kernels

/// A leaf whose entries are moved a little, to see what the output makes of it: only what depends on
/// the leaf is computed anew.
struct MovableLeaf {
  private let tape: Tape<Double>
  private let leaf: NodeID
  /// The products of a matrix with the leaf, of which an entry moves one column.
  private let products: [Int]
  /// What else the output depends on the leaf through, in the order of recording.
  private let dependents: [Int]
  /// Those of them that have a kink or steps.
  private let kinky: [NodeID]

  /// A leaf of the tape.
  init(_ leaf: NodeID, of tape: Tape<Double>, _ dependents: inout Dependents) {
    self.tape = tape
    self.leaf = leaf
    let all = dependents.nodes(of: leaf)
    let recording = tape.recording
    // Those in all: a product whose other operands depend on the leaf too moves in other columns.
    let dependent = Set(all + [leaf.index])
    products = all.filter { node in
      recording.multipliesColumns(node)
        && (0..<recording.operandCount(of: node)).allSatisfy { slot in
          let operand = recording.operand(of: node, slot: slot)
          return slot == 1 ? operand == leaf.index : !dependent.contains(operand)
        }
    }
    let inColumns = Set(products)
    self.dependents = all.filter { !inColumns.contains($0) }
    kinky = all.filter {
      let kind = tape.recording.rows[$0].kind
      return kind.kink != nil || kind.isFlat
    }.map(NodeID.init)
    tape.evaluate()
  }

  /// Gives an entry another value.
  func set(_ entry: Int, to x: Double) {
    tape.withMutableValue(of: leaf) { $0[entry] = x }
    for product in products {
      tape.evaluateColumn(entry % tape.shape(of: leaf).extents[1], of: product)
    }
    tape.evaluate(only: dependents)
  }

  /// The first node with a kink whose entries do not lie on the sides that they lay on; nil where
  /// all do.
  func kinkCrossed(from here: [[Int32]]) -> NodeID? {
    guard !kinky.isEmpty else { return nil }
    let there = sides()
    return kinky.indices.first { there[$0] != here[$0] }.map { kinky[$0] }
  }

  /// On which side of its kinks each entry of each node with a kink lies.
  func sides() -> [[Int32]] {
    kinky.map { branches(tape.recording, tape.values, node: $0.index) }
  }
}

extension Recording {
  /// Whether a node is the product of two matrices, each column of which is a sum in one order.
  fileprivate func multipliesColumns(_ node: Int) -> Bool {
    let kind = rows[node].kind
    return (kind == .matmul || kind == .affine) && signature(of: node).multipliesMatrices
  }
}

extension Tape where Scalar == Double {
  /// Computes one column of a product of matrices anew, with the bits that all of it would have.
  fileprivate func evaluateColumn(_ column: Int, of product: Int) {
    let values = values.own()
    withUnsafePointer(to: recording.signature(of: product)) {
      computeColumn(column, of: Evaluation(place: $0, values: values))
    }
  }

  private func computeColumn(_ column: Int, of node: Evaluation<Double>) {
    let (a, b) = (node.signature.operands[0], node.signature.operands[1])
    let (m, k, n) = (a.extents[0], a.extents[1], b.extents[1])
    let hasBias = node.signature.operands.count > 2
    if hasBias {
      let bias = node.operand(2)[node.signature.operands[2].count == 1 ? 0 : column]
      for row in 0..<m { node.output[row * n + column] = bias }
    }
    Kernels.multiplyColumn(
      column, m: m, n: n, k: k, a: node.operand(0), b: node.operand(1), into: node.output,
      accumulate: hasBias)
  }
}

/// Finds what the output depends on a node through.
struct Dependents {
  private let arrivals: Uses
  /// A bit for each node that was found and not yet looked at.
  private var found: [UInt64]

  init(in trace: Trace<Double>) {
    arrivals = trace.allInfluences
    found = Array(repeating: 0, count: trace.nodeCount / 64 + 1)
  }

  /// All that depend on a node and that the output depends on, in the order of recording.
  ///
  /// - Complexity: Linear in their arrows, and in a 64th of the nodes in between.
  mutating func nodes(of leaf: NodeID) -> [Int] {
    var nodes: [Int] = []
    var last = leaf.index
    func find(_ users: ArraySlice<(node: NodeID, slot: Int)>) {
      for user in users {
        found[user.node.index / 64] |= 1 << UInt64(user.node.index % 64)
        last = max(last, user.node.index)
      }
    }
    find(arrivals[leaf])
    // Users come after what they use, so that one way through the bits finds all.
    var word = leaf.index / 64
    while word <= last / 64 {
      guard found[word] != 0 else {
        word += 1
        continue
      }
      let node = 64 * word + found[word].trailingZeroBitCount
      found[word] &= found[word] - 1
      nodes.append(node)
      find(arrivals[NodeID(node)])
    }
    return nodes
  }
}
