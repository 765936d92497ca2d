import Autodiff
import Derivation
import Diagram
import Notation
import Scene
import Wording

/// Steps and algebra, equation by equation.
extension Explanation {
  struct StepsModel {
    /// What the ids of the graph's figures begin with.
    let graph: String
    let isLit: Bool
    /// Whether the list scrolls within itself where it is long.
    let scrolls: Bool
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
  ///
  /// - Parameter isDerived: Whether the steps of the backward pass stand on the page: what one of them
  ///   says is not written again, but linked.
  func chainSteps(
    of nodes: [NodeID], check: GradientCheck? = nil, isDerived: Bool = false
  ) -> HTML {
    let chains = derivation.chains(of: nodes, check: check).map(\.steps)
    let all = isDerived ? linked(chains) : chains.flatMap(\.self)
    let shown = steps(Array(all.prefix(Self.stepLimit)))
    return shown + rest(chainRest(of: all.count))
  }

  /// The steps of chains without those that the backward pass has as well, to which the first step of
  /// their chain leads.
  private func linked(_ chains: [[Step]]) -> [Step] {
    let backward = Dictionary(
      derivation.backwardSteps(first: Self.stepLimit).map { ($0.node, $0) },
      uniquingKeysWith: { first, _ in first })
    // Where it stands now what a step of a chain said.
    var moved: [String: String] = [:]
    func current(_ links: [StepLink]) -> [StepLink] {
      var seen: Set<StepLink> = []
      return links.map { StepLink(math: $0.math, anchor: moved[$0.anchor] ?? $0.anchor) }
        .filter { seen.insert($0).inserted }
    }
    return chains.flatMap { steps -> [Step] in
      guard var first = steps.first else { return [] }
      var kept: [Step] = []
      for step in steps.dropFirst() {
        if let same = backward[step.node], same.equations == step.equations {
          moved[step.anchor] = same.anchor
          first.links.append(
            StepLink(math: derivation.gradientSymbol(of: step.node), anchor: same.anchor))
        } else {
          kept.append(step)
        }
      }
      return ([first] + kept).map { step in
        var step = step
        step.links = current(step.links)
        return step
      }
    }
  }

  /// What is said below chains of which not all steps are written out.
  func chainRest(of count: Int) -> String? {
    count > Self.stepLimit ? ExplainWords(language).shortened(Self.stepLimit, count) : nil
  }

  /// What is said below what is not whole, as a paragraph.
  func rest(_ words: String?) -> HTML {
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
  /// - Parameters:
  ///   - figure: The id of the figure to whose nodes the steps lead back, if any.
  ///   - scrolls: Whether the list scrolls within itself where it is long.
  func steps(_ steps: [Step], figure: String? = nil, scrolls: Bool = false) -> HTML {
    let writer = isLit ? MathMLWriter(lights: lights) : mathML
    var needs = PageNeeds()
    needs.lights = isLit
    return templates.render(
      .steps,
      StepsModel(
        graph: prefix, isLit: isLit, scrolls: scrolls,
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
}
