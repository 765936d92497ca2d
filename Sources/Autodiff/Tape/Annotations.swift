import struct Wording.LocalizedText

/// What people call the parts of a graph: names, labels, layers, groups, places in its source.
/// The computation does not need any of it.
package struct Annotations: Sendable {
  /// The graph's title.
  package var title = LocalizedText()
  /// The learning rate of the update table, w′ = w − rate · ∂L/∂w.
  package var rate: Double?
  /// The learning rate as it was written, where its digits would say something else.
  package var writtenRate: WrittenNumber?
  /// How training moves the parameters, where the graph says so.
  package var optimizer: OptimizerKind?
  /// How the rate goes on while a network trains, where the graph says so.
  package var schedule: RateSchedule?
  /// Numbers as they were written, where their digits would say something else: the entries of
  /// constants without a name, and the number that an operation takes beside its operands, as entry 0.
  package var written: [NodeID: [Int: WrittenNumber]] = [:]
  /// The names of the nodes that have one.
  package var names: [NodeID: String] = [:]
  /// For names that were given in a loop or in the body of a function: the pass or the call, as an
  /// index into `groups`. A node may stand deeper: what a call gives has its name outside of it.
  package var nameScopes: [NodeID: Int] = [:]
  /// The display names of the nodes that have one beside their name.
  package var labels: [NodeID: LocalizedText] = [:]
  /// What stands out in figures, and where.
  package var marks = Marks()
  /// The leaves that training fills, batch after batch, and what with.
  package var batches: [NodeID: BatchSource] = [:]
  /// The node that is compared with the labels, and that accuracies and samples are read from.
  package var predicted: NodeID?
  /// Where nodes stand in the source text.
  package var places: [NodeID: SourcePlace] = [:]
  /// The layers, in the order in which they were opened.
  package private(set) var layers: [LocalizedText] = []
  /// The calls of functions, in the order in which they were made.
  package private(set) var groups: [Group] = []
  /// From which node on which layer and group are open; ascending.
  private var scopes: [(start: Int, layer: Int?, group: Int?)] = []

  /// Creates annotations that say nothing.
  package init() {}

  /// A call of a function, a pass of a loop, or an operation that was taken apart: the nodes that it
  /// made form a group.
  package struct Group: Sendable, Hashable {
    /// The function's name; of a pass `t = 0`.
    package let name: String
    /// Which call of that function this is, from 1; of a pass its number.
    package let call: Int
    /// The call in which this one was made, as an index into `groups`.
    package let parent: Int?
    /// The operation, where one was taken apart.
    package let composite: Composite?
    /// What the function takes, in its order; empty where that has no names.
    package let arguments: [Argument]
    /// The pass, where it is one of a loop.
    package let pass: Pass?

    /// What all groups of one function, or all passes over one name, are called: `t` for `t = 0`.
    package var family: String { pass?.name ?? name }
  }

  /// A pass of a loop.
  package struct Pass: Sendable, Hashable {
    /// What the loop calls its number.
    package let name: String
    /// The number that it has in this pass.
    package let number: Int

    /// Describes a pass.
    package init(_ name: String, _ number: Int) {
      self.name = name
      self.number = number
    }

    /// The pass as a group is called: `t = 0`.
    package var text: String { "\(name) = \(number)" }
  }

  /// What a call was given for a parameter.
  package struct Argument: Sendable, Hashable {
    /// The parameter's name.
    package let parameter: String
    /// The node whose value it is.
    package let node: NodeID

    /// A node for a parameter.
    package init(_ parameter: String, _ node: NodeID) {
      self.parameter = parameter
      self.node = node
    }
  }

  /// An operation whose parts stand in a group; the last of them has its value.
  package struct Composite: Sendable, Hashable {
    /// The operation.
    package let kind: OperationKind
    /// Its operands, slot by slot.
    package let operands: [NodeID]
    /// What is not an operand.
    package let attributes: Attributes

    /// Describes an operation that is about to be taken apart.
    package init(kind: OperationKind, operands: [NodeID], attributes: Attributes) {
      self.kind = kind
      self.operands = operands
      self.attributes = attributes
    }
  }

  /// The node with a name; of several the one that was recorded last, of those in the bodies of
  /// functions only where there is no other. Passes and calls are named as in `h(0)` or `z(gru 2)`.
  package func node(named name: String) -> NodeID? {
    let nodes = names.lazy.filter { $0.value == name }.map(\.key)
    return nodes.filter { !isLocal($0) }.max() ?? nodes.max() ?? Designations(self).node(name)
  }

  /// Whether a node's name belongs to the body of a function.
  package func isLocal(_ node: NodeID) -> Bool {
    guard let scope = nameScopes[node] else { return false }
    return path(to: scope).contains { groups[$0].pass == nil }
  }

  /// The numbers of the loops' passes in which a node's name was given, or else the node was recorded,
  /// the outermost first.
  package func passes(of node: NodeID) -> [Int] {
    let scope = names[node] == nil ? group(of: node) : nameScopes[node]
    return (scope.map(path) ?? []).compactMap { groups[$0].pass?.number }
  }

  /// The layer in which a node was recorded, as an index into `layers`.
  package func layer(of node: NodeID) -> Int? { scope(of: node)?.layer }

  /// The innermost call in which a node was recorded, as an index into `groups`.
  package func group(of node: NodeID) -> Int? { scope(of: node)?.group }

  /// The calls in which a node stands, outermost first, as indices into `groups`.
  package func groupPath(of node: NodeID) -> [Int] { group(of: node).map(path) ?? [] }

  /// A group and those in which it stands, outermost first, as indices into `groups`.
  package func path(to group: Int) -> [Int] {
    var path: [Int] = []
    var group: Int? = group
    while let inner = group {
      path.append(inner)
      group = groups[inner].parent
    }
    return path.reversed()
  }

  private func scope(of node: NodeID) -> (start: Int, layer: Int?, group: Int?)? {
    var low = 0
    var high = scopes.count
    while low < high {
      let middle = (low + high) / 2
      if scopes[middle].start <= node.index { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : scopes[low - 1]
  }

  // MARK: Recording

  /// The innermost group that is open.
  package var openGroup: Int? { scopes.last?.group }

  /// Opens a layer at the node that is recorded next; nil ends the open one.
  mutating func openLayer(_ layer: LocalizedText?, at node: Int) {
    if let layer { layers.append(layer) }
    setScope(at: node, layer: layer == nil ? nil : layers.count - 1, group: scopes.last?.group)
  }

  /// Gives the open layer its name in another language.
  mutating func renameLayer(_ rename: (inout LocalizedText) -> Void) {
    if !layers.isEmpty { rename(&layers[layers.count - 1]) }
  }

  /// Opens a group at the node that is recorded next.
  mutating func openGroup(
    _ name: String, call: Int, of composite: Composite?, taking arguments: [Argument],
    pass: Pass? = nil, at node: Int
  ) {
    let parent = scopes.last?.group
    groups.append(
      Group(
        name: name, call: call, parent: parent, composite: composite, arguments: arguments,
        pass: pass))
    setScope(at: node, layer: scopes.last?.layer, group: groups.count - 1)
  }

  /// Ends the innermost open group.
  mutating func closeGroup(at node: Int) {
    guard let group = scopes.last?.group else { return }
    setScope(at: node, layer: scopes.last?.layer, group: groups[group].parent)
  }

  private mutating func setScope(at node: Int, layer: Int?, group: Int?) {
    if scopes.last?.start == node { scopes.removeLast() }
    scopes.append((node, layer, group))
  }
}

/// A place in a source text; lines and columns count from 1, columns in characters as a reader
/// sees them.
package struct SourcePlace: Hashable, Sendable {
  /// The line, from 1.
  package let line: Int
  /// The column, from 1.
  package let column: Int

  /// Creates a place.
  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}
