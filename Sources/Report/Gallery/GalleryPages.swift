import Autodiff
import Derivation
import Diagram
import Formats
import Scene
import Wording

/// A graph of the gallery, with what the engine makes of it.
struct GalleryGraph: Sendable {
  let exhibit: Gallery.Exhibit
  /// The graph, or what is wrong with it.
  let graph: Result<LessonGraph, any Error>

  init(_ exhibit: Gallery.Exhibit) {
    self.exhibit = exhibit
    graph = Result {
      try LessonGraph(
        name: PlacedTag.firstGraph, source: exhibit.source, file: exhibit.name + ".graph")
    }
  }

  /// The graph's titles, as its `title` says them.
  var titles: LocalizedText { (try? graph.get())?.trace.annotations.title ?? LocalizedText() }

  /// What it is called in a language.
  func title(_ language: Language) -> String { titles[language] ?? exhibit.name }

  func add(to fingerprint: inout Fingerprint, _ language: Language) {
    fingerprint.add(exhibit.name)
    fingerprint.add(exhibit.source)
    fingerprint.add(exhibit.text[language]?.source ?? "")
  }

  /// The graph, explained.
  ///
  /// - Throws: What is wrong with it.
  func explained(_ shell: BookShell, _ language: Language) throws -> ExplainedGraph {
    shell.explained(try graph.get(), language, prefix: exhibit.name + "-")
  }

  /// What one sees in it.
  ///
  /// - Throws: What is wrong with the graph or with what is said of it.
  func text(
    _ graph: ExplainedGraph, _ shell: BookShell, _ links: PageLinks, _ language: Language,
    _ figures: FigureWriter
  ) throws -> HTML {
    guard let text = exhibit.text[language] else { return HTML() }
    let tags = LessonTags(
      graphs: [graph], figures: figures, language: language, numerals: shell.numerals)
    var writer = ProseWriter<PlacedTag>(links: links) { placed in
      do {
        return try tags.html(placed)
      } catch let fault as LessonTag.Fault {
        throw TemplateError(file: text.file, line: placed.line, message: fault.message)
      }
    }
    return try writer.html(text.blocks)
  }
}

/// The page of all graphs.
struct GalleryPage: PageContent {
  let language: Language
  let subjects: [(title: String, graphs: [GalleryGraph])]

  struct Model {
    let title, lede: String
    let subjects: [Subject]
  }

  struct Subject {
    let id, title: String
    let exhibits: [Card]
  }

  struct Card {
    let link, text: HTML
  }

  var path: String { "\(language.rawValue)/\(Gallery.page)" }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    for subject in subjects {
      fingerprint.add(subject.title)
      fingerprint.add(count: subject.graphs.count)
      for graph in subject.graphs { graph.add(to: &fingerprint, language) }
    }
  }

  /// - Throws: What is wrong with a graph or with what is said of it.
  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    let count = subjects.reduce(0) { $0 + $1.graphs.count }
    let (title, lede) = (GalleryWords.title[language], GalleryWords.lede(count)[language])
    let subjects = try subjects.enumerated().map { index, subject in
      Subject(
        id: "subject-\(index + 1)", title: subject.title,
        exhibits: try subject.graphs.map { graph in
          let explained = try graph.explained(shell, language)
          return Card(
            link: card(graph, links),
            text: try graph.text(explained, shell, links, language, figures))
        })
    }
    let html = shell.page(
      links, language, title: title, summary: lede,
      content: shell.templates.render(
        .gallery, Model(title: title, lede: lede, subjects: subjects)))
    return [Book.File(path: path, text: html)]
  }

  /// What leads to a graph's page: its slide, small, and its title.
  private func card(_ graph: GalleryGraph, _ links: PageLinks) -> HTML {
    let size = FigureFrame.slideSize
    let file = GalleryFigure.file(graph.exhibit.name, .slide)
    let picture = HTML.void(
      "img",
      [
        "src": "\(Gallery.folder)/\(file)", "alt": "", "width": String(Int(size.width)),
        "height": String(Int(size.height)), "loading": "lazy",
      ])
    return links.link(
      links.address(of: graph.exhibit.path(language)),
      picture + .element("span", HTML(text: graph.title(language))))
  }
}

extension FigureFrame {
  /// The extents of a slide.
  fileprivate static let slideSize = slide.size

  private var size: Size { Size(width, greatestHeight) }
}
