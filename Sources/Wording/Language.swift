/// A language that readers of figures, pages and messages may choose.
public enum Language: String, Sendable, CaseIterable, Hashable {
  /// Korean.
  case korean = "ko"
  /// English.
  case english = "en"

  /// The language that a locale such as `ko_KR.UTF-8` asks for, or English.
  public init(locale: String) {
    self = locale.lowercased().hasPrefix("ko") ? .korean : .english
  }

  /// The other language.
  package var other: Language { self == .korean ? .english : .korean }
}

/// A text that is written in both languages.
package struct Bilingual: Sendable, Hashable {
  /// The English text.
  package var english: String
  /// The Korean text.
  package var korean: String

  /// Creates a text from its two versions.
  package init(en english: String, ko korean: String) {
    self.english = english
    self.korean = korean
  }

  /// A text that reads the same in both languages: a formula, a name, a number.
  package init(same text: String) {
    self.init(en: text, ko: text)
  }

  /// The text in one language.
  package subscript(language: Language) -> String {
    language == .korean ? korean : english
  }

  /// Both texts put through one function.
  package func map(_ transform: (String) -> String) -> Bilingual {
    Bilingual(en: transform(english), ko: transform(korean))
  }
}

/// A text that a file gives for all languages, for one, or not at all (`title`, `label`, `layer`).
package struct LocalizedText: Sendable, Hashable {
  /// The text for every language that has none of its own.
  package var general: String?
  /// The Korean text.
  package var korean: String?
  /// The English text.
  package var english: String?

  /// Creates a text from what is known of it.
  package init(_ general: String? = nil, korean: String? = nil, english: String? = nil) {
    self.general = general
    self.korean = korean
    self.english = english
  }

  /// What a reader of a language sees: the text for it, else the general one, else the other
  /// language's, else nothing; an empty text is none.
  package subscript(language: Language) -> String? {
    label(in: language) ?? label(in: language.other)
  }

  /// The text for a language or for all of them, never the other language's: for a node's label,
  /// which has the node's name to fall back on.
  package func label(in language: Language) -> String? {
    [language == .korean ? korean : english, general].lazy.compactMap(\.self)
      .first { !$0.isEmpty }
  }

  /// Whether no text was given.
  package var isEmpty: Bool { general == nil && korean == nil && english == nil }
}
