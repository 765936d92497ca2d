import Autodiff
import Wording

/// Which nodes and arrows of a trace a figure draws, and the bands they stand in.
///
/// A collapsed call or layer is one node here; each of its arguments and results keeps one arrow.
/// Equal ones may fold into one node together.
struct FigureGraph {
  /// What is drawn for a node.
  enum Kind: Hashable {
    /// A leaf that has a name.
    case leaf
    /// A number without a name.
    case constant
    /// An operation.
    case operation
    /// A collapsed call or layer with its name.
    case group(String)
    /// The end of the arrow that leaves the output, or a result that nothing uses.
    case exit
    /// An operation outside the part that is drawn, whose value comes in.
    case incoming
    /// An operation outside of it that takes the value of a node inside.
    case outgoing(of: NodeID)
  }

  struct Node {
    var kind: Kind
    /// The trace's node: a group's last, an exit's source.
    var id: NodeID
    /// The innermost band, or nil.
    var band: Int?
    /// Whether some of its arrows lead to nodes that are not drawn: their sum would say too little.
    var isPartial = false
    /// How many nodes of the trace are drawn as this one.
    var members = 1
    /// How many equal groups are drawn as this one.
    var copies = 1
    /// Whether those stand side by side, so that their results are several.
    var isRow = false
    /// How many terms a long sum has that is drawn as this one node; else 0.
    var terms = 0
  }

  struct Edge {
    /// Figure nodes.
    var from: Int
    var to: Int
    let slot: Int
    /// The trace's node whose value is brought.
    let source: NodeID
    /// The trace's node that uses it: the group's member, or the source itself at an exit.
    let user: NodeID
    /// The gradient that flows back.
    let gradient: Gradient<Double>
    let isExit: Bool
    /// Whether the gradient's arrow stands for one slot, not for several into a group.
    let isSingle: Bool
    /// The results that one arrow brings together out of groups side by side; else empty.
    var bundle: [NodeID] = []
    /// The parameters of a collapsed call that the value is given for.
    var parameters: [String] = []
    /// Which of the call's parameters the first of them is, from 0.
    var place: Int?
  }

  struct Band {
    let name: String
    let isLayer: Bool
    var parent: Int?
  }

  var nodes: [Node] = []
  var edges: [Edge] = []
  var bands: [Band] = []
  /// The figure's node for each node of the trace; −1 for one that is not drawn.
  var places: [Int] = []
  /// The arrow that brings each value into each group.
  private var arguments: [Argument: Int] = [:]

  private struct Argument: Hashable {
    let group: Int
    let source: NodeID
  }

  init(_ trace: Trace<Double>, options: FigureOptions) {
    var containers = Containers(trace, options)
    let collapsed = CollapsedGroups(trace, in: containers)
    let folds = Folds(collapsed, of: trace, minimum: options.fold.minimum)
    let sums =
      options.opensSums
      ? LongSums()
      : LongSums(trace, in: containers) { Drawing($0, collapsed, folds) == nil }
    var drawn: [Drawing: Int] = [:]
    for node in trace.nodes {
      guard let drawing = Drawing(node, collapsed, folds) else {
        // A partial sum is where the whole sum is, which comes later.
        places.append(sums.endOfPart[node] == nil ? nodes.count : -1)
        if sums.endOfPart[node] != nil { continue }
        let kind: Kind =
          trace.role(of: node) == .operation
          ? .operation : trace.annotations.names[node] == nil ? .constant : .leaf
        let path = containers.path(of: node)
        nodes.append(
          Node(
            kind: kind, id: node, band: containers.band(for: path[...]),
            terms: sums.terms[node]?.count ?? 0))
        continue
      }
      let place = drawn[drawing] ?? nodes.count
      places.append(place)
      if place < nodes.count {
        nodes[place].id = node
        nodes[place].members += 1
        continue
      }
      drawn[drawing] = place
      nodes.append(group(drawing, at: node, collapsed, folds, &containers))
    }
    bands = containers.bands
    for (part, end) in sums.endOfPart { places[part.index] = places[end.index] }
    for node in trace.nodes where sums.endOfPart[node] == nil {
      if let terms = sums.terms[node] {
        addEdges(of: terms, into: node, of: trace)
      } else {
        addEdges(into: node, of: trace, collapsed)
      }
    }
    addExits(of: trace)
    bundleRows(of: trace)
    if let part = options.part { keep(part, of: trace) }
  }

  /// Where a node of the trace is drawn; nil where it is not.
  func place(of node: NodeID) -> Int? {
    let place = places[node.index]
    return place < 0 ? nil : place
  }

  /// What a node is drawn with.
  private enum Drawing: Hashable {
    case group(Int)
    case fold(Int)

    init?(_ node: NodeID, _ collapsed: CollapsedGroups, _ folds: Folds) {
      if let fold = folds.foldOfLeaf[node] {
        self = .fold(fold)
      } else if let group = collapsed[node] {
        self = folds.foldOfGroup[group].map { .fold($0) } ?? .group(group)
      } else {
        return nil
      }
    }
  }

  /// The node that stands for one group or for several.
  private func group(
    _ drawing: Drawing, at node: NodeID, _ collapsed: CollapsedGroups, _ folds: Folds,
    _ containers: inout Containers
  ) -> Node {
    let (numbers, isChain): ([Int], Bool) =
      switch drawing {
      case .group(let group): ([group], true)
      case .fold(let fold): (folds.folds[fold].groups, folds.folds[fold].isChain)
      }
    let members = numbers.map { collapsed.groups[$0] }
    let name = members.first.flatMap { first in
      members.last.map { Folds.name(from: first.name, to: $0.name) }
    }
    return Node(
      kind: .group(name ?? ""), id: node,
      band: members.first.flatMap { containers.band(for: $0.path[...]) }, copies: members.count,
      isRow: !isChain)
  }

  /// Takes away the arrows of results that nothing uses, all but the output's: without numbers they
  /// say nothing.
  mutating func dropLooseEnds(of trace: Trace<Double>) {
    edges.removeAll { $0.isExit && $0.source != trace.output }
    nodes.removeAll { $0.kind == .exit && $0.id != trace.output }
    for (index, edge) in edges.enumerated() where edge.isExit {
      edges[index].to = nodes.count - 1
    }
  }

  /// Which arrows carry the name of the result they bring: the first of each, unless the name
  /// stands at the end of an arrow that leaves it.
  func namedEdges(of trace: Trace<Double>) -> [Bool] {
    var named = Set(nodes.lazy.filter { $0.kind == .exit }.map(\.id))
    return edges.map { edge in
      !edge.isExit && edge.bundle.isEmpty && nodes[edge.from].kind != .incoming
        && trace.role(of: edge.source) == .operation
        && named.insert(edge.source).inserted
    }
  }

  /// Which nodes have the name of their result written at them: those whose name stands at no end
  /// of an arrow.
  func captionedNodes(of trace: Trace<Double>) -> [Bool] {
    let named = Set(nodes.lazy.filter { $0.kind == .exit }.map(\.id))
    return nodes.map { node in
      node.kind != .exit && !node.isRow && trace.role(of: node.id) == .operation
        && !named.contains(node.id)
    }
  }

  /// A long sum takes every term by an arrow of its own.
  private mutating func addEdges(
    of terms: [LongSums.Term], into node: NodeID, of trace: Trace<Double>
  ) {
    for (position, term) in terms.enumerated() {
      let edge = trace.edge(into: term.user, slot: term.slot)
      edges.append(
        Edge(
          from: places[edge.from.index], to: places[node.index], slot: position,
          source: edge.from, user: term.user, gradient: edge.gradient, isExit: false,
          isSingle: true))
    }
  }

  private mutating func addEdges(
    into node: NodeID, of trace: Trace<Double>, _ collapsed: CollapsedGroups
  ) {
    let to = places[node.index]
    guard case .group = nodes[to].kind else {
      for edge in trace.edges(into: node) {
        edges.append(
          Edge(
            from: places[edge.from.index], to: to, slot: edge.slot, source: edge.from, user: node,
            gradient: edge.gradient, isExit: false, isSingle: true))
      }
      return
    }
    let taken = collapsed.arguments(around: node, of: trace)
    // A group takes each value once, and its gradients come out added up.
    for edge in trace.edges(into: node) where places[edge.from.index] != to {
      let argument = Argument(group: to, source: edge.from)
      if let index = arguments[argument] {
        let old = edges[index]
        edges[index] = Edge(
          from: old.from, to: to, slot: old.slot, source: old.source, user: old.user,
          gradient: old.gradient.adding(edge.gradient), isExit: false, isSingle: false,
          parameters: old.parameters, place: old.place)
      } else {
        arguments[argument] = edges.count
        edges.append(
          Edge(
            from: places[edge.from.index], to: to, slot: edges.count, source: edge.from,
            user: node, gradient: edge.gradient, isExit: false, isSingle: true,
            parameters: taken.filter { $0.node == edge.from }.map(\.parameter),
            place: taken.firstIndex { $0.node == edge.from }))
      }
    }
  }

  /// The output has an arrow that leaves it; so has every result that nothing uses.
  private mutating func addExits(of trace: Trace<Double>) {
    for node in trace.nodes {
      let isOutput = node == trace.output
      guard isOutput || trace.role(of: node) == .operation && trace.uses(of: node).isEmpty else {
        continue
      }
      let gradient: Gradient<Double> =
        !isOutput || !trace.recordsGradient(node)
        ? .notComputed
        : trace.upstream.elements.allSatisfy { $0 == 0 }
          ? .zero(shape: trace.upstream.shape, reason: nil) : .value(trace.upstream)
      let from = places[node.index]
      nodes.append(Node(kind: .exit, id: node, band: nil))
      edges.append(
        Edge(
          from: from, to: nodes.count - 1, slot: 0, source: node, user: node, gradient: gradient,
          isExit: true, isSingle: true))
    }
  }
}

extension Gradient where Scalar == Double {
  /// The sum of two gradients of one shape.
  func adding(_ other: Gradient) -> Gradient {
    guard let a = tensor else { return other }
    guard let b = other.tensor else { return self }
    let sum = zip(a.elements, b.elements).map { $0 + $1 }
    return sum.allSatisfy { $0 == 0 }
      ? .zero(shape: a.shape, reason: zeroReason ?? other.zeroReason)
      : .value(Tensor(shape: a.shape, elements: sum))
  }
}
