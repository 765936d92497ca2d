/// Moves items to the places on their ranks at which they cross least.
///
/// A cost is in units of which a crossing has `crossing` and a pair of operands in another order
/// than their slots has one.
struct Sifter {
  static let crossing = 1 << 10

  /// How much has been done: about one for each pair of items compared.
  var steps = 0

  private let layered: LayeredGraph
  /// For each item, the clusters in which what stands right after it may be; -1 for none.
  private let levelAfter: [Int]
  /// For the rank that is being sifted: the places of each item's neighbours, ascending, with the
  /// operand slot in the lowest bits; where they begin, by place, before and behind the rank.
  private var before: [Int] = []
  private var behind: [Int] = []
  private var beforeOffsets: [Int] = []
  private var behindOffsets: [Int] = []
  /// The place at which an item stood when its rank was prepared, which is that of its neighbours.
  private var entry: [Int]

  private static let slotBits = 6

  init(_ layered: LayeredGraph) {
    self.layered = layered
    entry = Array(repeating: 0, count: layered.items.count)
    levelAfter = layered.items.map { item in
      item.kind == .lowerBorder ? layered.ranked.graph.clusters[item.owner].parent : item.cluster
    }
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
          inversions += 1
        }
        if incoming.count > 40 { break }
      }
    }
    return crossings * Self.crossing + inversions
  }

  // MARK: All ranks

  /// Sifts every rank in rounds until one of them gains nothing.
  mutating func siftAll(_ order: inout RankOrders, window: Int, rounds: Int) {
    for round in 0..<rounds {
      var gain = 0
      let ranks = Array(order.orders.indices)
      for rank in round % 2 == 0 ? ranks : ranks.reversed() {
        gain += sift(rank, &order, window: window)
      }
      if gain == 0 { break }
    }
  }

  // MARK: One rank

  /// Moves each item of a rank to its best place; returns what that gains.
  private mutating func sift(_ rank: Int, _ order: inout RankOrders, window: Int) -> Int {
    let count = order.orders[rank].count
    if count < 2 { return 0 }
    prepare(rank, order)
    var gain = 0
    for item in order.orders[rank] where !layered.items[item].isBorder {
      gain += place(item, on: rank, &order, window: window)
    }
    return gain
  }

  /// Notes the places of the neighbours of a rank's items.
  private mutating func prepare(_ rank: Int, _ order: RankOrders) {
    before.removeAll(keepingCapacity: true)
    behind.removeAll(keepingCapacity: true)
    beforeOffsets.removeAll(keepingCapacity: true)
    behindOffsets.removeAll(keepingCapacity: true)
    for (place, item) in order.orders[rank].enumerated() {
      entry[item] = place
      beforeOffsets.append(before.count)
      behindOffsets.append(behind.count)
      for index in layered.incoming.offsets[item]..<layered.incoming.offsets[item + 1] {
        before.append(order.places[layered.predecessors[index]] << Self.slotBits)
      }
      sortTail(&before, from: beforeOffsets[place])
      for index in layered.outgoing.offsets[item]..<layered.outgoing.offsets[item + 1] {
        let edge = layered.segments[layered.outgoing.items[index]].edge
        let slot = edge < 0 ? 0 : layered.ranked.graph.edges[edge].slot
        behind.append(
          order.places[layered.successors[index]] << Self.slotBits
            | max(0, min(slot, 1 << Self.slotBits - 1)))
      }
      sortTail(&behind, from: behindOffsets[place])
    }
    beforeOffsets.append(before.count)
    behindOffsets.append(behind.count)
    steps += 2 * (before.count + behind.count)
  }

  private func sortTail(_ keys: inout [Int], from start: Int) {
    guard keys.count > start + 1 else { return }
    if keys.count - start > 24 { return keys[start...].sort() }
    for index in (start + 1)..<keys.count {
      let key = keys[index]
      var hole = index
      while hole > start, keys[hole - 1] > key {
        keys[hole] = keys[hole - 1]
        hole -= 1
      }
      keys[hole] = key
    }
  }

  /// Moves an item to its best place within a window; returns what that gains.
  private mutating func place(
    _ item: Int, on rank: Int, _ order: inout RankOrders, window: Int
  ) -> Int {
    let here = order.places[item]
    let cluster = layered.items[item].cluster
    let count = order.orders[rank].count
    var best = here
    var bestCost = 0
    var compared = 0
    order.orders[rank].withUnsafeBufferPointer { items in
      var cost = 0
      var place = here - 1
      let first = window > here ? 0 : here - window
      while place >= first {
        let other = items[place]
        if layered.items[other].kind == .upperBorder, layered.items[other].owner == cluster {
          break
        }
        cost += difference(item, other)
        compared += 1
        let level = place == 0 ? -1 : levelAfter[items[place - 1]]
        if cost < bestCost, level == cluster { (best, bestCost) = (place, cost) }
        place -= 1
      }
      cost = 0
      place = here + 1
      let last = window > count - 1 - here ? count - 1 : here + window
      while place <= last {
        let other = items[place]
        if layered.items[other].kind == .lowerBorder, layered.items[other].owner == cluster {
          break
        }
        cost -= difference(item, other)
        compared += 1
        if cost < bestCost, levelAfter[other] == cluster { (best, bestCost) = (place, cost) }
        place += 1
      }
    }
    steps += compared
    if best != here { shift(item, on: rank, to: best, &order) }
    return -bestCost
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

  /// What it costs more to have the first of two items above the second than below it.
  private func difference(_ a: Int, _ b: Int) -> Int {
    let (i, j) = (entry[a], entry[b])
    return before.withUnsafeBufferPointer {
      Self.difference(
        $0, beforeOffsets[i], beforeOffsets[i + 1], beforeOffsets[j], beforeOffsets[j + 1])
    }
      + behind.withUnsafeBufferPointer {
        Self.difference(
          $0, behindOffsets[i], behindOffsets[i + 1], behindOffsets[j], behindOffsets[j + 1])
      }
  }

  private static func difference(
    _ keys: UnsafeBufferPointer<Int>, _ a: Int, _ aEnd: Int, _ b: Int, _ bEnd: Int
  ) -> Int {
    var sum = 0
    if (aEnd - a) * (bEnd - b) <= 16 {
      for i in a..<aEnd {
        let x = keys[i]
        for j in b..<bEnd {
          let y = keys[j]
          if x >> slotBits == y >> slotBits {
            sum += x > y ? 1 : x < y ? -1 : 0
          } else {
            sum += x > y ? crossing : -crossing
          }
        }
      }
      return sum
    }
    // Merging two ascending lists: for each of the first, those of the second below and above it.
    var less = b
    var notGreater = b
    for i in a..<aEnd {
      let x = keys[i] >> slotBits
      while less < bEnd, keys[less] >> slotBits < x { less += 1 }
      notGreater = max(notGreater, less)
      while notGreater < bEnd, keys[notGreater] >> slotBits == x { notGreater += 1 }
      sum += ((less - b) - (bEnd - notGreater)) * crossing
    }
    return sum
  }

  // MARK: Trials

  /// A change that may be taken back.
  struct Trial {
    /// What has been gained so far; negative for a loss.
    var gain = 0
    /// The ranks that were changed, and their orders before.
    fileprivate var old: [(rank: Int, order: [Int])] = []
    /// Ranks of which a neighbour has changed.
    fileprivate var waiting: [Int] = []
  }

  /// Begins a trial.
  func begin(_ order: RankOrders) -> Trial { Trial() }

  /// Moves an item to a share of its rank, as near as its cluster allows.
  mutating func move(
    _ item: Int, towards share: Double, in order: inout RankOrders, _ trial: inout Trial
  ) {
    let rank = layered.items[item].rank
    let items = order.orders[rank]
    let here = order.places[item]
    let wanted = Int(share * Double(items.count))
    let cluster = layered.items[item].cluster
    prepare(rank, order)
    var cost = 0
    var place = here
    // As far as it can go: the last place passed at which the level is the item's own.
    var reached = (place: here, cost: 0)
    if wanted < here {
      while place > wanted {
        let other = items[place - 1]
        if layered.items[other].kind == .upperBorder, layered.items[other].owner == cluster {
          break
        }
        cost += difference(item, other)
        place -= 1
        if (place == 0 ? -1 : levelAfter[items[place - 1]]) == cluster { reached = (place, cost) }
      }
    } else {
      while place < min(wanted, items.count - 1) {
        let other = items[place + 1]
        if layered.items[other].kind == .lowerBorder, layered.items[other].owner == cluster {
          break
        }
        cost -= difference(item, other)
        place += 1
        if levelAfter[other] == cluster { reached = (place, cost) }
      }
    }
    steps += abs(here - place)
    guard reached.place != here else { return }
    note(rank, order, &trial)
    shift(item, on: rank, to: reached.place, &order)
    trial.gain -= reached.cost
    touch(rank, order, &trial)
  }

  /// Sifts what has been changed, and what that changes, until it rests.
  mutating func settle(_ order: inout RankOrders, _ trial: inout Trial) {
    var turns = 0
    while !trial.waiting.isEmpty, turns < 60 {
      let rank = trial.waiting.removeFirst()
      turns += 1
      let old = order.orders[rank]
      let gain = sift(rank, &order, window: .max)
      guard gain > 0 else { continue }
      if !trial.old.contains(where: { $0.rank == rank }) { trial.old.append((rank, old)) }
      trial.gain += gain
      touch(rank, order, &trial)
    }
  }

  /// Takes a trial back.
  func undo(_ order: inout RankOrders, _ trial: Trial) {
    for (rank, old) in trial.old {
      order.orders[rank] = old
      order.setPlaces(on: rank)
    }
  }

  private func note(_ rank: Int, _ order: RankOrders, _ trial: inout Trial) {
    if !trial.old.contains(where: { $0.rank == rank }) {
      trial.old.append((rank, order.orders[rank]))
    }
  }

  private func touch(_ rank: Int, _ order: RankOrders, _ trial: inout Trial) {
    for other in [rank - 1, rank + 1, rank]
    where order.orders.indices.contains(other) && !trial.waiting.contains(other) {
      trial.waiting.append(other)
    }
  }
}
