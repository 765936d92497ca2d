/// Gives equal parts one order where that costs few crossings: half as many more as there are anyway,
/// so that what can be drawn without any still is.
///
/// All take the order of one of them, which is then made better in all at once; where that costs too
/// much, as many take the order of one as can. Not for graphs so large that it would take too long.
func orderEqually(_ ordered: OrderedGraph) -> OrderedGraph {
  guard ordered.layered.items.count <= 6_000 else { return ordered }
  var ordering = EqualOrdering(ordered)
  for parts in ordered.equalParts(asOrdered: false) { ordering.arrange(parts) }
  return OrderedGraph(
    layered: ordered.layered, orders: ordering.best.orders, places: ordering.best.places)
}

private struct EqualOrdering {
  private let layered: LayeredGraph
  private(set) var best: RankOrders
  private var sifter: Sifter
  /// How many crossings there may be.
  private var limit: Int
  /// About how many steps each list of parts is worth; see `OrderSearch`.
  private static let budget = 1_000_000

  init(_ ordered: OrderedGraph) {
    layered = ordered.layered
    best = RankOrders(ordered)
    let crossings = ordered.crossings
    limit = crossings + crossings / 2
    sifter = Sifter(layered)
    sifter.fixed = Array(repeating: false, count: layered.items.count)
  }

  private func crossings(_ order: RankOrders) -> Int {
    countCrossings(layered, orders: order.orders, places: order.places)
  }

  /// Gives parts one order, and keeps them in it from then on.
  mutating func arrange(_ parts: [EqualPart]) {
    for part in parts {
      for item in part.items.joined() { sifter.fixed[item] = true }
    }
    let isEven = parts.allSatisfy { $0.names == parts[0].names }
    if isEven && limit == 0 { return }
    var found: (order: RankOrders, cost: Int)?
    for model in parts.distinct(most: 4) {
      let trial = improved(parts, as: model.names)
      if found.map({ trial.cost < $0.cost }) ?? true { found = trial }
    }
    if let found, crossings(found.order) <= limit {
      if !isEven || found.cost < sifter.cost(best) { best = found.order }
    } else if !isEven {
      arrangeSome(parts)
    }
  }

  /// All parts in one order, from the one given by moves that all of them make at once: what leads to
  /// one node, or along one arrow, goes to the top of its ranks or to the bottom.
  private mutating func improved(
    _ parts: [EqualPart], as names: [[PartName]]
  ) -> (order: RankOrders, cost: Int) {
    let end = sifter.steps + Self.budget / 4
    var names = names
    var order = best
    for part in parts { order.arrange(part, as: names) }
    sifter.siftAll(&order, window: .max, rounds: 2)
    var cost = sifter.cost(order)
    let bundles = parts[0].bundles(in: layered)
    let wires = bundles.map { bundle in
      parts.flatMap { part in part.arrows(in: bundle, layered) }
        .flatMap { layered.chains[$0].filter { !sifter.fixed[$0] } }
    }
    var hasChanged = true
    while hasChanged, sifter.steps < end {
      hasChanged = false
      for (bundle, wires) in zip(bundles, wires) where sifter.steps < end && cost > 0 {
        for isUp in [true, false] {
          let moved = names.map { rank in
            let (inside, outside) = (rank.filter(bundle.contains), rank.dropFirst().dropLast())
            let others = outside.filter { !bundle.contains($0) }
            return [rank[0]] + (isUp ? inside + others : others + inside) + [rank[rank.count - 1]]
          }
          if moved == names { continue }
          var trial = order
          for part in parts { trial.arrange(part, as: moved) }
          // What leads there from outside passes the other parts on that side, too.
          var moves = Sifter.Trial()
          for item in wires {
            sifter.move(item, towards: isUp ? 0 : 1, in: &trial, &moves)
          }
          sifter.settle(&trial, &moves)
          sifter.siftAll(&trial, window: .max, rounds: 2)
          let trialCost = sifter.cost(trial)
          if trialCost < cost {
            (names, order, cost, hasChanged) = (moved, trial, trialCost, true)
          }
        }
      }
    }
    return (order, cost)
  }

  /// Gives as many parts as can the order of one of them.
  private mutating func arrangeSome(_ parts: [EqualPart]) {
    let start = best
    var most = 1
    for model in parts.distinct(most: 4) {
      var order = start
      var taken = 0
      for part in parts.prefix(40) {
        var trial = order
        trial.arrange(part, as: model.names)
        if crossings(trial) <= limit { (order, taken) = (trial, taken + 1) }
      }
      if taken > most { (best, most) = (order, taken) }
    }
  }
}

extension [EqualPart] {
  /// The first parts of each order, up to a number of them.
  fileprivate func distinct(most: Int) -> [EqualPart] {
    var models: [EqualPart] = []
    for part in self where models.count < most {
      if !models.contains(where: { $0.names == part.names }) { models.append(part) }
    }
    return models
  }
}

extension EqualPart {
  /// What moves as one: each arrow that comes in, and each node with all that leads to it; none where
  /// clusters within the part keep it together.
  fileprivate func bundles(in layered: LayeredGraph) -> [Set<PartName>] {
    guard names.allSatisfy({ $0.count { $0.isBorder } == 2 }) else { return [] }
    var nameOf: [Int: PartName] = [:]
    for (items, names) in zip(items, names) {
      for (item, name) in zip(items, names) where !name.isBorder { nameOf[item] = name }
    }
    var bundles: [Set<PartName>] = []
    for item in items.joined() where nameOf[item] != nil {
      var bundle: Set<PartName> = []
      var open = [item]
      while let next = open.popLast() {
        guard let name = nameOf[next], bundle.insert(name).inserted else { continue }
        open += layered.incoming[next].map { layered.segments[$0].tail }
      }
      if !bundles.contains(bundle) { bundles.append(bundle) }
    }
    return bundles
  }
}

extension EqualPart {
  /// The edges that come in where a bundle does.
  fileprivate func arrows(in bundle: Set<PartName>, _ layered: LayeredGraph) -> [Int] {
    var arrows: [Int] = []
    for (items, names) in zip(items, names) {
      for (item, name) in zip(items, names)
      where layered.items[item].isOnEdge && bundle.contains(name) {
        let edge = layered.items[item].owner
        if !arrows.contains(edge) { arrows.append(edge) }
      }
    }
    return arrows
  }
}

extension RankOrders {
  /// The orders of a graph.
  fileprivate init(_ ordered: OrderedGraph) {
    orders = ordered.orders
    places = ordered.places
  }

  /// Puts a part's items in an order of their names.
  fileprivate mutating func arrange(_ part: EqualPart, as names: [[PartName]]) {
    for (step, names) in names.enumerated() {
      let items = Dictionary(
        zip(part.names[step], part.items[step]), uniquingKeysWith: { first, _ in first })
      let rank = part.first + step
      let start = part.items[step].reduce(Int.max) { min($0, places[$1]) }
      for (place, name) in names.enumerated() {
        guard let item = items[name] else { continue }
        orders[rank][start + place] = item
      }
      setPlaces(on: rank)
    }
  }
}
