/// Integer ranks of least total weighted edge length, by network simplex (Gansner, Koutsofios,
/// North and Vo, “A technique for drawing directed graphs”, 1993).
///
/// Every edge asks for rank[head] − rank[tail] ≥ minimumLength. A spanning tree of tight edges is
/// improved by exchanging a tree edge of negative cut value for one of least slack.
struct NetworkSimplex {
  struct Edge {
    var tail: Int
    var head: Int
    var minimumLength: Int
    var weight: Int
  }

  let edges: [Edge]
  private let incidence: Incidence
  private(set) var rank: [Int]

  /// The spanning tree: each node's parent, the edge to it, and the children as linked lists.
  private var parent: [Int]
  private var parentEdge: [Int]
  private var firstChild: [Int]
  private var nextSibling: [Int]
  /// Postorder numbers: the subtree of v holds exactly the nodes numbered low[v] to number[v].
  private var low: [Int]
  private var number: [Int]
  /// The cut value of the edge to the parent, by node.
  private var cut: [Int]
  private let pivotLimit: Int

  /// The best ranks for a connected acyclic graph, the least of them 0.
  ///
  /// - Parameters:
  ///   - nodeCount: the nodes are 0..<nodeCount.
  ///   - edges: what ties them together; they connect all nodes and have no cycle.
  ///   - start: ranks to begin with that satisfy every edge; the better, the fewer exchanges.
  ///   - pivotLimit: after so many exchanges the ranks are valid, but maybe not the best.
  static func ranks(
    nodeCount: Int, edges: [Edge], start: [Int]? = nil, pivotLimit: Int
  ) -> [Int] {
    if nodeCount == 0 { return [] }
    var simplex = NetworkSimplex(
      nodeCount: nodeCount, edges: edges, start: start, pivotLimit: pivotLimit)
    simplex.optimize()
    let least = simplex.rank.min() ?? 0
    return simplex.rank.map { $0 - least }
  }

  private init(nodeCount: Int, edges: [Edge], start: [Int]?, pivotLimit: Int) {
    self.edges = edges
    self.pivotLimit = pivotLimit
    var ends: [Int] = []
    ends.reserveCapacity(2 * edges.count)
    for edge in edges {
      ends.append(edge.tail)
      ends.append(edge.head)
    }
    incidence = Incidence(count: nodeCount, keys: ends)
    rank = start ?? longestPathRanks(nodeCount: nodeCount, edges: edges)
    let none = [Int](repeating: -1, count: nodeCount)
    parent = none
    parentEdge = none
    firstChild = none
    nextSibling = none
    low = none
    number = none
    cut = [Int](repeating: 0, count: nodeCount)
    tighten(&rank, edges: edges, incidence: incidence)
    growTree()
    numberSubtree(from: 0, startingAt: 0)
    computeCuts()
  }

  private func slack(_ edge: Int) -> Int {
    let edge = edges[edge]
    return rank[edge.head] - rank[edge.tail] - edge.minimumLength
  }

  /// Spans the nodes with tight edges, breadth first from node 0.
  private mutating func growTree() {
    var queue = [0]
    var isReached = [Bool](repeating: false, count: rank.count)
    isReached[0] = true
    var next = 0
    while next < queue.count {
      let node = queue[next]
      next += 1
      for end in incidence[node] {
        let edge = end / 2
        let other = end % 2 == 0 ? edges[edge].head : edges[edge].tail
        if isReached[other] || slack(edge) != 0 { continue }
        isReached[other] = true
        adopt(other, by: node, through: edge)
        queue.append(other)
      }
    }
  }

  private mutating func adopt(_ child: Int, by node: Int, through edge: Int) {
    parent[child] = node
    parentEdge[child] = edge
    nextSibling[child] = firstChild[node]
    firstChild[node] = child
  }

  private mutating func abandon(_ child: Int) {
    let node = parent[child]
    if firstChild[node] == child {
      firstChild[node] = nextSibling[child]
    } else {
      var sibling = firstChild[node]
      while nextSibling[sibling] != child { sibling = nextSibling[sibling] }
      nextSibling[sibling] = nextSibling[child]
    }
    parent[child] = -1
  }

  /// Numbers the subtree of `root` in postorder, without recursion.
  private mutating func numberSubtree(from root: Int, startingAt first: Int) {
    var counter = first
    var node = root
    low[node] = counter
    while true {
      if firstChild[node] >= 0 {
        node = firstChild[node]
        low[node] = counter
        continue
      }
      while true {
        number[node] = counter
        counter += 1
        if node == root { return }
        if nextSibling[node] >= 0 {
          node = nextSibling[node]
          low[node] = counter
          break
        }
        node = parent[node]
      }
    }
  }

  /// Cut values of all tree edges: the weight that crosses the cut in the edge's own direction
  /// less the weight that crosses it the other way.
  private mutating func computeCuts() {
    // The flow out of each subtree: an edge within a subtree counts once each way, that is, not.
    var byNumber = [Int](repeating: 0, count: rank.count)
    for node in rank.indices { byNumber[number[node]] = node }
    var outflow = [Int](repeating: 0, count: rank.count)
    for edge in edges {
      outflow[edge.tail] += edge.weight
      outflow[edge.head] -= edge.weight
    }
    for node in byNumber where parent[node] >= 0 {
      outflow[parent[node]] += outflow[node]
      cut[node] = edges[parentEdge[node]].tail == node ? outflow[node] : -outflow[node]
    }
  }

  private func isInSubtree(_ node: Int, of root: Int) -> Bool {
    low[root] <= number[node] && number[node] <= number[root]
  }

  private mutating func optimize() {
    var pivots = 0
    var cursor = 0
    let nodeCount = rank.count
    while pivots < pivotLimit {
      // The most negative of a stretch of candidates, searched in turn round the nodes.
      var leaving = -1
      var found = 0
      for step in 0..<nodeCount {
        let node = (cursor + step) % nodeCount
        if parent[node] < 0 || cut[node] >= 0 { continue }
        if leaving < 0 || cut[node] < cut[leaving] { leaving = node }
        found += 1
        if found >= 30 {
          cursor = node + 1
          break
        }
      }
      guard leaving >= 0, let entering = enteringEdge(for: leaving) else { return }
      exchange(leaving, for: entering)
      pivots += 1
    }
  }

  /// The edge of least slack that crosses the cut of a node's tree edge the other way.
  private func enteringEdge(for node: Int) -> Int? {
    let leadsOut = edges[parentEdge[node]].tail == node
    var best: Int?
    var leastSlack = Int.max
    // All nodes below `node`, by the children's lists.
    var current = node
    while true {
      for end in incidence[current] {
        // Looking for edges into the subtree when the tree edge leads out of it, and vice versa.
        let edge = end / 2
        let isTail = end % 2 == 0
        if isTail == leadsOut { continue }
        let other = isTail ? edges[edge].head : edges[edge].tail
        if isInSubtree(other, of: node) { continue }
        let slack = slack(edge)
        if slack < leastSlack || (slack == leastSlack && edge < best ?? edge) {
          leastSlack = slack
          best = edge
        }
      }
      if firstChild[current] >= 0 {
        current = firstChild[current]
        continue
      }
      while current != node && nextSibling[current] < 0 { current = parent[current] }
      if current == node { return best }
      current = nextSibling[current]
    }
  }

  private mutating func exchange(_ leaving: Int, for entering: Int) {
    let delta = slack(entering)
    let leadsOut = edges[parentEdge[leaving]].tail == leaving
    // The subtree moves so that the entering edge becomes tight.
    if delta != 0 { shiftSubtree(of: leaving, by: leadsOut ? -delta : delta) }

    let edge = edges[entering]
    let (inner, outer) =
      isInSubtree(edge.tail, of: leaving) ? (edge.tail, edge.head) : (edge.head, edge.tail)
    let top = updateCuts(leaving: leaving, entering: edge, inner: inner, outer: outer)
    let entered = -cut[leaving]

    // Turn the parent links between the entering edge and the leaving one round.
    var child = inner
    var node = parent[child]
    var link = parentEdge[child]
    var value = cut[child]
    abandon(child)
    adopt(child, by: outer, through: entering)
    cut[child] = entered
    while child != leaving {
      let grandparent = parent[node]
      let (nextLink, nextValue) = (parentEdge[node], cut[node])
      abandonIfNeeded(node)
      adopt(node, by: child, through: link)
      cut[node] = value
      (link, value) = (nextLink, nextValue)
      child = node
      node = grandparent
    }
    numberSubtree(from: top, startingAt: low[top])
  }

  private mutating func abandonIfNeeded(_ node: Int) {
    if parent[node] >= 0 { abandon(node) }
  }

  private mutating func shiftSubtree(of root: Int, by delta: Int) {
    var current = root
    while true {
      rank[current] += delta
      if firstChild[current] >= 0 {
        current = firstChild[current]
        continue
      }
      while current != root && nextSibling[current] < 0 { current = parent[current] }
      if current == root { return }
      current = nextSibling[current]
    }
  }

  /// Adds the leaving edge's cut value round the cycle that the entering edge closes, and returns
  /// the cycle's topmost node.
  private mutating func updateCuts(
    leaving: Int, entering: Edge, inner: Int, outer: Int
  ) -> Int {
    let change = cut[leaving]
    let leavingLeadsOut = edges[parentEdge[leaving]].tail == leaving
    // From `inner` up to the leaving edge, and from `outer` up to where the paths meet: an edge
    // that leads the same way round the cycle as the leaving one loses, the others gain.
    var top = outer
    while !isInSubtree(inner, of: top) {
      let leadsOut = edges[parentEdge[top]].tail == top
      cut[top] += leadsOut == leavingLeadsOut ? change : -change
      top = parent[top]
    }
    var node = inner
    while node != top {
      if node != leaving {
        let leadsOut = edges[parentEdge[node]].tail == node
        cut[node] += leadsOut == leavingLeadsOut ? -change : change
      }
      node = parent[node]
    }
    return top
  }
}
