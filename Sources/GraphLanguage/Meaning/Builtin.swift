import Autodiff

/// A function that every graph file may call.
struct Builtin: Sendable {
  /// The name.
  let name: String
  /// The operations that a call of it may be, by how many arguments there are.
  let forms: [(kind: OperationKind, call: CallForm)]

  /// How it is called, for messages: `sum(x), sum(x, axis=0)`.
  var signature: String {
    forms.flatMap { $0.call.signatures(of: name) }.joined(separator: ", ")
  }

  /// How many arguments it takes beside keywords.
  var counts: ClosedRange<Int> {
    let least = forms.map(\.call.counts.lowerBound).min() ?? 0
    return least...(forms.map(\.call.counts.upperBound).max() ?? least)
  }

  /// The names of all keywords that it takes in one form or another.
  var keywords: [String] { forms.flatMap { $0.call.keywords.map(\.name) } }

  /// The operation that a call with a number of arguments is.
  func form(arguments: Int) -> (kind: OperationKind, call: CallForm)? {
    forms.first { $0.call.counts.contains(arguments) }
  }

  /// The function with a name.
  static func named(_ name: String) -> Builtin? { byName[name] }

  /// The names of all functions.
  static let names = all.map(\.name)

  /// The function that people from elsewhere mean by a name.
  static func meant(by name: String) -> String? {
    all.first { $0.forms.contains { $0.call.alsoCalled.contains(name) } }?.name
  }

  private static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })

  private static let all: [Builtin] = {
    var forms: [(name: String, forms: [(kind: OperationKind, call: CallForm)])] = []
    for kind in OperationKind.allCases {
      guard case .call(let call) = kind.form else { continue }
      if let place = forms.firstIndex(where: { $0.name == kind.name }) {
        forms[place].forms.append((kind, call))
      } else {
        forms.append((kind.name, [(kind, call)]))
      }
    }
    return forms.map { Builtin(name: $0.name, forms: $0.forms) }
  }()
}
