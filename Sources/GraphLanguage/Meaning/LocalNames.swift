/// The names of a function that is being read: its parameters, and what its body assigns.
///
/// Each assignment has a place of its own among what the running function keeps, behind those of the
/// parameters; a name that is assigned again means the place of the last.
struct LocalNames {
  /// What a name stands for.
  enum Value {
    /// A place among what the running function keeps.
    case place(Int)
    /// Something that could not be read.
    case unknown
  }

  /// The parameters, in their order.
  private(set) var parameters: [String] = []
  /// The names that the body has assigned, in the order of their first assignments.
  private(set) var assigned: [String] = []
  private var values: [String: (value: Value, line: Int)] = [:]
  /// How many places there are.
  private var count = 0

  /// All names.
  var all: [String] { parameters + assigned }

  /// What a name stands for, or nil where it is not one of them.
  subscript(name: String) -> Value? { values[name]?.value }

  /// The line on which a name was first assigned, or the parameters stand.
  func line(of name: String) -> Int? { values[name]?.line }

  /// Adds a parameter; false where there is one of that name already.
  mutating func append(parameter name: String, line: Int) -> Bool {
    guard values[name] == nil else { return false }
    values[name] = (.place(count), line)
    parameters.append(name)
    count += 1
    return true
  }

  /// Assigns a name in the next place, or for the first time to what could not be read.
  mutating func assign(_ name: String, isKnown: Bool, line: Int) {
    let value = isKnown ? Value.place(count) : .unknown
    if isKnown { count += 1 }
    if let known = values[name] {
      values[name] = (value, known.line)
    } else {
      values[name] = (value, line)
      assigned.append(name)
    }
  }
}
