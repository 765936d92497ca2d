import Autodiff
import Derivation
import Diagram
import Wording

/// One self-contained page that explains any graph: its picture, the forward and the backward pass
/// step by step, the update, and every number.
public struct ExplainPage {
  let explanation: Explanation
  private let templates: PageTemplates
  let variables: [NodeID]
  let entries: [Entry]
  let check: GradientCheck?

  /// Prepares the page of a trace.
  ///
  /// - Parameters:
  ///   - variables: The nodes whose derivatives alone are derived; the whole of both passes where
  ///     there are none.
  ///   - entries: Single entries to be derived in full, in place of both passes.
  ///   - check: Central differences, shown at the end of the leaves' derivations.
  public init(
    _ trace: Trace<Double>, of variables: [NodeID] = [], entries: [Entry] = [],
    check: GradientCheck? = nil,
    language: Language, numerals: Numerals = Numerals(), templates: PageTemplates
  ) {
    self.templates = templates
    self.variables = variables
    self.entries = entries
    self.check = check
    explanation = Explanation(
      trace, language: language, numerals: numerals, templates: templates, prefix: "")
  }

  struct Model {
    let title, lede, figure, figureLabel, caption: String
    let hasFigure: Bool
    let notices: [String]
    let hasPasses: Bool
    let forwardTitle, forward, backwardTitle, backwardLede, backward: String
    let hasChains: Bool
    let chainsTitle, chainsLede, chains: String
    let hasEntries: Bool
    let entriesTitle, entries: String
    let hasUpdates: Bool
    let updatesTitle, updates, valuesTitle, values: String
  }

  var words: ExplainWords { ExplainWords(explanation.language) }

  var title: String { explanation.trace.annotations.title[explanation.language] ?? words.untitled }

  var lede: String {
    let derivation = explanation.derivation
    return words.lede(
      nodes: explanation.trace.nodeCount, operations: derivation.forwardNodes.count,
      output: PlainTextWriter().text(derivation.symbol(of: explanation.trace.output)))
  }

  /// Whether both passes are written out: unless a part of them is asked for.
  var hasPasses: Bool { variables.isEmpty && entries.isEmpty }

  /// The variables whose chains are written out.
  var chainNodes: [NodeID] {
    hasPasses ? explanation.derivation.chainNodes : variables
  }

  /// What a reader should know first.
  func notices(after warnings: [String]) -> [String] {
    var notices = warnings
    if explanation.trace.nodeCount > Explanation.figureLimit { notices.append(words.noFigure) }
    guard hasPasses else { return notices }
    if chainNodes.isEmpty { notices.append(words.chainsElsewhere) }
    let derivation = explanation.derivation
    let steps = max(derivation.forwardNodes.count, derivation.backwardNodes.count)
    if steps > Explanation.stepLimit {
      notices.append(words.shortened(Explanation.stepLimit, steps))
    }
    return notices
  }

  /// The page.
  ///
  /// - Parameters:
  ///   - warnings: What a reader should know first, such as values that are not finite.
  ///   - figures: Paints the figure.
  ///   - change: Changes how the figure is drawn.
  /// - Throws: What the painter throws.
  public func html(
    warnings: [String] = [], figures: FigureWriter,
    drawing change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> String {
    let (trace, words, chainNodes) = (explanation.trace, words, chainNodes)
    let model = Model(
      title: title,
      lede: lede,
      figure: trace.nodeCount <= Explanation.figureLimit
        ? try explanation.figure(figures, name: "figure", change: change) : "",
      figureLabel: words.figureLabel, caption: words.caption,
      hasFigure: trace.nodeCount <= Explanation.figureLimit, notices: notices(after: warnings),
      hasPasses: hasPasses,
      forwardTitle: words.forwardTitle, forward: hasPasses ? explanation.forwardSteps : "",
      backwardTitle: words.backwardTitle, backwardLede: words.backwardLede,
      backward: hasPasses ? explanation.backwardSteps : "", hasChains: !chainNodes.isEmpty,
      chainsTitle: words.chainsTitle(of: variables.map(explanation.gradientText)),
      chainsLede: words.chainsLede,
      chains: chainNodes.isEmpty
        ? "" : explanation.chainSteps(of: chainNodes, check: check),
      hasEntries: !entries.isEmpty,
      entriesTitle: words.entriesTitle(of: entries.map(explanation.gradientText)),
      entries: entries.isEmpty ? "" : explanation.entrySteps(of: entries),
      hasUpdates: hasPasses && !trace.updates.isEmpty, updatesTitle: words.updatesTitle,
      updates: hasPasses && !trace.updates.isEmpty ? explanation.updatesTable : "",
      valuesTitle: words.valuesTitle, values: explanation.valuesTable)
    return Page(
      language: explanation.language, title: title,
      content: templates.render("explain.mustache", model)
    ).html(templates)
  }
}
