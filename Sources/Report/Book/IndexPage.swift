import Formats
import Wording

/// The site's door: what the book is about in each language, and the way to its contents.
struct IndexPage: PageContent {
  struct Model {
    let title: String
    let languages: [Entrance]
  }

  struct Entrance {
    let language, heading, lede, promise: String
    let link: HTML
  }

  let path = "index.html"

  /// It is made of nothing but what all pages know.
  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {}

  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    let languages = Language.allCases.map { language in
      Entrance(
        language: language.rawValue, heading: language.name, lede: BookWords.lede[language],
        promise: BookWords.promise[language],
        link: links.piece(to: "\(language.rawValue)/\(Book.contentsFile)") { address in
          .element(
            "a", ["class": "enter", "href": address], HTML(text: BookWords.read[language]))
        })
    }
    let subjects = Language.allCases.map { BookWords.subject[$0] }
    let html = Page(
      // A page has one language; parts of it may say that they are in another.
      language: Language.allCases[0], title: (["Backdraw"] + subjects).joined(separator: " · "),
      summary: languages.map(\.lede).joined(separator: " "),
      content: shell.templates.render(.index, Model(title: "Backdraw", languages: languages))
    ).html(shell.templates)
    return [Book.File(path: path, text: html)]
  }
}
