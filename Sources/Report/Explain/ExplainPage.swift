import Autodiff
import Derivation
import Diagram
import Wording

/// One self-contained page that explains any graph: its picture, the forward and the backward pass
/// step by step, the update, and every number.
public struct ExplainPage {
  private let explanation: Explanation
  private let templates: PageTemplates

  /// Prepares the page of a trace.
  public init(
    _ trace: Trace<Double>, language: Language, numerals: Numerals = Numerals(),
    templates: PageTemplates
  ) {
    self.templates = templates
    explanation = Explanation(
      trace, language: language, numerals: numerals, templates: templates, prefix: "")
  }

  struct Model {
    let title, lede, figure, figureLabel, caption: String
    let hasFigure: Bool
    let notices: [String]
    let forwardTitle, forward, backwardTitle, backwardLede, backward: String
    let hasUpdates: Bool
    let updatesTitle, updates, valuesTitle, values: String
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - warnings: What a reader should know first, such as values that are not finite.
  ///   - figures: Paints the figure.
  /// - Throws: What the painter throws.
  public func html(warnings: [String] = [], figures: FigureWriter) throws -> String {
    let trace = explanation.trace
    let words = ExplainWords(explanation.language)
    let derivation = explanation.derivation
    let title = trace.annotations.title[explanation.language] ?? words.untitled
    let operations = derivation.forwardNodes.count
    var notices = warnings
    let steps = max(operations, derivation.backwardNodes.count)
    if steps > Explanation.stepLimit {
      notices.append(words.shortened(Explanation.stepLimit, steps))
    }
    let output = PlainTextWriter().text(derivation.symbol(of: trace.output))
    let model = Model(
      title: title,
      lede: words.lede(nodes: trace.nodeCount, operations: operations, output: output),
      figure: trace.nodeCount <= 3_000 ? try explanation.figure(figures, name: "figure") : "",
      figureLabel: words.figureLabel, caption: words.caption,
      hasFigure: trace.nodeCount <= 3_000, notices: notices, forwardTitle: words.forwardTitle,
      forward: explanation.forwardSteps, backwardTitle: words.backwardTitle,
      backwardLede: words.backwardLede, backward: explanation.backwardSteps,
      hasUpdates: !trace.updates.isEmpty, updatesTitle: words.updatesTitle,
      updates: trace.updates.isEmpty ? "" : explanation.updatesTable,
      valuesTitle: words.valuesTitle, values: explanation.valuesTable)
    return Page(
      language: explanation.language, title: title,
      content: templates.render("explain.mustache", model)
    ).html(templates)
  }
}
