import ArgumentParser
import CairoRenderer
import Report
import Scene

/// Where an experiment's results go: numbers to standard output, pages and charts to files.
struct ExperimentOutputOptions: ParsableArguments {
  @Option(help: "Numbers on standard output as a table for people, or as JSON.")
  var format: TextFormat = .table

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "A page (.html) or its charts (.svg, .png, .pdf) to write; may be repeated.",
      valueName: "file"),
    completion: .file())
  var output: [String] = []

  func validate() throws {
    for path in output where !Self.isPage(path) {
      guard let format = PictureFormat(ending: path), format != .layout else {
        throw ValidationError("'\(path)' does not end in .html, .svg, .png or .pdf.")
      }
    }
  }

  private static func isPage(_ path: String) -> Bool {
    path.hasSuffix(".html") || path.hasSuffix(".htm")
  }

  /// Writes the numbers and the files, all or none.
  ///
  /// - Throws: `Failure` where an output cannot be created, and what the parts throw.
  func write(
    fonts: () throws -> CairoTextMeasure,
    numbers: (TextFormat, @escaping ByteSink) throws -> Void,
    page: (FigureWriter) throws -> String, charts: (CairoTextMeasure) throws -> Scene
  ) throws {
    final class Collector { var bytes: [UInt8] = [] }
    let collector = Collector()
    try numbers(format) { collector.bytes.append(contentsOf: $0) }
    var files = [Outputs.File(path: "-", bytes: collector.bytes)]
    if !output.isEmpty {
      let fonts = try fonts()
      let painter = Painter(text: fonts)
      for path in output {
        let bytes: [UInt8] =
          switch PictureFormat(ending: path) {
          case .png: try painter.png(try charts(fonts), scale: 2)
          case .pdf: try painter.pdf(try charts(fonts))
          case .svg, .layout: try painter.svg(try charts(fonts))
          case nil: Array(try page(FigureWriter(painting: fonts)).utf8)
          }
        files.append(Outputs.File(path: path, bytes: bytes))
      }
    }
    try Outputs.write(files)
  }
}
