import Autodiff

/// The names of a graph file, in the order of their definitions.
struct DefinedNames {
  /// What a name stands for.
  enum Value {
    case node(NodeID)
    /// Something that could not be read: whoever uses it is not told so again.
    case unknown
  }

  private var entries: [(name: String, location: Location, value: Value)] = []
  private var indices: [String: Int] = [:]
  /// The entry that was given its value last.
  private var latest: Int?

  /// What a name stands for, or nil where it is not defined.
  subscript(name: String) -> Value? { indices[name].map { entries[$0].value } }

  /// The name that was given its value last, and what it stands for.
  var last: (name: String, location: Location, value: Value)? { latest.map { entries[$0] } }

  /// The number of a name, in the order of definitions.
  func index(of name: String) -> Int? { indices[name] }

  /// The line on which a name is defined.
  func line(of name: String) -> Int? { indices[name].map { entries[$0].location.place.line } }

  /// Where a name is defined.
  func location(of name: String) -> Location? { indices[name].map { entries[$0].location } }

  /// Defines a name; one that is defined already keeps its place, and its value unless it is
  /// assigned again.
  mutating func define(
    _ name: String, at location: Location, as value: Value, again: Bool = false
  ) {
    if let index = indices[name] {
      guard again else { return }
      entries[index].value = value
      latest = index
      return
    }
    indices[name] = entries.count
    latest = entries.count
    entries.append((name, location, value))
  }

  /// The names that were defined before a place, the first ones of very many.
  func defined(before offset: Int) -> [String] {
    entries.prefix(100_000).filter { $0.location.offset < offset }.map(\.name)
  }
}
