/// Moves items to the places on their ranks at which they cross least (Matuszewski, Schönfeld and
/// Molitor, “Using sifting for k-layer straightline crossing minimization”, 1999).
///
/// A cost is in units of which a crossing has `crossing` and a pair of operands in another order
/// than their slots has one.
struct Sifter {
  static let crossing = 1 << 10
  /// What a pair of operands that do not commute costs in another order.
  static let ordered = 1 << 5

  /// How much has been done: about one for each pair of items compared.
  private(set) var steps = 0

  private let layered: LayeredGraph
  private let ties: Ties
  private let precedences: Precedences
  /// For each item, the cluster in which what stands right after it is; -1 for none.
  private let levelAfter: [Int]
  /// Where the neighbours of the item that is being placed stand, ascending.
  private var before: [Int] = []
  private var behind: [Int] = []
  private var isWaiting: [Bool]
  /// By item, whether it keeps its place among its neighbours; empty where all but borders may move.
  var fixed: [Bool] = []

  init(_ layered: LayeredGraph) {
    self.layered = layered
    ties = Ties(layered)
    precedences = Precedences(layered.ranked.graph)
    isWaiting = Array(repeating: false, count: layered.items.count)
    levelAfter = layered.items.map { item in
      item.kind == .lowerBorder && !item.isRail
        ? layered.ranked.graph.clusters[item.owner].parent : item.cluster
    }
  }

  /// Whether an item does not move by itself.
  private func isFixed(_ item: Int) -> Bool {
    layered.items[item].isBorder || (!fixed.isEmpty && fixed[item])
  }

  /// The cost of all orders.
  func cost(_ order: RankOrders) -> Int {
    let crossings = countCrossings(layered, orders: order.orders, places: order.places)
    var inversions = 0
    for node in layered.ranked.graph.nodes.indices {
      let incoming = layered.incoming[node]
      for s in incoming {
        for t in incoming
        where layered.slotKey(s) < layered.slotKey(t)
          && order.places[layered.segments[s].tail] > order.places[layered.segments[t].tail]
        {
          let edge = layered.segments[s].edge
          inversions += edge >= 0 && layered.ranked.graph.edges[edge].isOrdered ? Self.ordered : 1
        }
        // Of a long list of operands the first says enough.
        if incoming.count > 40 { break }
      }
    }
    let turned = precedences.isEmpty ? 0 : precedences.cost(layered, order.places)
    return crossings * Self.crossing + inversions + turned
  }

  // MARK: All ranks

  /// Places every item, rank after rank, in rounds until one of them gains nothing.
  mutating func siftAll(_ order: inout RankOrders, window: Int, rounds: Int) {
    for round in 0..<rounds {
      var gain = 0
      let ranks = Array(order.orders.indices)
      for rank in round % 2 == 0 ? ranks : ranks.reversed() where order.orders[rank].count > 1 {
        for item in order.orders[rank] where !isFixed(item) {
          gain += place(item, &order, window: window).gain
        }
      }
      if gain == 0 { break }
    }
  }

  // MARK: One item

  /// Moves an item to its best place within a window; returns where it was and what that gains.
  private mutating func place(
    _ item: Int, _ order: inout RankOrders, window: Int
  ) -> (from: Int, gain: Int) {
    let here = order.places[item]
    let best = bestPlace(item, order, window: window)
    guard best.bestCost < 0 else { return (here, 0) }
    shift(item, on: layered.items[item].rank, to: best.best, &order)
    return (here, -best.bestCost)
  }

  /// Where an item costs least within a window. The rank's order is held no longer than this, lest
  /// moving the item copy it.
  private mutating func bestPlace(_ item: Int, _ order: RankOrders, window: Int) -> Walked {
    let here = order.places[item]
    let items = order.orders[layered.items[item].rank]
    read(item, order)
    let first = window > here ? 0 : here - window
    let last = window > items.count - 1 - here ? items.count - 1 : here + window
    let up = walk(item, from: here, to: first, items, order)
    let down = walk(item, from: here, to: last, items, order)
    return down.bestCost < up.bestCost ? down : up
  }

  private struct Walked {
    /// The place of least cost that is allowed, and its cost relative to where the item is.
    var best: Int
    var bestCost = 0
    /// The last place passed that is allowed, and its cost.
    var reached: Int
    var reachedCost = 0
  }

  /// What it costs to move an item past its neighbours one after another, as far as its cluster
  /// reaches.
  private mutating func walk(
    _ item: Int, from here: Int, to end: Int, _ items: [Int], _ order: RankOrders
  ) -> Walked {
    var walked = Walked(best: here, reached: here)
    if here == end { return walked }
    let cluster = layered.items[item].cluster
    let isFenced = cluster >= 0 || layered.hasRails
    let isUp = end < here
    let hasPrecedences = !precedences.isEmpty
    let wall = isUp ? LayeredGraph.Kind.upperBorder : .lowerBorder
    var cost = 0
    var place = here
    items.withUnsafeBufferPointer { items in
      order.places.withUnsafeBufferPointer { places in
        before.withUnsafeBufferPointer { before in
          behind.withUnsafeBufferPointer { behind in
            while place != end {
              let other = items[isUp ? place - 1 : place + 1]
              if isFenced, layered.items[other].kind == wall,
                layered.items[other].owner == cluster
              {
                return
              }
              let change =
                ties.difference(before, ties.predecessors(of: other), places)
                + ties.difference(behind, ties.successors(of: other), places)
              cost += isUp ? change : -change
              if hasPrecedences {
                let turned = precedences.difference(item, above: other)
                cost += isUp ? turned : -turned
              }
              place += isUp ? -1 : 1
              let level =
                isUp ? (place == 0 ? -1 : levelAfter[items[place - 1]]) : levelAfter[other]
              if level == cluster {
                (walked.reached, walked.reachedCost) = (place, cost)
                if cost < walked.bestCost { (walked.best, walked.bestCost) = (place, cost) }
              }
            }
          }
        }
      }
    }
    steps += abs(place - here)
    return walked
  }

  /// Notes where an item's neighbours stand.
  private mutating func read(_ item: Int, _ order: RankOrders) {
    ties.read(ties.predecessors(of: item), order.places, into: &before)
    ties.read(ties.successors(of: item), order.places, into: &behind)
  }

  /// Moves an item to a place; those between move up.
  private func shift(_ item: Int, on rank: Int, to place: Int, _ order: inout RankOrders) {
    let here = order.places[item]
    let step = place > here ? 1 : -1
    var hole = here
    while hole != place {
      let other = order.orders[rank][hole + step]
      order.orders[rank][hole] = other
      order.places[other] = hole
      hole += step
    }
    order.orders[rank][place] = item
    order.places[item] = place
  }

  // MARK: Trials

  /// A change that may be taken back.
  struct Trial {
    /// What has been gained so far; negative for a loss.
    var gain = 0
    fileprivate var moves: [(item: Int, from: Int)] = []
    /// Items whose best place may have changed, and from where on they wait.
    fileprivate var waiting: [Int] = []
    fileprivate var moved: [Int] = []
  }

  /// Moves an item to a share of its rank, as near as its cluster allows.
  mutating func move(
    _ item: Int, towards share: Double, in order: inout RankOrders, _ trial: inout Trial
  ) {
    let rank = layered.items[item].rank
    let here = order.places[item]
    let count = order.orders[rank].count
    let wanted = min(Int(share * Double(count)), count - 1)
    read(item, order)
    let walked = walk(item, from: here, to: wanted, order.orders[rank], order)
    guard walked.reached != here else { return }
    shift(item, on: rank, to: walked.reached, &order)
    trial.gain -= walked.reachedCost
    trial.moves.append((item, here))
    trial.moved.append(item)
    wakeNeighbours(of: item, order, &trial)
  }

  /// Places what has been moved, and what that concerns, until all rests.
  mutating func settle(_ order: inout RankOrders, _ trial: inout Trial) {
    // What was moved comes last, lest it go straight back.
    for item in trial.moved { wake(item, &trial) }
    var next = 0
    while next < trial.waiting.count {
      let item = trial.waiting[next]
      next += 1
      isWaiting[item] = false
      if next > 600 { continue }
      let placed = place(item, &order, window: 24)
      guard placed.gain > 0 else { continue }
      trial.gain += placed.gain
      trial.moves.append((item, placed.from))
      wakeNeighbours(of: item, order, &trial)
    }
  }

  /// Takes a trial back.
  func undo(_ order: inout RankOrders, _ trial: Trial) {
    for (item, from) in trial.moves.reversed() {
      shift(item, on: layered.items[item].rank, to: from, &order)
    }
  }

  private mutating func wakeNeighbours(
    of item: Int, _ order: RankOrders, _ trial: inout Trial
  ) {
    for index in ties.predecessors(of: item) { wake(ties.ends[index], &trial) }
    for index in ties.successors(of: item) { wake(ties.ends[index], &trial) }
    let items = order.orders[layered.items[item].rank]
    let place = order.places[item]
    if place > 0 { wake(items[place - 1], &trial) }
    if place + 1 < items.count { wake(items[place + 1], &trial) }
  }

  private mutating func wake(_ item: Int, _ trial: inout Trial) {
    guard !isWaiting[item], !isFixed(item) else { return }
    isWaiting[item] = true
    trial.waiting.append(item)
  }
}
