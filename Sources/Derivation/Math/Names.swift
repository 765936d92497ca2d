import Autodiff
import Notation
import Wording

/// What the nodes of a trace are called in one language: their labels, or their typeset names.
///
/// No two of them are the same: names that would be set alike, such as `w1` and `w_1`, stand as they
/// were written.
package struct DisplayNames: Sendable {
  private var names: [NodeID: Math] = [:]

  /// Sets all names of a trace.
  package init(_ trace: Trace<Double>, in language: Language) {
    let annotations = trace.annotations
    let writer = PlainTextWriter()
    var uses: [String: Int] = [:]
    for node in trace.nodes {
      // A label for the other language alone says nothing here; the name does.
      if let label = annotations.labels[node]?.label(in: language) {
        names[node] = .text(label)
      } else if let name = annotations.names[node] {
        names[node] = .name(name)
      }
      if let math = names[node] { uses[writer.text(math), default: 0] += 1 }
    }
    for node in trace.nodes {
      guard let math = names[node], uses[writer.text(math), default: 0] > 1,
        annotations.labels[node]?.label(in: language) == nil
      else { continue }
      names[node] = annotations.names[node].map { .identifier($0) }
    }
  }

  /// What a reader calls a node: its label, its typeset name, or nil where it has neither.
  package subscript(node: NodeID) -> Math? { names[node] }

  /// A node's name or label in plain text, as it is read aloud: `W₁`, `사과`; nil where it has none.
  package func text(_ node: NodeID) -> String? { names[node].map { PlainTextWriter().text($0) } }
}

extension Trace<Double> {
  /// What a reader calls a node; for more nodes than one, `DisplayNames` sets all names once.
  package func displayName(of node: NodeID, in language: Language) -> Math? {
    DisplayNames(self, in: language)[node]
  }
}
