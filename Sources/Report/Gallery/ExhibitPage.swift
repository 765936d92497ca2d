import Autodiff
import Derivation
import Diagram
import Formats
import Scene
import Wording

/// The page of a graph of the gallery, with its figures as files beside it.
struct ExhibitPage: PageContent {
  let graph: GalleryGraph
  let language: Language
  /// What it belongs to.
  let subject: String

  struct Model {
    let subject, title: String
    let text: HTML
    let sheets: [Sheet]
    let sourceTitle, source: String
    let hasLessons: Bool
    let lessonsTitle: String
    let lessons: [HTML]
  }

  struct Sheet {
    let frame: String
    let isReadable: Bool
    let picture: HTML
    let caption, remedy: String
    let hasRemedy: Bool
    let downloads: [HTML]
    let command: String
  }

  var path: String { exhibit.path(language) }

  private var exhibit: Gallery.Exhibit { graph.exhibit }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    graph.add(to: &fingerprint, language)
    fingerprint.add(subject)
  }

  /// The page of the graph, and the files of its figures.
  ///
  /// - Throws: What is wrong with the graph or with what is said of it, and what the painter throws.
  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    let explained = try graph.explained(shell, language)
    let (sheets, pictures) = try sheets(explained, shell, figures)
    let lessons = shell.outline.lessons.filter { exhibit.lessons.contains($0.name) }.map { lesson in
      links.link(links.address(of: lesson.path(language)), HTML(text: lesson.title(language)))
    }
    let title = graph.title(language)
    let model = Model(
      subject: subject, title: title,
      text: try graph.text(explained, shell, links, language, figures), sheets: sheets,
      sourceTitle: GalleryWords.source[language],
      source: String(decoding: exhibit.source, as: UTF8.self), hasLessons: !lessons.isEmpty,
      lessonsTitle: GalleryWords.lessons[language], lessons: lessons)
    let html = shell.page(
      links, language, title: title, footer: footer(shell, links),
      content: shell.templates.render(.exhibit, model))
    return [Book.File(path: path, text: html)] + pictures
  }

  /// What leads to the graphs before and behind it.
  private func footer(_ shell: BookShell, _ links: PageLinks) -> HTML {
    let all = shell.outline.exhibits ?? []
    let place = all.firstIndex { $0.name == exhibit.name } ?? 0
    func neighbour(_ index: Int) -> (path: String, title: String)? {
      guard all.indices.contains(index) else { return nil }
      return (all[index].path(language), all[index].title(language))
    }
    return shell.footer(
      previous: neighbour(place - 1), next: neighbour(place + 1), links, language)
  }

  /// The graph in each frame, and in what helps where a frame is too small for it.
  private func sheets(
    _ graph: ExplainedGraph, _ shell: BookShell, _ figures: FigureWriter
  ) throws -> ([Sheet], [Book.File]) {
    let trace = graph.explanation.trace
    var sheets: [Sheet] = []
    var files: [Book.File] = []
    func add(_ figure: GalleryFigure, remedies: [GalleryFigure]? = nil) throws {
      sheets.append(sheet(figure, remedies))
      for format in figure.formats {
        files.append(
          Book.File(
            path: "\(language.rawValue)/\(Gallery.folder)/\(figure.file(exhibit.name, format))",
            bytes: try figures.file(figure.scene, format)))
      }
    }
    for frame in GalleryFigure.frames {
      guard
        let figure = GalleryFigure(
          trace, for: frame, language: language, numerals: shell.numerals, figures)
      else { continue }
      let remedies =
        figure.isReadable
        ? nil
        : GalleryFigure.remedies(
          trace, for: frame, language: language, numerals: shell.numerals, figures)
      try add(figure, remedies: remedies)
      for remedy in remedies ?? [] { try add(remedy) }
    }
    return (sheets, files)
  }

  private func sheet(_ figure: GalleryFigure, _ remedies: [GalleryFigure]?) -> Sheet {
    let size = figure.scene.size
    let name = GalleryWords.name(of: figure.frame)[language]
    let part = GalleryWords.name(of: figure.part)[language]
    let picture = HTML.void(
      "img",
      [
        "src": figure.file(exhibit.name, .svg), "alt": figure.scene.description,
        "width": String(Int(size.width.rounded())), "height": String(Int(size.height.rounded())),
      ])
    return Sheet(
      frame: figure.frame.rawValue, isReadable: figure.isReadable, picture: picture,
      caption: (figure.part == .whole ? "\(name). " : "\(name): \(part). ")
        + GalleryWords.size(of: figure)[language]
        + (figure.isFolded ? " " + GalleryWords.folded[language] : ""),
      remedy: remedies.map { GalleryWords.remedy($0)[language] } ?? "",
      hasRemedy: remedies != nil,
      downloads: figure.formats.map { format in
        .element(
          "a", ["href": figure.file(exhibit.name, format), "download": ""],
          HTML(text: format.rawValue.uppercased()))
      }, command: figure.command(exhibit.name, language))
  }
}
