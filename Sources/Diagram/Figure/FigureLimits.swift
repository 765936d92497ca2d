import Autodiff
import GraphLayout
import Wording

/// How large a figure may be: what is larger would take hours to place, or more memory than there is.
package enum FigureLimits {
  /// The most nodes.
  package static let nodes = 200_000
  /// The most arrows of one node.
  package static let arrows = 20_000
  /// The most pieces that nodes, long arrows and the frames of groups within one another are cut
  /// into, rank by rank.
  package static let items = 4_000_000
  /// The most pixels along the arrows: coordinates say no more.
  package static let length = 4_000_000
  /// The most steps, each a picture of its own.
  package static let steps = 1_000
}

/// What makes a figure too large to be drawn.
package enum FigureExcess: Error, Hashable {
  /// It has so many nodes.
  case nodes(Int)
  /// One of its nodes has so many arrows.
  case arrows(Int)
  /// So many nodes follow one another that it is longer than any picture.
  case length(nodes: Int)
  /// Its groups, one within another, and long arrows are cut into so many pieces.
  case items(Int)
  /// It needs about so many bytes of memory, and so many are there.
  case memory(needed: Int, available: Int)

  /// What is too large, in a few words, without a remedy.
  package var message: Bilingual {
    switch self {
    case .nodes(let count):
      Bilingual(
        en: "a figure of \(count) nodes is more than can be drawn",
        ko: "노드 \(count)개는 한 그림에 그리기에 너무 많습니다")
    case .arrows(let count):
      Bilingual(
        en: "a node with \(count) arrows is more than can be drawn",
        ko: "화살표가 \(count)개인 노드는 그리기에 너무 큽니다")
    case .length(let count):
      Bilingual(
        en: "\(count) nodes one after the other make a longer picture than can be drawn",
        ko: "노드 \(count)개가 한 줄로 이어지면 그릴 수 있는 길이를 넘습니다")
    case .items(let count):
      Bilingual(
        en: "groups so deep within one another make a figure of about \(count) pieces, "
          + "more than can be drawn",
        ko: "이렇게 깊이 겹친 묶음은 약 \(count)조각의 그림이 되어 그리기에 너무 많습니다")
    case .memory(let needed, let available):
      Bilingual(
        en: "the figure needs about \(megabytes(needed)) MB of memory, and there are "
          + "\(available >> 20) MB",
        ko: "그림에 메모리가 약 \(megabytes(needed)) MB 필요한데 \(available >> 20) MB뿐입니다")
    }
  }
}

/// How large a figure becomes, estimated before it is placed.
///
///     try FigureSize(trace, options: options).check(memory: available)
package struct FigureSize: Hashable, Sendable {
  /// How many nodes it has.
  package private(set) var nodes: Int
  /// How many arrows it has, a forward one and a backward one counted once.
  package private(set) var edges = 0
  /// The most arrows that one node has on one side.
  package private(set) var arrows = 0
  /// What it is cut into to be placed.
  package private(set) var layered = LayeredSize(items: 0, ranks: 0)
  private var hasNumbers = false

  /// Estimates the size of a figure; of one with too many nodes, only these are counted.
  ///
  /// - Complexity: O(n log n) for a trace of n nodes and arrows.
  package init(_ trace: Trace<Double>, options: FigureOptions) {
    let annotations = trace.annotations
    nodes = trace.nodes.count {
      annotations.group(of: $0) == nil
        && (options.collapsed.isEmpty || annotations.layer(of: $0) == nil)
    }
    guard nodes <= FigureLimits.nodes else { return }
    let graph = FigureGraph(trace, options: options)
    nodes = graph.nodes.count
    edges = graph.edges.count
    var entering = [Int](repeating: 0, count: nodes)
    var leaving = entering
    hasNumbers = FigurePlan.writesNumbers(options, nodes: nodes)
    let label = hasNumbers ? LayoutGraph.Label(length: 0, above: 0, below: 0) : nil
    var bare = LayoutGraph(
      nodes: graph.nodes.map { .init(width: 0, height: 0, cluster: $0.band) },
      clusters: graph.bands.map { .init(parent: $0.parent) })
    for edge in graph.edges {
      leaving[edge.from] += 1
      entering[edge.to] += 1
      bare.addEdge(.init(from: edge.from, to: edge.to, label: label))
    }
    arrows = max(entering.max() ?? 0, leaving.max() ?? 0)
    layered = LayeredSize(of: bare)
  }

  /// About how many bytes of memory it takes to place the figure and to write it.
  ///
  /// Measured: 2.5 to 4 kB for each node and each arrow with their marks, 350 bytes for each piece.
  package var bytes: Int { 4_000 * (nodes + edges) + 350 * layered.items }

  /// Fails where so many pictures of the figure find no memory: each step shows all of it.
  ///
  /// Measured: 2.5 kB for each node and each arrow in each of them.
  ///
  /// - Parameters:
  ///   - steps: how many there are.
  ///   - memory: how many bytes there are; nil where nobody knows.
  package func check(steps: Int, memory: Int?) throws(FigureExcess) {
    let needed = 2_500 * (nodes + edges) * steps
    if let memory, needed > memory { throw .memory(needed: needed, available: memory) }
  }

  /// Fails where the figure is larger than can be drawn.
  ///
  /// - Parameters:
  ///   - memory: how many bytes there are; nil where nobody knows.
  ///   - resized: whether its width is given, so that it is not longer the deeper it is.
  package func check(memory: Int? = nil, resized: Bool = false) throws(FigureExcess) {
    if nodes > FigureLimits.nodes { throw .nodes(nodes) }
    if arrows > FigureLimits.arrows { throw .arrows(arrows) }
    if layered.items > FigureLimits.items { throw .items(layered.items) }
    // An operation's circle and the gap behind it are 84 pixels; with numbers between, a rank for the
    // two of them, on average more than 50.
    if layered.ranks * (hasNumbers ? 50 : 84) > FigureLimits.length, !resized {
      throw .length(nodes: hasNumbers ? layered.ranks / 2 : layered.ranks)
    }
    if let memory, bytes > memory { throw .memory(needed: bytes, available: memory) }
  }
}
