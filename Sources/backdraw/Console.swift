import CairoRenderer
import GraphLanguage
import Report
import Wording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What is said to the person at the terminal, on standard error.
struct Console: Sendable {
  let language: Language
  let isQuiet: Bool

  /// Prints lines on standard error, where anybody listens.
  func say(_ text: String) { print(text + "\n") }

  private func print(_ text: String) {
    var text = text
    text.withUTF8 { try? writeAll(UnsafeRawBufferPointer($0), to: STDERR_FILENO) }
  }

  /// Runs a command; what goes wrong is told in the chosen language and becomes an exit status.
  ///
  /// - Throws: The exit status.
  func run(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let failure as Failure {
      if let message = failure.message { say(message[language]) }
      throw failure.status.code
    } catch let error as RenderError {
      let failure = Failure(error)
      if let message = failure.message { say(message[language]) }
      throw failure.status.code
    } catch let error as TemplateError {
      say(error.text[language])
      throw ExitStatus.badData.code
    } catch let diagnostics as Diagnostics {
      say(diagnostics.rendered(language: language))
      throw ExitStatus.badData.code
    }
  }

  /// Prints the warnings of a graph, unless asked to be quiet.
  func warn(about graph: Graph) {
    guard !isQuiet, !graph.warnings.isEmpty else { return }
    let shown = graph.warnings.prefix(20).map {
      graph.diagnostic(for: $0).rendered(language: language)
    }
    say(shown.joined(separator: "\n"))
    let rest = graph.warnings.count - shown.count
    if rest > 0 {
      say(
        language == .korean
          ? "경고가 \(rest)개 더 있습니다" : rest == 1 ? "1 more warning" : "\(rest) more warnings")
    }
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
