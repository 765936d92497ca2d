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

  /// How many segments cross.
  var crossings: Int { countCrossings(layered, orders: orders, places: places) }
}

/// Orders the items of each rank so that few segments cross.
///
/// From several starts, sweeps sort the ranks by barycentres (Sugiyama, Tagawa and Toda, 1981) and
/// sifting moves single items to their best places (Matuszewski, Schönfeld and Molitor, “Using
/// sifting for k-layer straightline crossing minimization”, 1999); the best order found is shaken
/// and sifted again as long as the graph's size allows (iterated local search: Lourenço, Martin and
/// Stützle, 2003). The effort is counted in steps, not in time, so that it repeats.
func reduceCrossings(_ layered: LayeredGraph) -> OrderedGraph { reduceCrossings([layered]) }

/// Orders the items of several rankings of one graph and returns the one that crosses least, the
/// first of these if there are several.
func reduceCrossings(_ rankings: [LayeredGraph]) -> OrderedGraph {
  var searches = rankings.map { OrderSearch($0) }
  var best = 0
  for index in searches.indices {
    let budget = OrderSearch.budget(rankings[index])
    searches[index].descendFromAllStarts()
    if searches.count > 1 { searches[index].shake(budget: budget / 8) }
    if searches[index].cost < searches[best].cost { best = index }
    if searches[best].cost == 0 { break }
  }
  searches[best].shake(budget: OrderSearch.budget(rankings[best]))
  return OrderedGraph(
    layered: rankings[best], orders: searches[best].order.orders,
    places: searches[best].order.places)
}

/// Orders the items of each rank from an order that is good already.
func reduceCrossings(_ layered: LayeredGraph, from start: RankOrders) -> OrderedGraph {
  var search = OrderSearch(layered, start: start)
  search.descend(from: start)
  search.shake(budget: OrderSearch.budget(layered))
  return OrderedGraph(
    layered: layered, orders: search.order.orders, places: search.order.places)
}

/// The orders of all ranks.
struct RankOrders {
  var orders: [[Int]]
  var places: [Int]

  /// The order in which a walk meets the items; see `Walk`.
  init(_ layered: LayeredGraph, walk: Walk) {
    orders = Array(repeating: [], count: layered.ranked.rankCount)
    places = Array(repeating: 0, count: layered.items.count)
    for item in walk.items(of: layered) { orders[layered.items[item].rank].append(item) }
    for rank in orders.indices {
      layered.putRailsOutside(&orders[rank])
      setPlaces(on: rank)
    }
  }

  /// The items of each rank by their keys.
  init(_ layered: LayeredGraph, keys: [(first: Int, second: Int)]) {
    orders = Array(repeating: [], count: layered.ranked.rankCount)
    places = Array(repeating: 0, count: layered.items.count)
    for item in layered.items.indices { orders[layered.items[item].rank].append(item) }
    for rank in orders.indices {
      orders[rank].sort {
        (keys[$0].first, keys[$0].second, $0) < (keys[$1].first, keys[$1].second, $1)
      }
      layered.putRailsOutside(&orders[rank])
      setPlaces(on: rank)
    }
  }

  /// Notes the places of a rank's items after its order has changed.
  mutating func setPlaces(on rank: Int) {
    for (place, item) in orders[rank].enumerated() { places[item] = place }
  }
}

/// Where a search for orders begins: the items as a walk through the graph meets them.
enum Walk: CaseIterable {
  /// Depth first from the results back through operands, slot by slot: what a reader expects.
  case operands
  /// Depth first from the leaves on.
  case leaves
  /// Breadth first from the results back.
  case levels

  /// All items, in the walk's order.
  func items(of layered: LayeredGraph) -> [Int] {
    let isBackward = self != .leaves
    let ends = isBackward ? layered.outgoing : layered.incoming
    let roots = layered.items.indices.filter { ends.count($0) == 0 }
    var seen = [Bool](repeating: false, count: layered.items.count)
    var met: [Int] = []
    met.reserveCapacity(layered.items.count)
    func next(_ item: Int) -> [Int] {
      (isBackward ? layered.incoming[item] : layered.outgoing[item])
        .sorted { layered.slotKey($0) < layered.slotKey($1) }
        .map { isBackward ? layered.segments[$0].tail : layered.segments[$0].head }
    }
    if self == .levels {
      var queue = roots + Array(layered.items.indices)
      var position = 0
      // Roots, and what no root leads to, wait behind what the walk itself meets.
      while position < queue.count {
        let item = queue[position]
        position += 1
        if seen[item] { continue }
        seen[item] = true
        met.append(item)
        var level = next(item)
        while !level.isEmpty {
          var further: [Int] = []
          for item in level where !seen[item] {
            seen[item] = true
            met.append(item)
            further += next(item)
          }
          level = further
        }
      }
      queue.removeAll()
      return met
    }
    for root in roots + Array(layered.items.indices) where !seen[root] {
      var stack = [root]
      while let item = stack.popLast() {
        if seen[item] { continue }
        seen[item] = true
        met.append(item)
        // The first slot is to be visited first, so it is pushed last.
        for other in next(item).reversed() where !seen[other] { stack.append(other) }
      }
    }
    return met
  }
}

extension LayeredGraph {
  /// Puts the borders of the whole graph, where a rank has any, first and last.
  func putRailsOutside(_ order: inout [Int]) {
    guard hasRails, order.contains(where: { items[$0].isRail }) else { return }
    let rails = order.filter { items[$0].isRail }
    order.removeAll { items[$0].isRail }
    for rail in rails {
      order.insert(rail, at: items[rail].kind == .upperBorder ? 0 : order.count)
    }
  }

  /// Orders the segments of an item by operand slot.
  func slotKey(_ segment: Int) -> (Int, Int) {
    let edge = segments[segment].edge
    return (edge < 0 ? -1 : ranked.graph.edges[edge].slot, segment)
  }
}
