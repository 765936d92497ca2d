import ArgumentParser
import Report
import Wording

/// A form in which numbers are written.
enum TextFormat: String, CaseIterable {
  /// For people.
  case table
  /// For programs.
  case json
}

/// Where a command's numbers go, and in which form.
struct TextOutputOptions: ParsableArguments {
  @Option(
    "format", .choice(),
    help: Bilingual(
      en: "A table for people, or JSON.", ko: "사람이 볼 표로 쓸지, JSON으로 쓸지 정합니다."),
    value: .format,
    otherwise: Bilingual(
      en: "by the file's ending, else table", ko: "파일의 끝 이름에 따르고, 아니면 table"))
  var format: TextFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "A file to write, - for standard output; may be repeated.",
        ko: "쓸 파일이고, -는 표준 출력입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file())
  var output: [String] = []

  func validate() throws {
    if output.contains("") { throw Failure.namelessOutput }
  }

  /// Writes all outputs, and only then gives the files their names.
  ///
  /// - Throws: `Failure` where an output cannot be created or written.
  func write(_ body: (TextFormat, @escaping ByteSink) throws -> Void) throws {
    let paths = output.isEmpty ? ["-"] : output
    if format == nil { for path in paths { try refusePicture(path) } }
    let files = try paths.map { path in try OutputFile(path) }
    for (path, file) in zip(paths, files) {
      let form = format ?? (path.hasSuffix(".json") ? .json : .table)
      try body(form) { try file.write($0) }
    }
    for file in files { try file.commit() }
  }

  /// Fails where an ending promises a picture or a page.
  private func refusePicture(_ path: String) throws(Failure) {
    let isPicture = PictureFormat(ending: path).map { $0 != .layout } ?? false
    guard isPicture || path.hasSuffix(".html") else { return }
    throw Failure(
      .usage, at: path,
      Bilingual(
        en: "numbers are written as a table or as JSON", ko: "수는 표나 JSON으로 씁니다"),
      remedy: Bilingual(
        en: "use .txt or .json, or say --format", ko: ".txt나 .json을 쓰거나 --format 을 주십시오"))
  }
}

extension Failure {
  /// That an output was asked for without a name.
  static var namelessOutput: Failure {
    Failure(
      .usage, at: "--output",
      Bilingual(en: "the name of a file is missing", ko: "파일 이름이 빠졌습니다"))
  }
}
