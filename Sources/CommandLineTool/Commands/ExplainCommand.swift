import ArgumentParser
import Autodiff
import CairoRenderer
import Diagram
import Formats
import GraphLanguage
import Report
import Scene
import Sheets
import Wording

/// `backdraw explain`: the derivation as a page, as LaTeX or as text.
struct ExplainCommand: Command {
  static let name = "explain"
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Writes the derivation, step by step, as a page, on paper, as LaTeX, Markdown or text.",
      ko: "유도를 한 단계씩 웹 페이지, 종이에 찍을 PDF, LaTeX, 마크다운, 글로 씁니다."),
    examples: [
      "backdraw explain neuron.graph -o neuron.html",
      "backdraw explain neuron.graph --of w1 -o w1.html",
      "backdraw explain neuron.graph --expand sigmoid -o parts.html",
      "backdraw explain neuron.graph --local -o local.html",
      "backdraw explain neuron.graph --format text",
      "backdraw explain layer.graph --entry 'W1[3,2]' --format text",
      "backdraw explain neuron.graph --mode forward --of w1 --format text",
      "backdraw explain neuron.graph -o neuron.tex",
      "backdraw explain neuron.graph -o neuron.md",
      "backdraw explain neuron.graph --fragment -o part.html",
      "backdraw explain neuron.graph --watch -o neuron.html",
      "backdraw explain neuron.graph --paper letter -o neuron.pdf",
      "backdraw explain neuron.graph --blank -o worksheet.html",
      "backdraw explain neuron.graph --blank gradients -o sheet.pdf --key key.pdf",
      "backdraw explain -e 'x = 3; y = x * x + 1' --language ko > square.html",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
  @OptionGroup var nice: NiceOptions
  @OptionGroup var expansion: ExpansionOptions

  @Option(
    name: .customLong("of"),
    help: ArgumentHelp(
      Bilingual(
        en: "Derive this variable's gradient alone, as a chain from the output down to it; may be "
          + "repeated.",
        ko: "이 변수의 기울기만 출력에서 변수까지 이어지는 연쇄법칙으로 풀어 씁니다. 여러 번 쓸 수 "
          + "있습니다."),
      value: .name))
  var variables: [String] = []

  @Flag(
    help: ArgumentHelp(
      Bilingual(
        en: "In the page's figure the local derivative beside each gradient.",
        ko: "웹 페이지의 그림에서 기울기마다 국소적 미분을 함께 적습니다.")))
  var local = false

  @OptionGroup var worksheet: WorksheetOptions
  @OptionGroup var entry: EntryOptions
  @OptionGroup var mode: ModeOptions
  @OptionGroup var output: ExplainOutputOptions
  @OptionGroup var watch: WatchOptions
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func perform(_ console: Console) throws {
    try watch.run(graph, output.output, console) { try explain(console) }
  }

  /// Reads the graph and writes the derivations.
  private func explain(_ console: Console) throws {
    let files = try output.files()
    let isWhole =
      variables.isEmpty && entry.entries.isEmpty && (mode.mode ?? .backward) == .backward
      && mode.steps == nil
    try worksheet.check(files, isWhole: isWhole, graph.graph)
    guard !local || files.contains(where: { $0.format.hasFigure }) else {
      throw Failure(
        .usage, at: "--local",
        Bilingual(
          en: "there is a figure on a page, on a sheet and in Markdown alone",
          ko: "그림은 웹 페이지와 PDF, 마크다운에만 있습니다"),
        remedy: Bilingual(
          en: "leave out --local, or write a page with -o FILE.html or FILE.pdf",
          ko: "--local을 빼거나 -o 파일.html이나 파일.pdf로 쓰십시오"))
    }
    try Outputs.refuseSource(graph.graph, among: output.output)
    let figures = files.compactMap { output.figure(of: $0) }
    try Outputs.refuseSource(graph.graph, among: figures)
    try Outputs.require(files.map(\.path) + figures + worksheet.keys)
    let graph = try expansion.read(
      graph, batch,
      wishes: nice.wishes(numbers.numerals, console, blank: worksheet.blank ?? .none))
    let trace = graph.trace
    let variables = try graph.nodes(named: variables)
    let entries = try entry.read(graph, trace)
    console.warn(about: graph)
    let form = try mode.read(trace, nodes: variables, entries: entries)
    let isBackward = form == .backward
    var page = ExplainPage(
      trace, of: isBackward ? variables : [], entries: isBackward ? entries : [], mode: form,
      check: isBackward ? graph.tape.quickCheck(trace, of: variables) : nil,
      language: console.language,
      numerals: numbers.numerals,
      templates: try templates.read())
    page.isBlank = worksheet.blank != nil
    let warnings = graph.warnings.map { warning in
      let line = Bilingual(en: "line \(warning.place.line)", ko: "\(warning.place.line)행")
      return "\(line[console.language]): \(warning.message[console.language])"
    }
    if let blanks = worksheet.blank, files.contains(where: { $0.format == .pdf }) {
      console.warn(aboutLarge: page.blanksWithoutCells(blanks))
    }
    let keys = try worksheet.keys.map {
      Outputs.File(path: $0, bytes: try sheets(page, warnings, isAnswered: true))
    }
    try Outputs.write(try files.flatMap { try written($0, page, warnings) } + keys)
  }

  /// An output and, of Markdown, the figure beside it.
  private func written(
    _ file: ExplainOutputOptions.File, _ page: ExplainPage, _ warnings: [String]
  ) throws -> [Outputs.File] {
    var figures: [Outputs.File] = []
    let text: String
    switch file.format {
    case .html where output.fragment:
      let name = output.prefix ?? page.fragmentName(warnings: warnings)
      text = try page.fragment(
        named: name, warnings: warnings,
        figures: FigureWriter(painting: try font.fonts(), letterPrefix: name + "-"), drawing: draw)
    case .html:
      text = try page.html(
        warnings: warnings, figures: FigureWriter(painting: try font.fonts()), drawing: draw)
    case .markdown:
      let figure = try svg(of: page)
      let address = figure.map { figure in
        guard let path = output.figure(of: file) else {
          return "data:image/svg+xml;base64," + base64(figure)
        }
        figures.append(Outputs.File(path: path, bytes: figure))
        return "<\(path.split(separator: "/").last ?? "")>"
      }
      text = page.markdown(warnings: warnings, figure: address)
    case .latex: text = page.latex(warnings: warnings)
    case .text: text = page.text(warnings: warnings)
    case .pdf: return [Outputs.File(path: file.path, bytes: try sheets(page, warnings))]
    }
    return [Outputs.File(path: file.path, bytes: Array(text.utf8))] + figures
  }

  /// How the figure is drawn.
  private func draw(_ options: inout FigureOptions) {
    expansion.open(&options)
    options.writesLocals = local
  }

  /// The figure as a file of its own; nil where the graph is too large for one.
  private func svg(of page: ExplainPage) throws -> [UInt8]? {
    let fonts = try font.fonts()
    let painter = Painter(text: fonts)
    guard let scene = page.scene(measuring: fonts, drawing: draw) else { return nil }
    return try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
  }
}

extension ExplainCommand {
  /// The explanation on pages of paper; a worksheet where numbers are left out, or its key.
  private func sheets(
    _ page: ExplainPage, _ warnings: [String], isAnswered: Bool = false
  ) throws -> [UInt8] {
    let fonts = try font.fonts()
    let paper = output.paper ?? .a4
    let document =
      worksheet.blank.map {
        page.worksheet($0).laidOut(on: paper, measuring: fonts, drawing: draw)
          .pages(isAnswered: isAnswered)
      } ?? page.sheet(on: paper, measuring: fonts, warnings: warnings, drawing: draw)
    do throws(RenderError) {
      return try Painter(text: fonts).pdf(document)
    } catch {
      throw Failure(error)
    }
  }
}

extension Painter {
  /// Pages with their list of contents.
  func pdf(_ document: some PagedDocument) throws(RenderError) -> [UInt8] {
    try pdf(
      document.pages,
      bookmarks: document.bookmarks.map {
        PDFBookmark(title: $0.title, page: $0.page, top: $0.top)
      })
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
        let remedy = closestName(to: name).map { didYouMean("'\($0)'") }
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
}

extension FigureWriter {
  /// Paints figures with fonts, for pages.
  ///
  /// - Parameter letterPrefix: What the ids of letters begin with, where they are not shared.
  init(painting fonts: CairoTextMeasure, letterPrefix: String = "") {
    let painter = Painter(text: fonts)
    var options = SVGOptions()
    options.letterPrefix = letterPrefix
    self.init(
      measure: fonts,
      svg: { [options] scene, prefix in
        try painter.fragment(scene, prefix: prefix, options: options)
      },
      words: { [options] scene, prefix in
        var options = options
        options.letters = .text
        return try painter.fragment(scene, prefix: prefix, options: options)
      },
      file: { scene, format in
        switch format {
        case .svg: try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
        case .pdf: try painter.pdf(scene)
        }
      })
  }
}
