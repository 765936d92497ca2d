extension BusPlan {
  /// Chooses a side for each lane: that on which its arrows cross fewer others on their way to and
  /// from it, segments between the ranks' items and lanes that run there already.
  ///
  /// - Parameters:
  ///   - ranked: the graph that the lanes belong to.
  ///   - body: the orders of its ranks without the arrows on lanes.
  /// - Complexity: O(E log V).
  mutating func chooseSides(of ranked: RankedGraph, _ body: OrderedGraph) {
    var above = RankCounts(ranked.rankCount)
    var below = RankCounts(ranked.rankCount)
    // Those with most arrows choose first.
    let order = buses.indices.sorted {
      (buses[$1].edges.count, $0) < (buses[$0].edges.count, $1)
    }
    for index in order {
      let bus = buses[index]
      var costs = (above: 0, below: 0)
      func pass(_ node: Int, gap: Int) {
        let beside = body.itemsBeside(node, within: bus.cluster)
        costs.above += beside.above + above[gap]
        costs.below += beside.below + below[gap]
      }
      pass(bus.source, gap: bus.ranks.lowerBound)
      for edge in bus.edges { pass(ranked.graph.edges[edge].target, gap: exits[edge] - 1) }
      if costs.below < costs.above {
        buses[index].side = .below
        below.add(1, to: bus.ranks)
      } else {
        buses[index].side = .above
        above.add(1, to: bus.ranks)
      }
    }
  }
}

extension OrderedGraph {
  /// How many items of a node's rank stand above and below it within a cluster.
  fileprivate func itemsBeside(_ node: Int, within cluster: Int) -> (above: Int, below: Int) {
    let rank = layered.items[node].rank
    var (first, last) = (0, orders[rank].count - 1)
    if cluster >= 0, let span = layered.ranked.spans[cluster] {
      let border = layered.borders[cluster].lowerBound + rank - span.lowerBound
      first = places[border] + 1
      last = places[border + span.count] - 1
    }
    return (places[node] - first, last - places[node])
  }
}

/// A count for each rank, to which stretches of ranks are added (P. Fenwick, “A new data structure
/// for cumulative frequency tables”, 1994).
private struct RankCounts {
  private var tree: [Int]

  init(_ count: Int) { tree = Array(repeating: 0, count: count + 2) }

  /// The count of a rank.
  subscript(rank: Int) -> Int {
    var sum = 0
    var index = rank + 1
    while index > 0 {
      sum += tree[index]
      index &= index - 1
    }
    return sum
  }

  mutating func add(_ amount: Int, to ranks: ClosedRange<Int>) {
    add(amount, from: ranks.lowerBound)
    add(-amount, from: ranks.upperBound + 1)
  }

  private mutating func add(_ amount: Int, from rank: Int) {
    var index = rank + 1
    while index < tree.count {
      tree[index] += amount
      index += index & -index
    }
  }
}
