import ArgumentParser
import Report
import Wording

/// A form in which numbers are written.
enum TextFormat: String, CaseIterable, WrittenForm {
  /// For people.
  case table
  /// For programs.
  case json
  /// For spreadsheets and data frames.
  case csv

  var endings: [String] {
    switch self {
    case .table: ["txt"]
    case .json: ["json"]
    case .csv: ["csv"]
    }
  }
}

/// Where a command's numbers go, and in which form.
struct TextOutputOptions: ParsableArguments {
  @Option(
    "format", .choice(),
    help: Bilingual(
      en: "A table for people, JSON, or comma-separated values.",
      ko: "사람이 볼 표(table), JSON, 쉼표로 나눈 값(csv) 가운데 하나입니다."),
    value: .format,
    otherwise: Bilingual(
      en: "by the file's ending, else table", ko: "파일의 끝 이름에 따르고, 아니면 table"))
  var format: TextFormat?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(
        en: "A .txt, .json or .csv file to write, - for standard output; may be repeated.",
        ko: "쓸 파일(.txt, .json, .csv)이고, -는 표준 출력입니다. 여러 번 쓸 수 있습니다."),
      value: .file),
    completion: .file(extensions: ["txt", "json", "csv"]))
  var output: [String] = []

  func validate() throws {
    if output.contains("") { throw Failure.namelessOutput }
  }

  private var paths: [String] { output.isEmpty ? ["-"] : output }

  /// Fails where an output cannot be written, before the work.
  func require() throws(Failure) {
    for path in paths { _ = try form(of: path) }
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
      let form = try form(of: path)
      try body(form) { try file.write($0) }
      try outputs.add(file)
    }
    try outputs.commit()
  }

  /// The form of an output: what was asked for, else what its ending says.
  private func form(of path: String) throws(Failure) -> TextFormat {
    if let format { return format }
    if OutputFile.isSeenAtOnce(path) { return .table }
    return try FileEnding.form(TextFormat.self, of: path, hasFormat: true)
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
