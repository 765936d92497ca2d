import CairoRenderer
import Diagram
import Exercises
import Report
import Scene
import Sheets
import Wording

/// What is made for each student: a figure or a page, with its blanks or as their key, and where it goes.
struct BatchProduct: Sendable {
  /// What is made, by the ending of its name.
  enum Form: CaseIterable, WrittenForm {
    /// The figure as a drawing.
    case svg
    /// The figure as pixels.
    case png
    /// Sheets of paper.
    case sheet
    /// The derivation as a page.
    case page

    var endings: [String] {
      switch self {
      case .svg: ["svg"]
      case .png: ["png"]
      case .sheet: ["pdf"]
      case .page: ["html", "htm"]
      }
    }
  }

  /// The path with `{id}` in it.
  let pattern: String
  let form: Form
  /// Whether the answers stand in the blanks' places.
  let isKey: Bool

  private static let hole = "{id}"

  /// Reads a pattern such as `{id}/sheet.svg`.
  ///
  /// - Throws: `Failure` where it has no `{id}`, or its ending says nothing that can be made.
  init(_ pattern: String, isKey: Bool) throws(Failure) {
    form = try FileEnding.form(Form.self, of: pattern)
    guard pattern.contains(Self.hole) else {
      throw Failure(
        .usage, at: pattern,
        Bilingual(
          en: "all students would have this file, and all but one would be lost",
          ko: "모든 학생의 파일이 이 하나여서 하나만 남게 됩니다"),
        remedy: Bilingual(
          en: "put {id} in its name, such as '{id}/sheet.svg'",
          ko: "'{id}/sheet.svg'처럼 이름에 {id}를 넣으십시오"))
    }
    self.pattern = pattern
    self.isKey = isKey
  }

  /// Where a student's file goes.
  func path(of id: String) -> String { pattern.replacing(Self.hole, with: id) }

  /// The folder that the files of all students are in: of the pattern what stands before `{id}`.
  var folder: String {
    let before = pattern.split(separator: "{", omittingEmptySubsequences: false).first ?? ""
    return before.lastIndex(of: "/").map { String(before[...$0]) } ?? "./"
  }

  /// Makes a student's file.
  ///
  /// - Throws: What cannot be drawn.
  func bytes(
    _ drawn: GraphDrawing.Drawn, _ nameLine: NameLine, _ wishes: GraphDrawing.Wishes,
    _ painter: Painter, on paper: Paper.Format, templates: PageTemplates,
    drawing open: (inout FigureOptions) -> Void
  ) throws -> [UInt8] {
    switch form {
    case .svg:
      let scene = figure(drawn, wishes, painter, drawing: open)
      return try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
    case .png: return try painter.png(figure(drawn, wishes, painter, drawing: open), scale: 2)
    case .sheet:
      return try painter.pdf(
        page(drawn, wishes, templates).worksheet(
          wishes.selection, isAnswered: isKey, nameLine: nameLine, on: paper,
          measuring: painter.text, drawing: open))
    case .page:
      let figures = FigureWriter(painting: painter.text)
      return Array(
        try page(drawn, wishes, templates).html(figures: figures, drawing: open).utf8)
    }
  }

  private func figure(
    _ drawn: GraphDrawing.Drawn, _ wishes: GraphDrawing.Wishes, _ painter: Painter,
    drawing open: (inout FigureOptions) -> Void
  ) -> Scene {
    var options = FigureOptions(
      language: wishes.language, numerals: wishes.numerals, blank: wishes.selection)
    options.isAnswered = isKey
    options.drawsTitle = true
    open(&options)
    options.fitPage()
    return GraphFigure(drawn.trace, options: options, measuring: painter.text).scene
  }

  private func page(
    _ drawn: GraphDrawing.Drawn, _ wishes: GraphDrawing.Wishes, _ templates: PageTemplates
  ) -> ExplainPage {
    var page = ExplainPage(
      drawn.trace, of: [], entries: [], mode: .backward, check: nil, language: wishes.language,
      numerals: wishes.numerals, templates: templates)
    page.isBlank = !isKey
    page.hidesAnswers = true
    return page
  }
}
