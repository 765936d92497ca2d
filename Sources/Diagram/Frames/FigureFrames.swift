import Autodiff
import Derivation
import Scene

/// A figure step by step: the forward pass node by node, then the backward pass. Everything is laid
/// out once, so that nothing jumps; what happens now stands out, what comes later is faint.
package struct FigureFrames {
  /// One step.
  package struct Step: Hashable, Sendable {
    /// Forward or backward.
    package let pass: FigureOptions.Pass
    /// The node that is computed, or from which the gradient flows on.
    package let node: NodeID
    /// The class of the marks that come with it: `step-f3`, `step-b3`, as the derivation's anchors.
    package let className: String

    var moment: Moment { pass == .forward ? .forward(node) : .backward(node) }
  }

  let marks: StepMarks
  /// The steps in their order.
  package let steps: [Step]

  init(_ marks: StepMarks, pass: FigureOptions.Pass) {
    self.marks = marks
    func steps(_ pass: FigureOptions.Pass, _ nodes: [NodeID]) -> [Step] {
      nodes.map {
        Step(
          pass: pass, node: $0,
          className: "step-\(pass == .forward ? "f" : "b")\($0.index)")
      }
    }
    var all: [Step] = []
    if pass != .backward { all += steps(.forward, marks.forward) }
    if pass != .forward, marks.options.pass != .forward { all += steps(.backward, marks.backward) }
    self.steps = all
  }

  /// The step that a moment belongs to: −1 for what is there before the first, the number of steps
  /// for what never comes to be.
  private func number(of moment: Moment, _ numbers: [Moment: Int]) -> Int {
    if let number = numbers[moment] { return number }
    switch moment {
    case .given, .forward: return -1
    case .returned: return steps.firstIndex { $0.pass == .backward } ?? steps.count
    case .apart, .backward: return steps.last?.pass == .backward ? steps.count - 1 : steps.count
    }
  }

  private var numbers: [Moment: Int] {
    Dictionary(
      steps.enumerated().map { ($1.moment, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// Every step as a picture of its own.
  package var scenes: [Scene] {
    let numbers = numbers
    return steps.indices.map { scene($0, numbers) }
  }

  /// The picture of one step.
  package func scene(_ step: Int) -> Scene { scene(step, numbers) }

  /// What lies under all steps: bands, and where numbers will flow.
  private var ground: [Layer] {
    marks.layers.filter { $0.layer.classes[0] == "band" }.map(\.layer) + [marks.ghost]
  }

  /// What stands out in a step.
  private func areas(at step: Int, _ numbers: [Moment: Int]) -> [Item] {
    marks.layers.filter { $0.moment != .returned && number(of: $0.moment, numbers) == step }
      .flatMap(\.areas)
  }

  private func scene(_ step: Int, _ numbers: [Moment: Int]) -> Scene {
    var layers = ground
    layers.append(Layer(["now"], items: areas(at: step, numbers)))
    for timed in marks.layers where timed.layer.classes[0] != "band" {
      let number = number(of: timed.moment, numbers)
      var layer = timed.layer
      if number > step {
        guard layer.classes[0] == "node" else { continue }
        layer.opacity = Self.faint
      }
      layers.append(layer)
    }
    return marks.finished(layers)
  }

  /// All steps in one picture, so that a page can show and hide them: each layer that comes to be
  /// in a step has the classes `timed` and `at-N`, N from 1; what stands out in a step is a layer of
  /// class `now`, hidden at first.
  package var layered: Scene {
    var layers = ground
    let numbers = numbers
    for (number, step) in steps.enumerated() {
      layers.append(
        Layer(
          ["now", step.className, "at-\(number + 1)"], opacity: 0,
          items: areas(at: number, numbers)))
    }
    for timed in marks.layers where timed.layer.classes[0] != "band" {
      var layer = timed.layer
      let number = number(of: timed.moment, numbers)
      if number >= 0 { layer.classes += ["timed", "at-\(number + 1)"] }
      layers.append(layer)
    }
    for timed in marks.lights {
      var layer = timed.layer
      layer.classes.append("at-\(number(of: timed.moment, numbers) + 1)")
      layers.append(layer)
    }
    return marks.finished(layers)
  }
}

extension FigureFrames {
  /// All steps in one picture that plays them: what is computed appears, what happens in a step
  /// shines, and along each of its arrows a pulse travels. Where nothing can play it is whole.
  package var animated: Scene {
    var layers = ground
    let numbers = numbers
    for number in steps.indices {
      layers.append(
        Layer(["now"], items: areas(at: number, numbers), timing: .during(step: number + 1)))
    }
    var pulses: [Layer] = []
    for timed in marks.layers where timed.layer.classes[0] != "band" {
      var layer = timed.layer
      let number = number(of: timed.moment, numbers)
      if number >= 0 {
        let isNode = layer.classes[0] == "node"
        layer.timing = .from(step: number + 1, faintly: isNode ? Self.faint : 0)
        if number < steps.count { pulses += Self.pulses(of: timed, step: number + 1) }
      }
      layers.append(layer)
    }
    var scene = marks.finished(layers + pulses)
    scene.playing = Playing(steps: steps.count)
    return scene
  }

  /// How strongly nodes are seen that are not computed yet.
  private static let faint = 0.35
  private static let pulseRadius = 4.5

  /// A pulse for each arrow of a layer.
  private static func pulses(of timed: TimedLayer, step: Int) -> [Layer] {
    let lines = timed.layer.items.compactMap { item -> (path: Path, paint: Paint)? in
      guard case .path(let path, let stroke?, nil) = item,
        stroke.paint.role == .forward || stroke.paint.role == .backward
      else { return nil }
      return (path, stroke.paint)
    }
    return (timed.routes.isEmpty ? lines : timed.routes).map { path, paint in
      Layer(
        ["pulse"], items: [.circle(.zero, radius: pulseRadius, fill: paint)],
        timing: .travelling(step: step, along: path))
    }
  }
}

extension FigureGraph.Kind {
  /// Whether the node is computed.
  var isResult: Bool {
    switch self {
    case .operation, .group: true
    case .leaf, .constant, .exit, .incoming, .outgoing: false
    }
  }
}

extension GraphFigure: SteppedFigure {
  /// The figure step by step.
  package func frames(pass: FigureOptions.Pass = .both) -> FigureFrames {
    let graph = plan.graph
    let results = graph.nodes.filter { $0.kind.isResult }.map(\.id).sorted()
    let sums = zip(graph.nodes, plan.faces).filter { !$0.kind.isResult && $1.note != nil }
    let visited = (results + sums.map(\.0.id)).filter {
      trace.isOnPath($0) && trace.recordsGradient($0)
    }
    let marks = StepMarks(
      trace: trace, options: options, setter: plan.setter, title: title, description: description,
      layers: layers, lights: lights, ghost: ghost, forward: results,
      backward: visited.sorted(by: >),
      told: { [$0.node] }, finished: finished)
    return FigureFrames(marks, pass: pass)
  }

  /// The forward arrows as faint lines: where numbers will flow.
  var ghost: Layer {
    let wires = plan.graph.nodes.indices.flatMap { node -> [Item] in
      guard let lines = plan.junctionLines(at: node) else { return [] }
      return [lines.wire, lines.rail].map {
        .path($0.path, stroke: Stroke(Paint(.grid), width: 1.25, dash: []))
      }
    }
    return Layer(
      ["ghost"],
      items: wires
        + plan.graph.edges.indices.flatMap { index in
          let side = plan.options.direction == .leftToRight ? 1.0 : -1
          let arrow = plan.arrows[index]
          return Pen.arrow(
            along: plan.curve(index).parallel(at: arrow.offset * side), head: Pen.forwardHead,
            paint: Paint(.grid), solid: true, width: 1.25, start: arrow.start)
        })
  }
}
