import Autodiff
import Derivation
import GraphLayout
import Scene

/// Turns a plan into marks, sorted by when they come to be.
struct FigureComposer {
  let plan: FigurePlan
  private var layers: [TimedLayer] = []
  private var places: [Key: Int] = [:]
  /// The lines by which arrows are lit.
  private(set) var lights: [TimedLayer] = []

  private struct Key: Hashable {
    let kind: String
    let moment: Moment
    let node: Int?
  }

  /// The arrows into each node that carry their operand's number.
  private var entering: [[Int]]
  /// The arrows into each node that carry its own name for what they bring.
  private var named: [[Int]]
  /// The lines of each node's junction.
  private let junctions: [Junction.Lines?]

  init(_ plan: FigurePlan) {
    self.plan = plan
    junctions = plan.graph.nodes.indices.map(plan.junctionLines)
    entering = Array(repeating: [], count: plan.graph.nodes.count)
    named = entering
    for (index, edge) in plan.graph.edges.enumerated() {
      if plan.operandMarks[index] != nil { entering[edge.to].append(index) }
      if plan.ports.boxes[index] != nil { named[edge.to].append(index) }
    }
  }

  /// The layers from the lowest to the topmost. Large figures have few, since nobody steps through
  /// them.
  mutating func compose() -> [TimedLayer] {
    addBands()
    for (index, edge) in plan.graph.edges.enumerated() { addArrow(index, edge) }
    for index in plan.graph.nodes.indices {
      addJunction(index)
      addNode(index)
    }
    let order = ["band", "mark", "forward", "backward", "node"]
    return order.flatMap { kind in layers.filter { $0.layer.classes[0] == kind } }
  }

  private mutating func withLayer(
    _ kind: String, _ moment: Moment, node: Int? = nil, _ change: (inout TimedLayer) -> Void
  ) {
    let key =
      plan.labels
      ? Key(kind: kind, moment: moment, node: node) : Key(kind: kind, moment: .given, node: nil)
    if let place = places[key] {
      change(&layers[place])
    } else {
      places[key] = layers.count
      var layer = TimedLayer(kind, key.moment)
      if let node = key.node {
        let id = plan.graph.nodes[node].id
        layer.layer.node = String(id.index)
        layer.layer.name = plan.names.designations.text(id)
      }
      change(&layer)
      layers.append(layer)
    }
  }

  // MARK: Bands

  private mutating func addBands() {
    for place in plan.bandPlaces {
      let band = plan.graph.bands[place.band]
      let name = plan.bandNames[place.band].placed(at: place.name)
      withLayer("band", .given) { layer in
        layer.layer.items.append(
          .rectangle(
            place.frame, cornerRadius: 10,
            stroke: band.isLayer
              ? nil : Stroke(Paint(.line, opacity: 0.7), width: 1, dash: [3, 3]),
            fill: band.isLayer ? .band : Paint(.band, opacity: 0.6)))
        layer.layer.items += name
      }
    }
  }

  // MARK: Arrows

  /// When a node's value is known.
  private func moment(of node: Int) -> Moment {
    switch plan.graph.nodes[node].kind {
    case .leaf, .constant: .given
    case .operation, .group, .incoming: .forward(plan.graph.nodes[node].id)
    case .exit: moment(of: plan.graph.places[plan.graph.nodes[node].id.index])
    case .outgoing(let source): moment(of: plan.graph.places[source.index])
    }
  }

  /// When the gradient along an arrow is known.
  private func backwardMoment(of edge: FigureGraph.Edge) -> Moment {
    guard plan.trace.isOnPath(edge.user) else { return .apart }
    if case .outgoing = plan.graph.nodes[edge.to].kind { return .returned }
    return .backward(edge.isExit ? edge.source : plan.graph.nodes[edge.to].id)
  }

  private mutating func addArrow(_ index: Int, _ edge: FigureGraph.Edge) {
    let arrow = plan.arrows[index]
    let path = plan.layout.edges[index]
    let (forward, backward) = arrow.lines(along: plan.curve(index), plan.options.direction)
    let direction = plan.options.direction
    let boxes = path.label.map { arrow.boxes(in: $0, direction) }
    let ways = (
      forward: routes(forward, from: edge.from), backward: routes(backward, from: nil)
    )
    if plan.marks.edges[index] {
      let band = HighlightPen.band(along: plan.curve(index))
      withLayer("mark", moment(of: edge.from)) { $0.layer.items.append(band) }
    }
    withLayer("forward", moment(of: edge.from)) { layer in
      layer.layer.items += forward
      layer.add(arrow.value, in: boxes?.value)
      layer.routes += ways.forward
    }
    addLight(moment(of: edge.from), [.value(edge.source)], ways.forward)
    guard arrow.hasBackward else { return }
    let slot: [Term] =
      edge.isSingle && !edge.isExit ? [.contribution(of: edge.user, slot: edge.slot)] : []
    addLight(backwardMoment(of: edge), slot + [.gradient(edge.source)], ways.backward)
    withLayer("backward", backwardMoment(of: edge)) { layer in
      layer.layer.items += backward
      layer.add(arrow.gradient, in: boxes?.gradient)
      layer.routes += ways.backward
    }
  }

  /// A broad line along an arrow, which touching some terms of equations lights.
  private mutating func addLight(
    _ moment: Moment, _ terms: [Term], _ ways: [(path: Path, paint: Paint)]
  ) {
    guard plan.options.lightsArrows, plan.labels else { return }
    var light = TimedLayer("arrow", moment)
    light.layer.classes = ["arrow"] + terms.map(\.mark)
    light.layer.opacity = 0
    light.layer.items = ways.map {
      .path($0.path, stroke: Stroke(Paint(.highlight), width: Self.lightWidth))
    }
    lights.append(light)
  }

  /// How broad a lit arrow is, in pixels, and how far from its line a pointer may be.
  private static let lightWidth = 11.0

  /// The ways along an arrow's line, from its node on where it branches off a wire.
  private func routes(_ items: [Item], from node: Int?) -> [(path: Path, paint: Paint)] {
    items.compactMap { item in
      guard case .path(let path, let stroke?, nil) = item else { return nil }
      guard let node, let lines = junctions[node] else { return (path, stroke.paint) }
      var whole = lines.wire.path
      whole.elements += path.elements.map { element in
        if case .move(let start) = element { .line(start) } else { element }
      }
      return (whole, stroke.paint)
    }
  }

  /// The wire on which a node's arrows leave it.
  private mutating func addJunction(_ index: Int) {
    let face = plan.faces[index]
    guard let junction = face.junction, let lines = junctions[index] else { return }
    let frame = junction.valueFrame?.offset(by: plan.anchor(index))
    withLayer("forward", moment(of: index)) { layer in
      layer.layer.items += junction.forward(lines)
      layer.add(junction.value, in: frame)
    }
    let marked = zip(plan.branches[index], lines.dots).filter { plan.marks.edges[$0.0] }.map(\.1)
    if !marked.isEmpty {
      let way = HighlightPen.band(along: lines.way(to: marked))
      withLayer("mark", moment(of: index)) { $0.layer.items.append(way) }
    }
    let back = junction.backward(lines)
    let ways = routes(back, from: nil)
    if back.isEmpty { return }
    withLayer("backward", .backward(plan.graph.nodes[index].id)) { layer in
      layer.layer.items += back
      layer.routes += ways
    }
  }

  // MARK: Nodes

  private mutating func addNode(_ index: Int) {
    let face = plan.faces[index]
    let point = plan.anchor(index)
    let id = plan.graph.nodes[index].id
    let marks = plan.operandMarks(at: index, entering[index])
    let standsOut = plan.marks.nodes[index]
    if standsOut {
      withLayer("mark", moment(of: index)) { $0.layer.items.append(face.highlight(at: point)) }
    }
    let leader = face.leader(at: point, plan.options.direction).map { [$0] } ?? []
    let body = standsOut ? face.body(at: point, stroke: HighlightPen.outline) : face.body(at: point)
    let items = body + marks + plan.portNames(named[index])
    if !items.isEmpty {
      withLayer("node", moment(of: index), node: index) { layer in
        layer.layer.items += items
        if let caption = face.caption, let frame = face.captionFrame?.offset(by: point) {
          layer.layer.items += caption.centered(at: frame.center)
        }
        if let remark = face.remark, let frame = face.remarkFrame?.offset(by: point) {
          layer.layer.items += leader
          layer.layer.items += remark.centered(at: frame.center)
        }
        if let halo = face.halo(at: point) { layer.areas.append(halo) }
      }
    }
    if let note = face.note, let frame = face.noteFrame?.offset(by: point) {
      withLayer("backward", .backward(id)) { $0.add(note, in: frame) }
    }
  }
}

extension TimedLayer {
  /// Adds what is written beside an arrow.
  mutating func add(_ box: MathBox?, in frame: Rect?) {
    guard let box, let frame else { return }
    let origin = box.origin(center: frame.center)
    let count = layer.items.count
    blanks += box.blanks.map { $0.behind(count, offset: origin) }
    layer.items += box.placed(at: origin)
    areas.append(Self.area(frame))
  }

  /// The layer with the answers in its blanks.
  var answered: TimedLayer {
    var timed = self
    // The places of those that come first do not change.
    for blank in blanks.reversed() {
      timed.layer.items.replaceSubrange(blank.items, with: blank.answer)
    }
    timed.blanks = []
    return timed
  }

  /// What shines behind a label.
  static func area(_ frame: Rect) -> Item {
    .rectangle(
      Rect(
        x: frame.x - 4, y: frame.y - 3, width: frame.width + 8, height: frame.height + 6),
      cornerRadius: 5, fill: .highlight)
  }
}
