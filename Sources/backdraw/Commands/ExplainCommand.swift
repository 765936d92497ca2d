import ArgumentParser
import CairoRenderer
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
        backdraw explain -e 'x = 3; y = x * x + 1' --language ko > square.html
      """)

  @OptionGroup var graph: GraphOptions

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
      let graph = try graph.read()
      console.warn(about: graph)
      let page = ExplainPage(
        graph.trace, language: console.language, numerals: numbers.numerals,
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

extension FigureWriter {
  /// Paints figures with fonts, for pages.
  init(painting fonts: CairoTextMeasure) {
    let painter = Painter(text: fonts)
    self.init(measure: fonts) { scene, prefix in
      String(decoding: try painter.svg(scene, options: .fragment(prefix: prefix)), as: UTF8.self)
    }
  }
}
