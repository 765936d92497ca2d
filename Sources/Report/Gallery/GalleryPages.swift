import Autodiff
import Derivation
import Diagram
import Scene
import Wording

/// The pages of the gallery: one of all graphs, and one of each with its figures.
extension Book {
  struct GalleryModel {
    let title, lede: String
    let subjects: [GallerySubject]
  }

  struct GallerySubject {
    let id, title: String
    let exhibits: [GalleryCard]
  }

  struct GalleryCard {
    let link, text: HTML
  }

  struct ExhibitModel {
    let subject, title: String
    let text: HTML
    let sheets: [SheetModel]
    let sourceTitle, source: String
    let hasLessons: Bool
    let lessonsTitle: String
    let lessons: [HTML]
  }

  struct SheetModel {
    let frame: String
    let isReadable: Bool
    let picture: HTML
    let caption, remedy: String
    let hasRemedy: Bool
    let downloads: [HTML]
    let command: String
  }

  // MARK: All graphs

  /// The page of all graphs.
  ///
  /// - Throws: What is wrong with a graph or with what is said of it.
  func galleryPage(
    _ gallery: Gallery, _ links: PageLinks, _ language: Language, _ figures: FigureWriter
  ) throws -> String {
    let (title, lede) = (
      GalleryWords.title[language], GalleryWords.lede(gallery.exhibits.count)[language]
    )
    let subjects = try gallery.subjects.enumerated().map { index, subject in
      GallerySubject(
        id: "subject-\(index + 1)", title: subject.title[language] ?? "",
        exhibits: try subject.exhibits.map { exhibit in
          let graph = try explained(exhibit, language)
          return GalleryCard(
            link: card(exhibit, graph, links, language),
            text: try text(of: exhibit, graph, links, language, figures))
        })
    }
    return page(
      links, language, title: title, summary: lede,
      content: templates.render(
        .gallery, GalleryModel(title: title, lede: lede, subjects: subjects)))
  }

  /// What leads to a graph's page: its slide, small, and its title.
  private func card(
    _ exhibit: Gallery.Exhibit, _ graph: ExplainedGraph, _ links: PageLinks, _ language: Language
  ) -> HTML {
    let size = FigureFrame.slideSize
    let file = GalleryFigure.file(exhibit.name, .slide)
    let picture = HTML.void(
      "img",
      [
        "src": "\(Gallery.folder)/\(file)", "alt": "", "width": String(Int(size.width)),
        "height": String(Int(size.height)), "loading": "lazy",
      ])
    return links.link(
      links.address(of: exhibit.path(language)),
      picture + .element("span", HTML(text: Self.title(of: graph, language))))
  }

  // MARK: One graph

  /// The page of a graph, and the files of its figures.
  ///
  /// - Throws: What is wrong with the graph or with what is said of it, and what the painter throws.
  func exhibitFiles(
    _ place: Int, of gallery: Gallery, _ links: PageLinks, _ language: Language,
    _ figures: FigureWriter
  ) throws -> [File] {
    let exhibits = gallery.exhibits
    let exhibit = exhibits[place]
    let graph = try explained(exhibit, language)
    let trace = graph.explanation.trace
    var sheets: [SheetModel] = []
    var files: [File] = []
    func add(_ figure: GalleryFigure, remedies: [GalleryFigure]? = nil) throws {
      sheets.append(sheet(figure, remedies, of: exhibit, language))
      for format in figure.formats {
        files.append(
          File(
            path: "\(language.rawValue)/\(Gallery.folder)/\(figure.file(exhibit.name, format))",
            bytes: try figures.file(figure.scene, format)))
      }
    }
    for frame in GalleryFigure.frames {
      guard
        let figure = GalleryFigure(
          trace, for: frame, language: language, numerals: numerals, measuring: figures.measure)
      else { continue }
      let remedies =
        figure.isReadable
        ? nil
        : GalleryFigure.remedies(
          trace, for: frame, language: language, numerals: numerals, measuring: figures.measure)
      try add(figure, remedies: remedies)
      for remedy in remedies ?? [] { try add(remedy) }
    }
    let lessons = lessons.filter { exhibit.lessons.contains($0.name) }.map { lesson in
      links.link(links.address(of: lesson.path(language)), HTML(text: lesson.title(language)))
    }
    let title = Self.title(of: graph, language)
    let subject = gallery.subjects.first { $0.exhibits.contains { $0.name == exhibit.name } }
    let model = ExhibitModel(
      subject: subject?.title[language] ?? "", title: title,
      text: try text(of: exhibit, graph, links, language, figures), sheets: sheets,
      sourceTitle: GalleryWords.source[language],
      source: String(decoding: exhibit.source, as: UTF8.self), hasLessons: !lessons.isEmpty,
      lessonsTitle: GalleryWords.lessons[language], lessons: lessons)
    let neighbours = try [place - 1, place + 1].map { index -> (path: String, title: String)? in
      guard exhibits.indices.contains(index) else { return nil }
      let other = try explained(exhibits[index], language)
      return (exhibits[index].path(language), Self.title(of: other, language))
    }
    let html = page(
      links, language, title: title,
      footer: footer(previous: neighbours[0], next: neighbours[1], links, language),
      content: templates.render(.exhibit, model))
    return [File(path: exhibit.path(language), text: html)] + files
  }

  private func sheet(
    _ figure: GalleryFigure, _ remedies: [GalleryFigure]?, of exhibit: Gallery.Exhibit,
    _ language: Language
  ) -> SheetModel {
    let size = figure.scene.size
    let name = GalleryWords.name(of: figure.frame)[language]
    let part = GalleryWords.name(of: figure.part)[language]
    let picture = HTML.void(
      "img",
      [
        "src": figure.file(exhibit.name, .svg), "alt": figure.scene.description,
        "width": String(Int(size.width.rounded())), "height": String(Int(size.height.rounded())),
      ])
    return SheetModel(
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

  // MARK: Both

  /// What the page at an address in a language's folder is called where it is a graph's.
  func exhibitTitle(_ address: String, _ language: Language) -> String? {
    guard
      let exhibit = gallery?.exhibits.first(where: {
        $0.path(language) == "\(language.rawValue)/\(address)"
      })
    else { return nil }
    return (try? explained(exhibit, language)).map { Self.title(of: $0, language) }
  }

  /// A graph with its explanation.
  func explained(
    _ exhibit: Gallery.Exhibit, _ language: Language
  ) throws -> ExplainedGraph {
    let graph = try LessonGraph(
      name: PlacedTag.firstGraph, source: exhibit.source, file: exhibit.name + ".graph")
    return ExplainedGraph(
      graph: graph,
      explanation: Explanation(
        graph.trace, language: language, numerals: numerals, templates: templates,
        prefix: exhibit.name + "-"))
  }

  /// A graph's title, as its `title` says it.
  static func title(of graph: ExplainedGraph, _ language: Language) -> String {
    graph.graph.trace.annotations.title[language] ?? graph.graph.name
  }

  private func text(
    of exhibit: Gallery.Exhibit, _ graph: ExplainedGraph, _ links: PageLinks,
    _ language: Language, _ figures: FigureWriter
  ) throws -> HTML {
    guard let text = exhibit.text[language] else { return HTML() }
    let tags = LessonTags(
      graphs: [graph], figures: figures, language: language, numerals: numerals)
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

extension FigureFrame {
  /// The extents of a slide.
  fileprivate static let slideSize = slide.size

  private var size: Size { Size(width, greatestHeight) }
}
