import Wording

/// What every page of the book knows of all others: what they are called, and which there are.
struct BookOutline: Sendable {
  /// The lessons, in the order of reading.
  let lessons: [PageHeading]
  /// The pages of prose beside them.
  let pages: [PageHeading]
  /// The graphs of the gallery, in its order; nil where there is no gallery.
  let exhibits: [Exhibit]?
  /// The languages that have a page of terms.
  let glossaries: [Language]
  /// The book's pages that are there, or will be: links lead to no other.
  let paths: [String]

  /// A graph of the gallery.
  struct Exhibit: Sendable {
    let name: String
    /// Its titles; none where its text is bad.
    let titles: LocalizedText
    /// The folders of the lessons that treat it.
    let lessons: [String]

    /// What it is called in a language.
    func title(_ language: Language) -> String { titles[language] ?? name }

    /// Its page in a language, from the site's root.
    func path(_ language: Language) -> String { Gallery.path(of: name, language) }
  }

  /// All of it as texts, of which no two outlines have the same.
  var texts: [String] {
    func texts(_ headings: [PageHeading]) -> [String] {
      [String(headings.count)]
        + headings.flatMap { heading in
          [heading.name, String(heading.number)] + Language.allCases.map(heading.title)
        }
    }
    let graphs = (exhibits ?? []).flatMap { exhibit in
      [exhibit.name] + Language.allCases.map(exhibit.title)
        + [String(exhibit.lessons.count)] + exhibit.lessons
    }
    return texts(lessons) + texts(pages) + [exhibits.map { String($0.count) } ?? "none"] + graphs
      + [String(glossaries.count)] + glossaries.map(\.rawValue) + paths
  }
}

/// What other pages know of a page of prose.
struct PageHeading: Sendable {
  /// The folder's name.
  let name: String
  /// A lesson's number in the course.
  let number: Int
  let titles: [Language: String]

  /// What it is called in a language.
  func title(_ language: Language) -> String { titles[language] ?? name }

  /// What readers call a lesson by its number.
  var numberText: Bilingual { Bilingual(en: "Lesson \(number)", ko: "\(number)강") }

  /// The page in a language, from the site's root.
  func path(_ language: Language) -> String { "\(language.rawValue)/\(name).html" }
}
