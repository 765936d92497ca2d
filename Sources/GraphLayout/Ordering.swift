/// A layered graph whose items stand in an order on each rank.
///
/// Post-conditions: `orders[rank]` holds each item of the rank once; the items of a cluster are
/// neighbours, between its borders; clusters beside one another keep one order on all ranks.
struct OrderedGraph {
  var layered: LayeredGraph
  /// The items of each rank, from top to bottom.
  var orders: [[Int]]
  /// Each item's place in its rank.
  var places: [Int]
}

/// Orders the items of each rank so that few segments cross, by weighted barycentres and
/// transposition (Sugiyama, Tagawa and Toda, 1981; Gansner et al., 1993), from several starts.
func reduceCrossings(_ layered: LayeredGraph) -> OrderedGraph {
  var best: Ordering?
  for start in Ordering.Start.allCases {
    var ordering = Ordering(layered, start: start)
    ordering.improve()
    if let known = best, known.cost <= ordering.cost { continue }
    best = ordering
    if ordering.cost == (0, 0) { break }
  }
  let ordering = best ?? Ordering(layered, start: .operands)
  return OrderedGraph(layered: layered, orders: ordering.orders, places: ordering.places)
}

/// An order under improvement.
private struct Ordering {
  /// Where a search begins.
  enum Start: CaseIterable {
    /// Depth first from the results back through operands, slot by slot: what a reader expects.
    case operands
    /// Depth first from the leaves on.
    case leaves
  }

  let layered: LayeredGraph
  private(set) var orders: [[Int]]
  private(set) var places: [Int]
  /// Crossings, then pairs of operands that stand in another order than their slots.
  private(set) var cost: (crossings: Int, inversions: Int) = (0, 0)
  private let hasClusters: Bool
  /// For clusters of one parent, the order that they keep on all ranks.
  private var clusterKeys: [Double]

  init(_ layered: LayeredGraph, start: Start) {
    self.layered = layered
    hasClusters = layered.borders.contains { !$0.isEmpty }
    places = Array(repeating: 0, count: layered.items.count)
    clusterKeys = Array(repeating: 0, count: layered.borders.count)
    orders = Array(repeating: [], count: layered.ranked.rankCount)
    fill(from: start)
    if hasClusters {
      fixClusterOrder()
      for rank in orders.indices { arrange(rank, keys: places.map(Double.init)) }
    }
    setPlaces()
    cost = measure()
  }

  /// Appends items to their ranks as a depth-first search meets them.
  private mutating func fill(from start: Start) {
    var seen = [Bool](repeating: false, count: layered.items.count)
    let isBackward = start == .operands
    let roots = layered.items.indices.filter {
      (isBackward ? layered.outgoing[$0].isEmpty : layered.incoming[$0].isEmpty)
    }
    for root in roots + Array(layered.items.indices) where !seen[root] {
      var stack = [root]
      while let item = stack.popLast() {
        if seen[item] { continue }
        seen[item] = true
        orders[layered.items[item].rank].append(item)
        // The first slot is to be visited first, so it is pushed last.
        let next = (isBackward ? layered.incoming[item] : layered.outgoing[item]).sorted {
          slotKey($0) > slotKey($1)
        }
        for segment in next {
          let other = isBackward ? layered.segments[segment].tail : layered.segments[segment].head
          if !seen[other] { stack.append(other) }
        }
      }
    }
    setPlaces()
  }

  private func slotKey(_ segment: Int) -> (Int, Int) {
    let edge = layered.segments[segment].edge
    return (edge < 0 ? -1 : layered.ranked.graph.edges[edge].slot, segment)
  }

  private mutating func setPlaces() {
    for order in orders { for (place, item) in order.enumerated() { places[item] = place } }
  }

  // MARK: Improving

  /// Sweeps down and up until nothing is gained for a while.
  mutating func improve() {
    let sweeps = layered.items.count > 20_000 ? 6 : layered.items.count > 4_000 ? 12 : 28
    var (best, bestPlaces, bestCost) = (orders, places, cost)
    var idle = 0
    for sweep in 0..<sweeps where idle < 6 && bestCost != (0, 0) {
      let isForward = sweep % 2 == 0
      let ranks = Array(orders.indices)
      for rank in isForward ? ranks : ranks.reversed() {
        sortByNeighbours(rank, incoming: isForward)
      }
      if !hasClusters || layered.items.count < 4_000 { transpose() }
      cost = measure()
      if cost < bestCost {
        (best, bestPlaces, bestCost) = (orders, places, cost)
        idle = 0
      } else {
        idle += 1
      }
    }
    (orders, places, cost) = (best, bestPlaces, bestCost)
  }

  private mutating func sortByNeighbours(_ rank: Int, incoming: Bool) {
    var keys = [Double](repeating: 0, count: 0)
    keys.reserveCapacity(orders[rank].count)
    var byItem: [Int: Double] = [:]
    for item in orders[rank] {
      let segments = incoming ? layered.incoming[item] : layered.outgoing[item]
      var (sum, count) = (0.0, 0.0)
      for segment in segments {
        let other = incoming ? layered.segments[segment].tail : layered.segments[segment].head
        sum += Double(places[other])
        count += 1
      }
      // An item without neighbours keeps its place.
      let scale =
        Double(max(1, neighbourCount(rank, incoming))) / Double(max(1, orders[rank].count))
      keys.append(count == 0 ? (Double(places[item]) + 0.5) * scale - 0.5 : sum / count)
    }
    if hasClusters {
      for (position, item) in orders[rank].enumerated() { byItem[item] = keys[position] }
      var all = [Double](repeating: 0, count: layered.items.count)
      for (item, key) in byItem { all[item] = key }
      arrange(rank, keys: all)
    } else {
      let sorted = orders[rank].indices.sorted { (keys[$0], $0) < (keys[$1], $1) }
      orders[rank] = sorted.map { orders[rank][$0] }
    }
    for (place, item) in orders[rank].enumerated() { places[item] = place }
  }

  private func neighbourCount(_ rank: Int, _ incoming: Bool) -> Int {
    let other = incoming ? rank - 1 : rank + 1
    return orders.indices.contains(other) ? orders[other].count : 0
  }

  /// Exchanges neighbours where that removes crossings, or puts operands in order at no cost.
  private mutating func transpose() {
    for _ in 0..<4 {
      var gained = false
      for rank in orders.indices {
        for place in orders[rank].indices.dropLast() {
          let (a, b) = (orders[rank][place], orders[rank][place + 1])
          guard mayExchange(a, b) else { continue }
          let now = crossings(a, b)
          let then = crossings(b, a)
          if (then.0, then.1) < (now.0, now.1) {
            orders[rank].swapAt(place, place + 1)
            places[a] = place + 1
            places[b] = place
            gained = true
          }
        }
      }
      if !gained { break }
    }
  }

  private func mayExchange(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (layered.items[a], layered.items[b])
    return !x.isBorder && !y.isBorder && x.cluster == y.cluster
  }

  /// The crossings between the segments of two neighbours, a above b, and their inversions.
  private func crossings(_ a: Int, _ b: Int) -> (Int, Int) {
    var (count, inversions) = (0, 0)
    for s in layered.incoming[a] {
      for t in layered.incoming[b]
      where places[layered.segments[s].tail] > places[layered.segments[t].tail] { count += 1 }
    }
    for s in layered.outgoing[a] {
      for t in layered.outgoing[b] {
        let (x, y) = (layered.segments[s].head, layered.segments[t].head)
        if places[x] > places[y] { count += 1 }
        if x == y, slotKey(s) > slotKey(t) { inversions += 1 }
      }
    }
    return (count, inversions)
  }

  private func measure() -> (Int, Int) {
    var inversions = 0
    for item in layered.items.indices {
      let incoming = layered.incoming[item].sorted {
        places[layered.segments[$0].tail] < places[layered.segments[$1].tail]
      }
      for (s, t) in zip(incoming, incoming.dropFirst()) where slotKey(s) > slotKey(t) {
        inversions += 1
      }
    }
    return (countCrossings(layered, orders: orders, places: places), inversions)
  }

  // MARK: Clusters

  /// Fixes the order of clusters of one parent by where their members stand at first.
  private mutating func fixClusterOrder() {
    var sums = [(sum: Double, count: Double)](repeating: (0, 0), count: layered.borders.count)
    for (item, place) in places.enumerated() where !layered.items[item].isBorder {
      let size = Double(max(1, orders[layered.items[item].rank].count))
      var cluster = layered.items[item].cluster
      while cluster >= 0 {
        sums[cluster].sum += (Double(place) + 0.5) / size
        sums[cluster].count += 1
        cluster = layered.ranked.graph.clusters[cluster].parent
      }
    }
    clusterKeys = sums.map { $0.count == 0 ? 0 : $0.sum / $0.count }
  }

  /// Sorts a rank by keys, cluster by cluster.
  private mutating func arrange(_ rank: Int, keys: [Double]) {
    // Each cluster on the rank, and the outermost level under −1, with what stands directly in it.
    var children: [Int: [Child]] = [:]
    var present: Set<Int> = []
    var upper: [Int: Int] = [:]
    var lower: [Int: Int] = [:]
    for item in orders[rank] {
      let kind = layered.items[item].kind
      let cluster = layered.items[item].cluster
      if kind == .upperBorder {
        upper[cluster] = item
      } else if kind == .lowerBorder {
        lower[cluster] = item
      } else {
        children[cluster, default: []].append(.item(item))
      }
      var inner = cluster
      while inner >= 0, present.insert(inner).inserted {
        let parent = layered.ranked.graph.clusters[inner].parent
        children[parent, default: []].append(.cluster(inner))
        inner = parent
      }
    }
    var sorted: [Int] = []
    sorted.reserveCapacity(orders[rank].count)
    func mean(_ cluster: Int) -> (sum: Double, count: Double) {
      var (sum, count) = (0.0, 0.0)
      for child in children[cluster] ?? [] {
        switch child {
        case .item(let item):
          sum += keys[item]
          count += 1
        case .cluster(let inner):
          let part = mean(inner)
          sum += part.sum
          count += part.count
        }
      }
      return (sum, count)
    }
    func place(_ cluster: Int) {
      if let border = upper[cluster] { sorted.append(border) }
      var level = (children[cluster] ?? []).map { child -> (key: Double, child: Child) in
        switch child {
        case .item(let item): return (keys[item], child)
        case .cluster(let inner):
          let part = mean(inner)
          return (part.count == 0 ? keys[upper[inner] ?? 0] : part.sum / part.count, child)
        }
      }
      level = level.enumerated().sorted {
        ($0.element.key, $0.offset) < ($1.element.key, $1.offset)
      }
      .map(\.element)
      // Clusters take their slots in the order that they keep on all ranks.
      let slots = level.indices.filter {
        if case .cluster = level[$0].child { true } else { false }
      }
      let inOrder = slots.map { level[$0] }.sorted { clusterKey($0.child) < clusterKey($1.child) }
      for (slot, entry) in zip(slots, inOrder) { level[slot] = entry }
      for entry in level {
        switch entry.child {
        case .item(let item): sorted.append(item)
        case .cluster(let inner): place(inner)
        }
      }
      if let border = lower[cluster] { sorted.append(border) }
    }
    place(-1)
    orders[rank] = sorted
  }

  private enum Child {
    case item(Int)
    case cluster(Int)
  }

  private func clusterKey(_ child: Child) -> (Double, Int) {
    if case .cluster(let cluster) = child { (clusterKeys[cluster], cluster) } else { (0, 0) }
  }
}
