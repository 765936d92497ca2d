/// Gives each lane a place across: as near to the nodes as what its ranks hold, and the lanes nearer
/// to them, leave it; within a cluster, in the room that was kept for it there.
///
/// Post-conditions: no item stands where a lane beside everything runs, and lanes of common ranks
/// keep their distance.
/// - Complexity: O((V + B) log V) for B lanes.
func assignLanes(_ placed: PlacedGraph, options: LayoutOptions) -> PlacedGraph {
  let layered = placed.ordered.layered
  let plan = layered.plan
  if plan.buses.isEmpty { return placed }
  var result = placed
  result.lanes = Array(repeating: 0, count: plan.buses.count)
  let rooms = LaneRooms(layered, options: options)
  var outside: [Int] = []
  for (index, bus) in plan.buses.enumerated() {
    if bus.cluster < 0 {
      outside.append(index)
    } else {
      result.lanes[index] = rooms.place(of: bus, in: placed)
    }
  }
  outside.sort { (plan.buses[$0].track, $0) < (plan.buses[$1].track, $1) }
  for side in [Bus.Side.above, .below] {
    let outward = side == .above ? -1.0 : 1.0
    let edge = outerEdge(of: placed, outward: outward)
    for (index, item) in layered.items.enumerated()
    where item.isRail && (item.kind == .upperBorder) == (side == .above) {
      result.across[index] = outward * (edge[item.rank] + options.edgeSeparation)
    }
    var skyline = Skyline(edge)
    for index in outside where plan.buses[index].side == side {
      let bus = plan.buses[index]
      let half = layered.thickness(of: bus) / 2
      let place = skyline.highest(over: bus.ranks) + options.edgeSeparation + half
      result.lanes[index] = outward * place
      skyline.raise(bus.ranks, to: place + half)
    }
  }
  return result
}

extension LayeredGraph {
  /// How thick the thickest arrow of a bus is.
  func thickness(of bus: Bus) -> Double {
    bus.edges.reduce(0) { max($0, ranked.graph.edges[$1].thickness) }
  }
}

/// How far outward the items of each rank reach; on a rank without any, as far as on one beside it.
private func outerEdge(of placed: PlacedGraph, outward: Double) -> [Double] {
  let layered = placed.ordered.layered
  var edge = [Double](repeating: -.infinity, count: layered.ranked.rankCount)
  for (index, item) in layered.items.enumerated() where !item.isRail {
    let place = outward * placed.across[index] + (outward < 0 ? item.above : item.below)
    edge[item.rank] = max(edge[item.rank], place)
  }
  var last = edge.first { $0 > -.infinity } ?? 0
  for rank in edge.indices {
    if edge[rank] == -.infinity { edge[rank] = last }
    last = edge[rank]
  }
  return edge
}

/// The room that lanes within clusters take, inside of the cluster's padding.
struct LaneRooms {
  private struct Room {
    var tracks = 0
    var width = 0.0
    var size: Double { Double(tracks) * width }
  }

  private var above: [Room] = []
  private var below: [Room] = []

  init(_ layered: LayeredGraph, options: LayoutOptions) {
    let none = [Room](repeating: Room(), count: layered.borders.count)
    guard layered.plan.buses.contains(where: { $0.cluster >= 0 }) else { return }
    (above, below) = (none, none)
    func add(_ bus: Bus, to room: inout Room) {
      room.tracks = max(room.tracks, bus.track + 1)
      room.width = max(room.width, layered.thickness(of: bus) + options.edgeSeparation)
    }
    for bus in layered.plan.buses where bus.cluster >= 0 {
      if bus.side == .above {
        add(bus, to: &above[bus.cluster])
      } else {
        add(bus, to: &below[bus.cluster])
      }
    }
  }

  /// The room at a cluster's upper side.
  func above(_ cluster: Int) -> Double { above.isEmpty ? 0 : above[cluster].size }

  /// The room at a cluster's lower side.
  func below(_ cluster: Int) -> Double { below.isEmpty ? 0 : below[cluster].size }

  /// Where a lane within a cluster runs.
  func place(of bus: Bus, in placed: PlacedGraph) -> Double {
    let layered = placed.ordered.layered
    let cluster = layered.ranked.graph.clusters[bus.cluster]
    let borders = layered.borders[bus.cluster]
    let room = bus.side == .above ? above[bus.cluster] : below[bus.cluster]
    let inset = room.size - (Double(bus.track) + 0.5) * room.width
    return bus.side == .above
      ? placed.across[borders.lowerBound] + cluster.padAbove + inset
      : placed.across[borders.upperBound - 1] - cluster.padBelow - inset
  }
}

/// A height for each rank, raised over stretches of ranks: a segment tree.
private struct Skyline {
  /// The greatest height below each node of the tree; the root is 1.
  private var highest: [Double]
  /// A height that all ranks below a node have, or -∞ where they differ.
  private var level: [Double]
  private let size: Int

  init(_ heights: [Double]) {
    var size = 1
    while size < heights.count { size *= 2 }
    self.size = size
    highest = Array(repeating: -.infinity, count: 2 * size)
    level = highest
    for (rank, height) in heights.enumerated() { highest[size + rank] = height }
    for node in stride(from: size - 1, to: 0, by: -1) {
      highest[node] = max(highest[2 * node], highest[2 * node + 1])
    }
  }

  /// The greatest height over a stretch.
  func highest(over ranks: ClosedRange<Int>) -> Double {
    highest(over: ranks, below: 1, of: 0...(size - 1))
  }

  /// Raises a stretch to a height that is not less than any in it.
  mutating func raise(_ ranks: ClosedRange<Int>, to height: Double) {
    raise(ranks, to: height, below: 1, of: 0...(size - 1))
  }

  private func highest(
    over ranks: ClosedRange<Int>, below node: Int, of all: ClosedRange<Int>
  ) -> Double {
    if !ranks.overlaps(all) { return -.infinity }
    if level[node] > -.infinity { return level[node] }
    if ranks.lowerBound <= all.lowerBound && all.upperBound <= ranks.upperBound {
      return highest[node]
    }
    let middle = (all.lowerBound + all.upperBound) / 2
    return max(
      highest(over: ranks, below: 2 * node, of: all.lowerBound...middle),
      highest(over: ranks, below: 2 * node + 1, of: (middle + 1)...all.upperBound))
  }

  private mutating func raise(
    _ ranks: ClosedRange<Int>, to height: Double, below node: Int, of all: ClosedRange<Int>
  ) {
    if !ranks.overlaps(all) { return }
    if ranks.lowerBound <= all.lowerBound && all.upperBound <= ranks.upperBound {
      highest[node] = height
      level[node] = height
      return
    }
    let middle = (all.lowerBound + all.upperBound) / 2
    if level[node] > -.infinity {
      for child in [2 * node, 2 * node + 1] {
        highest[child] = level[node]
        level[child] = level[node]
      }
      level[node] = -.infinity
    }
    raise(ranks, to: height, below: 2 * node, of: all.lowerBound...middle)
    raise(ranks, to: height, below: 2 * node + 1, of: (middle + 1)...all.upperBound)
    highest[node] = max(highest[2 * node], highest[2 * node + 1])
  }
}
