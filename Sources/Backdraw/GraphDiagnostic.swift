import GraphLanguage
import Wording

extension Graph {
  /// Something that is wrong with a graph's text, or worth a warning: where, what, and what to do.
  public struct Diagnostic: Sendable, Hashable {
    /// How bad it is.
    public enum Severity: Sendable, Hashable {
      /// The graph cannot be used.
      case error
      /// The graph can be used; something is worth a look.
      case warning
    }

    /// How bad it is.
    public let severity: Severity
    /// The line, from 1.
    public let line: Int
    /// The column, from 1, in characters as a reader sees them.
    public let column: Int
    /// What is wrong, in one sentence.
    public let message: String
    /// What to do about it, where a fix is likely.
    public let help: String?
    /// The whole as it is printed, with the line of the text and a caret under the place.
    public let description: String
    /// What is wrong, in both languages.
    let text: Bilingual

    init(_ diagnostic: GraphLanguage.Diagnostic, in language: Language) {
      severity =
        switch diagnostic.severity {
        case .error: .error
        case .warning: .warning
        }
      line = diagnostic.place.line
      column = diagnostic.place.column
      text = diagnostic.message
      message = text[language]
      help = diagnostic.help?[language]
      description = diagnostic.rendered(language: language)
    }
  }
}

extension Graph.Diagnostic: CustomStringConvertible {}

extension BackdrawError {
  /// All that is wrong with a graph's text.
  init(_ errors: Diagnostics, in language: Language) {
    self.init(
      .badGraph,
      Bilingual(
        en: errors.rendered(language: .english), ko: errors.rendered(language: .korean)),
      in: language, diagnostics: errors.errors.map { Graph.Diagnostic($0, in: language) })
  }
}
