import ArgumentParser
import CairoRenderer
import GraphLanguage
import Report
import Wording

/// What is said to the person at the terminal, on standard error.
struct Console: Sendable {
  let language: Language
  let isQuiet: Bool

  /// Says something in a line or more on standard error, where anybody listens.
  ///
  /// Nothing in it commands the terminal.
  func tell(_ text: Bilingual) {
    let lines = text[language].split(separator: "\n", omittingEmptySubsequences: false)
    let told = lines.map { line in
      line.split(separator: "\t", omittingEmptySubsequences: false).map { printable(String($0)) }
        .joined(separator: "\t")
    }
    print(told.joined(separator: "\n") + "\n")
  }

  /// Says what a person may want to know, unless asked to be quiet.
  func note(_ text: Bilingual) {
    if !isQuiet { tell(text) }
  }

  private func print(_ text: String) {
    var text = text
    text.withUTF8 { try? writeAll(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }

  /// Writes what was asked for, such as help, on standard output.
  ///
  /// - Throws: `Failure` where it cannot be written.
  static func answer(_ text: String) throws(Failure) {
    let end = text.hasSuffix("\n") ? "" : "\n"
    try Outputs.write([Outputs.File(path: "-", bytes: Array((text + end).utf8))])
  }

  /// Runs a command; what goes wrong is told in the chosen language and becomes an exit status.
  ///
  /// - Throws: The exit status.
  func run(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as Failure {
      throw status(of: failure)
    } catch let error as RenderError {
      throw status(of: Failure(error))
    } catch let error as TemplateError {
      throw status(of: Failure(error))
    } catch let diagnostics as Diagnostics {
      tell(Bilingual { diagnostics.rendered(language: $0) })
      throw (diagnostics.concernsSettings ? ExitStatus.usage : .badData).code
    }
  }

  /// Tells a failure, and gives the status that the program ends with.
  func status(of failure: Failure) -> ExitCode {
    if let message = failure.message { tell(message) }
    return failure.status.code
  }

  /// Prints the warnings of a graph, unless asked to be quiet.
  func warn(about graph: Graph) {
    guard !isQuiet, !graph.warnings.isEmpty else { return }
    let shown = graph.warnings.prefix(20)
    for warning in shown {
      tell(Bilingual { graph.diagnostic(for: warning).rendered(language: $0) })
    }
    let rest = graph.warnings.count - shown.count
    guard rest > 0 else { return }
    tell(
      Bilingual(
        en: rest == 1 ? "1 more warning" : "\(rest) more warnings", ko: "경고가 \(rest)개 더 있습니다"))
  }

  /// Shows progress in place, on a terminal and unless asked to be quiet.
  func progress(_ text: @autoclosure () -> Bilingual) {
    guard showsProgress else { return }
    print("\r\u{1B}[K" + text()[language])
  }

  /// Takes the progress away.
  func endProgress() {
    if showsProgress { print("\r\u{1B}[K") }
  }

  /// Whether progress is shown.
  var showsProgress: Bool { !isQuiet && isatty(STDERR_FILENO) == 1 }
}
