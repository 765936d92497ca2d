import Derivation
import Diagram
import GraphLanguage
import Report
import Scene
import Wording

/// All that the program does with a graph, without a file or a process.
struct Subject {
  enum Outcome: Hashable { case drawn, refused }

  /// Nodes beyond which a graph is only read and computed: its figure is the layout's benchmark.
  private static let most = 400

  private let templates: PageTemplates? = try? PageTemplates()

  /// Reads, computes, checks, explains and draws a graph, or reads what is wrong with it.
  func run(_ bytes: [UInt8]) -> Outcome {
    switch parseGraph(bytes, file: "<fuzzer>") {
    case .failure(let diagnostics):
      for language in Language.allCases {
        precondition(!diagnostics.rendered(language: language).isEmpty)
      }
      return .refused
    case .success(let graph):
      let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
      guard trace.nodeCount <= Self.most else { return .drawn }
      for language in Language.allCases {
        if let templates {
          let page = ExplainPage(trace, language: language, templates: templates)
          precondition(!page.text().isEmpty && !page.latex().isEmpty)
        }
        let figure = GraphFigure(
          trace, options: FigureOptions(language: language), measuring: MonospaceMeasure())
        precondition(!figure.scene.size.width.isNaN)
        precondition(figure.frames().animated.playing != nil)
        let network = try? NetworkFigure(
          trace, options: FigureOptions(language: language), measuring: MonospaceMeasure())
        if let network { precondition(network.scene.size == network.frames().animated.size) }
      }
      if trace.nodeCount <= 40 {
        var options = FigureOptions(blank: .values)
        options.writesLocals = true
        let worksheet = GraphFigure(trace, options: options, measuring: MonospaceMeasure())
        precondition(!worksheet.scene.size.width.isNaN && !worksheet.dotDocument().isEmpty)
        var letters = FigureOptions()
        letters.writesSymbols = true
        let symbols = GraphFigure(trace, options: letters, measuring: MonospaceMeasure())
        precondition(!symbols.scene.size.width.isNaN && !symbols.description.isEmpty)
      }
      if trace.nodeCount <= 40 { _ = graph.tape.checkGradients(trace) }
      return .drawn
    }
  }
}
