// Derives, and prints how long it takes and how large the results are:
//
//   swift run -c release derivation-benchmark Templates/lessons/22-two-layer-network/lesson.graph
//
// First the chain of every variable of the graph that is given; then a graph of 2,000 nodes in local
// form, as a page, as text and as LaTeX. The best of five runs each.

import Autodiff
import Derivation
import Foundation
import GraphLanguage
import Report
import Scene
import Wording

func trace(_ text: String) throws -> Trace<Double> {
  let graph = try parseGraph(Array(text.utf8), file: "<benchmark>").get()
  return graph.tape.backward(from: graph.output, upstream: graph.upstream)
}

/// Runs a piece of work five times and prints the best time in milliseconds.
func measure(_ name: String, _ work: () throws -> Int) throws {
  let clock = ContinuousClock()
  var best = Double.infinity
  var size = 0
  for _ in 0..<5 {
    let time = try clock.measure { size = try work() }.components
    best = min(best, Double(time.seconds) * 1e3 + Double(time.attoseconds) / 1e15)
  }
  print("\(name): \((best * 100).rounded() / 100) ms, \(size)")
}

let path = CommandLine.arguments.dropFirst().first ?? "lesson.graph"
let lesson = try trace(String(contentsOfFile: path, encoding: .utf8))
let leaves = lesson.nodes.filter { lesson.role(of: $0) != .operation && lesson.recordsGradient($0) }
try measure("every variable, equations") {
  Derivation(lesson, language: .english).chains(of: Array(leaves)).flatMap(\.steps)
    .flatMap(\.equations).count
}
try measure("both passes, equations") {
  let derivation = Derivation(lesson, language: .english)
  return (derivation.forward + derivation.backward).flatMap(\.equations).count
}

var text = "a = 0.31; b = -1.27; v0 = a * b\n"
for index in 1..<500 {
  // Four operations a line: 2,000 nodes in all, each reused a little later.
  text += "v\(index) = sigmoid(v\(index - 1) * a + v\(index / 2) * b)\n"
}
let large = try trace(text)
let templates = try PageTemplates()
let figures = FigureWriter(measure: MonospaceMeasure()) { _, _ in SVGFragment(markup: "") }
try measure("\(large.nodeCount) nodes as a page, bytes") {
  try ExplainPage(large, language: .english, templates: templates)
    .html(figures: figures).utf8.count
}
try measure("\(large.nodeCount) nodes as text, bytes") {
  ExplainPage(large, language: .english, templates: templates).text().utf8.count
}
try measure("\(large.nodeCount) nodes as LaTeX, bytes") {
  ExplainPage(large, language: .english, templates: templates).latex().utf8.count
}
