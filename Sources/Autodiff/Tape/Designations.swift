/// Tells apart the nodes that share a name, because a loop or several calls of a function gave it to
/// them.
///
///     h(0), h(1)      h in the passes of a loop
///     u(0, 2)         u in pass 2 of a loop that stands in pass 0 of another
///     z(gru 2)        z in the second call of gru
///     h(0a), h(0b)    h, assigned twice in pass 0
///
/// What a name was given outside of loops and bodies, and what has its name for itself, is called by
/// the name alone.
package struct Designations: Sendable {
  /// What stands in the brackets behind a name.
  package struct Distinction: Hashable, Sendable {
    /// A piece of it.
    package enum Part: Hashable, Sendable {
      /// The number of a loop's pass.
      case pass(Int)
      /// A call of a function, with its number where the function is called more than once.
      case call(String, Int?)

      /// The part as text: `0`, `gru 2`.
      package var text: String {
        switch self {
        case .pass(let number): "\(number)"
        case .call(let name, let number): number.map { "\(name) \($0)" } ?? name
        }
      }
    }

    /// The loops' passes, the outermost first, and the call.
    package fileprivate(set) var parts: [Part]
    /// Which of several assignments in one place it is: a, b, c; empty where there is one.
    package fileprivate(set) var letters = ""

    /// Tells apart by parts.
    package init(parts: [Part]) { self.parts = parts }

    /// The distinction as it is typed: `(0, gru 2)`.
    package var text: String {
      "(" + parts.map(\.text).joined(separator: ", ") + letters + ")"
    }
  }

  private let names: [NodeID: String]
  private var distinctions: [NodeID: Distinction] = [:]

  /// A name in one place.
  private struct Use: Hashable {
    let name: String
    var parts: [Distinction.Part]
  }

  /// Finds out what tells the nodes of a graph apart.
  ///
  /// - Complexity: O(n log n) in the number of names; constant where there is no loop and no body.
  package init(_ annotations: Annotations) {
    names = annotations.names
    guard !annotations.nameScopes.isEmpty else { return }
    var calls: [String: Int] = [:]
    for group in annotations.groups where group.pass == nil { calls[group.name, default: 0] += 1 }
    let nodes = names.keys.sorted()
    let paths = nodes.map { node in
      (annotations.nameScopes[node].map(annotations.path) ?? []).map { annotations.groups[$0] }
    }
    var uses = zip(nodes, paths).map { node, path in
      Use(name: names[node] ?? "", parts: path.compactMap(\.pass).map { .pass($0.number) })
    }
    let shared = Self.counts(uses)
    for (place, path) in paths.enumerated() where shared[uses[place]] != 1 {
      guard let call = path.last(where: { $0.pass == nil }) else { continue }
      uses[place].parts.append(.call(call.name, calls[call.name] == 1 ? nil : call.call))
    }
    let counts = Self.counts(uses)
    var seen: [Use: Int] = [:]
    for (node, use) in zip(nodes, uses) where !use.parts.isEmpty {
      var distinction = Distinction(parts: use.parts)
      if counts[use] != 1 {
        distinction.letters = Self.letters(seen[use, default: 0])
        seen[use, default: 0] += 1
      }
      distinctions[node] = distinction
    }
  }

  private static func counts(_ uses: [Use]) -> [Use: Int] {
    Dictionary(uses.lazy.map { ($0, 1) }, uniquingKeysWith: +)
  }

  /// a to z, then aa, ab and so on.
  private static func letters(_ number: Int) -> String {
    let last = Unicode.Scalar(UInt8(ascii: "a") + UInt8(number % 26))
    return (number < 26 ? "" : letters(number / 26 - 1)) + String(last)
  }

  /// What tells a node from others of its name; nil where its name does.
  package subscript(node: NodeID) -> Distinction? { distinctions[node] }

  /// A node's name as it is typed, with what tells it apart: `h(0)`; nil where it has none.
  package func text(_ node: NodeID) -> String? {
    names[node].map { $0 + (distinctions[node]?.text ?? "") }
  }

  /// The node that is meant by a name with brackets, `h(0)`, or as figures write it, `h⁽⁰⁾`.
  package func node(_ text: String) -> NodeID? {
    let wanted = Self.plain(text)
    guard wanted.contains("("), let name = wanted.split(separator: "(").first else { return nil }
    return distinctions.lazy.filter { node, distinction in
      names[node].map(Self.plain) == String(name)
        && String(name) + Self.plain(distinction.text) == wanted
    }.map(\.key).max()
  }

  /// A text without spaces, raised digits on the line.
  private static func plain(_ text: String) -> String {
    String(text.filter { $0 != " " }.map { raised[$0] ?? $0 })
  }

  private static let raised = Dictionary(
    uniqueKeysWithValues: zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁻−⁽⁾", "0123456789--()"))
}
