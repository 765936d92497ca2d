import Testing

@testable import Autodiff

/// What depends on a node, and through which arrows.
@Suite struct ArrivalTests {
  /// A tape of scalars whose operations take any two earlier nodes; the last is the output.
  private func tangle(_ seed: UInt64, operations: Int) -> Trace<Double> {
    var state = seed
    func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let tape = Tape<Double>()
    var nodes = (0..<6).map { tape.leaf(Tensor(Double($0)), role: $0 == 5 ? .constant : .variable) }
    for _ in 0..<operations {
      nodes.append(tape.recordScalar(.add, nodes[below(nodes.count)], nodes[below(nodes.count)]))
    }
    return tape.backward(from: nodes[nodes.count - 1])
  }

  @Test(arguments: [1, 2, 3, 4]) func dependentsAreThoseThatAWalkFinds(seed: UInt64) {
    let trace = tangle(seed, operations: 300)
    var dependents = Dependents(in: trace)
    for leaf in trace.nodes.prefix(40) {
      var found: Set<NodeID> = []
      for node in trace.nodes where trace.isOnPath(node) {
        if trace.operands(of: node).contains(where: { $0 == leaf || found.contains($0) }) {
          found.insert(node)
        }
      }
      #expect(dependents.nodes(of: leaf) == found.map(\.index).sorted())
    }
  }

  @Test(arguments: [5, 6]) func anArrowKnowsWhichItIs(seed: UInt64) {
    let trace = tangle(seed, operations: 200)
    for node in trace.nodes {
      let arriving = trace.contributions(to: node).filter { trace.isOnPath($0.to) }
      #expect(arriving.count == trace.arrivals(at: node).count)
      for (position, arrow) in arriving.enumerated() {
        #expect(trace.position(of: arrow) == position)
      }
      for arrow in trace.contributions(to: node) where !trace.isOnPath(arrow.to) {
        #expect(trace.position(of: arrow) == nil)
      }
    }
  }

  /// A sum as a tree: nine of a thousand nodes hang on each leaf.
  @Test func aLeafOfATreeHasFewDependents() {
    let tape = Tape<Double>()
    let leaves = (0..<512).map { tape.leaf(Tensor(Double($0))) }
    var level = leaves
    while level.count > 1 {
      level = stride(from: 0, to: level.count, by: 2).map {
        tape.recordScalar(.add, level[$0], level[$0 + 1])
      }
    }
    var dependents = Dependents(in: tape.backward(from: level[0]))
    #expect(leaves.allSatisfy { dependents.nodes(of: $0).count == 9 })
  }
}
