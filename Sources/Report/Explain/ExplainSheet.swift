import Autodiff
import Derivation
import Diagram
import Exercises
import Scene
import Sheets
import Wording

extension ExplainPage {
  /// The explanation on pages of paper: the figure, the steps of both passes, the updates, all numbers.
  ///
  /// - Parameters:
  ///   - format: The format of the paper.
  ///   - measure: The fonts that will paint it.
  ///   - warnings: What a reader should know first, such as values that are not finite.
  ///   - change: Changes how the figure is drawn.
  package func sheet(
    on format: Paper.Format, measuring measure: any TextMeasuring, warnings: [String] = [],
    drawing change: (inout FigureOptions) -> Void = { _ in }
  ) -> SheetDocument {
    let article = article(warnings: warnings, hasChains: !variables.isEmpty)
    let figure = figure(on: format, measuring: measure, drawing: change)
    return document(title, figure, format, measure) { setter in
      let sections = article.sections.map(setter.strips)
      return (first: sections.first ?? [], others: sections.dropFirst().flatMap { $0 })
    }
  }

  /// What a worksheet asks, for the worksheet and its key.
  package func worksheet(_ blanks: BlankSelection) -> Worksheet { Worksheet(self, blanks) }

  /// The blanks of a worksheet that are too large for a cell for each number.
  package func blanksWithoutCells(_ selection: BlankSelection) -> [Blank] {
    Blanks(explanation.derivation, selection).filter { !$0.hasCells }
  }

  /// All inputs and targets in numbers.
  var givens: Article.Section {
    let trace = explanation.trace
    let leaves = trace.nodes.filter {
      trace.role(of: $0) != .operation && trace.annotations.names[$0] != nil
    }
    return Article.Section(
      words.givensTitle,
      [
        .equations(
          leaves.prefix(Explanation.rowLimit).map { explanation.derivation.given($0) })
      ])
  }

  /// The figure for paper; nil where the graph is too large for one.
  func figure(
    on format: Paper.Format, measuring measure: any TextMeasuring,
    remembering memory: SheetMemory? = nil,
    drawing change: (inout FigureOptions) -> Void
  ) -> SheetFigure? {
    guard explanation.trace.nodeCount <= Explanation.figureLimit else { return nil }
    return SheetFigure(
      explanation, Paper(format), measuring: measure, memory: memory?.figures, drawing: change)
  }

  /// Title, figure and sections on pages: the figure below what stands first, or on a sheet that lies
  /// across.
  func document(
    _ title: String, _ figure: SheetFigure?, _ format: Paper.Format, _ measure: any TextMeasuring,
    remembering memory: SheetMemory? = nil,
    _ sections: (ArticleSheet) -> (first: [Strip], others: [Strip])
  ) -> SheetDocument {
    let (style, language, paper) = (SheetStyle(), explanation.language, Paper(format))
    let setter = ArticleSheet(
      language, width: paper.frame.width, style, measuring: measure, remembering: memory?.lines)
    let (first, others) = sections(setter)
    var parts: [SheetDocument.Part] = []
    if let figure {
      let across = ArticleSheet(
        language, width: figure.paper.frame.width, style, measuring: measure,
        remembering: memory?.lines)
      let head = figure.paper == paper ? first : sections(across).first
      let strips =
        across.title(title) + head
        + across.figure(
          figure.scene, scale: figure.scale,
          caption: figure.isForward ? words.forwardCaption : words.caption)
      parts =
        figure.paper == paper
        ? [.init(paper, strips + others)]
        : [.init(figure.paper, strips)] + (others.isEmpty ? [] : [.init(paper, others)])
    } else {
      parts = [.init(paper, setter.title(title) + first + others)]
    }
    return SheetDocument(
      parts, title: title, description: lede, language: language, style, measuring: measure)
  }
}
