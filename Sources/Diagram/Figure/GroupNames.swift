import Autodiff
import Wording

/// What of a trace can be drawn as one node, by name: layers in all languages, functions, loops and
/// composites, each once. A composite that was not taken apart is one node already.
package struct GroupNames: Hashable, Sendable {
  /// The names, layers first; of a loop the name of its number.
  package let all: [String]
  /// The names of passes: `t = 0`.
  private let passes: [String]

  /// Lists the names of a trace.
  package init(_ trace: Trace<Double>) {
    let annotations = trace.annotations
    let layers = annotations.layers.flatMap { layer in Language.allCases.compactMap { layer[$0] } }
    let kinds = Set(trace.nodes.map { trace.kind(of: $0) })
    let composites = OperationKind.composites.filter(kinds.contains).map(\.name)
    var seen: Set<String> = []
    all = (layers + annotations.groups.map(\.family) + composites).filter {
      seen.insert($0).inserted
    }
    passes = annotations.groups.filter { $0.pass != nil }.map(\.name).filter {
      seen.insert($0).inserted
    }
  }

  /// The names that a pattern means, in which `*` stands for any letters or none; `all` means all.
  package func matching(_ pattern: String) -> [String] {
    pattern == "all" ? all : (all + passes).filter { Self.matches($0, pattern) }
  }

  /// Whether a name is one that a pattern means.
  package static func matches(_ text: String, _ pattern: String) -> Bool {
    let (text, pattern) = (Array(text), Array(pattern))
    var (place, wanted) = (0, 0)
    // Where the last star stands, and the text up to which it reaches.
    var star: (wanted: Int, place: Int)?
    while place < text.count {
      if wanted < pattern.count, pattern[wanted] == "*" {
        star = (wanted, place)
        wanted += 1
      } else if wanted < pattern.count, pattern[wanted] == text[place] {
        place += 1
        wanted += 1
      } else if let last = star {
        star = (last.wanted, last.place + 1)
        (place, wanted) = (last.place + 1, last.wanted + 1)
      } else {
        return false
      }
    }
    return pattern[wanted...].allSatisfy { $0 == "*" }
  }
}
