/// A text that a file gives for all languages, for some, or not at all (`title`, `label`, `layer`).
///
///     let title = LocalizedText("Two apples", [.korean: "사과 두 개"])
///     title[.korean]    // 사과 두 개
///     title[.english]   // Two apples
package struct LocalizedText: Sendable, Hashable {
  /// The text for every language that has none of its own.
  package var general: String?
  /// The texts for one language each.
  private var own: [Language: String]

  /// Creates a text from what is known of it.
  package init(_ general: String? = nil, _ own: [Language: String] = [:]) {
    self.general = general
    self.own = own
  }

  /// What was given for exactly one language, or, for nil, for all of them.
  package subscript(for language: Language?) -> String? {
    get {
      if let language { own[language] } else { general }
    }
    set {
      if let language { own[language] = newValue } else { general = newValue }
    }
  }

  /// What a reader of a language sees: the text for it, else the general one, else the first that
  /// there is for another language, else nothing; an empty text is none.
  package subscript(language: Language) -> String? {
    label(in: language) ?? all.lazy.map(\.text).first { !$0.isEmpty }
  }

  /// The text for a language or for all of them, never another language's: for a node's label,
  /// which has the node's name to fall back on.
  package func label(in language: Language) -> String? {
    [own[language], general].lazy.compactMap(\.self).first { !$0.isEmpty }
  }

  /// All that was given, the general text first, then the languages in their order.
  package var all: [(language: Language?, text: String)] {
    ([nil] + Language.allCases.map(Optional.some)).compactMap { language in
      self[for: language].map { (language, $0) }
    }
  }

  /// Whether no text was given.
  package var isEmpty: Bool { all.isEmpty }
}
