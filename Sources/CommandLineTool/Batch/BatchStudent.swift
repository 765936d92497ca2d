import CairoRenderer
import Diagram
import Exercises
import Report
import Scene
import Sheets

/// What makes files, one after the other, on a thread of its own.
struct BatchWorker {
  let painter: Painter
  /// What is known of sheets that it made before.
  let sheets: SheetMemory

  init(_ painter: Painter, _ sheets: SheetMemory) {
    self.painter = painter
    self.sheets = sheets
  }
}

/// A student's numbers, and the files that are made of them: what sheet and key have in common is worked
/// out once.
struct BatchStudent {
  private let student: Student
  private let drawn: GraphDrawing.Drawn
  private let wishes: GraphDrawing.Wishes
  private let templates: PageTemplates
  private let memory: FigureMemory
  private let open: (inout FigureOptions) -> Void
  /// What is asked on paper; nil where no paper is asked for.
  private let worksheet: Worksheet?

  /// Numbers that have been drawn for a student.
  ///
  /// - Parameters:
  ///   - memory: What is known of the figures of other students: theirs are arranged alike.
  ///   - isOnPaper: Whether there will be sheets.
  ///   - open: Changes how figures are drawn.
  init(
    _ student: Student, _ drawn: GraphDrawing.Drawn, _ wishes: GraphDrawing.Wishes,
    templates: PageTemplates,
    remembering memory: FigureMemory, isOnPaper: Bool,
    drawing open: @escaping (inout FigureOptions) -> Void
  ) {
    self.student = student
    self.drawn = drawn
    self.wishes = wishes
    self.templates = templates
    self.memory = memory
    self.open = open
    worksheet =
      isOnPaper
      ? Self.page(drawn, wishes, templates, isKey: false).worksheet(wishes.selection) : nil
  }

  /// The bytes of a file.
  ///
  /// - Throws: What cannot be drawn.
  func bytes(
    of product: BatchProduct, _ worker: BatchWorker, on paper: Paper.Format
  ) throws -> [UInt8] {
    let painter = worker.painter
    switch product.form {
    case .svg:
      let scene = figure(isKey: product.isKey, painter)
      return try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
    case .png: return try painter.png(figure(isKey: product.isKey, painter), scale: 2)
    case .sheet:
      let worksheet = worksheet ?? page(isKey: false).worksheet(wishes.selection)
      return try painter.pdf(
        worksheet.pages(
          isAnswered: product.isKey, nameLine: student.nameLine, on: paper, measuring: painter.text,
          remembering: worker.sheets, drawing: open))
    case .page:
      let figures = FigureWriter(painting: painter.text)
      return Array(try page(isKey: product.isKey).html(figures: figures, drawing: open).utf8)
    }
  }

  private func figure(isKey: Bool, _ painter: Painter) -> Scene {
    var options = FigureOptions(
      language: wishes.language, numerals: wishes.numerals, blank: wishes.selection)
    options.isAnswered = isKey
    options.drawsTitle = true
    open(&options)
    options.fitPage()
    return GraphFigure(
      drawn.trace, options: options, measuring: painter.text, memory: memory
    ).scene
  }

  private func page(isKey: Bool) -> ExplainPage {
    Self.page(drawn, wishes, templates, isKey: isKey)
  }

  private static func page(
    _ drawn: GraphDrawing.Drawn, _ wishes: GraphDrawing.Wishes, _ templates: PageTemplates,
    isKey: Bool
  ) -> ExplainPage {
    var page = ExplainPage(
      drawn.trace, of: [], entries: [], mode: .backward, check: nil, language: wishes.language,
      numerals: wishes.numerals, templates: templates)
    page.isBlank = !isKey
    page.hidesAnswers = true
    return page
  }
}
