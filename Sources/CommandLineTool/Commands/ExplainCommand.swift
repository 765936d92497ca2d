import ArgumentParser
import Autodiff
import CairoRenderer
import Diagram
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
      en: "Writes the derivation, step by step, as a page, on paper, as LaTeX or as text.",
      ko: "유도를 한 단계씩 웹 페이지, 종이에 찍을 PDF, LaTeX, 글로 씁니다."),
    examples: [
      "backdraw explain neuron.graph -o neuron.html",
      "backdraw explain neuron.graph --of w1 -o w1.html",
      "backdraw explain neuron.graph --expand sigmoid -o parts.html",
      "backdraw explain neuron.graph --local -o local.html",
      "backdraw explain neuron.graph --format text",
      "backdraw explain layer.graph --entry 'W1[3,2]' --format text",
      "backdraw explain neuron.graph --mode forward --of w1 --format text",
      "backdraw explain neuron.graph -o neuron.tex",
      "backdraw explain neuron.graph --paper letter -o neuron.pdf",
      "backdraw explain neuron.graph --blank -o worksheet.html",
      "backdraw explain neuron.graph --blank gradients -o sheet.pdf --key key.pdf",
      "backdraw explain -e 'x = 3; y = x * x + 1' --language ko > square.html",
    ])

  @OptionGroup var graph: GraphOptions
  @OptionGroup var batch: BatchOptions
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
  @OptionGroup var templates: TemplateOptions
  @OptionGroup var font: FontOptions
  @OptionGroup var numbers: NumberOptions
  @OptionGroup var common: CommonOptions

  func perform(_ console: Console) throws {
    let files = try output.files()
    let isWhole =
      variables.isEmpty && entry.entries.isEmpty && (mode.mode ?? .backward) == .backward
      && mode.steps == nil
    try worksheet.check(files, isWhole: isWhole, graph.graph)
    guard !local || files.contains(where: { $0.format == .html || $0.format == .pdf }) else {
      throw Failure(
        .usage, at: "--local",
        Bilingual(
          en: "there is a figure on a page or a sheet alone", ko: "그림은 웹 페이지와 PDF에만 있습니다"),
        remedy: Bilingual(
          en: "leave out --local, or write a page with -o FILE.html or FILE.pdf",
          ko: "--local 을 빼거나 -o 파일.html 이나 파일.pdf 로 쓰십시오"))
    }
    try Outputs.refuseSource(graph.graph, among: output.output)
    try Outputs.require(files.map(\.path) + worksheet.keys)
    let graph = try expansion.read(graph, batch)
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
    var written: [ExplainFormat: [UInt8]] = [:]
    var outputs = try files.map { file in
      let bytes = try written[file.format] ?? bytes(page, file.format, warnings)
      written[file.format] = bytes
      return Outputs.File(path: file.path, bytes: bytes)
    }
    for key in worksheet.keys {
      outputs.append(Outputs.File(path: key, bytes: try sheets(page, warnings, isAnswered: true)))
    }
    try Outputs.write(outputs)
  }

  private func bytes(
    _ page: ExplainPage, _ format: ExplainFormat, _ warnings: [String]
  ) throws -> [UInt8] {
    switch format {
    case .html:
      Array(
        try page.html(
          warnings: warnings, figures: FigureWriter(painting: try font.fonts()),
          drawing: {
            expansion.open(&$0)
            $0.writesLocals = local
          }
        ).utf8)
    case .latex: Array(page.latex(warnings: warnings).utf8)
    case .text: Array(page.text(warnings: warnings).utf8)
    case .pdf: try sheets(page, warnings)
    }
  }
}

extension ExplainCommand {
  /// The explanation on pages of paper; a worksheet where numbers are left out, or its key.
  private func sheets(
    _ page: ExplainPage, _ warnings: [String], isAnswered: Bool = false
  ) throws -> [UInt8] {
    let fonts = try font.fonts()
    let paper = output.paper ?? .a4
    let draw: (inout FigureOptions) -> Void = {
      expansion.open(&$0)
      $0.writesLocals = local
    }
    let document =
      worksheet.blank.map {
        page.worksheet(
          $0, isAnswered: isAnswered, on: paper, measuring: fonts, drawing: draw)
      } ?? page.sheet(on: paper, measuring: fonts, warnings: warnings, drawing: draw)
    do throws(RenderError) {
      return try Painter(text: fonts).pdf(document)
    } catch {
      throw Failure(error)
    }
  }
}

extension Painter {
  /// Pages of paper with their list of contents.
  func pdf(_ document: SheetDocument) throws(RenderError) -> [UInt8] {
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
  init(painting fonts: CairoTextMeasure) {
    let painter = Painter(text: fonts)
    self.init(
      measure: fonts, svg: { scene, prefix in try painter.fragment(scene, prefix: prefix) },
      file: { scene, format in
        switch format {
        case .svg: try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
        case .pdf: try painter.pdf(scene)
        }
      })
  }
}
