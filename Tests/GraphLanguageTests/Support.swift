import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// The graph of a text that must be understood.
func graph(
  _ text: String, sourceLocation: SourceLocation = #_sourceLocation
) throws -> Graph {
  switch parseGraph(Array(text.utf8), file: "t") {
  case .success(let graph): return graph
  case .failure(let diagnostics):
    Issue.record("\(diagnostics.rendered(language: .english))", sourceLocation: sourceLocation)
    throw diagnostics
  }
}

/// The errors of a text, one string each: `line:column: message`.
func errors(_ text: String) -> [String] { errors(Array(text.utf8)) }

func errors(_ bytes: [UInt8]) -> [String] {
  guard case .failure(let diagnostics) = parseGraph(bytes, file: "t") else { return [] }
  return diagnostics.errors.map {
    "\($0.place.line):\($0.place.column): \($0.message.english)"
  }
}

/// The places of the errors of a text.
func places(_ text: String) -> [String] {
  guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t") else { return [] }
  return diagnostics.errors.map { "\($0.place.line):\($0.place.column)" }
}

/// The helps of a text's errors.
func helps(_ text: String) -> [String?] {
  guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t") else { return [] }
  return diagnostics.errors.map { $0.help?.english }
}

/// The text of the first error as it is printed.
func rendered(_ text: String, language: Language = .english, file: String = "t") -> String {
  guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: file) else { return "" }
  return diagnostics.errors[0].rendered(language: language)
}

extension Graph {
  /// The value of the output, of one number.
  var result: Double? { tape.value(of: output).scalar }

  /// The value of the output.
  var tensor: Tensor<Double> { tape.value(of: output) }

  func node(_ name: String) throws -> NodeID { try #require(tape.annotations.node(named: name)) }

  func value(_ name: String) throws -> Double {
    try #require(tape.value(of: node(name)).scalar)
  }

  /// The nodes in order: `x`, `multiply(x, #3)`; unnamed ones by number.
  var outline: [String] {
    let names = tape.annotations.names
    func called(_ node: NodeID) -> String { names[node] ?? node.description }
    return (0..<tape.nodeCount).map(NodeID.init).map { node in
      if tape.kind(of: node) == .leaf { return called(node) }
      let operands = tape.operands(of: node).map(called).joined(separator: ", ")
      return "\(called(node)) = \(tape.kind(of: node).name)(\(operands))"
    }
  }
}
