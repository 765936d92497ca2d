import Autodiff
import Derivation
import Diagram
import Notation
import Scene
import Wording

/// The parts of an explanation as pieces of pages: steps, tables and figures of one trace, for pages and lessons.
struct Explanation {
  let trace: Trace<Double>
  let language: Language
  let derivation: Derivation
  let templates: PageTemplates
  /// What anchors and ids begin with, so that several explanations share a page.
  var prefix: String
  /// Whether numbers are left to be filled in.
  var isBlanked = false
  let mathML = MathMLWriter()
  /// What the terms of its equations light in its figures; nothing where they light none.
  private var lights: [Math: String] = [:]

  /// The most steps that are written out.
  static let stepLimit = 300
  /// The most nodes of a figure on a page: more cannot be told apart there.
  static let figureLimit = 1_000
  /// The most nodes of a graph whose terms light arrows.
  private static let lightLimit = 300
  /// The most rows of a table.
  static let rowLimit = 2_000

  init(
    _ trace: Trace<Double>, language: Language, numerals: Numerals, templates: PageTemplates,
    prefix: String
  ) {
    self.trace = trace
    self.language = language
    self.templates = templates
    self.prefix = prefix
    derivation = Derivation(trace, language: language, numerals: numerals)
  }

  /// Lets the terms of its equations light arrows, on a page with the script for it; not where the graph
  /// is so large that nobody would look for one.
  mutating func lightArrows() {
    if trace.nodeCount <= Self.lightLimit { lights = derivation.terms.mapValues(\.light) }
  }

  /// Whether terms light arrows.
  var isLit: Bool { !lights.isEmpty && !isBlanked }

  // MARK: Steps

  struct StepsModel {
    /// What the ids of the graph's figures begin with.
    let graph: String
    let isLit: Bool
    let steps: [StepModel]
  }

  struct StepModel {
    let anchor: String
    let sentence: HTML
    let back, backLabel: String
    let hasBack: Bool
    let reusedTitle: String
    let links: [LinkModel]
    let hasLinks: Bool
    let equations: [EquationModel]
    let notes: [HTML]
  }

  struct LinkModel {
    let html: HTML
    let label, anchor: String
  }

  struct EquationModel {
    let html: HTML
    /// Whether it may be wider than a phone: what scrolls must be reachable by the keyboard.
    let scrolls: Bool
    /// What part of a printed line it takes.
    let share: String
  }

  /// From about how many characters on an equation may be wider than a phone.
  private static let phoneWidth = 24

  func forwardSteps(figure: String? = nil) -> HTML {
    steps(
      derivation.forwardNodes.prefix(Self.stepLimit).map(derivation.forwardStep), figure: figure)
  }

  func backwardSteps(figure: String? = nil) -> HTML {
    steps(derivation.backwardSteps(first: Self.stepLimit), figure: figure)
  }

  /// The chain of each of some variables.
  func chainSteps(of nodes: [NodeID], check: GradientCheck? = nil) -> HTML {
    let all = derivation.chains(of: nodes, check: check).flatMap(\.steps)
    let shown = steps(Array(all.prefix(Self.stepLimit)))
    return shown + rest(chainRest(of: all.count))
  }

  /// What is said below chains of which not all steps are written out.
  func chainRest(of count: Int) -> String? {
    count > Self.stepLimit ? ExplainWords(language).shortened(Self.stepLimit, count) : nil
  }

  /// What is said below a table that does not have all values.
  var tableRest: String? {
    let count = tabulatedNodes.count
    guard count >= Self.rowLimit else { return nil }
    let all = trace.nodes.count(where: isTabulated)
    return all > count ? ExplainWords(language).shortenedTable(count, all) : nil
  }

  private func rest(_ words: String?) -> HTML {
    words.map { .element("p", HTML(text: $0)) } ?? HTML()
  }

  /// One entry's gradient after the other, in full.
  func entrySteps(of entries: [Entry]) -> HTML { steps(entries.map(derivation.entryStep)) }

  /// An entry's gradient as text: `∂L/∂W₅[3, 2]`.
  func gradientText(_ entry: Entry) -> String {
    PlainTextWriter().text(derivation.gradientSymbol(of: entry))
  }

  /// A node's gradient as text: `∂L/∂W₅`.
  func gradientText(_ node: NodeID) -> String {
    PlainTextWriter().text(derivation.gradientSymbol(of: node))
  }

  /// Steps as an ordered list.
  ///
  /// - Parameter figure: The id of the figure to whose nodes the steps lead back, if any.
  func steps(_ steps: [Step], figure: String? = nil) -> HTML {
    let writer = isLit ? MathMLWriter(lights: lights) : mathML
    var needs = PageNeeds()
    needs.lights = isLit
    return templates.render(
      .steps,
      StepsModel(
        graph: prefix, isLit: isLit,
        steps: steps.map(isBlanked ? blank : annotated).map { step in
          StepModel(
            anchor: prefix + step.anchor, sentence: HTML(step.sentence),
            back: figure.map { SVGFragment.id(ofNode: String(step.node.index), in: $0) } ?? "",
            backLabel: ExplainWords(language).inFigure(step.node, derivation),
            hasBack: figure != nil && trace.role(of: step.node) == .operation,
            reusedTitle: ExplainWords(language).reused,
            links: step.links.map {
              LinkModel(
                html: .math($0.math), label: PlainTextWriter().text($0.math),
                anchor: prefix + $0.anchor)
            }, hasLinks: !step.links.isEmpty,
            equations: step.equations.map {
              EquationModel(
                html: HTML(markup: writer.block($0), needs: needs),
                scrolls: mathML.width(of: $0) > Self.phoneWidth,
                share: PaperShare($0).rawValue)
            }, notes: step.notes.map { HTML($0) })
        }))
  }

  /// The step with a note where a line holds only approximately as printed.
  func annotated(_ step: Step) -> Step {
    guard step.equations.contains(where: \.isApproximate) else { return step }
    var step = step
    step.notes.append(
      Sentence(
        Bilingual(
          en: "≈: the exact values are carried; the printed ones are rounded.",
          ko: "≈: 계산에는 정확한 값을 쓰고, 인쇄한 값은 반올림한 것입니다.")[language]))
    return step
  }

  /// One node's steps, for a lesson that points at it.
  func steps(of node: NodeID, isForward: Bool, figure: String? = nil) -> HTML {
    steps(
      [isForward ? derivation.forwardStep(node) : derivation.backwardStep(node)], figure: figure)
  }

  /// The algebra that leads to a rule, line by line, each with its reason.
  func html(_ algebra: Algebra) -> HTML {
    var chain = Equation(algebra.left)
    for line in algebra.lines { chain.add(line.math, reason: line.reason[language]) }
    return (algebra.given + [chain]).map { .equation($0) }.joined(separator: "\n")
  }

  // MARK: Tables

  struct ValuesModel {
    let caption, nameTitle, operationTitle, valueTitle, gradientTitle: String
    let rows: [ValueRow]
  }

  struct ValueRow {
    let name, value, gradient: HTML
    let operation, reason: String
    let hasReason: Bool
  }

  /// The nodes that stand in the table of values: all but numbers without a name.
  var tabulatedNodes: [NodeID] {
    Array(
      trace.nodes.lazy.filter { isTabulated($0) }.prefix(Self.rowLimit))
  }

  private func isTabulated(_ node: NodeID) -> Bool {
    trace.role(of: node) != .constant || trace.annotations.names[node] != nil
  }

  /// What a node is: its operation or its role.
  func kindText(of node: NodeID) -> String {
    trace.role(of: node) == .operation
      ? trace.kind(of: node).noun[language] : ExplainWords(language).role(trace.role(of: node))
  }

  /// Why a node's gradient is missing or exactly zero; empty where there is nothing to say.
  func reason(of node: NodeID) -> String {
    let gradient = trace.gradient(of: node)
    if case .notComputed = gradient { return ExplainWords(language).notComputed }
    return gradient.zeroReason.map { derivation.zeroSentence($0) } ?? ""
  }

  var valuesTable: HTML {
    let words = ExplainWords(language)
    return templates.render(
      .values,
      ValuesModel(
        caption: words.valuesCaption, nameTitle: words.name, operationTitle: words.operation,
        valueTitle: words.value, gradientTitle: words.gradient,
        rows: tabulatedNodes.map(row))) + rest(tableRest)
  }

  private func row(_ node: NodeID) -> ValueRow {
    let reason = reason(of: node)
    return ValueRow(
      name: .math(derivation.symbol(of: node)),
      value: .math(derivation.valueMath(of: node)),
      gradient: derivation.gradientMath(of: node).map { .math($0) } ?? HTML(),
      operation: kindText(of: node),
      reason: reason.isEmpty ? "" : "(\(reason))", hasReason: !reason.isEmpty)
  }

  struct UpdatesModel {
    let rule: HTML
    let caption, nameTitle, beforeTitle, gradientTitle, afterTitle, changeTitle: String
    let layers: [UpdateLayer]
  }

  struct UpdateLayer {
    let name: String
    let hasName: Bool
    let rows: [UpdateRow]
  }

  struct UpdateRow {
    let name, before, gradient, after, change: HTML
  }

  var updatesTable: HTML {
    let words = ExplainWords(language)
    let tensors = { (tensor: Tensor<Double>) in HTML.math(derivation.math(of: tensor)) }
    var layers: [(layer: Int?, rows: [UpdateRow])] = []
    for update in trace.updates {
      if layers.isEmpty || layers[layers.count - 1].layer != update.layer {
        layers.append((update.layer, []))
      }
      layers[layers.count - 1].rows.append(
        UpdateRow(
          name: .math(derivation.symbol(of: update.node)), before: tensors(update.before),
          gradient: tensors(update.gradient), after: tensors(update.after),
          change: tensors(update.change)))
    }
    return templates.render(
      .updates,
      UpdatesModel(
        rule: HTML(markup: mathML.block(derivation.updateRule)),
        caption: words.updatesCaption(trace.annotations.optimizer),
        nameTitle: words.name,
        beforeTitle: words.before, gradientTitle: words.gradient, afterTitle: words.after,
        changeTitle: words.change,
        layers: layers.map { layer in
          let name = layer.layer.flatMap { trace.annotations.layers[$0][language] } ?? ""
          return UpdateLayer(name: name, hasName: !name.isEmpty, rows: layer.rows)
        }))
  }

  // MARK: Figures

  /// Where the operations are derived on a page that has a pass: `b3`, and `f3` of the forward
  /// pass. Leaves, and what is not written out, are left out.
  func stepPlaces(isForward: Bool) -> [NodeID: String] {
    let nodes = isForward ? derivation.forwardNodes : derivation.backwardNodes
    var places: [NodeID: String] = [:]
    for node in nodes.prefix(Self.stepLimit) where trace.role(of: node) == .operation {
      places[node] = "\(prefix)\(isForward ? "f" : "b")\(node.index)"
    }
    return places
  }

  /// Where the operations are derived on a page that has both passes: in the forward pass where no
  /// gradient flows on.
  var stepPlaces: [NodeID: String] {
    stepPlaces(isForward: true).merging(stepPlaces(isForward: false)) { $1 }
  }

  /// The graph as a picture, and as another one for a phone where that must be narrower; the page's
  /// style shows one of them.
  ///
  /// - Parameter places: Where its nodes lead.
  func figure(
    _ figures: FigureWriter, name: String, places: [NodeID: String] = [:],
    change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> HTML {
    try drawing(figures, name: name, places: places, change: change).picture
  }

  /// A figure, and the button that lets its numbers follow a reader's; none where they cannot.
  struct Drawing {
    var picture = HTML()
    var button = HTML()
  }

  /// The graph as a picture, whose numbers follow where that is asked for and can be.
  func drawing(
    _ figures: FigureWriter, name: String, places: [NodeID: String] = [:], follows: Bool = false,
    change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> Drawing {
    var options = FigureOptions(language: language, numerals: derivation.numerals)
    options.fitPage()
    // Every step has its node.
    options.opensSums = true
    options.lightsArrows = isLit
    change(&options)
    let (figure, program) = figures.following(derivation, &options, isAsked: follows)
    let button = try LiveFigure.button(program, id: prefix + name, figures, language)
    var phone: Scene?
    var isShrunk = false
    if options.isForPage, figure.scene.size.width > FigureFrame.phonePage.width {
      options.fitPhone()
      let other = figures.figure(trace, options)
      phone = other.isReadableOnPhones ? other.scene : nil
      // What no layout makes larger is shrunk, while it can still be made out.
      isShrunk = phone == nil && figure.isReadable(shrunkTo: FigureFrame.phonePage.width)
    }
    var picture = try figures.picture(
      figure.scene, phone: phone, prefix + name, places: places, isLinked: true)
    if isShrunk { picture = .element("div", ["class": "shrinks"], picture) }
    guard options.isLayoutFree, !PaperFigure.isReadable(figure), figures.folder != nil else {
      return Drawing(picture: picture, button: button)
    }
    options.namesNumbers = false
    let paper = figures.figure(trace, PaperFigure.options(options))
    guard let printed = try figures.pictureFile(paper.scene, prefix + name + "paper") else {
      return Drawing(picture: picture, button: button)
    }
    return Drawing(
      picture: .element("div", ["class": "unprinted"], picture) + printed.image(style: "printed"),
      button: button)
  }
}

extension Term {
  /// What the page's script and the figure's arrows call it.
  fileprivate var light: String {
    switch self {
    case .value(let node): "v\(node.index)"
    case .gradient(let node): "g\(node.index)"
    case .contribution(let node, let slot): "c\(node.index)-\(slot)"
    case .local(let node): "n\(node.index)"
    }
  }
}
