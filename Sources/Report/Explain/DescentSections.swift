import Autodiff
import Derivation
import Diagram
import Notation
import Scene
import Wording

/// What a page says of a graph that learns: the loss and the parameters over the steps, then each step
/// with its numbers.
struct DescentSections {
  private let explanation: Explanation
  private let descent: GradientDescent
  private let words: DescentWords

  /// The most parameters with a column of their own.
  private static let mostColumns = 6
  /// The most curves of a chart.
  private static let mostCurves = 8

  init(_ explanation: Explanation, steps: Int) {
    self.explanation = explanation
    descent = GradientDescent(from: explanation.trace, steps: steps)
    words = DescentWords(explanation.language)
  }

  private var derivation: Derivation { explanation.derivation }
  private var steps: Int { descent.traces.count - 1 }

  /// The table of all steps, then each step.
  var sections: [Article.Section] {
    let losses = descent.losses
    let numerals = derivation.numerals
    let output = derivation.symbol(of: explanation.trace.output)
    let parameters = descent.parameters
    let shown = parameters.prefix(Self.mostColumns)
    let pages = ExplainWords(explanation.language)
    var blocks: [Article.Block] = [
      .equations([rule]),
      .paragraph(
        words.course(
          steps, output, numerals.math(losses[0]), numerals.math(losses[steps]))),
      .table(
        Article.Table(
          columns: [(words.step, true), (PlainTextWriter().text(output), true)]
            + shown.map { (PlainTextWriter().text(derivation.symbol(of: $0)), true) },
          rows: descent.traces.enumerated().map { number, trace in
            [.words(String(number)), .math(numerals.math(losses[number]))]
              + shown.map { .math(numerals.math(trace.value(of: $0))) }
          })),
    ]
    if parameters.count > shown.count {
      blocks.append(.paragraph(Sentence(words.columns(shown.count, of: parameters.count))))
    }
    var sections = [Article.Section(words.title(steps), blocks)]
    var written = 0
    for (number, trace) in descent.traces.dropLast().enumerated() {
      let derivation = Derivation(
        trace, language: explanation.language, numerals: derivation.numerals)
      let all = derivation.forward + derivation.backward
      written += all.count
      // Of the first step, as much as of any page; later ones as long as all can be read.
      if number > 0, written > Explanation.stepLimit {
        sections.append(
          Article.Section(
            words.rest(number + 1, steps),
            [.paragraph(Sentence(words.unwritten(number, of: steps)))]))
        break
      }
      let updates = trace.updates
      var blocks: [Article.Block] = [
        .steps(
          all.prefix(Explanation.stepLimit).map {
            explanation.annotated($0.renamed("s\(number + 1)-\($0.anchor)"))
          })
      ]
      if all.count > Explanation.stepLimit {
        blocks.append(
          .paragraph(Sentence(pages.shortened(Explanation.stepLimit, all.count))))
      }
      let scalars = updates.filter { $0.before.shape.isScalar }
      if !scalars.isEmpty { blocks.append(.equations(scalars.map(derivation.equation))) }
      let tensors = updates.filter { !$0.before.shape.isScalar }
      if !tensors.isEmpty {
        blocks.append(
          .table(
            Article.Table(
              columns: [
                (pages.name, false), (pages.before, true), (pages.gradient, true),
                (pages.after, true),
              ],
              rows: tensors.map { update in
                [.math(derivation.symbol(of: update.node))]
                  + [update.before, update.gradient, update.after].map {
                    .math(derivation.math(of: $0))
                  }
              })))
      }
      sections.append(Article.Section(words.step(number + 1), blocks))
    }
    return sections
  }

  /// w′ = w − rate · ∂L/∂w.
  private var rule: Equation {
    let w = Math.identifier("w")
    var rule = Equation(.superscript(w, "′"))
    rule.add([w, "−", derivation.rate, "·", derivation.gradientSymbol(by: w)])
    return rule
  }

  // MARK: Charts

  /// The loss over the steps, and the parameters that are single numbers.
  func charts(_ figures: FigureWriter) throws -> HTML {
    let output = PlainTextWriter().text(derivation.symbol(of: explanation.trace.output))
    var charts = try chart(
      figures, "descent-loss-", words.lossTitle(output), y: Bilingual(same: output),
      [.init(Bilingual(same: output), points(descent.losses))])
    let scalars = descent.parameters.filter { explanation.trace.shape(of: $0).isScalar }
    if !scalars.isEmpty, scalars.count <= Self.mostCurves {
      charts += try chart(
        figures, "descent-parameters-", words.parametersTitle, y: words.parameter,
        scalars.map { node in
          .init(
            Bilingual(same: PlainTextWriter().text(derivation.symbol(of: node))),
            points(descent.traces.map { $0.scalar(of: node) ?? 0 }))
        })
    }
    return charts
  }

  private func points(_ numbers: [Double]) -> [Point] {
    numbers.enumerated().map { Point(Double($0.offset), $0.element) }
  }

  private func chart(
    _ figures: FigureWriter, _ name: String, _ title: Bilingual, y: Bilingual,
    _ series: [LineChart.Series]
  ) throws -> HTML {
    guard series.contains(where: { $0.points.contains { $0.y.isFinite } }) else { return HTML() }
    return try figures.figure(name: explanation.prefix + name) { width in
      LineChart(ChartFrame(title: title, x: words.stepName, y: y, width: width), series: series)
        .scene(in: explanation.language, measuring: figures.measure)
    }
  }
}

/// The words of a graph that learns.
private struct DescentWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  let stepName = Bilingual(en: "step", ko: "단계")
  let parameter = Bilingual(en: "parameter", ko: "매개변수")
  let parametersTitle = Bilingual(en: "The parameters at each step", ko: "단계별 매개변수")
  func lossTitle(_ output: String) -> Bilingual {
    Bilingual(en: "\(output) at each step", ko: "단계별 \(output)")
  }

  var step: String { Bilingual(en: "Step", ko: "단계")[language] }
  func title(_ steps: Int) -> String {
    Bilingual(
      en: steps == 1 ? "One step of gradient descent" : "\(steps) steps of gradient descent",
      ko: "경사 하강법 \(steps)단계")[language]
  }
  func step(_ number: Int) -> String {
    Bilingual(en: "Step \(number)", ko: "\(number)단계")[language]
  }

  func course(_ steps: Int, _ output: Math, _ before: Math, _ after: Math) -> Sentence {
    switch language {
    case .english:
      "Each step moves every parameter against its gradient. After \(steps == 1 ? "one step" : "\(steps) steps"), \(output) has gone from \(before) to \(after)."
    case .korean:
      "단계마다 모든 매개변수를 기울기의 반대 방향으로 옮깁니다. \(steps)단계가 지나면 \(output, .topic) \(before)에서 \(after, .by) 바뀝니다."
    }
  }

  func columns(_ shown: Int, of all: Int) -> String {
    Bilingual(
      en: "The table has the first \(shown) of \(all) parameters.",
      ko: "표에는 매개변수 \(all)개 가운데 처음 \(shown)개만 실었습니다.")[language]
  }

  func rest(_ first: Int, _ last: Int) -> String {
    Bilingual(
      en: first == last ? "Step \(first)" : "Steps \(first) to \(last)",
      ko: first == last ? "\(first)단계" : "\(first)–\(last)단계")[language]
  }

  func unwritten(_ written: Int, of all: Int) -> String {
    Bilingual(
      en:
        "The derivation is written out for the first \(written) of \(all) steps; the others go the "
        + "same way with the numbers of the table.",
      ko: "\(all)단계 가운데 처음 \(written)단계까지만 유도를 적었습니다. 나머지도 표의 수로 똑같이 계산합니다.")[language]
  }
}
