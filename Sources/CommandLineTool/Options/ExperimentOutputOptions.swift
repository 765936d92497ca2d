import ArgumentParser
import CairoRenderer
import Report
import Scene
import Wording

/// Where an experiment's results go: numbers to standard output, pages and charts to files.
struct ExperimentOutputOptions: ParsableArguments {
  @Option(
    "format", .choice(),
    help: Bilingual(
      en: "Numbers on standard output as a table for people, or as JSON.",
      ko: "표준 출력에 수를 사람이 볼 표로 쓸지, JSON으로 쓸지 정합니다."),
    value: .format)
  var format = TextFormat.table

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "A page (.html) or its charts (.svg, .png, .pdf, .tex) to write; may be repeated.",
        ko: "쓸 웹 페이지(.html)나 차트(.svg, .png, .pdf, .tex)입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file())
  var output: [String] = []

  func validate() throws {
    for path in output where !Self.isPage(path) {
      guard let format = PictureFormat(ending: path), format.showsCharts else {
        throw Failure(
          .usage, at: path,
          Bilingual(
            en: "the ending is not .html, .svg, .png, .pdf or .tex",
            ko: "끝 이름이 .html, .svg, .png, .pdf, .tex 가운데 하나가 아닙니다"))
      }
    }
  }

  private static func isPage(_ path: String) -> Bool {
    path.hasSuffix(".html") || path.hasSuffix(".htm")
  }

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
    if !output.isEmpty { _ = try fonts() }
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
    let collector = Collector()
    try numbers(format) { collector.bytes.append(contentsOf: $0) }
    var files = [Outputs.File(path: "-", bytes: collector.bytes)]
    if !output.isEmpty {
      let fonts = try fonts()
      for path in output where Self.isPage(path) {
        let html = try page(FigureWriter(painting: fonts))
        files.append(Outputs.File(path: path, bytes: Array(html.utf8)))
      }
      files += try pictureFiles(output.filter { !Self.isPage($0) }, { fonts }, charts)
    }
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
      case .svg, .gif, .dot, .layout: try painter.svg(scene)
      }
    return Outputs.File(path: path, bytes: bytes)
  }
}
