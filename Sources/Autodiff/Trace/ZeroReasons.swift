extension Trace {
  /// Why a node's gradient is zero: the reason of its only arrow, or that several cancel.
  func zeroReason(of node: NodeID) -> ZeroReason? {
    if node == output { return .upstreamIsZero }
    var reasons: [ZeroReason?] = []
    for (user, slot) in uses(of: node) where reached[user.index] {
      let offset = recording.contributionOffset(of: user.index, slot: slot)
      let count = recording.count(of: node.index)
      guard contributions[offset..<(offset + count)].allSatisfy({ $0 == 0 }) else {
        return .sumsToZero
      }
      reasons.append(zeroReason(from: node, to: user, slot: slot))
    }
    guard let first = reasons.first, reasons.allSatisfy({ $0 == first }) else { return nil }
    return first
  }

  /// Why the gradient along a slot is zero, as its operation knows.
  func zeroReason(from: NodeID, to: NodeID, slot: Int) -> ZeroReason? {
    // Of many operands each gets a part of what arrives; looking at the whole for each is slow.
    if kind(of: to) == .concat { return .upstreamIsZero }
    if let upstream = upstreamEntries(of: to), upstream.allSatisfy({ $0 == 0 }) {
      return .upstreamIsZero
    }
    let value = value(of: from).elements
    switch kind(of: to) {
    case .relu: return value.allSatisfy { $0 == 0 } ? .kink : .reluIsOff
    case .abs: return .kink
    case .leakyReLU, .elu: return nil
    case .max, .maxOver: return .notTheMaximum
    case .min, .minOver: return .notTheMinimum
    case .multiply, .matmul, .dot, .affine:
      let other = operands(of: to)
      guard other.count > 1, slot < 2 else { return nil }
      return self.value(of: other[1 - slot]).elements.allSatisfy { $0 == 0 }
        ? .otherFactorIsZero : nil
    case .divide: return slot == 1 ? .otherFactorIsZero : nil
    case .index: return .notTaken
    case .oneHot: return .label
    case .hinge: return .outsideMargin
    case .crossEntropy, .softmaxCrossEntropy, .softmaxLoss:
      return slot == 1 && shape(of: from).rank < shape(of: operands(of: to)[0]).rank ? .label : nil
    case .sigmoid, .tanh, .exp, .softplus, .erf, .softmax: return .saturated
    default: return nil
    }
  }

  private func upstreamEntries(of node: NodeID) -> Slice<Buffer<Scalar>>? {
    guard reached[node.index] else { return nil }
    let offset = Int(recording.rows[node.index].offset)
    return gradients[offset..<(offset + recording.count(of: node.index))]
  }
}
