extension BusPlan {
  /// Stacks the lanes of each side and cluster: a lane whose ranks lie within another's runs nearer
  /// to the nodes, so that the two do not cross; others cross once where they overlap, which they
  /// would in any order.
  ///
  /// Post-condition: lanes of one track pass different ranks.
  /// - Complexity: O(B log B) for B lanes.
  mutating func stackLanes() {
    let order = buses.indices.sorted {
      (buses[$0].cluster, buses[$0].side == .below ? 1 : 0, $0)
        < (buses[$1].cluster, buses[$1].side == .below ? 1 : 0, $1)
    }
    var start = 0
    while start < order.count {
      var end = start
      let (cluster, side) = (buses[order[start]].cluster, buses[order[start]].side)
      while end < order.count, buses[order[end]].cluster == cluster,
        buses[order[end]].side == side
      { end += 1 }
      stack(Array(order[start..<end]))
      start = end
    }
  }

  private mutating func stack(_ lanes: [Int]) {
    let levels = nestingLevels(lanes)
    let order = lanes.indices.sorted {
      let (a, b) = (buses[lanes[$0]].ranks, buses[lanes[$1]].ranks)
      return (levels[$0], a.lowerBound, a.upperBound, $0)
        < (levels[$1], b.lowerBound, b.upperBound, $1)
    }
    var first = 0
    var start = 0
    while start < order.count {
      var end = start
      while end < order.count, levels[order[end]] == levels[order[start]] { end += 1 }
      first += assignTracks(order[start..<end].map { lanes[$0] }, from: first)
      start = end
    }
  }

  /// How many lanes lie within one another inside each lane, at most; those of equal ranks do not
  /// count as inside of each other.
  private func nestingLevels(_ lanes: [Int]) -> [Int] {
    let order = lanes.indices.sorted {
      let (a, b) = (buses[lanes[$0]].ranks, buses[lanes[$1]].ranks)
      return (b.lowerBound, a.upperBound, $0) < (a.lowerBound, b.upperBound, $1)
    }
    var levels = [Int](repeating: 0, count: lanes.count)
    // What begins further right and ends no further right lies inside.
    var highest = PrefixMaxima((lanes.map { buses[$0].ranks.upperBound }.max() ?? 0) + 1)
    var start = 0
    while start < order.count {
      var end = start
      let ranks = buses[lanes[order[start]]].ranks
      while end < order.count, buses[lanes[order[end]]].ranks == ranks { end += 1 }
      let level = highest[ranks.upperBound]
      for index in order[start..<end] { levels[index] = level }
      highest.raise(ranks.upperBound, to: level + 1)
      start = end
    }
    return levels
  }

  /// Gives lanes of which none lies within another as few tracks as there are, those with most
  /// arrows nearest to the nodes; returns how many.
  ///
  /// - Parameter lanes: by their first, and so by their last ranks.
  private mutating func assignTracks(_ lanes: [Int], from first: Int) -> Int {
    var tracks: [Int] = []
    var arrows: [Int] = []
    var free: [Int] = []
    var oldest = 0
    for (position, lane) in lanes.enumerated() {
      while oldest < position,
        buses[lanes[oldest]].ranks.upperBound < buses[lane].ranks.lowerBound
      {
        free.append(tracks[oldest])
        oldest += 1
      }
      let track = free.popLast() ?? arrows.count
      if track == arrows.count { arrows.append(0) }
      tracks.append(track)
      arrows[track] += buses[lane].edges.count
    }
    let order = arrows.indices.sorted { (arrows[$1], $0) < (arrows[$0], $1) }
    var place = [Int](repeating: 0, count: arrows.count)
    for (position, track) in order.enumerated() { place[track] = position }
    for (lane, track) in zip(lanes, tracks) { buses[lane].track = first + place[track] }
    return arrows.count
  }
}

/// The greatest number given for any place up to one, at most.
private struct PrefixMaxima {
  private var tree: [Int]

  init(_ count: Int) { tree = Array(repeating: 0, count: count + 1) }

  subscript(place: Int) -> Int {
    var most = 0
    var index = place + 1
    while index > 0 {
      most = max(most, tree[index])
      index &= index - 1
    }
    return most
  }

  mutating func raise(_ place: Int, to number: Int) {
    var index = place + 1
    while index < tree.count {
      tree[index] = max(tree[index], number)
      index += index & -index
    }
  }
}
