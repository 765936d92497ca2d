import Autodiff
import Derivation
import Scene

/// Turns a network's plan into marks, sorted by when they come to be.
struct NetworkComposer {
  let plan: NetworkPlan
  private let part: NetworkOptions
  private var layers: [TimedLayer] = []
  private var places: [Key: Int] = [:]

  /// What is written in circles lies over them, and lines under them.
  private enum Level { case lines, circles, writing }
  private var level = Level.lines

  private struct Key: Hashable {
    let level: Level
    let kind: String
    let moment: Moment
    let node: Int?
  }

  init(_ plan: NetworkPlan, _ part: NetworkOptions) {
    self.plan = plan
    self.part = part
  }

  /// The marks: words, lines, circles, and what is written in and at them.
  mutating func compose() -> [TimedLayer] {
    addWords()
    addHighlights()
    for index in plan.units.lines.indices { addLine(index) }
    level = .circles
    for index in plan.units.units.indices { addOutline(index) }
    level = .writing
    addExits()
    for index in plan.units.units.indices { addWriting(index) }
    for line in plan.units.lines { addWindow(line) }
    for index in layers.indices { layers[index].move(by: Point(plan.shift, 0)) }
    addNotes()
    return layers
  }

  mutating func withLayer(
    _ kind: String, _ moment: Moment, node: Int? = nil, _ change: (inout TimedLayer) -> Void
  ) {
    let key = Key(level: level, kind: kind, moment: moment, node: node)
    if let place = places[key] { return change(&layers[place]) }
    places[key] = layers.count
    var layer = TimedLayer(kind, moment)
    if let node {
      let id = plan.network.banks[plan.units.units[node].bank].output
      layer.layer.node = String(id.index)
      layer.layer.name = plan.designations.text(id)
    }
    change(&layer)
    layers.append(layer)
  }

  // MARK: When

  func bank(_ unit: Int) -> Network.Bank { plan.network.banks[plan.units.units[unit].bank] }

  /// When a neuron's value is known.
  func forward(_ unit: Int) -> Moment {
    bank(unit).isDerived ? .forward(bank(unit).output) : .given
  }

  /// When gradients have flowed through a neuron.
  private func backward(_ unit: Int) -> Moment {
    let node = bank(unit).output
    return plan.trace.isOnPath(node) ? .backward(node) : .apart
  }

  /// When all gradients have arrived at a neuron: with the last of those that use it.
  func arrival(_ unit: Int) -> Moment {
    let index = plan.units.units[unit].bank
    let users = plan.network.banks.filter { bank in bank.inputs.contains { $0.bank == index } }
    let last = users.map(\.output).filter { plan.trace.isOnPath($0) }.min()
    return last.map(Moment.backward)
      ?? (plan.trace.isOnPath(bank(unit).output) ? .backward(plan.trace.output) : .apart)
  }

  // MARK: Words and lines

  private mutating func addWords() {
    let (headings, placement) = (plan.headings, plan.placement)
    let direction = plan.direction
    withLayer("band", .given) { layer in
      for (heading, place) in zip(headings, placement.headings) {
        let corner =
          switch direction {
          case .leftToRight: Point(place.x - heading.width / 2, place.y)
          case .topToBottom: Point(place.x, place.y - heading.height / 2)
          }
        layer.layer.items += heading.placed(at: corner + Point(0, heading.ascent))
      }
      for dots in placement.dots {
        for step in -1...1 {
          let along = Point(0, Double(step) * 9)
          let place = dots + (direction == .leftToRight ? along : along.transposed)
          layer.layer.items.append(.circle(place, radius: 1.8, fill: .muted))
        }
      }
    }
  }

  /// The bands behind what stands out.
  private mutating func addHighlights() {
    let (marks, placement) = (plan.marks, plan.placement)
    let (faces, exits) = (plan.faces, plan.exits)
    let isMarked = marks.units.contains(true) || marks.lines.contains(true) || marks.ending
    guard isMarked else { return }
    withLayer("highlight", .given) { layer in
      for (curve, isMarked) in zip(placement.curves, marks.lines) where isMarked {
        layer.layer.items.append(HighlightPen.band(along: curve))
      }
      for (place, isMarked) in marks.units.enumerated() where isMarked {
        layer.layer.items.append(
          faces[place].outline(
            about: placement.centers[place], room: HighlightPen.reach, fill: HighlightPen.band))
      }
      guard marks.ending, let frame = placement.ending else { return }
      for (exit, curve) in zip(exits, placement.exits) where marks.units[exit] {
        layer.layer.items.append(HighlightPen.band(along: curve))
      }
      layer.layer.items.append(
        .rectangle(
          frame.expanded(by: HighlightPen.reach), cornerRadius: 10, fill: HighlightPen.band))
    }
  }

  private mutating func addLine(_ index: Int) {
    let line = plan.units.lines[index]
    let curve = plan.placement.curves[index]
    let weights = plan.network.weights(of: line, plan.units)
    let middle = plan.placement.middles[index]
    let room = middle.flatMap { middle in
      plan.writings[index].size.map { Rect(center: middle, size: $0).expanded(by: 2) }
    }
    let (value, gradient) = middle.map(plan.writings[index].placed) ?? (nil, nil)
    let moments = (forward(line.from), backward(line.to))
    // Many weights lead to maps, and none from maps to their numbers: no line is as wide as one.
    if let strengths = plan.strengths, ![.maps, .flattened].contains(bank(line.to).kind) {
      let byGradient = part.strength == .gradient
      let kind = byGradient ? "backward" : "forward"
      let (width, paint) = Self.pen(weights == nil ? 0 : strengths[index], byGradient)
      withLayer(kind, byGradient ? moments.1 : moments.0) { layer in
        for piece in Self.pieces(
          of: curve.trimmed(start: Pen.nodeGap, end: Pen.nodeGap), around: room)
        {
          layer.layer.items.append(.path(piece.path, stroke: Stroke(paint, width: width, dash: [])))
        }
      }
    } else {
      let flowsBack =
        plan.trace.recordsGradient(bank(line.from).output)
        || weights.map { plan.trace.recordsGradient($0.node) } == true
        || bank(line.to).maps?.parameters.contains(where: plan.trace.recordsGradient) == true
      addPair(curve, around: room, flowsBack: flowsBack, moments)
    }
    if let value {
      withLayer("forward", .given) { $0.layer.items += value.box.centered(at: value.frame.center) }
    }
    if let gradient {
      withLayer("backward", moments.1) { $0.add(gradient.box, in: gradient.frame) }
    }
  }

  /// A line as wide and as strong as its number is beside the greatest.
  private static func pen(_ strength: Double, _ isBackward: Bool) -> (width: Double, paint: Paint) {
    (
      0.6 + 3.4 * strength,
      Paint(isBackward ? .backward : .forward, opacity: 0.18 + 0.72 * strength)
    )
  }

  /// The forward and the backward arrow side by side, interrupted where numbers stand on them.
  ///
  /// - Parameter flowsBack: whether a gradient flows along it, to a weight or to a signal.
  private mutating func addPair(
    _ curve: CubicPath, around room: Rect?, flowsBack: Bool, _ moments: (Moment, Moment)
  ) {
    let passes = plan.options.pass
    let shift = passes == .both && flowsBack ? Pen.pairDistance / 2 : 0
    if passes != .backward {
      let line = curve.parallel(at: shift)
      let arrows = Self.arrows(along: line, Pen.forwardHead, .forward, around: room)
      withLayer("forward", moments.0) { layer in
        layer.layer.items += arrows
        layer.routes.append((line.path, .forward))
      }
    }
    if passes != .forward, flowsBack {
      let line = curve.parallel(at: -shift).reversed
      let arrows = Self.arrows(along: line, Pen.backwardHead, .backward, around: room)
      withLayer("backward", moments.1) { layer in
        layer.layer.items += arrows
        layer.routes.append((line.path, .backward))
      }
    }
  }

  /// An arrow that leaves out what lies in a rectangle.
  private static func arrows(
    along curve: CubicPath, _ head: Size, _ paint: Paint, around room: Rect?
  ) -> [Item] {
    let pieces = pieces(of: curve.trimmed(start: Pen.nodeGap, end: 0), around: room)
    guard let last = pieces.last else { return [] }
    return pieces.dropLast().map { .path($0.path, stroke: Stroke(paint)) }
      + Pen.arrow(along: last, head: head, paint: paint, start: 0)
  }

  /// What of a curve lies outside a rectangle.
  private static func pieces(of curve: CubicPath, around room: Rect?) -> [CubicPath] {
    guard let room else { return [curve] }
    var pieces: [[Cubic]] = [[]]
    for piece in curve.pieces {
      guard piece.isStraight,
        let (from, to) = LineGeometry.overlap(piece.start, piece.end, room)
      else {
        pieces[pieces.count - 1].append(piece)
        continue
      }
      let step = piece.end - piece.start
      if from > 0.001 {
        pieces[pieces.count - 1].append(.line(from: piece.start, to: piece.start + step * from))
      }
      pieces.append([])
      if to < 0.999 {
        pieces[pieces.count - 1].append(.line(from: piece.start + step * to, to: piece.end))
      }
    }
    return pieces.filter { !$0.isEmpty }.map { CubicPath($0) }
  }

  private mutating func addNotes() {
    var top = plan.placement.size.height - NetworkPlacement.margin / 2
    let notes = plan.notes
    withLayer("band", .given) { layer in
      for note in notes {
        top += NetworkPlan.noteGap
        layer.layer.items += note.placed(at: Point(NetworkPlacement.margin, top + note.ascent))
        top += note.height
      }
    }
  }

  // MARK: The end

  private mutating func addExits() {
    guard let frame = plan.placement.ending else { return }
    let output = plan.trace.output
    let (value, gradient) = plan.outcome.placed(about: frame.center)
    withLayer("node", .forward(output)) { layer in
      layer.layer.items.append(
        .rectangle(frame, cornerRadius: 8, stroke: Stroke(.ink, width: 1.2), fill: .node))
    }
    for (exit, curve) in zip(plan.exits, plan.placement.exits) {
      addPair(
        curve, around: nil, flowsBack: plan.trace.recordsGradient(bank(exit).output),
        (forward(exit), .backward(output)))
    }
    if let value { withLayer("forward", .forward(output)) { $0.add(value.box, in: value.frame) } }
    if let gradient {
      withLayer("backward", .backward(output)) { $0.add(gradient.box, in: gradient.frame) }
    }
  }

  // MARK: Neurons

  private mutating func addOutline(_ unit: Int) {
    let center = plan.placement.centers[unit]
    let isOutside = bank(unit).kind == .computed
    let stroke = Stroke(
      .ink, width: plan.marks.units[unit] ? 3.2 : 1.2, dash: isOutside ? [4, 3] : [])
    switch plan.faces[unit] {
    case .neuron(let face): addCircle(unit, face, about: center, stroke)
    case .maps(let face): addMaps(unit, face, about: center, stroke)
    }
  }

  private mutating func addCircle(
    _ unit: Int, _ face: NeuronFace, about center: Point, _ stroke: Stroke
  ) {
    withLayer("node", forward(unit), node: unit) { layer in
      layer.layer.items.append(
        .circle(center, radius: face.radius, stroke: stroke, fill: .node))
      if let name = face.name {
        layer.layer.items += name.box.centered(at: name.frame.offset(by: center).center)
      }
    }
  }

  private mutating func addRemark(_ unit: Int) {
    guard let remark = plan.faces[unit].remark else { return }
    let center = plan.placement.centers[unit]
    let leader = plan.faces[unit].leader(plan.direction)
    withLayer("band", .given) { layer in
      layer.layer.items += [leader].compactMap { $0?.offset(by: center) }
      layer.add(remark.box, in: remark.frame.offset(by: center))
    }
  }

  private mutating func addWriting(_ unit: Int) {
    let center = plan.placement.centers[unit]
    guard let face = plan.faces[unit].neuron else { return addRemark(unit) }
    func write(_ label: NeuronFace.Label?, _ kind: String, _ moment: Moment) {
      guard let label else { return }
      withLayer(kind, moment) { $0.add(label.box, in: label.frame.offset(by: center)) }
    }
    write(face.activation, "forward", forward(unit))
    write(face.sum, "forward", forward(unit))
    write(face.activationGradient, "backward", arrival(unit))
    write(face.local, "backward", backward(unit))
    write(face.sumGradient, "backward", backward(unit))
    addRemark(unit)
    write(face.bias, "forward", .given)
    write(face.biasGradient, "backward", backward(unit))
    guard face.hasBias else { return }
    let arrow = [-face.radius - NeuronFace.biasArrow + 1, -face.radius].map {
      center + (plan.direction == .leftToRight ? Point(0, $0) : Point($0, 0))
    }
    let curve = CubicPath([.line(from: arrow[0], to: arrow[1])])
    let flowsBack = bank(unit).bias.map { plan.trace.recordsGradient($0.node) } == true
    addPair(curve, around: nil, flowsBack: flowsBack, (.given, backward(unit)))
  }
}

extension TimedLayer {
  /// Moves all marks by a vector.
  fileprivate mutating func move(by vector: Point) {
    layer.items = layer.items.map { $0.offset(by: vector) }
    areas = areas.map { $0.offset(by: vector) }
    routes = routes.map { ($0.path.offset(by: vector), $0.paint) }
  }
}
