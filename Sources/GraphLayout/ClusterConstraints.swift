/// Adds what clusters ask of the ranks: two nodes for each cluster with members, its first and its
/// last rank, kept close to each other, the order of clusters that use each other's results, and
/// the place of inputs before the clusters that use them.
///
/// Post-condition: the edges still have no cycle.
///
/// - Returns: the new number of nodes.
func addClusterConstraints(
  of graph: OrientedGraph, to edges: inout [NetworkSimplex.Edge], nodeCount: Int
) -> Int {
  var first = [Int](repeating: -1, count: graph.clusters.count)
  var count = nodeCount
  for node in graph.nodes {
    var cluster = node.cluster
    while cluster >= 0 && first[cluster] < 0 {
      first[cluster] = count
      count += 2
      cluster = graph.clusters[cluster].parent
    }
  }
  func tie(_ tail: Int, _ head: Int, length: Int = 0, weight: Int = 0) {
    edges.append(.init(tail: tail, head: head, minimumLength: length, weight: weight))
  }
  for (node, cluster) in graph.nodes.map(\.cluster).enumerated() where cluster >= 0 {
    tie(first[cluster], node)
    tie(node, first[cluster] + 1)
  }
  for (index, cluster) in graph.clusters.enumerated() where first[index] >= 0 {
    tie(first[index], first[index] + 1, weight: 2)
    if cluster.parent >= 0 {
      tie(first[cluster.parent], first[index])
      tie(first[index] + 1, first[cluster.parent] + 1)
    }
  }
  let sequences =
    clusterSequences(of: graph).map {
      NetworkSimplex.Edge(
        tail: first[$0.before] + 1, head: first[$0.after], minimumLength: $0.length, weight: 0)
    }
    + clusterInputs(of: graph).map {
      NetworkSimplex.Edge(tail: $0.node, head: first[$0.cluster], minimumLength: 1, weight: 0)
    }
  if isAcyclic(edges + sequences, nodeCount: count) {
    edges += sequences
  } else {
    // Some clusters use each other's results, or nodes between them do; keep the order of the rest.
    for sequence in sequences.prefix(200) where isAcyclic(edges + [sequence], nodeCount: count) {
      edges.append(sequence)
    }
  }
  return count
}

/// The nodes beside a cluster that are used in it: they stand before it, so that no arrow has to
/// come in from above or below.
private func clusterInputs(of graph: OrientedGraph) -> [(node: Int, cluster: Int)] {
  var inputs: [(node: Int, cluster: Int)] = []
  var last = [Int](repeating: -1, count: graph.nodes.count)
  for edge in graph.edges {
    let (beside, cluster) = siblings(
      graph.nodes[edge.source].cluster, graph.nodes[edge.target].cluster, in: graph)
    guard beside < 0, cluster >= 0, last[edge.source] != cluster else { continue }
    last[edge.source] = cluster
    inputs.append((edge.source, cluster))
  }
  return inputs
}

private struct ClusterSequence {
  var before: Int
  var after: Int
  var length: Int
}

/// The pairs of clusters of one parent of which one uses the other's results, directly or through
/// nodes that stand in neither.
private func clusterSequences(of graph: OrientedGraph) -> [ClusterSequence] {
  let incoming = Incidence(count: graph.nodes.count, keys: graph.edges.map(\.target))
  // For each node, the clusters that lead to it through nodes beside them; a few suffice.
  var feeders = [[Int]](repeating: [], count: graph.nodes.count)
  var sequences: [ClusterSequence] = []
  var indexOfPair: [Int: Int] = [:]
  func add(_ before: Int, _ after: Int, length: Int) {
    let key = before * graph.clusters.count + after
    if let index = indexOfPair[key] {
      sequences[index].length = max(sequences[index].length, length)
    } else {
      indexOfPair[key] = sequences.count
      sequences.append(.init(before: before, after: after, length: length))
    }
  }
  let edges = graph.edges.map {
    NetworkSimplex.Edge(
      tail: $0.source, head: $0.target, minimumLength: $0.minimumLength, weight: 1)
  }
  let depths = longestPathRanks(nodeCount: graph.nodes.count, edges: edges)
  for node in graph.nodes.indices.sorted(by: { (depths[$0], $0) < (depths[$1], $1) }) {
    for index in incoming[node] {
      let edge = graph.edges[index]
      let (before, after) = siblings(
        graph.nodes[edge.source].cluster, graph.nodes[node].cluster, in: graph)
      if before >= 0 && after >= 0 {
        add(before, after, length: edge.minimumLength)
      } else if before >= 0 {
        if !feeders[node].contains(before), feeders[node].count < 8 { feeders[node].append(before) }
      } else {
        for feeder in feeders[edge.source]
        where graph.clusters[feeder].parent == commonCluster(of: feeder, after, edge, in: graph) {
          if after >= 0 {
            if feeder != after { add(feeder, after, length: 1) }
          } else if !feeders[node].contains(feeder), feeders[node].count < 8 {
            feeders[node].append(feeder)
          }
        }
      }
    }
  }
  return sequences
}

/// The cluster around both a feeder and the end of an edge that begins beside the feeder.
private func commonCluster(
  of feeder: Int, _ after: Int, _ edge: OrientedGraph.Edge, in graph: OrientedGraph
) -> Int {
  after >= 0 ? graph.clusters[after].parent : graph.nodes[edge.target].cluster
}

/// The two clusters of one parent, or that parent itself as -1, around two nodes' clusters.
private func siblings(_ a: Int, _ b: Int, in graph: OrientedGraph) -> (Int, Int) {
  var (a, b) = (a, b)
  var (belowA, belowB) = (-1, -1)
  func depth(_ cluster: Int) -> Int { cluster < 0 ? -1 : graph.clusters[cluster].depth }
  while a != b {
    if depth(a) >= depth(b) {
      belowA = a
      a = graph.clusters[a].parent
    } else {
      belowB = b
      b = graph.clusters[b].parent
    }
  }
  return (belowA, belowB)
}

func isAcyclic(_ edges: [NetworkSimplex.Edge], nodeCount: Int) -> Bool {
  let outgoing = Incidence(count: nodeCount, keys: edges.map(\.tail))
  var openEdges = [Int](repeating: 0, count: nodeCount)
  for edge in edges { openEdges[edge.head] += 1 }
  var ready = (0..<nodeCount).filter { openEdges[$0] == 0 }
  var next = 0
  while next < ready.count {
    for index in outgoing[ready[next]] {
      openEdges[edges[index].head] -= 1
      if openEdges[edges[index].head] == 0 { ready.append(edges[index].head) }
    }
    next += 1
  }
  return ready.count == nodeCount
}
