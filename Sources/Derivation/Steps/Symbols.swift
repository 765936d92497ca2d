import Autodiff
import Notation
import Wording

/// What each node of a trace is called in formulas: its label or name, a constant's number, or a
/// letter with an index for a result that has no name.
struct Symbols {
  private let trace: Trace<Double>
  private let language: Language
  private let numerals: Numerals
  private let displayNames: DisplayNames
  /// The index of each unnamed result, from 1.
  private let indices: [Int]
  /// The letter of unnamed results: one that no name uses.
  private let letter: String
  /// What is differentiated: the output, or a letter for what lies behind it where a gradient other
  /// than 1 arrives there.
  private let objective: Math?
  /// The names of the graph.
  private let taken: Set<Math>

  init(_ trace: Trace<Double>, _ language: Language, _ numerals: Numerals) {
    self.trace = trace
    self.language = language
    self.numerals = numerals
    displayNames = DisplayNames(trace, in: language)
    let names = trace.annotations.names
    var indices = [Int](repeating: 0, count: trace.nodeCount)
    var count = 0
    for node in 0..<trace.nodeCount where names[NodeID(node)] == nil {
      if trace.role(of: NodeID(node)) == .operation {
        count += 1
        indices[node] = count
      }
    }
    self.indices = indices
    let taken = Set(names.values.map { $0.prefix { $0.isLetter } })
    letter = ["u", "v", "q", "s", "r", "n"].first { !taken.contains(Substring($0)) } ?? "node"
    self.taken = Set(names.keys.compactMap { [displayNames] in displayNames[$0] })
    let used = Set(names.values)
    objective =
      trace.upstream.scalar == 1
      ? nil : .identifier(["L", "E", "J"].first { !used.contains($0) } ?? "ℒ")
  }

  /// The symbol of a node; a number without a name is printed as it was written.
  func symbol(_ node: NodeID, _ numerals: Numerals? = nil) -> Math {
    if let known = knownNumber(node) { return known }
    if let name = displayNames[node] { return name }
    if trace.role(of: node) == .operation {
      return .subscript(.identifier(letter), .number(String(indices[node.index])))
    }
    let value = trace.value(of: node)
    return TensorSetter(numerals: numerals ?? self.numerals)
      .written(value, trace.annotations.written[node] ?? [:]).set(value)
  }

  /// A number that no decimal says, and that belongs to a rule: √2 of GELU.
  private func knownNumber(_ node: NodeID) -> Math? {
    guard trace.role(of: node) == .constant, trace.annotations.names[node] == nil,
      trace.value(of: node).scalar == 2.squareRoot()
    else { return nil }
    return .root("2")
  }

  /// The symbol as plain text.
  func text(_ node: NodeID) -> String { PlainTextWriter().text(symbol(node)) }

  /// What an operation's own parts are called, so that no node of the graph is.
  var parts: PartNames {
    PartNames(differentiated: differentiated, taken: taken)
  }

  /// What is differentiated: the output, or the loss behind it where a gradient is given there.
  var differentiated: Math { objective ?? symbol(trace.output) }

  /// The gradient of a node as ∂L/∂x.
  func gradient(_ node: NodeID) -> Math {
    .derivative(of: differentiated, by: symbol(node))
  }
}
