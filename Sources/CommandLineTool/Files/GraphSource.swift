import Wording

/// The text of a graph and what to call it in messages.
struct GraphSource {
  /// The path, `<stdin>` or `<expression>`.
  let name: String
  /// The contents, any bytes at all; of a text with a NUL not all that follows.
  let bytes: [UInt8]

  /// How a graph is given.
  static let remedy = Bilingual(
    en: "give a graph file, - for standard input, or -e 'x = 3; y = x^2'",
    ko: "그래프 파일, 표준 입력을 뜻하는 -, 또는 -e 'x = 3; y = x^2'을 주십시오")

  /// The text of a command line.
  init(expression: String) {
    name = "<expression>"
    bytes = Array(expression.utf8)
  }

  /// A file's text, or that of standard input for `-`.
  ///
  /// - Throws: `Failure` where it cannot be read.
  init(path: String) throws(Failure) {
    if path == "-" {
      name = "<stdin>"
      bytes = try InputFile.readStandardInput(name: name, remedy: Self.remedy, stopsAtNUL: true)
    } else {
      name = printable(path)
      bytes = try InputFile.read(path, remedy: Self.remedy, stopsAtNUL: true)
    }
  }
}
