import Autodiff

/// The sums of many terms in a trace: chains of additions whose partial sums have no name and are
/// used once. A figure draws each as one Σ.
///
///     w1*x1 + w2*x2 + w3*x3 + b   →   one node with four arrows, in place of three
struct LongSums {
  /// A term: the addition that takes it, and in which slot.
  struct Term {
    let user: NodeID
    let slot: Int
  }

  /// For each partial sum the addition that ends its chain.
  private(set) var endOfPart: [NodeID: NodeID] = [:]
  /// For each addition that ends a chain its terms, as they were written.
  private(set) var terms: [NodeID: [Term]] = [:]

  /// How many terms make a long sum; of more, no figure has room for the arrows of one node.
  static let lengths = 4...400

  /// No sums at all.
  init() {}

  /// - Parameter isAlone: whether a node is drawn as itself, and in what it stands.
  init(_ trace: Trace<Double>, in containers: Containers, isDrawn: (NodeID) -> Bool) {
    let annotations = trace.annotations
    func isAddition(_ node: NodeID) -> Bool {
      trace.role(of: node) == .operation && trace.kind(of: node) == .add && isDrawn(node)
    }
    for node in trace.nodes.reversed()
    where isAddition(node) && node != trace.output && annotations.names[node] == nil
      && annotations.labels[node] == nil
    {
      let uses = trace.uses(of: node)
      guard uses.count == 1, let user = uses.first?.node, isAddition(user),
        containers.path(of: node) == containers.path(of: user)
      else { continue }
      endOfPart[node] = endOfPart[user] ?? user
    }
    for end in Set(endOfPart.values).sorted() {
      let terms = terms(of: end, in: trace)
      if Self.lengths.contains(terms.count) { self.terms[end] = terms }
    }
    endOfPart = endOfPart.filter { terms[$0.value] != nil }
  }

  private func terms(of end: NodeID, in trace: Trace<Double>) -> [Term] {
    var terms: [Term] = []
    var open = [Term(user: end, slot: 1), Term(user: end, slot: 0)]
    while let next = open.popLast() {
      let operand = trace.operands(of: next.user)[next.slot]
      if endOfPart[operand] == end {
        open += [Term(user: operand, slot: 1), Term(user: operand, slot: 0)]
      } else {
        terms.append(next)
      }
    }
    return terms
  }
}
