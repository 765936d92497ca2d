/// A cluster of which there are several: a call of a function, a pass of a loop, a layer.
struct EqualPart {
  var cluster: Int
  /// Its first rank.
  var first: Int
  /// Its items, and those of the clusters in it, rank after rank, each rank from the top.
  var items: [[Int]]
  /// What each of these is, whichever of the equal parts it stands in.
  fileprivate(set) var names: [[PartName]]

  /// The ranks that it reaches over.
  var ranks: Range<Int> { first..<first + items.count }
}

/// What an item of a part is: equal parts have items of the same names.
struct PartName: Hashable, Comparable {
  private var kind: Int
  private var owner: Int
  private var place: Int

  /// A node, by its number among the part's nodes.
  static func node(_ number: Int) -> PartName { PartName(kind: 0, owner: number, place: 0) }
  /// Where an arrow that ends in the part passes a rank: the node that takes it, and as which.
  static func entering(_ node: Int, _ place: Int) -> PartName {
    PartName(kind: 1, owner: node, place: place)
  }
  /// Where an arrow that leaves the part passes a rank: the node that it leaves, and as which.
  static func leaving(_ node: Int, _ place: Int) -> PartName {
    PartName(kind: 2, owner: node, place: place)
  }
  /// A border of the part or of a cluster in it, by its number among these.
  static func border(_ number: Int, isUpper: Bool) -> PartName {
    PartName(kind: 3, owner: number, place: isUpper ? 0 : 1)
  }

  /// Whether it is a border.
  var isBorder: Bool { kind == 3 }

  static func < (a: PartName, b: PartName) -> Bool {
    (a.kind, a.owner, a.place) < (b.kind, b.owner, b.place)
  }
}

extension OrderedGraph {
  /// The clusters that are equal: those between whose nodes, in the order of their ids, the same
  /// arrows lead, and on whose ranks the same items stand.
  ///
  /// - Parameter asOrdered: whether the items must stand in the same order, too.
  /// - Returns: lists of two and more; what stands in a part of one list is in no other one.
  /// - Complexity: O(E log E) for E edges; for clusters within one another, times their depth.
  func equalParts(asOrdered: Bool) -> [[EqualPart]] {
    let ranked = layered.ranked
    guard ranked.hasClusters else { return [] }
    let clusters = ranked.graph.clusters
    var isTaken = [Bool](repeating: false, count: clusters.count)
    var found: [[EqualPart]] = []
    let byDepth = Incidence(
      count: (clusters.map(\.depth).max() ?? 0) + 1, keys: clusters.map(\.depth))
    for depth in 0..<byDepth.offsets.count - 1 {
      var lists: [[EqualPart]] = []
      var numbers: [PartKey: Int] = [:]
      for cluster in byDepth[depth] where ranked.spans[cluster] != nil {
        let parent = clusters[cluster].parent
        if parent >= 0, isTaken[parent] {
          isTaken[cluster] = true
          continue
        }
        let (part, arrows) = part(cluster)
        let names = asOrdered ? part.names : part.names.map { $0.sorted() }
        let key = PartKey(parent: parent, arrows: arrows, names: names)
        if let number = numbers[key] {
          lists[number].append(part)
        } else {
          numbers[key] = lists.count
          lists.append([part])
        }
      }
      for list in lists where list.count > 1 {
        for part in list { isTaken[part.cluster] = true }
        found.append(list)
      }
    }
    return found
  }

  /// A cluster with its items, and the arrows that end in it: which node takes each, and which node
  /// of the part it leaves, or −1.
  private func part(_ cluster: Int) -> (part: EqualPart, arrows: [[Int]]) {
    let graph = layered.ranked.graph
    let borders = layered.borders[cluster]
    let half = borders.count / 2
    let items = (0..<half).map { step in
      let upper = borders.lowerBound + step
      let rank = layered.items[upper].rank
      return Array(orders[rank][places[upper]...places[upper + half]])
    }
    var nodes: [Int: Int] = [:]
    for node in items.joined().filter({ layered.items[$0].kind == .node }).sorted() {
      nodes[node] = nodes.count
    }
    let inner = Set(
      items.joined().lazy.filter { layered.items[$0].isBorder }
        .map { layered.items[$0].owner }
    ).sorted()
    let arrivals = nodes.sorted { $0.value < $1.value }.map { ($0.value, arriving(at: $0.key)) }
    var edges: [Int: PartName] = [:]
    for (node, number) in nodes {
      let leaving = layered.outgoing[node].map { layered.segments[$0].edge }
      for (place, edge) in Set(leaving).sorted().enumerated() {
        edges[edge] = .leaving(number, place)
      }
    }
    for (number, arriving) in arrivals {
      for (place, edge) in arriving.enumerated() { edges[edge] = .entering(number, place) }
    }
    let names = items.map { rank in
      rank.map { item -> PartName in
        let (kind, owner) = (layered.items[item].kind, layered.items[item].owner)
        return switch kind {
        case .node: .node(nodes[item] ?? -1)
        case .bend, .label: edges[owner] ?? .leaving(-1, owner)
        case .upperBorder, .lowerBorder:
          .border(inner.firstIndex(of: owner) ?? -1, isUpper: kind == .upperBorder)
        }
      }
    }
    let arrows = arrivals.flatMap { number, arriving in
      arriving.map { [number, nodes[graph.edges[$0].source] ?? -1] }
    }
    let first = layered.items[borders.lowerBound].rank
    return (EqualPart(cluster: cluster, first: first, items: items, names: names), arrows)
  }

  /// The edges that end at a node, by their slots.
  private func arriving(at node: Int) -> [Int] {
    layered.incoming[node].sorted { layered.slotKey($0) < layered.slotKey($1) }
      .map { layered.segments[$0].edge }
  }
}

/// What is the same in equal parts.
private struct PartKey: Hashable {
  var parent: Int
  var arrows: [[Int]]
  var names: [[PartName]]
}
