import Autodiff
import Notation
import Wording

/// What the nodes of a trace are called in one language: their labels, or their typeset names.
///
/// No two of them are the same: names that would be set alike, such as `w1` and `w_1`, stand as they
/// were written, and what a name is in the passes of a loop has the number of the pass above it, h⁽⁰⁾.
package struct DisplayNames: Sendable {
  private var names: [NodeID: Math] = [:]
  /// What tells nodes of one name apart, and how they are typed.
  package let designations: Designations

  /// Sets all names of a trace.
  package init(_ trace: Trace<Double>, in language: Language) {
    let annotations = trace.annotations
    let writer = PlainTextWriter()
    designations = Designations(annotations)
    var uses: [String: Int] = [:]
    for node in trace.nodes {
      // A label for the other language alone says nothing here; the name does.
      if let label = annotations.labels[node]?.label(in: language) {
        names[node] = .text(label)
      } else if let name = annotations.names[node] {
        names[node] = .name(name)
      }
      if let distinction = designations[node] { names[node] = names[node]?.told(by: distinction) }
      if let math = names[node] { uses[writer.text(math), default: 0] += 1 }
    }
    for node in trace.nodes {
      guard let math = names[node], uses[writer.text(math), default: 0] > 1,
        annotations.labels[node]?.label(in: language) == nil
      else { continue }
      names[node] = annotations.names[node].map { name in
        let math = Math.identifier(name)
        return designations[node].map(math.told) ?? math
      }
    }
  }

  /// What a reader calls a node: its label, its typeset name, or nil where it has neither.
  package subscript(node: NodeID) -> Math? { names[node] }

  /// A node's name or label in plain text, as it is read aloud: `W₁`, `사과`; nil where it has none.
  package func text(_ node: NodeID) -> String? { names[node].map { PlainTextWriter().text($0) } }
}

extension Math {
  /// A name with what tells it from others of its kind above it: h⁽⁰⁾.
  package func told(by distinction: Designations.Distinction) -> Math {
    var pieces: [Math] = []
    for part in distinction.parts {
      if !pieces.isEmpty { pieces.append(.sign(",")) }
      switch part {
      case .pass(let number): pieces.append(.number(Numerals().text(Double(number))))
      case .call: pieces.append(.text(part.text))
      }
    }
    if !distinction.letters.isEmpty { pieces.append(.identifier(distinction.letters)) }
    return .superscript(self, .fenced(.row(pieces)))
  }

  /// Whether the piece is a name with the number of a pass above it, which a power needs in brackets.
  var isTold: Bool {
    if case .superscript(_, .fenced) = self { true } else { false }
  }
}

extension Trace<Double> {
  /// What a reader calls a node; for more nodes than one, `DisplayNames` sets all names once.
  package func displayName(of node: NodeID, in language: Language) -> Math? {
    DisplayNames(self, in: language)[node]
  }
}
