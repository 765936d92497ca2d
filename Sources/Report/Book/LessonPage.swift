import Markdown
import Wording

/// The pages of prose: lessons, and pages beside them.
extension Book {
  struct LessonModel {
    let number: String
    let hasNumber: Bool
    let title, summary: String
    let prose: HTML
  }

  /// The page of a lesson, or of prose that has no number, and the pictures beside it.
  ///
  /// - Throws: `TemplateError` where a tag asks for what is not there, with its file and line.
  func page(
    of lesson: Lesson, number: String = "", footer: HTML = HTML(), _ links: PageLinks,
    _ language: Language, _ results: ExperimentResults, _ figures: FigureWriter
  ) throws -> [File] {
    var figures = figures
    figures.folder = lesson.name
    guard let prose = lesson.prose[language] else {
      throw TemplateError(
        file: "\(lesson.name)/\(language.rawValue).md", line: 1, message: Lesson.missing)
    }
    var tags = try tags(of: lesson, language, results, figures)
    tags.links = LessonLinks(prose.text.flatMap(\.insertions), in: tags)
    let linked = glossaries[language]?.linked(prose.text) ?? prose.text
    var writer = ProseWriter<PlacedTag>(
      links: links, notes: PaperNotes { pageTitle($0, language) }
    ) { [tags] placed in
      do {
        return try tags.html(placed)
      } catch let fault as LessonTag.Fault {
        throw TemplateError(file: prose.file, line: placed.line, message: fault.message)
      }
    }
    let html = try writer.html(linked)
    let content = templates.render(
      .lesson,
      LessonModel(
        number: number, hasNumber: !number.isEmpty, title: prose.title, summary: prose.summary,
        prose: html + (writer.notes?.html(language) ?? HTML())))
    let text = page(
      links, language, title: prose.title, summary: prose.summary, footer: footer,
      content: content)
    return [File(path: lesson.path(language), text: text)]
      + content.needs.files.map { file in
        File(path: "\(language.rawValue)/\(file.name)", text: file.text)
      }
  }

  /// What stands for the tags of a lesson.
  private func tags(
    of lesson: Lesson, _ language: Language, _ results: ExperimentResults,
    _ figures: FigureWriter
  ) throws -> LessonTags {
    let graphs = try lesson.graphs.sorted { $0.key < $1.key }.map { name, source in
      let graph = try LessonGraph(
        name: name, source: source, file: "\(lesson.name)/\(name).graph")
      return ExplainedGraph(
        graph: graph,
        explanation: Explanation(
          graph.trace, language: language, numerals: numerals, templates: templates,
          prefix: name + "-"))
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
      }, figures: figures, language: language, numerals: numerals)
  }
}
