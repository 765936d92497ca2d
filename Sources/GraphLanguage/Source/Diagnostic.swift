import Autodiff
import Wording

/// Something that is wrong with a graph file, or worth a warning: where, what, and what to do.
package struct Diagnostic: Sendable, Hashable {
  /// How bad it is.
  package enum Severity: Sendable, Hashable {
    /// The file cannot be used.
    case error
    /// The file can be used; a value is worth a look.
    case warning

    /// What a diagnostic says first.
    var label: MessageLabel {
      switch self {
      case .error: .error
      case .warning: .warning
      }
    }
  }

  /// The file's name; `<stdin>` or `<expression>` where there is none.
  package let file: String
  /// Where in the file.
  package let place: SourcePlace
  /// How bad it is.
  package let severity: Severity
  /// What is wrong, in one sentence.
  package let message: Bilingual
  /// What to do about it, where a fix is likely.
  package let help: Bilingual?
  /// The line with a caret.
  let excerpt: Excerpt

  init(
    file: String, place: SourcePlace, severity: Severity, message: Bilingual, help: Bilingual?,
    excerpt: Excerpt
  ) {
    self.file = file
    self.place = place
    self.severity = severity
    self.message = message
    self.help = help
    self.excerpt = excerpt
  }

  /// The diagnostic as it is printed, without a line break at its end:
  ///
  ///     graph.graph:6:9: error: undefined name 'prise'
  ///     total = prise * tax
  ///             ^
  ///     help: did you mean 'price'?
  package func rendered(language: Language) -> String {
    var lines = [
      "\(file):\(place.line):\(place.column): \(severity.label[language]): \(message[language])",
      excerpt.line,
      excerpt.caret,
    ]
    if let help { lines.append("\(MessageLabel.help[language]): \(help[language])") }
    return lines.joined(separator: "\n")
  }
}

/// Why a graph file is refused: its first errors, in the order of their places, and how many more
/// there are.
package struct Diagnostics: Error, Sendable, Hashable {
  /// The first errors, at most 20.
  package let errors: [Diagnostic]
  /// How many errors there are beside those.
  package let omitted: Int
  /// Whether it is not the text that is wrong, but what somebody set in it.
  package let concernsSettings: Bool

  init(errors: [Diagnostic], omitted: Int, concernsSettings: Bool = false) {
    self.errors = errors
    self.omitted = omitted
    self.concernsSettings = concernsSettings
  }

  /// The first error and what to do, in one line without its place.
  package var summary: Bilingual {
    let separator = Bilingual(en: "; ", ko: ". ")
    return Bilingual { language in
      guard let first = errors.first else { return "" }
      return first.message[language] + (first.help.map { separator[language] + $0[language] } ?? "")
    }
  }

  /// All of it as it is printed, without a line break at its end.
  package func rendered(language: Language) -> String {
    var blocks = errors.map { $0.rendered(language: language) }
    if omitted > 0 {
      let more = Bilingual(
        en: omitted == 1 ? "1 more error" : "\(omitted) more errors",
        ko: "오류가 \(omitted)개 더 있습니다")
      blocks.append(more[language])
    }
    return blocks.joined(separator: "\n")
  }
}
