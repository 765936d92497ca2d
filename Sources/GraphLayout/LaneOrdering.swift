/// Orders a graph whose longest arrows run on lanes.
///
/// First the nodes are ordered without those arrows; that tells on which side each lane crosses
/// least. Then all are ordered from there on, with the arrows to and from the lanes.
func orderWithLanes(_ first: RankedGraph) -> OrderedGraph {
  let ranked = rankedForLanes(first)
  var plan = planBuses(ranked)
  let body = reduceCrossings(subdivide(ranked.without(plan)))
  plan.chooseSides(of: ranked, body)
  plan.stackLanes()
  let layered = subdivide(ranked, plan)
  return reduceCrossings(layered, from: RankOrders(layered, like: body))
}

/// The ranking in which arrows are shorter in sum, those of a node that lie side by side counted
/// once: the given one, or one in which nodes with many arrows let their consumers go where others
/// want them.
private func rankedForLanes(_ ranked: RankedGraph) -> RankedGraph {
  var count = [Int](repeating: 0, count: ranked.graph.nodes.count)
  for edge in ranked.graph.edges { count[edge.source] += 1 }
  let isLight = count.map { $0 >= 8 }
  guard isLight.contains(true) else { return ranked }
  let other = assignRanks(ranked.graph, isLight: isLight)
  return other.sharedLength < ranked.sharedLength ? other : ranked
}

extension RankedGraph {
  /// How far arrows reach in sum, of each node the longest only.
  fileprivate var sharedLength: Int {
    var reach = [Int](repeating: 0, count: graph.nodes.count)
    for edge in graph.edges {
      reach[edge.source] = max(reach[edge.source], ranks[edge.target] - ranks[edge.source])
    }
    return reach.reduce(0, +)
  }

  /// The same without the arrows on lanes.
  fileprivate func without(_ plan: BusPlan) -> RankedGraph {
    var body = self
    body.graph.edges = graph.edges.indices.filter { plan.bus(of: $0) < 0 }.map { graph.edges[$0] }
    return body
  }
}

extension RankOrders {
  /// The orders of a graph without arrows on lanes; what leads from lanes into clusters stands
  /// nearest to them.
  fileprivate init(_ layered: LayeredGraph, like body: OrderedGraph) {
    var keys = layered.items.map { item in
      (first: item.kind == .lowerBorder ? Int.max : 0, second: 0)
    }
    for node in layered.ranked.graph.nodes.indices { keys[node].first = body.places[node] + 1 }
    var other = 0
    for (edge, chain) in layered.chains.enumerated() {
      let bus = layered.plan.bus(of: edge)
      if bus >= 0 {
        let isAbove = layered.plan.buses[bus].side == .above
        for item in chain { keys[item].first = isAbove ? 0 : Int.max - 1 }
      } else {
        for (item, like) in zip(chain, body.layered.chains[other]) {
          keys[item].first = body.places[like] + 1
        }
        other += 1
      }
    }
    for (bus, stem) in zip(layered.plan.buses, layered.stems) {
      for item in stem { keys[item].first = bus.side == .above ? 0 : Int.max - 1 }
    }
    self.init(layered, keys: keys)
  }
}
