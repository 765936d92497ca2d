import Autodiff

/// A function of the graph language, as lists of functions show it.
package struct ListedFunction: Sendable {
  /// What calls it.
  package enum Meaning: Sendable {
    /// Operations: by how many arguments there are.
    case operations([OperationKind])
    /// Numbers where a literal may stand.
    case leaf(LeafFunction)
  }

  /// Its name.
  package let name: String
  /// How it is called: `sum(x), sum(x, axis=0)`.
  package let signature: String
  /// What a call of it is.
  package let meaning: Meaning

  /// All of them: those that give numbers, then the operations in the order of the language.
  package static let all: [ListedFunction] =
    LeafFunction.allCases.filter { Builtin.named($0.rawValue) == nil }.map {
      ListedFunction(name: $0.rawValue, signature: $0.signature, meaning: .leaf($0))
    }
    + Builtin.names.compactMap(Builtin.named).map {
      ListedFunction(
        name: $0.name, signature: $0.signature, meaning: .operations($0.forms.map(\.kind)))
    }

  /// The function that a name means, also one that people from elsewhere give it.
  package static func named(_ name: String) -> ListedFunction? {
    let known = all.first { $0.name == name }
    return known ?? Builtin.meant(by: name).flatMap { own in all.first { $0.name == own } }
  }
}
