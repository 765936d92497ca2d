import ArgumentParser
import Autodiff
import CairoRenderer
import GraphLanguage
import Report
import Scene
import Wording

/// `backdraw explain`: the derivation as a page, as LaTeX or as text.
struct ExplainCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Writes the derivation, step by step, as a page, as LaTeX or as text.",
    discussion: """
      EXAMPLES
        backdraw explain neuron.graph -o neuron.html
        backdraw explain neuron.graph --of w1 -o w1.html
        backdraw explain neuron.graph --expand sigmoid -o parts.html
        backdraw explain neuron.graph --format text
        backdraw explain layer.graph --entry 'W1[3,2]' --format text
        backdraw explain neuron.graph -o neuron.tex
        backdraw explain neuron.graph --blank -o worksheet.html
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

  @Flag(
    help: "A worksheet: numbers are left as blanks, the answers stand on a page of their own.")
  var blank = false

  @OptionGroup var entry: EntryOptions
  @OptionGroup var output: ExplainOutputOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func run() throws {
    let console = common.console
    try console.run {
      let files = try output.files()
      guard
        !blank
          || variables.isEmpty && entry.entries.isEmpty && files.allSatisfy({ $0.format == .html })
      else {
        throw Failure(
          .usage, at: "--blank",
          Bilingual(
            en: "a worksheet is a page of both passes",
            ko: "문제지는 순전파와 역전파를 모두 담은 웹 페이지입니다"),
          remedy: Bilingual(
            en: "leave out --of, --entry and --format", ko: "--of, --entry, --format 을 빼십시오"))
      }
      try Outputs.refuseSource(graph.graph, among: output.output)
      let graph = try expansion.read(graph)
      let trace = graph.trace
      let variables = try graph.nodes(named: variables)
      let entries = try entry.read(graph, trace)
      console.warn(about: graph)
      var page = ExplainPage(
        trace, of: variables, entries: entries,
        check: graph.quickCheck(trace, of: variables), language: console.language,
        numerals: numbers.numerals,
        templates: try templates.read())
      page.isBlank = blank
      let warnings = graph.warnings.map { warning in
        let line = Bilingual(en: "line \(warning.place.line)", ko: "\(warning.place.line)행")
        return "\(line[console.language]): \(warning.message[console.language])"
      }
      var written: [ExplainFormat: [UInt8]] = [:]
      try Outputs.write(
        files.map { file in
          let bytes = try written[file.format] ?? bytes(page, file.format, warnings)
          written[file.format] = bytes
          return Outputs.File(path: file.path, bytes: bytes)
        })
    }
  }

  private func bytes(
    _ page: ExplainPage, _ format: ExplainFormat, _ warnings: [String]
  ) throws -> [UInt8] {
    switch format {
    case .html:
      Array(
        try page.html(
          warnings: warnings, figures: FigureWriter(painting: try font.fonts()),
          drawing: expansion.open
        ).utf8)
    case .latex: Array(page.latex(warnings: warnings).utf8)
    case .text: Array(page.text(warnings: warnings).utf8)
    }
  }
}

extension Graph {
  /// The nodes with some names.
  ///
  /// - Throws: `Failure` where the graph has none of a name.
  func nodes(named names: [String], for option: String = "--of") throws(Failure) -> [NodeID] {
    var nodes: [NodeID] = []
    for name in names {
      guard let node = tape.annotations.node(named: name) else {
        let remedy = closestName(to: name).map {
          Bilingual(en: "did you mean '\($0)'?", ko: "혹시 '\($0)'입니까?")
        }
        throw Failure(
          .usage, at: option,
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
      try painter.fragment(scene, prefix: prefix).withGlyphs(prefix: prefix)
    }
  }
}

extension SVGFragment {
  /// The picture with its letters in it, named as pages look for them that share letters.
  fileprivate func withGlyphs(prefix: String) -> String {
    var picture = markup
    var definitions = ""
    for (number, glyph) in glyphs.enumerated() {
      let id = "\(prefix)-g\(number)"
      picture = picture.replacing("<use href=\"#\(glyph.id)\"", with: "<use xlink:href=\"#\(id)\"")
      definitions += glyph.markup.replacing(glyph.id, with: id) + "\n"
    }
    guard let end = picture.firstRange(of: "</title>\n") else { return picture }
    picture.insert(contentsOf: "<defs>\n\(definitions)</defs>\n", at: end.upperBound)
    return picture
  }
}
