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

  /// What a name stands for, or nil where it is not defined.
  subscript(name: String) -> Value? { indices[name].map { entries[$0].value } }

  /// The name that was defined last, and what it stands for.
  var last: (name: String, location: Location, value: Value)? { entries.last }

  /// The line on which a name is defined.
  func line(of name: String) -> Int? { indices[name].map { entries[$0].location.place.line } }

  /// Where a name is defined.
  func location(of name: String) -> Location? { indices[name].map { entries[$0].location } }

  /// Defines a name that is not defined yet.
  mutating func define(_ name: String, at location: Location, as value: Value) {
    guard indices[name] == nil else { return }
    indices[name] = entries.count
    entries.append((name, location, value))
  }

  /// The names that were defined before a place, the first ones of very many.
  func defined(before offset: Int) -> [String] {
    entries.prefix(100_000).filter { $0.location.offset < offset }.map(\.name)
  }
}

/// The parameters of a function, in their order.
struct Parameters {
  /// Their names.
  private(set) var names: [String] = []
  private var indices: [String: Int] = [:]

  /// Which parameter has a name, or nil where none has it.
  func index(of name: String) -> Int? { indices[name] }

  /// Adds a parameter; false where there is one of that name already.
  mutating func append(_ name: String) -> Bool {
    guard indices.updateValue(names.count, forKey: name) == nil else { return false }
    names.append(name)
    return true
  }
}
