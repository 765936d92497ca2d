/// What the author of a graph asks of its columns: nodes that stand in one, some of them in an order.
///
/// Columns that arrows do not allow are left out: each node joins the first of its column, unless one
/// of the two then had to stand behind the other.
extension OrientedGraph {
  /// The nodes of a ranking with all of a column as one.
  ///
  /// - Parameters:
  ///   - edges: what holds the ranking's nodes apart; changed to lead between the merged ones.
  ///   - number: the ranking's node of each node, or -1.
  ///   - count: how many nodes the ranking has.
  /// - Returns: for each of the ranking's nodes its number among the merged ones, and how many they are.
  func mergedColumns(
    _ edges: inout [NetworkSimplex.Edge], number: [Int], count: Int
  ) -> (merged: [Int], count: Int) {
    var sets = DisjointSets(count: count)
    func apart(_ sets: DisjointSets) -> [NetworkSimplex.Edge] {
      var sets = sets
      return edges.map { edge in
        var edge = edge
        edge.tail = sets.root(of: edge.tail)
        edge.head = sets.root(of: edge.head)
        return edge
      }
    }
    var all = sets
    for column in columns {
      for node in column.dropFirst() { all.unite(number[column[0]], number[node]) }
    }
    let isWhole = isAcyclic(apart(all), nodeCount: count)
    if isWhole { sets = all }
    for column in isWhole ? [] : columns {
      let first = number[column[0]]
      for node in column.dropFirst() {
        var joined = sets
        joined.unite(first, number[node])
        // An arrow from a node to itself is a cycle, too.
        if isAcyclic(apart(joined), nodeCount: count) { sets = joined }
      }
    }
    var merged = [Int](repeating: -1, count: count)
    var next = 0
    for node in 0..<count {
      let root = sets.root(of: node)
      if merged[root] < 0 {
        merged[root] = next
        next += 1
      }
      merged[node] = merged[root]
    }
    for index in edges.indices {
      edges[index].tail = merged[edges[index].tail]
      edges[index].head = merged[edges[index].head]
    }
    return (merged, next)
  }

  /// Whether each node stands in a column that was asked for.
  var isAligned: [Bool] {
    var isAligned = [Bool](repeating: false, count: nodes.count)
    for node in columns.joined() { isAligned[node] = true }
    return isAligned
  }
}

/// Which nodes are to stand above which others of their rank.
struct Precedences {
  /// For each node those that stand below it, ascending; empty where no order is asked for.
  private var below: [[Int]] = []
  /// What it costs to have two of them the other way round: more than any crossings.
  static let cost = 1 << 32

  init(_ graph: OrientedGraph) {
    guard !graph.orders.isEmpty else { return }
    var next = [[Int]](repeating: [], count: graph.nodes.count)
    for order in graph.orders {
      for (above, below) in zip(order, order.dropFirst()) { next[above].append(below) }
    }
    below = next.indices.map { start in
      var found: Set<Int> = []
      var open = next[start]
      while let node = open.popLast() {
        if found.insert(node).inserted { open += next[node] }
      }
      found.remove(start)
      return found.sorted()
    }
  }

  /// Whether there are any.
  var isEmpty: Bool { below.isEmpty }

  /// Whether an item is to stand above another one; only nodes are.
  func puts(_ item: Int, above other: Int) -> Bool {
    guard item < below.count, other < below.count, !below[item].isEmpty else { return false }
    return below[item].contains(other)
  }

  /// What it costs more to have an item above another than below it.
  func difference(_ item: Int, above other: Int) -> Int {
    puts(item, above: other) ? -Self.cost : puts(other, above: item) ? Self.cost : 0
  }

  /// The cost of all pairs that stand the other way round.
  func cost(_ layered: LayeredGraph, _ places: [Int]) -> Int {
    var count = 0
    for (node, others) in below.enumerated() {
      count += others.count {
        layered.items[$0].rank == layered.items[node].rank && places[$0] < places[node]
      }
    }
    return count * Self.cost
  }
}
