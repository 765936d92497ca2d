/// Equal clusters whose nodes are to keep the distances of ranks that those of one of them have.
struct RankBodies {
  /// By node, the node that stands for all of its cluster, itself for one in none of these.
  private var leaders: [Int]
  /// By node, how many ranks it stands behind that one.
  private var distances: [Int]

  /// The clusters that are equal, but whose nodes a ranking has put at different distances; nil
  /// where there are none, or where they could not all be laid out alike.
  init?(_ ranked: RankedGraph) {
    let graph = ranked.graph
    guard ranked.hasClusters, graph.columns.isEmpty else { return nil }
    leaders = Array(graph.nodes.indices)
    distances = Array(repeating: 0, count: leaders.count)
    var hasChanged = false
    for clusters in graph.equalClusters where clusters.count > 1 {
      let patterns = clusters.map { nodes in nodes.map { ranked.ranks[$0] - ranked.ranks[nodes[0]] }
      }
      if patterns.allSatisfy({ $0 == patterns[0] }) { continue }
      hasChanged = true
      // What most of them have, and of several such the shortest.
      func length(_ pattern: [Int]) -> Int { (pattern.max() ?? 0) - (pattern.min() ?? 0) }
      let counts = patterns.map { pattern in patterns.count { $0 == pattern } }
      let model = patterns.indices.min {
        (-counts[$0], length(patterns[$0]), $0) < (-counts[$1], length(patterns[$1]), $1)
      }
      for nodes in clusters {
        for (node, distance) in zip(nodes, patterns[model ?? 0]) {
          leaders[node] = nodes[0]
          distances[node] = distance
        }
      }
    }
    // An arrow that has a label in one of them only may need more room than the model has.
    let isWide = graph.edges.allSatisfy {
      leaders[$0.source] != leaders[$0.target]
        || distances[$0.target] - distances[$0.source] >= $0.minimumLength
    }
    guard hasChanged, isWide else { return nil }
    var edges = graph.edges.map {
      NetworkSimplex.Edge(
        tail: $0.source, head: $0.target, minimumLength: $0.minimumLength, weight: 1)
    }
    let count = addClusterConstraints(of: graph, to: &edges, nodeCount: leaders.count)
    merge(&edges, nodeCount: count)
    if !isAcyclic(edges, nodeCount: count) { return nil }
  }

  /// Leads edges to the nodes that stand for others, which the others are tied to.
  ///
  /// Nodes behind those of the graph, such as the ends of clusters, stay what they are.
  func merge(_ edges: inout [NetworkSimplex.Edge], nodeCount: Int) {
    func place(_ node: Int) -> (leader: Int, distance: Int) {
      node < leaders.count ? (leaders[node], distances[node]) : (node, 0)
    }
    edges = edges.compactMap { edge in
      let (tail, head) = (place(edge.tail), place(edge.head))
      if tail.leader == head.leader { return nil }
      return NetworkSimplex.Edge(
        tail: tail.leader, head: head.leader,
        minimumLength: edge.minimumLength + tail.distance - head.distance, weight: edge.weight)
    }
    // The search is for connected graphs: what is tied to another node stands where that does.
    for node in leaders.indices where leaders[node] != node {
      edges.append(.init(tail: leaders[node], head: node, minimumLength: 0, weight: 1))
    }
  }

  /// Puts the nodes of each cluster at their distances.
  func spread(_ ranks: inout [Int]) {
    for node in leaders.indices { ranks[node] = ranks[leaders[node]] + distances[node] }
  }
}

extension OrientedGraph {
  /// How many crossings must be saved for clusters to turn upside down and leaves to leave their
  /// ranks: one where three clusters or more are equal, as the passes of a loop are; two where two
  /// are; nil where none are.
  var leastSaving: Int? {
    let most = equalClusters.map(\.count).max() ?? 0
    return most > 2 ? 1 : most == 2 ? 2 : nil
  }

  /// The nodes of clusters between whose nodes, in the order of their ids, the same arrows lead:
  /// lists of such clusters, none of which stands in one of another list.
  fileprivate var equalClusters: [[[Int]]] {
    struct Key: Hashable {
      var parent: Int
      var arrows: [[Int]]
    }
    var members = [[Int]](repeating: [], count: clusters.count)
    for (node, place) in nodes.enumerated() {
      var cluster = place.cluster
      while cluster >= 0 {
        members[cluster].append(node)
        cluster = clusters[cluster].parent
      }
    }
    let incoming = Incidence(count: nodes.count, keys: edges.map(\.target))
    var isTaken = [Bool](repeating: false, count: clusters.count)
    var found: [[[Int]]] = []
    let byDepth = Incidence(
      count: (clusters.map(\.depth).max() ?? 0) + 1, keys: clusters.map(\.depth))
    for depth in 0..<byDepth.offsets.count - 1 {
      var lists: [[Int]] = []
      var numbers: [Key: Int] = [:]
      for cluster in byDepth[depth] where !members[cluster].isEmpty {
        let parent = clusters[cluster].parent
        if parent >= 0, isTaken[parent] {
          isTaken[cluster] = true
          continue
        }
        let number = Dictionary(
          uniqueKeysWithValues: members[cluster].enumerated().map { ($1, $0) })
        let arrows = members[cluster].map { node in
          incoming[node].sorted { (edges[$0].slot, $0) < (edges[$1].slot, $1) }
            .map { number[edges[$0].source] ?? -1 }
        }
        let key = Key(parent: parent, arrows: arrows)
        if let list = numbers[key] {
          lists[list].append(cluster)
        } else {
          numbers[key] = lists.count
          lists.append([cluster])
        }
      }
      for list in lists where list.count > 1 {
        for cluster in list { isTaken[cluster] = true }
        found.append(list.map { members[$0] })
      }
    }
    return found
  }
}
