import Autodiff
import Derivation
import Diagram
import Scene
import Wording

/// What stands for the tags that speak of a graph.
struct GraphTags {
  let explained: ExplainedGraph
  /// How many tags stand before this one, for ids.
  let number: Int
  let figures: FigureWriter
  let numerals: Numerals
  /// The id of the graph's figure on the page, if there is one, to which steps lead back.
  let picture: String?
  /// Where the graph's nodes lead on the page.
  let places: [NodeID: String]

  var explanation: Explanation { explained.explanation }
  private var trace: Trace<Double> { explanation.trace }
  private var derivation: Derivation { explanation.derivation }
  private var words: ExplainWords { ExplainWords(explanation.language) }

  private func node(_ name: String) throws -> NodeID {
    guard let node = trace.annotations.node(named: name) else {
      throw LessonTag.Fault(name: name)
    }
    return node
  }

  private func gradientNumbers(of name: String) throws -> Tensor<Double> {
    guard let gradient = trace.gradient(of: try node(name)).tensor else {
      throw LessonTag.Fault(constant: name)
    }
    return gradient
  }

  private func update(_ name: String) throws -> Update {
    let node = trace.annotations.node(named: name)
    guard let update = trace.updates.first(where: { $0.node == node }) else {
      throw LessonTag.Fault(notUpdated: name)
    }
    return update
  }

  // MARK: In sentences

  func value(of name: String) throws -> HTML {
    .number(trace.value(of: try node(name)), numerals, explanation, .value)
  }

  func gradient(of name: String) throws -> HTML {
    .number(try gradientNumbers(of: name), numerals, explanation, .gradient)
  }

  func after(_ name: String) throws -> HTML {
    .number(try update(name).after, numerals, explanation)
  }

  func change(of name: String) throws -> HTML {
    .number(try update(name).change, numerals, explanation)
  }

  /// A shape such as 2×3.
  func shape(of name: String) throws -> HTML {
    HTML(text: trace.shape(of: try node(name)).extents.map(String.init).joined(separator: "×"))
  }

  func symbol(of name: String) throws -> HTML { .math(derivation.symbol(of: try node(name))) }

  func gradientSymbol(of name: String) throws -> HTML {
    .math(derivation.gradientSymbol(of: try node(name)))
  }

  /// The learning rate.
  var rate: HTML {
    get throws {
      guard let rate = trace.annotations.rate else {
        throw LessonTag.Fault(
          en: "the graph has no rate; add 'rate 0.1'",
          ko: "그래프에 rate가 없습니다. 'rate 0.1'을 더하십시오")
      }
      return HTML(text: numerals.power(rate))
    }
  }

  // MARK: Lines of their own

  /// A formula as it is typed, with the numbers it asks for.
  func formula(_ text: String) throws -> HTML {
    do {
      let equation = try BoardFormula.read(text) { word, name in
        switch word {
        case .value: derivation.math(of: trace.value(of: try node(name))).asValue
        case .gradient: derivation.math(of: try gradientNumbers(of: name)).asGradient
        }
      }
      return .equation(equation)
    } catch let fault as BoardFormula.Fault {
      let message = fault.message.map { "'{{formula \(text)}}': \($0)" }
      throw LessonTag.Fault(message)
    }
  }

  func figure(_ pass: FigureOptions.Pass, _ writing: LessonTag.Writing) throws -> HTML {
    let drawing = try explanation.drawing(
      figures, name: Self.figureName(pass, number), places: places,
      follows: pass == .both && writing == .numbers
    ) {
      $0.pass = pass
      $0.writesLocals = writing == .local
      $0.writesSymbols = writing == .symbols
    }
    return framed(drawing.picture, label: words.figureLabel) + drawing.button
  }

  /// - Throws: `LessonTag.Fault` where the graph is no network.
  func network(_ pass: FigureOptions.Pass, local: Bool) throws -> HTML {
    var options = FigureOptions(language: explanation.language, numerals: numerals)
    options.pass = pass
    options.writesLocals = local
    let figure: NetworkFigure
    var other: NetworkFigure?
    do throws(NetworkFault) {
      figure = try NetworkFigure(explanation.trace, options: options, measuring: figures.measure)
      if figure.scene.size.width > FigureFrame.phonePage.width {
        options.isLayoutFree = true
        options.fitPhone()
        other = try NetworkFigure(
          explanation.trace, options: options, measuring: figures.measure)
      }
    } catch {
      throw LessonTag.Fault(
        en: "'{{network}}' finds no neurons in this graph; use '{{figure}}'",
        ko: "이 그래프에는 '{{network}}'로 그릴 뉴런이 없습니다. '{{figure}}'를 쓰십시오")
    }
    return framed(
      try figures.picture(
        figure.scene, phone: other?.scene, "\(explanation.prefix)network\(number)-",
        places: places),
      label: words.networkLabel)
  }

  /// The graph with its numbers left to be filled in, below those of its leaves that the figure does
  /// not show whole.
  var worksheet: HTML {
    get throws {
      let givens = explanation.givens.map { HTML.element("li", $0) }
      return (givens.isEmpty ? HTML() : .element("ul", ["class": "givens"], givens) + "\n")
        + framed(
          try explanation.blanked.figure(figures, name: "worksheet\(number)-") { $0.blank = .all },
          label: words.figureLabel)
    }
  }

  /// What the ids of a figure's tag begin with, behind the graph's prefix.
  static func figureName(_ pass: FigureOptions.Pass, _ number: Int) -> String {
    "figure\(number)-\(pass.rawValue)-"
  }

  func frames(_ pass: FigureOptions.Pass, first: Int?) throws -> HTML {
    var frames = FrameSteps(explanation, pass: pass, figures: figures, name: "frames\(number)")
    guard (1...FrameSteps.limit).contains(frames.count) else {
      throw LessonTag.Fault(
        en: "the pass has \(frames.count) steps; '{{frames}}' shows 1 to \(FrameSteps.limit), "
          + "use '{{figure}}' and '{{steps}}'",
        ko: "이 패스는 \(frames.count)단계입니다. '{{frames}}'는 1~\(FrameSteps.limit)단계를 보이니 "
          + "'{{figure}}'와 '{{steps}}'를 쓰십시오")
    }
    if let first {
      guard (1...frames.count).contains(first) else {
        throw LessonTag.Fault(
          en: "'{{frames}}' opens at one of its steps, 1 to \(frames.count)",
          ko: "'{{frames}}' 뒤의 수는 1~\(frames.count) 가운데 한 단계여야 합니다")
      }
      frames.first = first
    }
    return try frames.html()
  }

  func steps(_ direction: LessonTag.Direction) -> HTML {
    switch direction {
    case .forward: explanation.forwardSteps(figure: picture)
    case .backward: explanation.backwardSteps(figure: picture)
    }
  }

  func step(_ direction: LessonTag.Direction, of name: String) throws -> HTML {
    explanation.steps(of: try node(name), isForward: direction == .forward, figure: picture)
  }

  func algebra(of name: String, slot: Int) throws -> HTML {
    guard let algebra = derivation.algebra(of: try node(name), slot: slot) else {
      throw LessonTag.Fault(
        en: "the operation of '\(name)' has no algebra to write out; "
          + "use '{{step backward \(name)}}'",
        ko: "'\(name)'의 연산에는 풀어 쓸 대수가 없습니다. '{{step backward \(name)}}'를 쓰십시오")
    }
    return explanation.html(algebra)
  }

  func plot(_ request: DerivativePlot.Request) throws -> HTML {
    let scene = try DerivativePlot(request, explained).scene(figures)
    return framed(
      try figures.picture(scene, explanation.prefix + "plot\(number)-"), label: words.figureLabel)
  }

  func chain(of names: [String]) throws -> HTML {
    explanation.chainSteps(of: try names.map(node))
  }
}
