/// Looks for orders of little cost: crossings first, then operands out of the order of their slots.
struct OrderSearch {
  let layered: LayeredGraph
  private(set) var order: RankOrders
  private(set) var cost: Int
  private var sifter: Sifter
  private let arrangement: ClusterArrangement?
  private var dice = Dice()
  /// A key for each item, of which those of one rank are in use at a time.
  private var keys: [Double]

  /// - Parameter start: an order to learn from how clusters stand to each other.
  init(_ layered: LayeredGraph, start: RankOrders? = nil) {
    self.layered = layered
    sifter = Sifter(layered)
    keys = Array(repeating: 0, count: layered.items.count)
    order = start ?? RankOrders(layered, walk: .operands)
    cost = .max
    let hasClusters = layered.borders.contains { !$0.isEmpty }
    arrangement = hasClusters ? ClusterArrangement(layered, order) : nil
  }

  /// How many steps a graph of this size is worth after its first descents.
  static func budget(_ layered: LayeredGraph) -> Int {
    layered.items.count > 6_000 ? 0 : layered.items.count > 800 ? 700_000 : 1_500_000
  }

  /// Descends from each start and keeps the best order found.
  mutating func descendFromAllStarts() {
    var best: (order: RankOrders, cost: Int)?
    let walks: [Walk] = layered.items.count > 40_000 ? [.operands] : Walk.allCases
    for walk in walks {
      order = RankOrders(layered, walk: walk)
      keepClustersTogether()
      let cost = descend()
      if best.map({ cost < $0.cost }) ?? true { best = (order, cost) }
      if cost == 0 { break }
    }
    if let best { (order, cost) = best }
    if arrangement != nil { turnClusters() }
  }

  /// Descends from one order.
  mutating func descend(from start: RankOrders) {
    order = start
    keepClustersTogether()
    cost = descend()
  }

  /// Puts the items of each cluster between its borders.
  private mutating func keepClustersTogether() {
    guard let arrangement else { return }
    let keys = order.places.map(Double.init)
    for rank in order.orders.indices {
      order.orders[rank] = arrangement.arranged(order.orders[rank], keys: keys)
      order.setPlaces(on: rank)
    }
  }

  // MARK: Descending

  /// Sweeps and sifts until nothing is gained for a while; returns the cost.
  private mutating func descend() -> Int {
    let size = layered.items.count
    let sweeps = size > 20_000 ? 6 : size > 4_000 ? 12 : 24
    var best = order
    var bestCost = sifter.cost(order)
    var idle = 0
    for sweep in 0..<sweeps where idle < 4 && bestCost > 0 {
      let isForward = sweep % 2 == 0
      let ranks = Array(order.orders.indices)
      for rank in isForward ? ranks : ranks.reversed() {
        sortByNeighbours(rank, incoming: isForward, flips: sweep % 4 > 1)
      }
      sifter.siftAll(&order, window: size > 800 ? 4 : 12, rounds: 2)
      let cost = sifter.cost(order)
      if cost < bestCost {
        (best, bestCost, idle) = (order, cost, 0)
      } else {
        idle += 1
      }
    }
    order = best
    if size <= 6_000 {
      sifter.siftAll(&order, window: size > 800 ? 40 : .max, rounds: 6)
      bestCost = sifter.cost(order)
    }
    return bestCost
  }

  /// Sorts a rank by the barycentres of its items' neighbours on the rank before or after it.
  private mutating func sortByNeighbours(_ rank: Int, incoming: Bool, flips: Bool) {
    let items = order.orders[rank]
    let neighbourRank = incoming ? rank - 1 : rank + 1
    let count =
      order.orders.indices.contains(neighbourRank) ? order.orders[neighbourRank].count : 0
    let scale = Double(max(1, count)) / Double(max(1, items.count))
    let incidence = incoming ? layered.incoming : layered.outgoing
    let others = incoming ? layered.predecessors : layered.successors
    let barycentres = items.enumerated().map { place, item in
      let range = incidence.offsets[item]..<incidence.offsets[item + 1]
      // An item without neighbours keeps its place.
      if range.isEmpty { return (Double(place) + 0.5) * scale - 0.5 }
      var sum = 0
      for index in range { sum += order.places[others[index]] }
      return Double(sum) / Double(range.count)
    }
    if let arrangement {
      for (item, key) in zip(items, barycentres) { keys[item] = key }
      order.orders[rank] = arrangement.arranged(items, keys: keys)
    } else {
      // Equal ones keep their order or, every other time, turn it round.
      let sorted = items.indices.sorted {
        (barycentres[$0], flips ? -$0 : $0) < (barycentres[$1], flips ? -$1 : $1)
      }
      order.orders[rank] = sorted.map { items[$0] }
      layered.putRailsOutside(&order.orders[rank])
    }
    order.setPlaces(on: rank)
  }

  /// Turns the whole order round where operands then stand better: what crosses stays the same.
  mutating func mirror() {
    guard arrangement == nil, !layered.hasRails, cost > 0 else { return }
    var mirrored = order
    for rank in mirrored.orders.indices {
      mirrored.orders[rank].reverse()
      mirrored.setPlaces(on: rank)
    }
    let mirroredCost = sifter.cost(mirrored)
    if mirroredCost < cost { (order, cost) = (mirrored, mirroredCost) }
  }

  // MARK: Attempts

  /// How much has been done; see `Sifter`.
  var steps: Int { sifter.steps }

  /// Moves items towards a share of their ranks, sifts around them, and keeps what costs less.
  mutating func attempt(_ items: [Int], towards share: Double) {
    var trial = Sifter.Trial()
    for item in items { sifter.move(item, towards: share, in: &order, &trial) }
    sifter.settle(&order, &trial)
    if trial.gain > 0 { cost -= trial.gain } else { sifter.undo(&order, trial) }
  }

  /// Sifts another order and takes it if it costs less.
  mutating func attempt(_ other: RankOrders) {
    var other = other
    sifter.siftAll(&other, window: .max, rounds: 4)
    let otherCost = sifter.cost(other)
    if otherCost < cost { (order, cost) = (other, otherCost) }
  }

  // MARK: Shaking

  /// Moves a few items at random, sifts around them, and keeps what is not worse, again and again.
  ///
  /// - Parameter budget: about how many steps this may take; fewer where nothing more is gained.
  mutating func shake(budget: Int) {
    let chains = layered.chains.filter { !$0.isEmpty }
    let movable = layered.items.indices.filter {
      !layered.items[$0].isBorder && order.orders[layered.items[$0].rank].count > 1
    }
    guard !movable.isEmpty else { return }
    mirror()
    defer { mirror() }
    let patience = 300 + 10 * layered.items.count
    var idle = 0
    let limit = sifter.steps + budget
    while sifter.steps < limit, idle < patience, cost > 0 {
      idle += 1
      var trial = Sifter.Trial()
      if dice.roll(2) == 0, !chains.isEmpty {
        // A whole arrow moves to another height.
        let share = Double(dice.roll(1_000)) / 1_000
        for item in chains[dice.roll(chains.count)] {
          sifter.move(item, towards: share, in: &order, &trial)
        }
      } else {
        for _ in 0...dice.roll(3) {
          let item = movable[dice.roll(movable.count)]
          let share = Double(dice.roll(1_000)) / 1_000
          sifter.move(item, towards: share, in: &order, &trial)
        }
      }
      sifter.settle(&order, &trial)
      if trial.gain >= 0 {
        cost -= trial.gain
        if trial.gain > 0 { idle = 0 }
      } else {
        sifter.undo(&order, trial)
      }
    }
  }
}

/// Repeatable numbers that look random (splitmix64: Steele, Lea and Flood, 2014).
private struct Dice {
  private var state: UInt64 = 0x5EED

  /// A number from 0 up to, and without, a bound.
  mutating func roll(_ bound: Int) -> Int {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return Int((z ^ (z >> 31)) % UInt64(max(1, bound)))
  }
}
