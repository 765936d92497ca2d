import Kernels

/// A leaf whose rows were listed by their nonzeros: a product asks it for what a matrix would give.
///
/// Its numbers are written out only where something else than a product reads them.
class ListedLeaf<Scalar: TapeScalar> {
  /// The leaf.
  let node: NodeID
  /// Where its numbers begin among the tape's values.
  let offset: Int
  /// Whether the numbers are written out.
  var isWritten = false

  init(_ node: NodeID, at offset: Int) {
    self.node = node
    self.offset = offset
  }

  /// c (rows×n) = or += x · b, where x are the leaf's rows; false where b is not finite, and c holds
  /// anything then.
  func multiply(
    _ b: UnsafePointer<Scalar>, n: Int, into c: UnsafeMutablePointer<Scalar>, accumulate: Bool
  ) -> Bool { false }

  /// c (columns×n) = or += xᵀ · b; false where b is not finite, and c holds anything then.
  func multiplyTransposed(
    _ b: UnsafePointer<Scalar>, n: Int, into c: UnsafeMutablePointer<Scalar>, accumulate: Bool
  ) -> Bool { false }

  /// Writes the numbers out where they are not yet.
  func write(to values: UnsafeMutablePointer<Scalar>) {}
}

/// The same for a scalar that has kernels.
private final class KernelListedLeaf<Scalar: TapeScalar & KernelScalar>: ListedLeaf<Scalar> {
  private(set) var rows: ListedRows
  private var chosen: [Int32] = []

  init(_ node: NodeID, at offset: Int, _ rows: ListedRows) {
    self.rows = rows
    super.init(node, at: offset)
  }

  func choose(_ chosen: [Int32], of rows: ListedRows) {
    self.rows = rows
    self.chosen.removeAll(keepingCapacity: true)
    self.chosen.append(contentsOf: chosen)
    isWritten = false
    chosen.withUnsafeBufferPointer(rows.prefetch)
  }

  override func multiply(
    _ b: UnsafePointer<Scalar>, n: Int, into c: UnsafeMutablePointer<Scalar>, accumulate: Bool
  ) -> Bool {
    chosen.withUnsafeBufferPointer {
      rows.multiply($0, n: n, b, into: c, accumulate: accumulate)
    }
  }

  override func multiplyTransposed(
    _ b: UnsafePointer<Scalar>, n: Int, into c: UnsafeMutablePointer<Scalar>, accumulate: Bool
  ) -> Bool {
    chosen.withUnsafeBufferPointer {
      rows.multiplyTransposed($0, n: n, b, into: c, accumulate: accumulate)
    }
  }

  override func write(to values: UnsafeMutablePointer<Scalar>) {
    guard !isWritten else { return }
    isWritten = true
    chosen.withUnsafeBufferPointer { rows.write($0, into: values + offset) }
  }
}

/// The leaves of a tape whose rows were listed.
final class ListedLeaves<Scalar: TapeScalar> {
  var leaves: [ListedLeaf<Scalar>] = []

  /// The leaf whose numbers begin at a place among the values.
  @inline(__always)
  func leaf(at offset: Int) -> ListedLeaf<Scalar>? {
    leaves.isEmpty ? nil : leaves.first { $0.offset == offset }
  }
}

extension Evaluation {
  /// The operand of a slot as listed rows; nil where it is none.
  @inline(__always)
  func listedRows(_ slot: Int) -> ListedLeaf<S>? {
    guard let listed, !listed.leaves.isEmpty, slot == 0, signature.multipliesMatrices else {
      return nil
    }
    return listed.leaf(at: signature.operandOffsets[slot])
  }
}

extension Pullback {
  /// Makes the gradient of the right operand of a product whose left one is listed rows; false where it
  /// is none, or where the other way has to be taken.
  func multiplyListed(n: Int) -> Bool {
    guard let rows = node.listedRows(0) else { return false }
    // An upstream gradient that is not finite leaves anything behind, to which nothing may be added.
    guard !accumulate || (0..<signature.shape.count).allSatisfy({ upstream[$0].double.isFinite })
    else {
      rows.write(to: node.values)
      return false
    }
    if rows.multiplyTransposed(upstream, n: n, into: destination, accumulate: accumulate) {
      return true
    }
    rows.write(to: node.values)
    return false
  }
}

extension Signature {
  /// Whether a product is one of two matrices whose entries are each summed in order of the inner axis:
  /// a single column is summed in another.
  var multipliesMatrices: Bool {
    operands.count >= 2 && operands[0].rank == 2 && operands[1].rank == 2
      && operands[1].extents[1] > 1
  }
}

extension Tape where Scalar: KernelScalar {
  /// Fills a leaf with chosen rows of a listed whole: products with the leaf look at their nonzeros
  /// alone, and have the same bits as those of a leaf that is filled number by number.
  ///
  /// - Precondition: The leaf has as many entries as the chosen rows.
  package func setRows(of leaf: NodeID, to chosen: [Int32], of rows: ListedRows) {
    let row = recording.rows[leaf.index]
    precondition(row.kind == .leaf, "only a leaf's value can be set")
    precondition(
      recording.count(of: leaf.index) == chosen.count * rows.columns, "a leaf keeps its shape")
    precondition(
      chosen.allSatisfy { (0..<Int32(rows.count)).contains($0) }, "a row that is not there")
    evaluated = min(evaluated, leaf.index)
    let known = listed.leaf(at: Int(row.offset)) as? KernelListedLeaf<Scalar>
    let listedLeaf =
      known ?? KernelListedLeaf(leaf, at: Int(row.offset), rows)
    if known == nil { listed.leaves.append(listedLeaf) }
    listedLeaf.choose(chosen, of: rows)
    if hasOtherUses(of: leaf) { listedLeaf.write(to: values.own()) }
  }
}

extension Tape {
  /// Writes out a listed leaf, if the node is one: somebody reads its numbers.
  func writeOut(_ node: NodeID) {
    guard !listed.leaves.isEmpty,
      let leaf = listed.leaf(at: Int(recording.rows[node.index].offset)),
      leaf.node == node, !leaf.isWritten
    else { return }
    leaf.write(to: values.own())
  }

  /// Whether something else than a product of rows reads a leaf.
  private func hasOtherUses(of leaf: NodeID) -> Bool {
    for node in (leaf.index + 1)..<max(leaf.index + 1, nodeCount) {
      for slot in 0..<recording.operandCount(of: node)
      where recording.operand(of: node, slot: slot) == leaf.index {
        let kind = recording.rows[node].kind
        guard slot == 0, kind == .affine || kind == .matmul,
          recording.signature(of: node).multipliesMatrices
        else { return true }
      }
    }
    return false
  }
}
