/// Ranks in which every node stands as near to the sources as its edges allow.
///
/// Pre-condition: the edges have no cycle.
func longestPathRanks(nodeCount: Int, edges: [NetworkSimplex.Edge]) -> [Int] {
  let outgoing = Incidence(count: nodeCount, keys: edges.map(\.tail))
  var openEdges = [Int](repeating: 0, count: nodeCount)
  for edge in edges { openEdges[edge.head] += 1 }
  var ranks = [Int](repeating: 0, count: nodeCount)
  var ready = (0..<nodeCount).filter { openEdges[$0] == 0 }
  var next = 0
  while next < ready.count {
    let node = ready[next]
    next += 1
    for index in outgoing[node] {
      let edge = edges[index]
      ranks[edge.head] = max(ranks[edge.head], ranks[node] + edge.minimumLength)
      openEdges[edge.head] -= 1
      if openEdges[edge.head] == 0 { ready.append(edge.head) }
    }
  }
  return ranks
}

/// Moves whole groups of nodes until edges of no slack connect all of a connected graph.
///
/// The smallest group always moves to join another, so that each node moves at most log₂ n times.
/// Post-condition: the ranks satisfy every edge, and the edges of no slack span the nodes.
///
/// - Parameter incidence: for each node, twice the index of each edge at it, plus 1 at its head.
/// - Complexity: O(E log V).
func tighten(_ rank: inout [Int], edges: [NetworkSimplex.Edge], incidence: Incidence) {
  let nodeCount = rank.count
  var group = Array(0..<nodeCount)
  var members = (0..<nodeCount).map { [$0] }
  var heap = SmallestFirst(count: nodeCount)
  for node in 0..<nodeCount { heap.push(size: 1, group: node) }
  while let (size, moving) = heap.pop() {
    if members[moving].count != size || size == nodeCount { continue }
    var leastSlack = Int.max
    var best = -1
    for node in members[moving] {
      for end in incidence[node] {
        let edge = edges[end / 2]
        if group[end % 2 == 0 ? edge.head : edge.tail] == moving { continue }
        let slack = rank[edge.head] - rank[edge.tail] - edge.minimumLength
        if slack < leastSlack {
          leastSlack = slack
          best = end
        }
      }
    }
    if best < 0 { continue }
    let isTail = best % 2 == 0
    let delta = isTail ? leastSlack : -leastSlack
    let target = group[isTail ? edges[best / 2].head : edges[best / 2].tail]
    for node in members[moving] {
      rank[node] += delta
      group[node] = target
    }
    members[target].append(contentsOf: members[moving])
    members[moving] = []
    heap.push(size: members[target].count, group: target)
  }
}

/// A queue of groups, smallest first, with a bucket for each size.
private struct SmallestFirst {
  private var buckets: [[Int]]
  private var least = 0

  init(count: Int) { buckets = Array(repeating: [], count: count + 1) }

  mutating func push(size: Int, group: Int) {
    buckets[size].append(group)
    least = min(least, size)
  }

  mutating func pop() -> (size: Int, group: Int)? {
    while least < buckets.count {
      if let group = buckets[least].popLast() { return (least, group) }
      least += 1
    }
    return nil
  }
}
