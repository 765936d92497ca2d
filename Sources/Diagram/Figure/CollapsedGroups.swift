import Autodiff

/// The collapsed calls and layers of a trace: what each consists of, and what it takes from outside.
struct CollapsedGroups {
  /// A collapsed call or layer.
  struct Group {
    let name: String
    /// What all calls of its function, or all passes over one name, are called.
    let family: String
    /// Whether it is a pass of a loop.
    let isPass: Bool
    let isLayer: Bool
    /// The call or layer itself.
    let container: Container
    /// What it stands in, outermost first.
    let path: [Container]
    fileprivate(set) var members: [NodeID] = []
  }

  private(set) var groups: [Group] = []
  /// The group of each node of the trace, or nil.
  private(set) var groupOfNode: [Int?] = []

  init(_ trace: Trace<Double>, in containers: Containers) {
    var indices: [Container: Int] = [:]
    for node in trace.nodes {
      let path = containers.path(of: node)
      guard let place = path.firstIndex(where: { containers.isCollapsed($0) }) else {
        groupOfNode.append(nil)
        continue
      }
      let container = path[place]
      let index = indices[container] ?? groups.count
      if index == groups.count {
        indices[container] = index
        let name = containers.name(of: container)
        let (family, isPass, isLayer) =
          switch container {
          case .layer: (name, false, true)
          case .call(let call):
            (
              trace.annotations.groups[call].family, trace.annotations.groups[call].pass != nil,
              false
            )
          }
        groups.append(
          Group(
            name: name, family: family, isPass: isPass, isLayer: isLayer, container: container,
            path: Array(path[..<place])))
      }
      groups[index].members.append(node)
      groupOfNode.append(index)
    }
  }

  /// What the collapsed call around a node was given; nothing where that has no names.
  func arguments(around node: NodeID, of trace: Trace<Double>) -> [Annotations.Argument] {
    guard let group = self[node] else { return [] }
    return switch groups[group].container {
    case .call(let call): trace.annotations.groups[call].arguments
    case .layer: []
    }
  }

  /// The group of a node, or nil.
  subscript(node: NodeID) -> Int? { groupOfNode[node.index] }
}

/// What a group computes, whatever its numbers and the names in it are.
struct GroupStructure: Hashable {
  /// The function's name, or that of the loop's number; a layer has a name of its own, which does not
  /// count.
  let function: String?
  let path: [Container]
  /// The numbers of its members' descriptions.
  let members: [Int]
}

/// Describes groups so that equal ones can be told.
struct GroupReader {
  /// What a member takes: another member's value, or an argument.
  private enum Operand: Hashable {
    case member(Int)
    case argument(Int)
  }

  /// One node of a group.
  private struct Member: Hashable {
    let kind: OperationKind
    let role: Role
    let attributes: Attributes
    let extents: [Int]
    let operands: [Operand]
    /// The numbers of a constant without a name, which belong to the formula.
    let constant: [Double]
  }

  let trace: Trace<Double>
  private var numbers: [Member: Int] = [:]

  init(_ trace: Trace<Double>) { self.trace = trace }

  /// Describes a group and lists its arguments in the order of their first use.
  mutating func read(
    _ group: CollapsedGroups.Group
  ) -> (structure: GroupStructure, arguments: [NodeID]) {
    var places: [NodeID: Operand] = [:]
    var arguments: [NodeID] = []
    var members: [Int] = []
    for node in group.members {
      let operands = trace.operands(of: node).map { operand in
        if let place = places[operand] { return place }
        let place = Operand.argument(arguments.count)
        arguments.append(operand)
        places[operand] = place
        return place
      }
      places[node] = .member(members.count)
      let isNumber =
        trace.role(of: node) == .constant && trace.kind(of: node) == .leaf
        && trace.annotations.names[node] == nil
      // Which entry a pass takes is what passes differ in.
      let takes = group.isPass && trace.kind(of: node) == .index
      let member = Member(
        kind: trace.kind(of: node), role: trace.role(of: node),
        attributes: takes ? .none : trace.attributes(of: node),
        extents: trace.shape(of: node).extents,
        operands: operands, constant: isNumber ? trace.value(of: node).elements : [])
      let number = numbers[member] ?? numbers.count
      numbers[member] = number
      members.append(number)
    }
    let structure = GroupStructure(
      function: group.isLayer ? nil : group.family, path: group.path, members: members)
    return (structure, arguments)
  }
}
