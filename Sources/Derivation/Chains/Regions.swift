import Autodiff
import Notation

/// Which results a reader thinks of as one formula.
///
/// `z = W₅σ₁ + W₆σ₂ + b₃` is four nodes and one line on the board. A result without a name that is
/// a part of a sum of products is folded into the result that it is a part of; all other results
/// stand for themselves, and chains of derivatives lead from one of them to the next.
struct Regions {
  private let trace: Trace<Double>
  private let isFolded: [Bool]

  /// The most results that are folded into one formula.
  private static let limit = 12

  init(_ trace: Trace<Double>) {
    self.trace = trace
    var isFolded = [Bool](repeating: false, count: trace.nodeCount)
    for node in trace.nodes where Self.mayFold(node, in: trace) { isFolded[node.index] = true }
    // A long sum is no line of a board: there each result stands for itself again.
    var size = [Int](repeating: 0, count: trace.nodeCount)
    for node in trace.nodes where trace.role(of: node) == .operation {
      size[node.index] = trace.operands(of: node).reduce(1) {
        $0 + (isFolded[$1.index] ? size[$1.index] : 0)
      }
      if size[node.index] > Self.limit {
        for operand in trace.operands(of: node) { isFolded[operand.index] = false }
        size[node.index] = 1
      }
    }
    self.isFolded = isFolded
  }

  /// Whether a result is a part of another's formula.
  func folds(_ node: NodeID) -> Bool { isFolded[node.index] }

  private static func mayFold(_ node: NodeID, in trace: Trace<Double>) -> Bool {
    guard trace.role(of: node) == .operation, trace.annotations.names[node] == nil,
      node != trace.output, isScalar(node, in: trace), let use = trace.uses(of: node).first,
      trace.uses(of: node).count == 1, isScalar(use.node, in: trace),
      trace.annotations.group(of: node) == trace.annotations.group(of: use.node)
    else { return false }
    let inner = trace.kind(of: node).profile.folding
    switch trace.kind(of: use.node).profile.folding {
    case .sum, .negation: return inner != .itself
    case .product:
      // A sum keeps its brackets where a number stands before it.
      let operands = trace.operands(of: use.node)
      return inner == .sum
        ? operands.contains { $0 != node && isNumber($0, in: trace) } : inner != .itself
    case .power: return inner == .sum || inner == .negation
    case .itself: return false
    }
  }

  private static func isScalar(_ node: NodeID, in trace: Trace<Double>) -> Bool {
    trace.shape(of: node).isScalar
      && trace.operands(of: node).allSatisfy { trace.shape(of: $0).isScalar }
  }

  private static func isNumber(_ node: NodeID, in trace: Trace<Double>) -> Bool {
    trace.role(of: node) == .constant && trace.annotations.names[node] == nil
  }

  /// The results whose formulas a node stands in, in the order in which the backward pass visits
  /// them, each once.
  func users(of node: NodeID) -> [NodeID] {
    var users: [NodeID] = []
    for use in trace.arrivals(at: node) {
      var user = use.node
      while folds(user), let next = trace.uses(of: user).first { user = next.node }
      if !users.contains(user) { users.append(user) }
    }
    return users
  }
}
