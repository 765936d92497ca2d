import Autodiff
import Derivation
import Notation
import Wording

/// The form of differentiation that a page shows.
package enum ExplainMode: Hashable, Sendable {
  /// Backpropagation: one pass for the gradient by everything.
  case backward
  /// Tangents: one pass for each of some numbers, beside the values.
  case forward([Entry])
  /// All paths from some nodes to the output, one by one.
  case paths([NodeID])
  /// The Jacobians of some operations, or of all on tensors, and their vector–Jacobian products.
  case jacobians([NodeID])
  /// So many steps of gradient descent.
  case descent(Int)
}

extension ExplainPage {
  /// What the page says of another form of differentiation than the backward pass, part by part.
  var modeSections: [Article.Section] {
    switch mode {
    case .backward: []
    case .forward(let seeds):
      seeds.enumerated().map { forwardSection($1, prefix: "t\($0)-") } + [passesSection]
    case .paths(let nodes): nodes.map(pathsSection)
    case .jacobians(let nodes): [jacobianSection(nodes)]
    case .descent(let steps): DescentSections(explanation, steps: steps).sections
    }
  }

  private var derivation: Derivation { explanation.derivation }
  private var modeWords: ModePageWords { ModePageWords(explanation.language) }

  // MARK: Forward mode

  private func forwardSection(_ seed: Entry, prefix: String) -> Article.Section {
    let mode = ForwardMode(derivation, along: seed)
    let trace = explanation.trace
    let limit = Explanation.stepLimit
    var blocks: [Article.Block] = [.paragraph(Sentence(modeWords.forwardLede))]
    blocks.append(.steps(mode.steps(prefix, first: limit).map(explanation.annotated)))
    let count = mode.nodes.count + 1
    if count > limit { blocks.append(.paragraph(Sentence(words.shortened(limit, count)))) }
    blocks.append(
      .table(
        Article.Table(
          columns: [
            (words.name, false), (words.value, true), (modeWords.rate, true),
            (words.gradient, true),
          ],
          rows: explanation.tabulatedNodes.map { node in
            [
              .math(derivation.symbol(of: node)), .math(derivation.valueMath(of: node)),
              mode.math(of: node).map { .math($0) }
                ?? (trace.recordsGradient(node) ? .math("0") : .words("")),
              derivation.gradientMath(of: node).map { .math($0) } ?? .words(""),
            ]
          })))
    if trace.upstream.scalar == 1, trace.shape(of: trace.output).isScalar {
      blocks.append(.paragraph(mode.agreement))
    }
    return Article.Section(modeWords.forwardTitle(PlainTextWriter().text(mode.name)), blocks)
  }

  /// How many passes the gradient takes in each of both modes.
  private var passesSection: Article.Section {
    let trace = explanation.trace
    let inputs = trace.nodes.reduce(0) { count, node in
      trace.role(of: node) != .operation && trace.recordsGradient(node)
        ? count + trace.shape(of: node).count : count
    }
    return Article.Section(
      modeWords.passesTitle,
      [
        .paragraph(
          Sentence(
            modeWords.passes(inputs: inputs, outputs: trace.shape(of: trace.output).count)))
      ])
  }

  // MARK: Paths

  private func pathsSection(_ node: NodeID) -> Article.Section {
    let paths = Paths(derivation, from: node)
    let name = derivation.symbol(of: node)
    var blocks: [Article.Block] = []
    if paths.count == 0 {
      blocks.append(
        .paragraph(
          modeWords.noPath(name, derivation.symbol(of: explanation.trace.output))))
    } else {
      blocks.append(.paragraph(paths.comparison))
      if paths.ways.isEmpty {
        blocks.append(.paragraph(Sentence(modeWords.pathsNotWritten(Int(Paths.limit)))))
      }
    }
    let steps = paths.steps("w\(node.index)-")
    if !steps.isEmpty { blocks.append(.steps(steps.map(explanation.annotated))) }
    if let agreement = paths.agreement { blocks.append(.paragraph(agreement)) }
    return Article.Section(modeWords.pathsTitle(PlainTextWriter().text(name)), blocks)
  }

  // MARK: Jacobians

  private func jacobianSection(_ nodes: [NodeID]) -> Article.Section {
    let steps = (nodes.isEmpty ? derivation.jacobianNodes : nodes).compactMap {
      derivation.jacobianStep($0, "j")
    }
    let shown = Array(steps.prefix(Explanation.stepLimit))
    var blocks: [Article.Block] = [.paragraph(Sentence(modeWords.jacobiansLede))]
    if steps.isEmpty { blocks.append(.paragraph(Sentence(modeWords.noJacobians))) }
    blocks.append(.steps(shown.map(explanation.annotated)))
    if shown.count < steps.count {
      blocks.append(
        .paragraph(Sentence(words.shortened(Explanation.stepLimit, steps.count))))
    }
    return Article.Section(modeWords.jacobiansTitle, blocks)
  }
}

extension Explanation {
  /// Blocks of an article as a piece of a page.
  func html(_ blocks: [Article.Block]) -> HTML {
    blocks.map { block in
      switch block {
      case .paragraph(let sentence): HTML.element("p", HTML(sentence))
      case .equations(let equations): equations.map { .equation($0) }.joined(separator: "\n")
      case .steps(let steps): self.steps(steps)
      case .table(let table): html(table)
      case .lines(let lines):
        HTML.element("pre", ["tabindex": "0"], HTML(text: lines.joined(separator: "\n")))
      }
    }.joined(separator: "\n")
  }

  private func html(_ table: Article.Table) -> HTML {
    func content(_ cell: Article.Cell) -> HTML {
      switch cell {
      case .words(let words): HTML(text: words)
      case .math(let math): .math(math)
      }
    }
    let head = table.columns.map {
      HTML.element("th", ["scope": "col"], HTML(text: $0.title))
    }
    let rows = table.rows.map { row in
      HTML.element(
        "tr",
        row.enumerated().map { place, cell in
          place == 0
            ? .element("th", ["scope": "row"], content(cell)) : .element("td", content(cell))
        })
    }
    let titles = table.columns.map(\.title).joined(separator: ", ")
    return .element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": titles],
      .element(
        "table", ["class": "values"], .element("thead", .element("tr", head)),
        .element("tbody", rows)))
  }
}
