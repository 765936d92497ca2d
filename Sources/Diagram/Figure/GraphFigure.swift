import Autodiff
import Derivation
import GraphLayout
import Scene
import Wording

/// A computation with its backward pass as a picture.
///
///     let figure = GraphFigure(trace, options: FigureOptions(language: .korean), measuring: text)
///     let svg = try Painter(text: text).svg(figure.scene)
///
/// The graph is laid out once; the scene, its frames and the layout's document share the places.
package struct GraphFigure {
  let plan: FigurePlan
  private(set) var layers: [TimedLayer]
  /// The lines by which a page lights arrows.
  private(set) var lights: [TimedLayer]
  /// What the figure says, for a reader who does not see it.
  package let description: String
  /// How it was to be drawn, before a layout was chosen.
  let asked: FigureOptions
  private let targets: [Target]

  /// Measures and places everything a figure draws.
  ///
  /// - Parameters:
  ///   - trace: the computation.
  ///   - options: how it is drawn.
  ///   - measure: the fonts that will paint it.
  ///   - memory: what is known of graphs that were drawn before; nothing when left out.
  package init(
    _ trace: Trace<Double>, options: FigureOptions = FigureOptions(),
    measuring measure: any TextMeasuring, memory: FigureMemory? = nil
  ) {
    asked = options
    plan = FigurePlan.fitting(
      trace, options: options, measuring: measure, arrangements: memory?.arrangements)
    var composer = FigureComposer(plan)
    layers = composer.compose()
    lights = composer.lights
    guard options.describes else {
      (description, targets) = ("", [])
      return
    }
    let words = FigureDescription(
      plan.derivation, plan.options, hasHeatStrips: plan.hasHeatStrips)
    description = words.text
    targets = Self.targets(of: plan, words)
  }

  private init(
    _ figure: GraphFigure, where isShown: (TimedLayer) -> Bool, _ words: FigureDescription
  ) {
    plan = figure.plan
    asked = figure.asked
    layers = figure.layers.filter(isShown)
    lights = figure.lights.filter(isShown)
    description = words.text
    targets = Self.targets(of: figure.plan, words)
  }

  /// A figure of both passes with the marks of one of them alone, each where it was; another figure is
  /// itself.
  package func seen(_ pass: FigureOptions.Pass) -> GraphFigure {
    guard pass == .forward, options.pass == .both else { return self }
    var options = plan.options
    options.pass = .forward
    return GraphFigure(
      self,
      where: { timed in
        switch timed.moment {
        case .given, .forward: true
        case .backward, .returned, .apart: false
        }
      }, FigureDescription(plan.derivation, options, hasHeatStrips: plan.hasHeatStrips))
  }

  /// The figure of a worksheet with the answers in its blanks, each mark where it was.
  ///
  /// It is drawn anew only where more is told with the answers: that a kink is hit, or that numbers stop
  /// being finite. Else what it says in words is still what the worksheet does.
  package func answered(
    measuring measure: any TextMeasuring, memory: FigureMemory? = nil
  ) -> GraphFigure {
    guard isAnsweredInPlace else {
      var options = asked
      options.isAnswered = true
      return GraphFigure(trace, options: options, measuring: measure, memory: memory)
    }
    var figure = self
    figure.layers = layers.map(\.answered)
    return figure
  }

  /// Whether the answers differ from the worksheet in nothing but its blanks.
  var isAnsweredInPlace: Bool {
    let births = trace.nonFiniteBirths
    return trace.kinks.isEmpty && births.values.isEmpty && births.arrows.isEmpty
      && births.sums.isEmpty
  }

  /// The figure without the lines by which a page lights arrows.
  package var unlit: GraphFigure {
    var figure = self
    figure.lights = []
    return figure
  }

  /// The computation.
  package var trace: Trace<Double> { plan.trace }
  /// How it is drawn.
  package var options: FigureOptions { plan.options }

  /// How many times larger the figure is drawn than it was laid out.
  var scale: Double { plan.scale }

  /// How many times larger than it was laid out it is on the sheet that the options name.
  package var scaleOnSheet: Double { plan.shownScale }

  /// The extents in pixels of the smallest blanks, where they are too small to be written in: less
  /// than 8 by 6 mm on paper.
  package var crampedBlank: Size? { plan.hasRoomToWrite ? nil : plan.shownBlank }

  /// The figure with all that it has to say.
  package var scene: Scene {
    finished((layers + lights).map(\.layer))
  }

  /// A scene of some of the layers, with title, description and targets.
  func finished(_ layers: [Layer]) -> Scene {
    let scene = Scene(
      size: Size(plan.layout.width, plan.layout.height), title: title, description: description,
      language: options.language.rawValue, layers: layers, targets: targets)
    return plan.finished(scene)
  }

  /// The figure's title: that of the options, of the graph, or a general one.
  package var title: String { plan.title }

  /// Whether a page can write other numbers in the places of all that are written here, and nothing
  /// else that is drawn would then be untrue.
  package var canFollow: Bool { plan.canFollow }

  private static func targets(of plan: FigurePlan, _ words: FigureDescription) -> [Target] {
    zip(plan.graph.nodes, plan.faces).enumerated().compactMap { index, pair in
      let (node, face) = pair
      switch node.kind {
      case .leaf, .constant, .operation, .group: break
      case .exit, .incoming, .outgoing: return nil
      }
      let frame = face.frame.offset(by: plan.anchor(index))
      var shape = Target.Shape.rectangle(frame)
      if case .circle(let radius) = face.outline { shape = .circle(frame.center, radius: radius) }
      return Target(
        shape, node: String(node.id.index), name: plan.names.designations.text(node.id),
        title: words.tooltip(node.id))
    }
  }
}
