/// The word that stands before a message and says what it is.
///
///     "shop.graph:3:9: \(MessageLabel.error[.english]): undefined name 'prise'"
package enum MessageLabel: Sendable, CaseIterable {
  /// Something is wrong, and nothing was written.
  case error
  /// Something is worth a look.
  case warning
  /// What may be done about it.
  case help

  /// The word in each language.
  package var word: Bilingual {
    switch self {
    case .error: Bilingual(en: "error", ko: "오류")
    case .warning: Bilingual(en: "warning", ko: "경고")
    case .help: Bilingual(en: "help", ko: "도움말")
    }
  }

  /// The word in one language.
  package subscript(language: Language) -> String { word[language] }
}
