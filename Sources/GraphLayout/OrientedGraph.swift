/// The graph as the passes see it: arrows lead along the first axis, and nothing knows which of
/// the picture's axes that is.
///
/// `along` is the direction of the arrows, `across` the other one. All extents are measured from a
/// node's attachment centre, so that a straight arrow is one of equal `across`.
/// Post-conditions: every edge names two different nodes of the graph, and there is no cycle.
struct OrientedGraph {
  struct Node {
    /// The node's index in the graph that was given.
    var id: Int
    /// The box, from the attachment's centre against the arrows, along them, and to both sides.
    var before: Double
    var after: Double
    var above: Double
    var below: Double
    /// The outline that arrows meet.
    var isEllipse: Bool
    var halfAlong: Double
    var halfAcross: Double
    /// The rail at which arrows begin, if not at the outline.
    var outlet: LayoutGraph.Outlet?
    /// The innermost cluster, or -1.
    var cluster: Int
  }

  struct Label {
    var length: Double
    var above: Double
    var below: Double
  }

  struct Edge {
    /// The edge's index in the graph that was given.
    var id: Int
    var source: Int
    var target: Int
    var slot: Int
    var isOrdered: Bool
    var label: Label?
    var thickness: Double
    /// Whether the given edge leads from `target` to `source`.
    var isReversed: Bool
    /// The least difference of the ranks of its nodes: 2 where something must stand between them.
    var minimumLength: Int
  }

  struct Cluster {
    /// The cluster's index in the graph that was given.
    var id: Int
    /// The cluster around it, or -1; smaller than the cluster's own index or not, but acyclic.
    var parent: Int
    var depth: Int
    var padBefore: Double
    var padAfter: Double
    var padAbove: Double
    var padBelow: Double
    var minimumAlong: Double
    var minimumAcross: Double
  }

  var nodes: [Node] = []
  var edges: [Edge] = []
  var clusters: [Cluster] = []
  /// Nodes of one rank, at least two in each.
  var columns: [[Int]] = []
  /// Nodes that stand in one order on their rank; each of these is a column, too.
  var orders: [[Int]] = []
}

/// Turns the given graph so that arrows lead along the first axis, drops what cannot be drawn
/// (edges that name no node, self-loops) and turns the last edge of every cycle round.
func orient(_ graph: LayoutGraph, options: LayoutOptions) -> OrientedGraph {
  var oriented = OrientedGraph()
  let isTurned = options.direction == .topToBottom
  oriented.clusters = orientClusters(graph.clusters, isTurned: isTurned)
  let clusterCount = oriented.clusters.count
  oriented.nodes = graph.nodes.enumerated().map { index, node in
    orientNode(node, id: index, clusterCount: clusterCount, isTurned: isTurned)
  }
  let valid = graph.nodes.indices
  for (index, edge) in graph.edges.enumerated()
  where valid.contains(edge.from) && valid.contains(edge.to) && edge.from != edge.to {
    let label = edge.label.map {
      OrientedGraph.Label(
        length: measure($0.length), above: max(measure($0.above), measure(edge.thickness) / 2),
        below: max(measure($0.below), measure(edge.thickness) / 2))
    }
    oriented.edges.append(
      .init(
        id: index, source: edge.from, target: edge.to, slot: edge.slot,
        isOrdered: edge.isOrdered, label: label, thickness: measure(edge.thickness),
        isReversed: false,
        minimumLength: label == nil ? 1 : 2))
  }
  reverseBackEdges(&oriented)
  func aligned(_ lists: [[Int]]) -> [[Int]] {
    lists.map { $0.filter(valid.contains) }.filter { $0.count > 1 }
  }
  oriented.orders = aligned(graph.orders)
  oriented.columns = aligned(graph.columns) + oriented.orders
  return oriented
}

/// A size as given, or 0 where it is negative or no number.
private func measure(_ size: Double) -> Double {
  size.isFinite ? min(max(size, 0), 1e9) : 0
}

private func orientNode(
  _ node: LayoutGraph.Node, id: Int, clusterCount: Int, isTurned: Bool
) -> OrientedGraph.Node {
  let halfWidth = measure(node.width) / 2
  let halfHeight = measure(node.height) / 2
  let shape =
    node.attachment
    ?? .init(outline: .box, halfWidth: halfWidth, halfHeight: halfHeight)
  let offsetX = shape.offsetX.isFinite ? min(max(shape.offsetX, -halfWidth), halfWidth) : 0
  let offsetY = shape.offsetY.isFinite ? min(max(shape.offsetY, -halfHeight), halfHeight) : 0
  let left = halfWidth + offsetX
  let right = halfWidth - offsetX
  let up = halfHeight + offsetY
  let down = halfHeight - offsetY
  let cluster = node.cluster.map { (0..<clusterCount).contains($0) ? $0 : -1 } ?? -1
  return .init(
    id: id, before: isTurned ? up : left, after: isTurned ? down : right,
    above: isTurned ? left : up, below: isTurned ? right : down,
    isEllipse: shape.outline == .ellipse,
    halfAlong: measure(isTurned ? shape.halfHeight : shape.halfWidth),
    halfAcross: measure(isTurned ? shape.halfWidth : shape.halfHeight),
    outlet: node.outlet.map {
      .init(
        distance: min(measure($0.distance), isTurned ? down : right), half: measure($0.half),
        step: measure($0.step))
    }, cluster: cluster)
}

private func orientClusters(
  _ clusters: [LayoutGraph.Cluster], isTurned: Bool
) -> [OrientedGraph.Cluster] {
  // A chain of parents longer than there are clusters is a cycle: such a cluster stands alone.
  func depth(of index: Int) -> Int? {
    var depth = 0
    var next = clusters[index].parent
    while let parent = next, clusters.indices.contains(parent) {
      depth += 1
      if depth > clusters.count { return nil }
      next = clusters[parent].parent
    }
    return depth
  }
  return clusters.indices.map { index in
    let cluster = clusters[index]
    let depth = depth(of: index)
    let parent = cluster.parent.map { clusters.indices.contains($0) ? $0 : -1 } ?? -1
    let pad = measure(cluster.padding)
    let top = pad + measure(cluster.header)
    let width = measure(cluster.minimumWidth)
    let left = pad + measure(cluster.lead)
    return .init(
      id: index, parent: depth == nil ? -1 : parent, depth: depth ?? 0,
      padBefore: isTurned ? top : left, padAfter: pad, padAbove: isTurned ? left : top,
      padBelow: pad, minimumAlong: isTurned ? 0 : width, minimumAcross: isTurned ? width : 0)
  }
}

/// Turns round the edges that close a cycle, found by depth-first search in the order of ids.
private func reverseBackEdges(_ graph: inout OrientedGraph) {
  // Ids of a computation are topological: nothing to do.
  if graph.edges.allSatisfy({ $0.source < $0.target }) { return }
  let outgoing = Incidence(
    count: graph.nodes.count, keys: graph.edges.map(\.source))
  // 0 is not yet visited, 1 is on the stack, 2 is done.
  var state = [UInt8](repeating: 0, count: graph.nodes.count)
  var nextEdge = outgoing.offsets
  var stack: [Int] = []
  for root in graph.nodes.indices where state[root] == 0 {
    state[root] = 1
    stack.append(root)
    while let node = stack.last {
      if nextEdge[node] == outgoing.offsets[node + 1] {
        state[node] = 2
        stack.removeLast()
        continue
      }
      let edge = outgoing.items[nextEdge[node]]
      nextEdge[node] += 1
      let target = graph.edges[edge].target
      if state[target] == 1 {
        graph.edges[edge].source = target
        graph.edges[edge].target = node
        graph.edges[edge].isReversed = true
      } else if state[target] == 0 {
        state[target] = 1
        stack.append(target)
      }
    }
  }
}
