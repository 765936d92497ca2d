import ArgumentParser
import CairoRenderer
import Diagram
import Report
import Scene
import Wording

/// Where an experiment's results go: numbers to standard output, pages and charts to files.
struct ExperimentOutputOptions: ParsableArguments {
  @Option(
    "format", .choice(),
    help: Bilingual(
      en:
        "Numbers on standard output as a table for people, as JSON, or as comma-separated values.",
      ko: "표준 출력에 쓸 수의 형식으로, 사람이 볼 표(table), JSON, 쉼표로 나눈 값(csv) 가운데 하나입니다."),
    value: .format)
  var format = TextFormat.table

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en:
          "A page (.html), its charts (.svg, .png, .pdf, .tex, .pptx) or its numbers (.csv, .json, "
          + ".txt) to write; may be repeated.",
        ko: "쓸 웹 페이지(.html), 차트(.svg, .png, .pdf, .tex, .pptx), 수(.csv, .json, .txt)입니다. 여러 번 "
          + "쓸 수 있습니다."),
      value: .file),
    completion: .file())
  var output: [String] = []

  /// What a file holds.
  private enum Content {
    case page, charts
    case numbers(TextFormat)
  }

  func validate() throws {
    for path in output { _ = try Self.content(of: path) }
  }

  private static func content(of path: String) throws(Failure) -> Content {
    if isPage(path) { return .page }
    let format = PictureFormat(ending: path)
    if let format, format.showsCharts { return .charts }
    if let format = TextFormat(ending: path) { return .numbers(format) }
    throw FileEnding.refusal(
      of: path, endings: ["html", "svg", "png", "pdf", "tex", "pptx", "csv", "json", "txt"])
  }

  private static func isPage(_ path: String) -> Bool { ExplainFormat(ending: path) == .html }

  /// Fails where an output cannot be written, before the work.
  ///
  /// - Parameter saved: A file that the command writes beside them.
  /// - Throws: `Failure`, also where fonts or templates are missing that the files need.
  func require(
    saving saved: String? = nil, fonts: () throws -> CairoTextMeasure,
    templates: () throws -> PageTemplates
  ) throws {
    // The numbers go to standard output, unless a page or a chart does.
    try Outputs.require(output + [saved].compactMap(\.self))
    let needsFonts = try output.contains { path in
      switch try Self.content(of: path) {
      case .page, .charts: true
      case .numbers: false
      }
    }
    if needsFonts { _ = try fonts() }
    if output.contains(where: Self.isPage) { _ = try templates() }
  }

  /// Writes the numbers and the files, all or none.
  ///
  /// - Parameter saved: A file that appears together with them.
  /// - Throws: `Failure` where an output cannot be created, and what the parts throw.
  func write(
    saving saved: Outputs.File? = nil, fonts: () throws -> CairoTextMeasure,
    numbers: (TextFormat, @escaping ByteSink) throws -> Void,
    page: (FigureWriter) throws -> String, charts: (CairoTextMeasure) throws -> Scene
  ) throws {
    final class Collector { var bytes: [UInt8] = [] }
    func written(_ format: TextFormat) throws -> [UInt8] {
      let collector = Collector()
      try numbers(format) { collector.bytes.append(contentsOf: $0) }
      return collector.bytes
    }
    var files = [Outputs.File(path: "-", bytes: try written(format))]
    var pictures: [String] = []
    for path in output {
      switch try Self.content(of: path) {
      case .numbers(let format):
        files.append(Outputs.File(path: path, bytes: try written(format)))
      case .page:
        let html = try page(FigureWriter(painting: try fonts()))
        files.append(Outputs.File(path: path, bytes: Array(html.utf8)))
      case .charts: pictures.append(path)
      }
    }
    files += try pictureFiles(pictures, fonts, charts)
    if let saved { files.append(saved) }
    try Outputs.write(files)
  }
}

/// A scene painted to files, each in the form that its ending says.
///
/// - Throws: What the fonts, the scene or the painter throw.
func pictureFiles(
  _ paths: [String], _ fonts: () throws -> CairoTextMeasure,
  _ scene: (CairoTextMeasure) throws -> Scene
) throws -> [Outputs.File] {
  guard !paths.isEmpty else { return [] }
  let fonts = try fonts()
  let painter = Painter(text: fonts)
  let scene = try scene(fonts)
  return try paths.map { path in
    let bytes =
      switch PictureFormat(ending: path) ?? .svg {
      case .png: try painter.png(scene, scale: 2)
      case .pdf: try painter.pdf(scene)
      case .tikz: try painter.tikz(scene)
      case .pptx: try painter.presentation([scene])
      case .svg, .gif, .dot, .mermaid, .layout: try painter.svg(scene)
      }
    return Outputs.File(path: path, bytes: bytes)
  }
}
