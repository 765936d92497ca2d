/// A text that is written in each language.
///
///     let word = Bilingual(en: "value", ko: "값")
///     word[.korean]   // 값
package struct Bilingual: Sendable, Hashable {
  /// The English text.
  package var english: String
  /// The Korean text.
  package var korean: String

  /// Creates a text from its versions, one for each language.
  package init(en english: String, ko korean: String) {
    self.english = english
    self.korean = korean
  }

  /// Creates a text from the version that a function makes for each language.
  ///
  ///     Bilingual { "\(place): \(message[$0])" }
  package init(_ text: (Language) -> String) {
    self.init(en: text(.english), ko: text(.korean))
  }

  /// A text that reads the same in all languages: a formula, a name, a number.
  package init(same text: String) {
    self.init { _ in text }
  }

  /// The text in one language.
  package subscript(language: Language) -> String {
    switch language {
    case .english: english
    case .korean: korean
    }
  }

  /// All versions put through one function.
  package func map(_ transform: (String) -> String) -> Bilingual {
    Bilingual { transform(self[$0]) }
  }
}
