import ArgumentParser
import Autodiff
import CairoRenderer
import GraphLanguage
import Report
import Wording

/// `backdraw explain`: the derivation as a page.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Writes the derivation, step by step, as one self-contained HTML page.",
    discussion: """
      EXAMPLES
        backdraw explain neuron.graph -o neuron.html
        backdraw explain neuron.graph --of w1 -o w1.html
        backdraw explain -e 'x = 3; y = x * x + 1' --language ko > square.html
      """)

  @OptionGroup var graph: GraphOptions
  @OptionGroup var expansion: ExpansionOptions

  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      "Derive this variable's gradient alone, as a chain from the output down to it; may be "
        + "repeated.", valueName: "name"))
  var variables: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A file to write, - for standard output; may be repeated.", valueName: "file.html"),
    completion: .file(extensions: ["html"]))
  var output: [String] = []

  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    try console.run {
      let paths = output.isEmpty ? ["-"] : output
      for path in paths { try checkEnding(of: path) }
      let graph = try expansion.read(graph)
      console.warn(about: graph)
      let trace = graph.trace
      let variables = try graph.nodes(named: variables)
      let page = ExplainPage(
        trace, of: variables, check: graph.quickCheck(trace, of: variables),
        language: console.language, numerals: numbers.numerals,
        templates: try templates.read())
      let html = try page.html(
        warnings: graph.warnings.map { warning in
          let line = Bilingual(en: "line \(warning.place.line)", ko: "\(warning.place.line)행")
          return "\(line[console.language]): \(warning.message[console.language])"
        },
        figures: FigureWriter(painting: try font.fonts()))
      try Outputs.write(paths.map { Outputs.File(path: $0, bytes: Array(html.utf8)) })
    }
  }

  private func checkEnding(of path: String) throws(Failure) {
    if path == "-" || path.hasSuffix(".html") || path.hasSuffix(".htm") { return }
    try Outputs.refuseFolder(path)
    throw Failure(
      .usage, at: path,
      Bilingual(en: "the ending is not that of a page", ko: "끝 이름이 웹 페이지의 것이 아닙니다"),
      remedy: Bilingual(en: "use .html", ko: ".html 을 쓰십시오"))
  }
}

extension Graph {
  /// The nodes with some names.
  ///
  /// - Throws: `Failure` where the graph has none of a name.
  func nodes(named names: [String]) throws(Failure) -> [NodeID] {
    var nodes: [NodeID] = []
    for name in names {
      guard let node = tape.annotations.node(named: name) else {
        let remedy = closestName(to: name).map {
          Bilingual(en: "did you mean '\($0)'?", ko: "혹시 '\($0)'입니까?")
        }
        throw Failure(
          .usage, at: "--of",
          Bilingual(
            en: "the graph has no '\(name)'",
            ko: "그래프에 '\(name)'\(Particle.subject.after(name)) 없습니다"),
          remedy: remedy)
      }
      if !nodes.contains(node) { nodes.append(node) }
    }
    return nodes
  }

  /// Central differences of the leaves that a page derives, where they are quickly had.
  func quickCheck(_ trace: Trace<Double>, of nodes: [NodeID]) -> GradientCheck? {
    let wanted = nodes.isEmpty ? Array(trace.nodes) : nodes
    let leaves = wanted.filter {
      trace.role(of: $0) != .operation && trace.recordsGradient($0) && trace.isOnPath($0)
    }
    let entries = leaves.reduce(0) { $0 + trace.shape(of: $1).count }
    let numbers = trace.nodes.reduce(0) { $0 + trace.shape(of: $1).count }
    // An entry takes about twenty forward passes.
    guard entries > 0, entries * numbers <= 400_000 else { return nil }
    return tape.checkGradients(trace, of: leaves)
  }
}

extension FigureWriter {
  /// Paints figures with fonts, for pages.
  init(painting fonts: CairoTextMeasure) {
    let painter = Painter(text: fonts)
    self.init(measure: fonts) { scene, prefix in
      String(decoding: try painter.svg(scene, options: .fragment(prefix: prefix)), as: UTF8.self)
    }
  }
}
