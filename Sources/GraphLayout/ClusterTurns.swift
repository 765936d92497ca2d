/// Moves of many items at once that a search by single items does not find: a cluster turns upside
/// down, all arrows of a node move to one side of what they pass.
///
/// Both are for graphs with equal clusters: with a series of them, such as the passes of a loop,
/// round which arrows run in bundles, or with two, such as two calls of a function, where they save
/// crossings enough: in others the order of operands that readers know counts for more than a
/// crossing.
extension OrderSearch {
  /// Makes each of these moves that costs less than what is.
  mutating func turnClusters() {
    guard layered.items.count <= 3_000, let crossings = layered.ranked.graph.leastSaving else {
      return
    }
    // Among the passes of a loop an operand in its order is worth a move, too.
    let saving = crossings > 1 ? crossings * Sifter.crossing : 1
    guard cost >= saving else { return }
    var turned = self
    turned.makeMoves()
    if cost - turned.cost >= saving { self = turned }
  }

  private mutating func makeMoves() {
    let clusters = layered.borders.indices.filter { layered.borders[$0].count > 1 }
    let sources = layered.ranked.graph.nodes.indices.filter {
      layered.items[$0].cluster < 0 && layered.outgoing.count($0) > 1
    }
    let end = steps + Self.budget(layered) / 2
    for _ in 0..<3 {
      let before = cost
      for node in sources where steps < end {
        for share in [0, 1.0] { moveArrows(of: node, towards: share) }
      }
      for cluster in clusters where steps < end { turn(cluster) }
      if cost == before { break }
    }
  }

  /// Moves a node and the arrows that leave it towards a share of their ranks.
  private mutating func moveArrows(of node: Int, towards share: Double) {
    let arrows = layered.outgoing[node].flatMap { layered.chains[layered.segments[$0].edge] }
    attempt([node] + arrows, towards: share)
  }

  /// Turns a cluster upside down and lets all else find its place anew.
  private mutating func turn(_ cluster: Int) {
    var turned = order
    turned.turn(layered, cluster)
    attempt(turned)
  }
}

extension RankOrders {
  /// Turns the order of a cluster's items round on all of its ranks.
  fileprivate mutating func turn(_ layered: LayeredGraph, _ cluster: Int) {
    let borders = layered.borders[cluster]
    let half = borders.count / 2
    for upper in borders.prefix(half) {
      let rank = layered.items[upper].rank
      let (first, last) = (places[upper], places[upper + half])
      var inner = Array(orders[rank][(first + 1)..<last].reversed())
      // Of each cluster in it the upper border stays the upper one.
      for place in inner.indices where layered.items[inner[place]].kind == .lowerBorder {
        let border = layered.borders[layered.items[inner[place]].owner]
        let other = inner[place] - border.count / 2
        guard let partner = inner.firstIndex(of: other) else { continue }
        inner.swapAt(place, partner)
      }
      orders[rank].replaceSubrange((first + 1)..<last, with: inner)
      setPlaces(on: rank)
    }
  }
}
