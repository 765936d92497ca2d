import Wording

extension Language {
  /// The other language, for pages that link to their translation.
  var other: Language { Language.allCases.first { $0 != self } ?? self }
}
