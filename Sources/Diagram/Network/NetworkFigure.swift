import Autodiff
import Derivation
import Scene
import Wording

/// A computation as the network that everyone draws: neurons as circles in columns, weights on the
/// lines between them, biases above, gradients beneath.
///
///     let figure = try NetworkFigure(trace, options: FigureOptions(), measuring: text)
///     let svg = try Painter(text: text).svg(figure.scene)
package struct NetworkFigure: SteppedFigure {
  let plan: NetworkPlan
  private let part: NetworkOptions
  let layers: [TimedLayer]
  /// What the figure says, for a reader who does not see it.
  package let description: String
  private let targets: [Target]

  /// Measures and places the network of a computation.
  ///
  /// - Parameters:
  ///   - trace: the computation.
  ///   - options: how it is drawn; style and groups are the operation graph's alone.
  ///   - part: which sample, and what lines are as strong as.
  ///   - measure: the fonts that will paint it.
  /// - Throws: `NetworkFault` where there are no neurons, or not so many samples.
  package init(
    _ trace: Trace<Double>, options: FigureOptions = FigureOptions(),
    part: NetworkOptions = NetworkOptions(), measuring measure: any TextMeasuring
  ) throws(NetworkFault) {
    plan = try .fitting(trace, options: options, of: part, measuring: measure)
    self.part = part
    var composer = NetworkComposer(plan, part)
    layers = composer.compose()
    description =
      ([plan.words.description(sample: part.sample)]
      + FigureDescription(plan.derivation, plan.options).marks).joined(separator: " ")
    targets = Self.targets(of: plan)
  }

  /// How it is drawn.
  package var options: FigureOptions { plan.options }

  /// The figure with all that it has to say.
  package var scene: Scene { finished(layers.map(\.layer)) }

  /// The figure's title: that of the options, of the graph, or a general one.
  package var title: String {
    options.title ?? plan.trace.annotations.title[options.language]
      ?? NetworkWords.title[options.language]
  }

  package var smallNumbers: (size: Double, readable: Double)? {
    guard options.labels != .none, let frame = FigureExtent.frame(of: options), !frame.isSnug
    else { return nil }
    let size = NetworkLabels.size * drawn.scale
    return size < frame.readable - 0.005 ? (size, frame.readable) : nil
  }

  private func finished(_ layers: [Layer]) -> Scene {
    let scene = Scene(
      size: plan.size, title: title, description: description,
      language: options.language.rawValue, layers: layers, targets: targets)
    return drawn.finished(scene)
  }

  private var drawn: FigureExtent {
    let strength = plan.strengths == nil ? nil : part.strength ?? .weight
    return FigureExtent(
      options: options, drawing: plan.size,
      margins: FigureMargins(
        options, title: title, others: strength.map { [NetworkWords.width(of: $0)] } ?? [],
        width: plan.size.width, plan.setter))
  }

  private static func targets(of plan: NetworkPlan) -> [Target] {
    let words = FigureDescription(plan.derivation, plan.options)
    return plan.units.units.enumerated().map { place, unit in
      let node = plan.network.banks[unit.bank].output
      return Target(
        area(plan.faces[place], plan.placement.centers[place] + Point(plan.shift, 0)),
        node: String(node.index), name: plan.designations.text(node),
        title: words.tooltip(node))
    }
  }

  private static func area(_ face: UnitFace, _ center: Point) -> Target.Shape {
    switch face.body.outline {
    case .circle(let radius): .circle(center, radius: radius)
    case .box(let size, _, _): .rectangle(Rect(center: center, size: size))
    }
  }

  // MARK: Steps

  /// The figure step by step: a step for each bank of neurons, and one for what follows on them.
  package func frames(pass: FigureOptions.Pass = .both) -> FigureFrames {
    let (trace, banks) = (plan.trace, plan.network.banks)
    let layers = banks.filter(\.isDerived)
    let end = plan.placement.ending == nil ? [] : [trace.output]
    let results = (layers.map(\.output) + end).sorted()
    let bankOfNode = Dictionary(layers.map { ($0.output, $0) }, uniquingKeysWith: { a, _ in a })
    let marks = StepMarks(
      trace: trace, options: options, setter: plan.setter, title: title, description: description,
      layers: self.layers, ghost: Layer(["ghost"]), forward: results,
      backward: results.filter { trace.isOnPath($0) && trace.recordsGradient($0) }.reversed(),
      told: { step in
        guard let bank = bankOfNode[step.node] else { return [step.node] }
        let function = bank.hasFunction ? [bank.output] : []
        let inside = (bank.parts + [bank.sum]).sorted()
        // What lies inside a sum is no number of its own in the backward pass, but functions of maps are.
        let way = bank.kind == .neurons ? [bank.sum] : inside.reversed()
        return step.pass == .forward ? inside + function : function + way
      }, finished: finished)
    return FigureFrames(marks, pass: pass)
  }
}
