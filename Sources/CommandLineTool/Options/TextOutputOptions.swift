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

  private var paths: [String] { output.isEmpty ? ["-"] : output }

  /// Fails where an output cannot be written, before the work.
  func require() throws(Failure) {
    if format == nil { for path in paths { try refusePicture(path) } }
    try Outputs.require(paths)
  }

  /// Writes all outputs, and only then gives the files their names.
  ///
  /// - Parameter pictures: Other files that appear together with them.
  /// - Throws: `Failure` where an output cannot be created or written.
  func write(
    with pictures: [Outputs.File] = [], _ body: (TextFormat, @escaping ByteSink) throws -> Void
  ) throws {
    let outputs = Outputs()
    for picture in pictures { try outputs.add(picture) }
    // What is seen at once comes last: all else has been written by then.
    let order =
      paths.filter { !OutputFile.isSeenAtOnce($0) } + paths.filter(OutputFile.isSeenAtOnce)
    for path in order {
      let file = try OutputFile(path)
      let form = format ?? (path.hasSuffix(".json") ? .json : .table)
      try body(form) { try file.write($0) }
      try outputs.add(file)
    }
    try outputs.commit()
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
