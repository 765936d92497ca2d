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
  private let worker: BatchWorker
  private let open: (inout FigureOptions) -> Void
  private let paper: Paper.Format
  /// What is asked on paper, the same on the sheet as in the key.
  private lazy var worksheet = page(isKey: false).worksheet(wishes.selection).laidOut(
    on: paper, measuring: worker.painter.text, remembering: worker.sheets, drawing: open)

  /// Numbers that have been drawn for a student.
  ///
  /// - Parameters:
  ///   - worker: What makes its files.
  ///   - paper: The paper of sheets.
  ///   - open: Changes how figures are drawn.
  init(
    _ student: Student, _ drawn: GraphDrawing.Drawn, _ wishes: GraphDrawing.Wishes,
    templates: PageTemplates, _ worker: BatchWorker, on paper: Paper.Format,
    drawing open: @escaping (inout FigureOptions) -> Void
  ) {
    self.student = student
    self.drawn = drawn
    self.wishes = wishes
    self.templates = templates
    self.worker = worker
    self.open = open
    self.paper = paper
  }

  /// The bytes of a file.
  ///
  /// - Throws: What cannot be drawn.
  mutating func bytes(of product: BatchProduct) throws -> [UInt8] {
    let painter = worker.painter
    switch product.form {
    case .svg:
      let scene = figure(isKey: product.isKey, painter)
      return try painter.svg(scene, options: SVGOptions(prefix: painter.prefix(of: scene)))
    case .png: return try painter.png(figure(isKey: product.isKey, painter), scale: 2)
    case .sheet:
      return try painter.pdf(
        worksheet.pages(isAnswered: product.isKey, nameLine: student.nameLine))
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
      drawn.trace, options: options, measuring: painter.text, memory: worker.sheets.figures
    ).scene
  }

  private func page(isKey: Bool) -> ExplainPage {
    var page = ExplainPage(
      drawn.trace, of: [], entries: [], mode: .backward, check: nil, language: wishes.language,
      numerals: wishes.numerals, templates: templates)
    page.isBlank = !isKey
    page.hidesAnswers = true
    return page
  }
}
