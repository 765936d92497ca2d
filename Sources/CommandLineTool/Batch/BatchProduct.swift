import CairoRenderer
import Diagram
import Exercises
import Report
import Scene
import Wording

/// What is made for each student: a figure or a page, with its blanks or as their key, and where it goes.
struct BatchProduct: Sendable {
  /// What is made.
  enum Form: Sendable {
    case figure(PictureFormat)
    /// The derivation as a page.
    case page
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
    let isPage = ExplainFormat(ending: pattern) == .html
    let picture = PictureFormat(ending: pattern)
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
    switch picture {
    case .svg, .png, .pdf: form = .figure(picture ?? .svg)
    case .gif, .tikz, .dot, .layout, nil:
      guard isPage else {
        throw Failure(
          .usage, at: pattern,
          Bilingual(
            en: "the ending says nothing that a batch makes", ko: "끝 이름으로는 무엇을 만들지 알 수 없습니다"),
          remedy: Bilingual(
            en: "use .svg, .png or .pdf for a figure, .html for a page",
            ko: "그림은 .svg, .png, .pdf, 웹 페이지는 .html 을 쓰십시오"))
      }
      form = .page
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
    _ drawn: GraphDrawing.Drawn, _ wishes: GraphDrawing.Wishes, _ painter: Painter,
    templates: PageTemplates, drawing open: (inout FigureOptions) -> Void
  ) throws -> [UInt8] {
    switch form {
    case .figure(let format):
      var options = FigureOptions(
        language: wishes.language, numerals: wishes.numerals, blank: wishes.selection)
      options.isAnswered = isKey
      options.drawsTitle = true
      open(&options)
      options.fitPage()
      let scene = GraphFigure(drawn.trace, options: options, measuring: painter.text).scene
      switch format {
      case .png: return try painter.png(scene, scale: 2)
      case .pdf: return try painter.pdf(scene)
      case .svg, .gif, .tikz, .dot, .layout:
        return try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
      }
    case .page:
      var page = ExplainPage(
        drawn.trace, of: [], entries: [], mode: .backward, check: nil, language: wishes.language,
        numerals: wishes.numerals, templates: templates)
      page.isBlank = !isKey
      page.hidesAnswers = true
      let html = try page.html(figures: FigureWriter(painting: painter.text), drawing: open)
      return Array(html.utf8)
    }
  }
}
