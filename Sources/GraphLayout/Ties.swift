/// What each item is tied to on the ranks before and behind its own, for counting crossings fast.
///
/// This is the innermost loop of the layout, and the only unsafe memory in it.
final class Ties {
  /// Behind the rank, the operand slot stands in the lowest bits of a place.
  private static let slotBits = 6

  /// The item at the other end of each tie, and its slot there.
  let ends: UnsafeMutableBufferPointer<Int>
  private let slots: UnsafeMutableBufferPointer<Int>
  /// What it costs to have two of its slots there in another order.
  private let costs: UnsafeMutableBufferPointer<Int>
  /// For each item where its ties begin: first those to the rank before, then those behind.
  private let offsets: UnsafeMutableBufferPointer<Int>

  init(_ layered: LayeredGraph) {
    ends = .allocate(capacity: 2 * layered.segments.count)
    slots = .allocate(capacity: 2 * layered.segments.count)
    costs = .allocate(capacity: 2 * layered.segments.count)
    offsets = .allocate(capacity: 2 * layered.items.count + 1)
    var next = 0
    for item in layered.items.indices {
      offsets.initializeElement(at: 2 * item, to: next)
      for tail in layered.predecessors[
        layered.incoming.offsets[item]..<layered.incoming.offsets[item + 1]]
      {
        ends.initializeElement(at: next, to: tail)
        slots.initializeElement(at: next, to: 0)
        costs.initializeElement(at: next, to: 0)
        next += 1
      }
      offsets.initializeElement(at: 2 * item + 1, to: next)
      for index in layered.outgoing.offsets[item]..<layered.outgoing.offsets[item + 1] {
        let edge = layered.segments[layered.outgoing.items[index]].edge
        let slot = edge < 0 ? 0 : layered.ranked.graph.edges[edge].slot
        let isOrdered = edge >= 0 && layered.ranked.graph.edges[edge].isOrdered
        costs.initializeElement(at: next, to: isOrdered ? Sifter.ordered : 1)
        ends.initializeElement(at: next, to: layered.successors[index])
        slots.initializeElement(at: next, to: max(0, min(slot, 1 << Self.slotBits - 1)))
        next += 1
      }
    }
    offsets.initializeElement(at: 2 * layered.items.count, to: next)
  }

  deinit {
    ends.deallocate()
    slots.deallocate()
    costs.deallocate()
    offsets.deallocate()
  }

  /// The ties of an item to the rank before its own.
  func predecessors(of item: Int) -> Range<Int> { offsets[2 * item]..<offsets[2 * item + 1] }

  /// The ties of an item to the rank behind its own.
  func successors(of item: Int) -> Range<Int> { offsets[2 * item + 1]..<offsets[2 * item + 2] }

  /// Reads where ties lead: places, with the slots in the lowest bits, ascending.
  func read(_ ties: Range<Int>, _ places: [Int], into keys: inout [Int]) {
    keys.removeAll(keepingCapacity: true)
    for tie in ties { keys.append(places[ends[tie]] << Self.slotBits | slots[tie]) }
    if keys.count > 1 { keys.sort() }
  }

  /// What it costs more to have an item whose ties lead to `keys` above another than below it.
  func difference(
    _ keys: UnsafeBufferPointer<Int>, _ ties: Range<Int>, _ places: UnsafeBufferPointer<Int>
  ) -> Int {
    var sum = 0
    for tie in ties {
      let place = places[ends[tie]]
      if keys.count <= 8 {
        for key in keys {
          let other = key >> Self.slotBits
          if other == place {
            sum += (key & (1 << Self.slotBits - 1) - slots[tie]).signum() * costs[tie]
          } else {
            sum += other > place ? Sifter.crossing : -Sifter.crossing
          }
        }
      } else {
        let less = lowerBound(keys, place << Self.slotBits)
        let notGreater = lowerBound(keys, (place + 1) << Self.slotBits)
        sum += (keys.count - notGreater - less) * Sifter.crossing
      }
    }
    return sum
  }

  private func lowerBound(_ keys: UnsafeBufferPointer<Int>, _ key: Int) -> Int {
    var (low, high) = (0, keys.count)
    while low < high {
      let middle = (low + high) / 2
      if keys[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
