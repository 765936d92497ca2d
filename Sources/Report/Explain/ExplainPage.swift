import Autodiff
import Derivation
import Diagram
import Formats
import Wording

/// One self-contained page that explains any graph: its picture, the forward and the backward pass
/// step by step, the update, and every number.
package struct ExplainPage {
  private(set) var explanation: Explanation
  private let templates: PageTemplates
  let variables: [NodeID]
  let entries: [Entry]
  let check: GradientCheck?
  let mode: ExplainMode
  /// Whether the page is a worksheet: numbers are left to be filled in, and stand on a page of
  /// their own behind it.
  package var isBlank = false
  /// Whether a worksheet is handed out without its answers.
  package var hidesAnswers = false

  /// Prepares the page of a trace.
  ///
  /// - Parameters:
  ///   - variables: The nodes whose derivatives alone are derived; the whole of both passes where
  ///     there are none.
  ///   - entries: Single entries to be derived in full, in place of both passes.
  ///   - mode: The form of differentiation; another than the backward pass takes its place.
  ///   - check: Central differences, shown at the end of the leaves' derivations.
  package init(
    _ trace: Trace<Double>, of variables: [NodeID] = [], entries: [Entry] = [],
    mode: ExplainMode = .backward, check: GradientCheck? = nil,
    language: Language, numerals: Numerals = Numerals(), templates: PageTemplates
  ) {
    self.templates = templates
    self.variables = variables
    self.entries = entries
    self.check = check
    self.mode = mode
    explanation = Explanation(
      trace, language: language, numerals: numerals, templates: templates, prefix: "")
  }

  struct Model {
    /// The elements of the title and of the headings below it.
    let top, heading: String
    let title, lede: String
    /// What the ids of its parts begin with.
    let prefix: String
    let contentsTitle: String
    let contents: [PartModel]
    let hasContents: Bool
    /// The figure as steps to go through.
    let walk: HTML
    let hasWalk: Bool
    let figure, live: HTML
    let figureLabel, caption: String
    let hasFigure, isAcross: Bool
    let hasGivens: Bool
    let givensTitle: String
    let givens: [HTML]
    let notices: [String]
    let hasPasses: Bool
    let forwardTitle, backwardTitle, backwardLede: String
    let forward, backward: HTML
    let hasChains: Bool
    let chainsTitle, chainsLede: String
    let chains: HTML
    let modes: [ModeModel]
    let hasEntries: Bool
    let entriesTitle: String
    let entries: HTML
    let hasUpdates: Bool
    let updatesTitle: String
    let updates: HTML
    let hasValues: Bool
    let valuesTitle: String
    let values: HTML
    let code: HTML
    let hasAnswers: Bool
    let answersTitle: String
    let answers: HTML
  }

  struct ModeModel {
    let anchor, title: String
    let content: HTML
  }

  /// A line of the table of contents.
  struct PartModel {
    let anchor, title: String
  }

  var words: ExplainWords { ExplainWords(explanation.language) }

  var title: String { explanation.trace.annotations.title[explanation.language] ?? words.untitled }

  var lede: String {
    let (trace, derivation) = (explanation.trace, explanation.derivation)
    // A number in an expression is a part of it, and no input.
    let inputs = trace.nodes.count {
      trace.role(of: $0) != .operation && trace.annotations.names[$0] != nil
    }
    return words.lede(
      inputs: inputs, operations: derivation.forwardNodes.count,
      output: PlainTextWriter().text(derivation.symbol(of: trace.output)))
  }

  /// What the backward pass does, or why there is none.
  var backwardLede: String {
    let trace = explanation.trace
    if trace.recordsGradient(trace.output) { return words.backwardLede }
    return trace.kind(of: trace.output).isFlat ? words.stepsOnly : words.nothingFlows
  }

  /// Whether both passes are written out: unless a part of them is asked for.
  var hasPasses: Bool { variables.isEmpty && entries.isEmpty && mode == .backward }

  /// Whether the table of all values stands at the end: forward mode has one of its own.
  var hasValues: Bool { if case .forward = mode { false } else { !isBlank } }

  /// The variables whose chains are written out.
  var chainNodes: [NodeID] {
    hasPasses ? explanation.derivation.chainNodes : variables
  }

  /// What a reader should know first.
  func notices(after warnings: [String]) -> [String] {
    var notices = warnings
    if explanation.trace.nodeCount > Explanation.figureLimit { notices.append(words.noFigure) }
    guard hasPasses else { return notices }
    let flows = explanation.trace.recordsGradient(explanation.trace.output)
    if chainNodes.isEmpty, flows { notices.append(words.chainsElsewhere) }
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
  package func html(
    warnings: [String] = [], figures: FigureWriter,
    drawing change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> String {
    var page = self
    if !isBlank { page.explanation.lightArrows() }
    return Page(
      language: explanation.language, title: title,
      content: try page.content(("h1", "h2"), code: code, isAlone: true, warnings, figures, change)
    ).html(templates)
  }

  /// The page without its shell, to stand in a page of someone else's, whose headings are above its own.
  ///
  /// - Parameters:
  ///   - name: What its ids begin with.
  ///   - figures: Paints the figure, the ids of whose letters begin with the name as well.
  /// - Throws: What the painter throws.
  package func fragment(
    named name: String, warnings: [String] = [], figures: FigureWriter,
    drawing change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> String {
    var page = self
    page.explanation.prefix = name + "-"
    return PageFragment(
      name: name, language: explanation.language,
      content: try page.content(
        ("h2", "h3"), code: HTML(), isAlone: false, warnings, figures, change)
    ).html(templates)
  }

  /// A name that the fragment of another derivation has not: the same words and numbers give the same.
  package func fragmentName(warnings: [String] = []) -> String {
    let parts = [explanation.language.rawValue, "\(isBlank)", text(warnings: warnings)]
    return "backdraw-" + Fingerprint(of: parts).text().prefix(8)
  }

  /// What a reader came for, without what a page has around it.
  ///
  /// - Parameter isAlone: Whether it has a page of its own, with its list of contents and scripts.
  private func content(
    _ headings: (top: String, below: String), code: @autoclosure () -> HTML, isAlone: Bool,
    _ warnings: [String],
    _ figures: FigureWriter, _ change: (inout FigureOptions) -> Void
  ) throws -> HTML {
    let (trace, words, chainNodes) = (explanation.trace, words, isBlank ? [] : chainNodes)
    let hasFigure = trace.nodeCount <= Explanation.figureLimit
    let isWalked = isAlone && hasFigure && hasPasses && !isBlank
    let walk = isWalked ? steps(figures, change) : nil
    let figure = hasFigure && !isBlank ? walk?.picture ?? explanation.prefix + "figure" : nil
    let sheet = isBlank ? explanation.sheetOptions(figures.measure, change: change) : nil
    let questions = isBlank ? explanation.blanked : explanation
    let hasUpdates = hasPasses && !isBlank && !trace.updates.isEmpty
    let picture =
      try hasFigure && walk == nil
      ? explanation.drawing(
        figures, name: "figure", places: hasPasses && !isBlank ? explanation.stepPlaces : [:],
        follows: isAlone && !isBlank,
        change: {
          change(&$0)
          if let sheet { $0 = sheet }
        }) : Explanation.Drawing()
    let modes = try modeModels(figures)
    let programs = hasPasses && !isBlank ? code() : HTML()
    let chainsTitle = words.chainsTitle(of: variables.map(explanation.gradientText))
    let entriesTitle = words.entriesTitle(of: entries.map(explanation.gradientText))
    let parts: [(Bool, PartModel)] =
      [
        (hasFigure, PartModel(anchor: "picture", title: words.figureTitle)),
        (hasPasses, PartModel(anchor: "forward", title: words.forwardTitle)),
        (hasPasses, PartModel(anchor: "backward", title: words.backwardTitle)),
        (!chainNodes.isEmpty, PartModel(anchor: "chains", title: chainsTitle)),
      ]
      + modes.map { (true, PartModel(anchor: $0.anchor, title: $0.title)) }
      + [
        (!entries.isEmpty, PartModel(anchor: "entries", title: entriesTitle)),
        (hasUpdates, PartModel(anchor: "updates", title: words.updatesTitle)),
        (hasValues, PartModel(anchor: "values", title: words.valuesTitle)),
        (!programs.isEmpty, PartModel(anchor: "code", title: CodeTabs.title[explanation.language])),
      ]
    let contents = isAlone && !isBlank ? parts.filter(\.0).map(\.1) : []
    let model = Model(
      top: headings.top, heading: headings.below, title: title, lede: lede,
      prefix: explanation.prefix, contentsTitle: words.contentsTitle, contents: contents,
      hasContents: contents.count > 2,
      walk: try walk?.html() ?? HTML(), hasWalk: walk != nil,
      figure: picture.picture, live: picture.button,
      figureLabel: words.figureLabel,
      caption: words.caption, hasFigure: hasFigure && walk == nil,
      isAcross: sheet?.isAcross ?? false,
      hasGivens: isBlank && !explanation.givens.isEmpty, givensTitle: words.givensTitle,
      givens: isBlank ? explanation.givens : [],
      notices: notices(after: warnings), hasPasses: hasPasses,
      forwardTitle: words.forwardTitle, backwardTitle: words.backwardTitle,
      backwardLede: backwardLede,
      forward: hasPasses ? questions.forwardSteps(figure: figure) : HTML(),
      backward: hasPasses ? questions.backwardSteps(figure: figure) : HTML(),
      hasChains: !chainNodes.isEmpty, chainsTitle: chainsTitle,
      chainsLede: words.chainsLede,
      chains: chainNodes.isEmpty
        ? HTML() : explanation.chainSteps(of: chainNodes, check: check, isDerived: hasPasses),
      modes: modes, hasEntries: !entries.isEmpty, entriesTitle: entriesTitle,
      entries: entries.isEmpty ? HTML() : questions.entrySteps(of: entries),
      hasUpdates: hasUpdates, updatesTitle: words.updatesTitle,
      updates: hasUpdates ? explanation.updatesTable : HTML(), hasValues: hasValues,
      valuesTitle: words.valuesTitle, values: hasValues ? explanation.valuesTable : HTML(),
      code: programs,
      hasAnswers: isBlank && !hidesAnswers, answersTitle: words.answersTitle,
      answers: try hidesAnswers ? HTML() : sheet.map { try answers(figures, on: $0) } ?? HTML())
    return templates.render(.explain, model)
  }

  /// Both passes as steps to go through on the figure; nil where there is one step or too many.
  private func steps(
    _ figures: FigureWriter, _ change: (inout FigureOptions) -> Void
  ) -> FrameSteps? {
    let derivation = explanation.derivation
    // A folded group is one step of several.
    guard derivation.forwardNodes.count + derivation.backwardNodes.count <= 2 * FrameSteps.limit
    else { return nil }
    let steps = FrameSteps(
      explanation, pass: .both, figures: figures, name: "frames", isWhole: true
    ) {
      // Every step has its node.
      $0.opensSums = true
      change(&$0)
    }
    return (2...FrameSteps.limit).contains(steps.count) ? steps : nil
  }

  /// The graph as programs, where they can be read.
  private var code: HTML {
    CodeTabs(explanation.trace, language: explanation.language, prefix: explanation.prefix)?.html
      ?? HTML()
  }

  /// What the page says of another form of differentiation, with its charts.
  private func modeModels(_ figures: FigureWriter) throws -> [ModeModel] {
    var models = modeSections.enumerated().map { index, section in
      ModeModel(
        anchor: "mode\(index + 1)", title: section.heading ?? "",
        content: explanation.html(section.blocks))
    }
    if case .descent(let steps) = mode, let first = models.first {
      let charts = try DescentSections(explanation, steps: steps).charts(figures)
      models[0] = ModeModel(
        anchor: first.anchor, title: first.title, content: first.content + charts)
    }
    return models
  }

  /// What belongs into a worksheet's blanks: the same figure and steps with their numbers.
  private func answers(_ figures: FigureWriter, on sheet: FigureOptions) throws -> HTML {
    let key = Explanation(
      explanation.trace, language: explanation.language,
      numerals: explanation.derivation.numerals, templates: templates,
      prefix: explanation.prefix + "answer-")
    let figure =
      explanation.trace.nodeCount <= Explanation.figureLimit
      ? framed(
        try key.figure(figures, name: "figure") {
          $0 = sheet
          $0.isAnswered = true
        }, label: words.figureLabel, isAcross: sheet.isAcross) : HTML()
    return figure + key.forwardSteps() + key.backwardSteps() + key.entrySteps(of: entries)
      + key.valuesTable
  }
}
