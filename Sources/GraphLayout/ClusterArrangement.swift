/// Sorts ranks so that the items of a cluster stay together between its borders, and clusters of
/// one parent keep one order on all ranks.
struct ClusterArrangement {
  private let layered: LayeredGraph
  /// For clusters of one parent, the order that they keep.
  private let clusterKeys: [Double]

  /// Fixes the order of clusters of one parent by where their members stand at first.
  init(_ layered: LayeredGraph, _ order: RankOrders) {
    self.layered = layered
    var sums = [(sum: Double, count: Double)](repeating: (0, 0), count: layered.borders.count)
    for (item, place) in order.places.enumerated() where !layered.items[item].isBorder {
      let size = Double(max(1, order.orders[layered.items[item].rank].count))
      var cluster = layered.items[item].cluster
      while cluster >= 0 {
        sums[cluster].sum += (Double(place) + 0.5) / size
        sums[cluster].count += 1
        cluster = layered.ranked.graph.clusters[cluster].parent
      }
    }
    clusterKeys = sums.map { $0.count == 0 ? 0 : $0.sum / $0.count }
  }

  private enum Child {
    case item(Int)
    case cluster(Int)
  }

  /// The items of a rank by keys, cluster by cluster.
  ///
  /// - Parameter keys: a number for each item of the graph.
  func arranged(_ items: [Int], keys: [Double]) -> [Int] {
    var level = Level(layered, items)
    return level.sorted(keys: keys, clusterKeys: clusterKeys)
  }

  /// The items of a rank with the clusters they stand in.
  private struct Level {
    private let layered: LayeredGraph
    private let count: Int
    /// Each cluster on the rank, and the outermost level under −1, with what stands directly in it.
    private var children: [Int: [Child]] = [:]
    private var upper: [Int: Int] = [:]
    private var lower: [Int: Int] = [:]
    /// The sum of the keys in a cluster and how many they are: each is asked for on every level
    /// around it.
    private var means: [Int: (sum: Double, count: Double)] = [:]

    init(_ layered: LayeredGraph, _ items: [Int]) {
      self.layered = layered
      count = items.count
      var present: Set<Int> = []
      for item in items {
        let kind = layered.items[item].kind
        let cluster = layered.items[item].cluster
        if kind == .upperBorder {
          upper[cluster] = item
        } else if kind == .lowerBorder {
          lower[cluster] = item
        } else {
          children[cluster, default: []].append(.item(item))
        }
        var inner = cluster
        while inner >= 0, present.insert(inner).inserted {
          let parent = layered.ranked.graph.clusters[inner].parent
          children[parent, default: []].append(.cluster(inner))
          inner = parent
        }
      }
    }

    mutating func sorted(keys: [Double], clusterKeys: [Double]) -> [Int] {
      var sorted: [Int] = []
      sorted.reserveCapacity(count)
      place(-1, keys, clusterKeys, in: &sorted)
      return sorted
    }

    private mutating func mean(
      _ cluster: Int, _ keys: [Double]
    ) -> (sum: Double, count: Double) {
      if let known = means[cluster] { return known }
      var (sum, count) = (0.0, 0.0)
      for child in children[cluster] ?? [] {
        switch child {
        case .item(let item):
          sum += keys[item]
          count += 1
        case .cluster(let inner):
          let part = mean(inner, keys)
          sum += part.sum
          count += part.count
        }
      }
      means[cluster] = (sum, count)
      return (sum, count)
    }

    private mutating func place(
      _ cluster: Int, _ keys: [Double], _ clusterKeys: [Double], in sorted: inout [Int]
    ) {
      if let border = upper[cluster] { sorted.append(border) }
      let unsorted = (children[cluster] ?? []).map { child -> (key: Double, child: Child) in
        switch child {
        case .item(let item): return (keys[item], child)
        case .cluster(let inner):
          let part = mean(inner, keys)
          return (part.count == 0 ? keys[upper[inner] ?? 0] : part.sum / part.count, child)
        }
      }
      var level = unsorted.indices.sorted { (unsorted[$0].key, $0) < (unsorted[$1].key, $1) }
        .map { unsorted[$0] }
      // Clusters take their slots in the order that they keep on all ranks.
      func clusterKey(_ child: Child) -> (Double, Int) {
        if case .cluster(let cluster) = child { (clusterKeys[cluster], cluster) } else { (0, 0) }
      }
      let slots = level.indices.filter {
        if case .cluster = level[$0].child { true } else { false }
      }
      let inOrder = slots.map { level[$0] }.sorted { clusterKey($0.child) < clusterKey($1.child) }
      for (slot, entry) in zip(slots, inOrder) { level[slot] = entry }
      for entry in level {
        switch entry.child {
        case .item(let item): sorted.append(item)
        case .cluster(let inner): place(inner, keys, clusterKeys, in: &sorted)
        }
      }
      if let border = lower[cluster] { sorted.append(border) }
    }
  }
}
