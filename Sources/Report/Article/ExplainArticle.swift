import Autodiff
import Derivation
import Diagram
import Scene
import Wording

extension ExplainPage {
  /// The explanation as a whole LaTeX document.
  package func latex(warnings: [String] = []) -> String {
    ArticleLaTeX(article(warnings: warnings)).text
  }

  /// The explanation as Markdown.
  ///
  /// - Parameter figure: The address of its figure; nil where there is none.
  package func markdown(warnings: [String] = [], figure: String?) -> String {
    ArticleMarkdown(
      article(warnings: warnings), figure: figure.map { (title, $0) }
    ).text
  }

  /// The figure of the explanation, for documents that show it beside their words; nil where the graph
  /// is too large for one.
  ///
  /// - Parameter change: Changes how it is drawn.
  package func scene(
    measuring measure: any TextMeasuring, drawing change: (inout FigureOptions) -> Void
  ) -> Scene? {
    guard explanation.trace.nodeCount <= Explanation.figureLimit else { return nil }
    var options = FigureOptions(
      language: explanation.language, numerals: explanation.derivation.numerals)
    change(&options)
    return GraphFigure(explanation.trace, options: options, measuring: measure).scene
  }

  /// The explanation as text for a terminal.
  package func text(warnings: [String] = []) -> String {
    ArticleText(article(warnings: warnings)).text
  }

  /// What the page says, without its picture.
  ///
  /// - Parameter hasChains: Whether the chain of each variable follows the passes.
  func article(warnings: [String], hasChains: Bool = true) -> Article {
    let (derivation, words) = (explanation.derivation, words)
    var sections = [
      Article.Section(nil, ([lede] + notices(after: warnings)).map { .paragraph(Sentence($0)) })
    ]
    if hasPasses {
      sections += [
        forwardSection,
        Article.Section(
          words.backwardTitle,
          [
            .paragraph(Sentence(backwardLede)),
            .steps(
              derivation.backwardSteps(first: Explanation.stepLimit).map(explanation.annotated)),
          ]),
      ]
    }
    let chained = hasChains ? chainNodes : []
    if !chained.isEmpty {
      let steps = derivation.chains(of: chained, check: check).flatMap(\.steps)
      sections.append(
        Article.Section(
          words.chainsTitle(of: variables.map(explanation.gradientText)),
          [
            .paragraph(Sentence(words.chainsLede)),
            .steps(steps.prefix(Explanation.stepLimit).map(explanation.annotated)),
          ] + rest(explanation.chainRest(of: steps.count))))
    }
    sections += modeSections
    if !entries.isEmpty {
      sections.append(
        Article.Section(
          words.entriesTitle(of: entries.map(explanation.gradientText)),
          [.steps(entries.map { explanation.annotated(derivation.entryStep($0)) })]))
    }
    if hasPasses, !explanation.trace.updates.isEmpty { sections.append(updates) }
    if hasValues {
      sections.append(
        Article.Section(words.valuesTitle, [.table(values())] + rest(explanation.tableRest)))
    }
    return Article(language: explanation.language, title: title, sections: sections)
  }

  /// The forward pass, step by step.
  var forwardSection: Article.Section {
    Article.Section(
      words.forwardTitle,
      [
        .steps(
          written(explanation.derivation.forwardNodes) {
            explanation.derivation.forwardStep($0)
          })
      ])
  }

  private func rest(_ words: String?) -> [Article.Block] {
    words.map { [.paragraph(Sentence($0))] } ?? []
  }

  private func written(_ nodes: [NodeID], _ step: (NodeID) -> Step) -> [Step] {
    nodes.prefix(Explanation.stepLimit).map { explanation.annotated(step($0)) }
  }

  /// How the parameters move.
  var updates: Article.Section {
    let derivation = explanation.derivation
    let updates = explanation.trace.updates
    let numbers = Article.Table(
      columns: [
        (words.name, false), (words.before, true), (words.gradient, true), (words.after, true),
        (words.change, true),
      ],
      rows: updates.map { update in
        [.math(derivation.symbol(of: update.node))]
          + [update.before, update.gradient, update.after, update.change].map {
            .math(derivation.math(of: $0))
          }
      })
    let scalars = updates.filter { $0.before.shape.isScalar }
    return Article.Section(
      words.updatesTitle,
      [
        .paragraph(Sentence(words.updatesCaption(explanation.trace.annotations.optimizer) + ".")),
        .equations(scalars.prefix(Explanation.stepLimit).map(derivation.equation)),
      ]
        + rest(
          scalars.count > Explanation.stepLimit
            ? words.shortenedUpdates(Explanation.stepLimit, scalars.count) : nil)
        + [.table(numbers)])
  }

  /// All values, and all gradients unless they are left out.
  func values(hasGradients: Bool = true) -> Article.Table {
    let derivation = explanation.derivation
    return Article.Table(
      columns: [(words.name, false), (words.operation, false), (words.value, true)]
        + (hasGradients ? [(words.gradient, true), ("", false)] : []),
      rows: explanation.tabulatedNodes.map { node in
        let forward: [Article.Cell] = [
          .math(derivation.symbol(of: node)), .words(explanation.kindText(of: node)),
          .math(derivation.valueMath(of: node)),
        ]
        guard hasGradients else { return forward }
        return forward + [
          derivation.gradientMath(of: node).map { .math($0) } ?? .words(""),
          .words(explanation.reason(of: node)),
        ]
      })
  }
}
