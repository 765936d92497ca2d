import Autodiff

/// A function of the graph language, as lists of functions show it.
package struct ListedFunction: Sendable {
  /// What calls it.
  package enum Meaning: Sendable {
    /// Operations, each with the ways in which it is called.
    case operations([(kind: OperationKind, calls: [String])])
    /// Numbers where a literal may stand.
    case leaf(LeafFunction)
  }

  /// Its name.
  package let name: String
  /// What a call of it is.
  package let meaning: Meaning

  /// The ways in which it is called: `sum(x)`, `sum(x, axis=0)`.
  package var calls: [String] {
    switch meaning {
    case .operations(let forms): forms.flatMap(\.calls)
    case .leaf(let leaf): leaf.calls
    }
  }

  /// All of them: those that give numbers, then the operations in the order of the language.
  package static let all: [ListedFunction] =
    LeafFunction.allCases.filter { Builtin.named($0.rawValue) == nil }.map {
      ListedFunction(name: $0.rawValue, meaning: .leaf($0))
    }
    + Builtin.names.compactMap(Builtin.named).map { function in
      ListedFunction(
        name: function.name,
        meaning: .operations(
          function.forms.map { ($0.kind, $0.call.signatures(of: function.name)) }))
    }

  /// The function that a name means, also one that people from elsewhere give it.
  package static func named(_ name: String) -> ListedFunction? {
    let known = all.first { $0.name == name }
    return known ?? Builtin.meant(by: name).flatMap { own in all.first { $0.name == own } }
  }
}
