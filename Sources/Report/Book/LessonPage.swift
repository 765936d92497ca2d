import Autodiff
import Formats
import Markdown
import Wording

/// The page of a lesson, or of prose that has no number.
struct LessonPage: PageContent {
  let lesson: Lesson
  /// Whether it is one of the lessons, which have numbers and stand in an order.
  let isNumbered: Bool
  let language: Language
  let glossary: Glossary?

  struct Model {
    let number: String
    let hasNumber: Bool
    let title, summary: String
    let prose: HTML
    let hasExamples: Bool
    let examplesTitle: String
    let examples: [HTML]
    let notes: HTML
  }

  var path: String { lesson.heading.path(language) }

  var experiments: Set<Experiment> { lesson.prose[language]?.experiments ?? [] }

  func add(to fingerprint: inout Fingerprint, _ links: PageLinks) {
    fingerprint.add(glossary?.source ?? "")
    fingerprint.add(count: lesson.graphs.count)
    for (name, source) in lesson.graphs.sorted(by: { $0.key < $1.key }) {
      fingerprint.add(name)
      fingerprint.add(source)
    }
    guard let prose = lesson.prose[language] else { return }
    fingerprint.add(prose.source)
    // A lesson that is built alone may lead to files that are no pages of the book.
    for link in prose.text.flatMap(\.links) {
      fingerprint.add(count: links.leads(to: link.address) ? 1 : 0)
    }
  }

  /// The page, and the pictures beside it.
  ///
  /// - Throws: `TemplateError` where a tag asks for what is not there, with its file and line.
  func files(
    _ shell: BookShell, _ links: PageLinks, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [Book.File] {
    var figures = figures
    figures.folder = lesson.name
    guard let prose = lesson.prose[language] else {
      throw TemplateError(
        file: "\(lesson.name)/\(language.rawValue).md", line: 1, message: Lesson.missing)
    }
    var tags = try tags(shell, results, figures)
    tags.links = LessonLinks(prose.text.flatMap(\.insertions), in: tags)
    let linked = glossary?.linked(prose.text) ?? prose.text
    var writer = ProseWriter<PlacedTag>(
      links: links, notes: PaperNotes { shell.pageTitle($0, language) }
    ) { [tags] placed in
      do {
        return try tags.html(placed)
      } catch let fault as LessonTag.Fault {
        throw TemplateError(file: prose.file, line: placed.line, message: fault.message)
      }
    }
    let code = tags.closingCode(after: prose.text.flatMap(\.insertions))
    let html = try writer.html(linked) + code
    let number = isNumbered ? lesson.heading.numberText[language] : ""
    let examples = examples(shell.outline, links)
    let content = shell.templates.render(
      .lesson,
      Model(
        number: number, hasNumber: isNumbered, title: prose.title, summary: prose.summary,
        prose: html, hasExamples: !examples.isEmpty,
        examplesTitle: GalleryWords.examples[language], examples: examples,
        notes: writer.notes?.html(language) ?? HTML()))
    let text = shell.page(
      links, language, title: prose.title, summary: prose.summary,
      footer: isNumbered ? shell.footer(of: lesson.heading, links, language) : HTML(),
      content: content)
    return [Book.File(path: path, text: text)]
      + content.needs.files.map { file in
        Book.File(path: "\(language.rawValue)/\(file.name)", text: file.text)
      }
  }

  /// The graphs of the gallery that the lesson treats, each with its page.
  private func examples(_ outline: BookOutline, _ links: PageLinks) -> [HTML] {
    guard isNumbered else { return [] }
    return (outline.exhibits ?? []).filter { $0.lessons.contains(lesson.name) }.map { exhibit in
      links.link(
        links.address(of: exhibit.path(language)), HTML(text: exhibit.title(language)))
    }
  }

  /// What stands for the tags of a lesson.
  private func tags(
    _ shell: BookShell, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> LessonTags {
    let (numerals, templates) = (shell.numerals, shell.templates)
    let graphs = try lesson.graphs.sorted { $0.key < $1.key }.map { name, source in
      let graph = try LessonGraph(
        name: name, source: source, file: "\(lesson.name)/\(name).graph")
      return shell.explained(graph, language, prefix: name + "-", lightsArrows: true)
    }
    return LessonTags(
      graphs: graphs,
      training: TrainingTags(
        training: results.training, batches: results.batches, optimizers: results.optimizers,
        figures: figures, language: language),
      vanishing: results.vanishing.map {
        VanishTags(
          $0, language: language, numerals: numerals, templates: templates, figures: figures)
      },
      check: results.check.map {
        CheckTags($0, language: language, numerals: numerals, figures: figures)
      }, cnn: results.cnn.map { GraphRunTags(run: $0, figures: figures, language: language) },
      gpt: results.gpt.map { GraphRunTags(run: $0, figures: figures, language: language) },
      figures: figures, language: language, numerals: numerals)
  }
}
