import Autodiff

/// Equal collapsed groups that one node can stand for: layers that follow one another, or calls
/// side by side.
///
///     x → Layer 1 → Layer 2 → Layer 3 → L      x → Layer 1 … 3 ×3 → L
///
/// Leaves that one of the groups alone uses, such as its weights, fold with it.
struct Folds {
  /// Groups that fold into one node.
  struct Fold: Hashable {
    /// The groups, in the order of the trace.
    let groups: [Int]
    /// Whether each takes the result of the one before it; else they stand side by side.
    let isChain: Bool
  }

  private(set) var folds: [Fold] = []
  /// The fold of each group that is in one.
  private(set) var foldOfGroup: [Int: Int] = [:]
  /// The fold of each leaf that is drawn with one.
  private(set) var foldOfLeaf: [NodeID: Int] = [:]

  private let trace: Trace<Double>
  private let collapsed: CollapsedGroups
  private var structures: [GroupStructure] = []
  private var arguments: [[NodeID]] = []

  /// Where an argument of a group in a fold comes from.
  private enum Source: Hashable {
    /// From the member with this index of the group before.
    case before(Int)
    /// From a leaf that nothing else uses.
    case own
    /// From a node that all groups share.
    case shared(NodeID)
  }

  /// - Parameter minimum: the fewest groups that fold.
  init(_ collapsed: CollapsedGroups, of trace: Trace<Double>, minimum: Int) {
    self.trace = trace
    self.collapsed = collapsed
    guard collapsed.groups.count >= minimum else { return }
    var reader = GroupReader(trace)
    for group in collapsed.groups {
      let (structure, arguments) = reader.read(group)
      structures.append(structure)
      self.arguments.append(arguments)
    }
    for (run, sources) in chains() where run.count >= minimum {
      add(run, own: sources.map { $0 == .own }, isChain: true)
    }
    for (row, shared) in rows() where row.count >= minimum {
      add(row, own: shared.map { $0 == nil }, isChain: false)
    }
  }

  private mutating func add(_ groups: [Int], own: [Bool], isChain: Bool) {
    for group in groups {
      foldOfGroup[group] = folds.count
      for (leaf, isOwn) in zip(arguments[group], own) where isOwn {
        foldOfLeaf[leaf] = folds.count
      }
    }
    folds.append(Fold(groups: groups, isChain: isChain))
  }

  /// Whether nothing but a group uses a leaf.
  private func isOwn(_ node: NodeID, of group: Int) -> Bool {
    trace.role(of: node) != .operation && collapsed[node] == nil && node != trace.output
      && trace.uses(of: node).allSatisfy { collapsed[$0.node] == group }
  }

  // MARK: One after the other

  /// The one group that takes all results of another, if it is equal to it.
  private func successor(of group: Int) -> Int? {
    var next: Int?
    for member in collapsed.groups[group].members {
      if member == trace.output { return nil }
      for use in trace.uses(of: member) {
        guard let user = collapsed[use.node] else { return nil }
        if user == group { continue }
        guard next == nil || next == user else { return nil }
        next = user
      }
    }
    return next.flatMap { structures[$0] == structures[group] ? $0 : nil }
  }

  /// Where the arguments of a group come from that follows another.
  private func sources(of group: Int, after previous: Int) -> [Source] {
    arguments[group].map { argument in
      if collapsed[argument] == previous {
        return .before(collapsed.groups[previous].members.firstIndex(of: argument) ?? 0)
      }
      return isOwn(argument, of: group) ? .own : .shared(argument)
    }
  }

  /// Whether a group can stand before those whose arguments come from some sources: what they take
  /// from the one before, it may take from anywhere.
  private func begins(_ group: Int, _ sources: [Source]) -> Bool {
    zip(arguments[group], sources).allSatisfy { argument, source in
      switch source {
      case .before: true
      case .own: isOwn(argument, of: group)
      case .shared(let node): argument == node
      }
    }
  }

  /// The longest runs of equal groups of which each alone takes the results of the one before.
  private func chains() -> [(groups: [Int], sources: [Source])] {
    let next = collapsed.groups.indices.map(successor)
    var taken = Set<Int>()
    var chains: [(groups: [Int], sources: [Source])] = []
    for start in collapsed.groups.indices where !taken.contains(start) {
      guard let second = next[start] else { continue }
      let sources = sources(of: second, after: start)
      guard !taken.contains(second), begins(start, sources) else { continue }
      var chain = [start, second]
      while let last = chain.last, let following = next[last], !taken.contains(following),
        self.sources(of: following, after: last) == sources
      {
        chain.append(following)
      }
      taken.formUnion(chain)
      chains.append((chain, sources))
    }
    return chains
  }

  // MARK: Side by side

  private struct Row: Hashable {
    let structure: GroupStructure
    /// The arguments that are no group's own.
    let shared: [NodeID?]
  }

  /// Equal groups that take the same values beside leaves of their own.
  private func rows() -> [(groups: [Int], shared: [NodeID?])] {
    var places: [Row: Int] = [:]
    var rows: [(groups: [Int], shared: [NodeID?])] = []
    for group in collapsed.groups.indices where foldOfGroup[group] == nil {
      let shared = arguments[group].map { isOwn($0, of: group) ? nil : $0 }
      guard shared.contains(where: { $0 != nil }), leadsOn(group) else { continue }
      let row = Row(structure: structures[group], shared: shared)
      if let place = places[row] {
        rows[place].groups.append(group)
      } else {
        places[row] = rows.count
        rows.append(([group], shared))
      }
    }
    return rows
  }

  /// Whether all that a group computes is used: nothing of it leaves the figure.
  private func leadsOn(_ group: Int) -> Bool {
    collapsed.groups[group].members.allSatisfy { member in
      member != trace.output && !trace.uses(of: member).isEmpty
    }
  }

  // MARK: Names

  /// What groups are called together: `Layer 2 … 49` for Layer 2 to Layer 49, and the name itself
  /// where all have one.
  static func name(from first: String, to last: String) -> String {
    if first == last { return first }
    let (a, b) = (first.split(separator: " "), last.split(separator: " "))
    let common = zip(a, b).prefix { $0 == $1 }.count
    guard common > 0, common < b.count else { return "\(first) … \(last)" }
    return "\(first) … " + b.dropFirst(common).joined(separator: " ")
  }
}
