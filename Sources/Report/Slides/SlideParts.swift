import Autodiff
import Diagram
import Scene

/// Divides a figure that is too large for a slide into parts whose numbers can be read: each as many
/// steps that follow one another as have room.
struct SlideParts {
  private let whole: GraphFigure
  private let options: FigureOptions
  private let pass: FigureOptions.Pass
  private let measure: any TextMeasuring
  /// The nodes that steps are about, in the order of the forward pass.
  private let nodes: [NodeID]

  /// How large the map of the whole becomes, beside a part and beneath one.
  private static let maps = (beside: Size(400, 300), beneath: Size(760, 170))
  /// The room between a part and the map.
  private static let gap = 48.0
  /// How far the map's frame reaches beyond it.
  private static let rim = 12.0
  /// How far a mark reaches beyond its node.
  private static let reach = 3.0
  /// How strongly the map's arrows and nodes are seen.
  private static let faint = 0.5
  /// The most steps of a part: more are hard to follow, and to lay out.
  private static let mostSteps = 24

  /// - Parameters:
  ///   - whole: The whole figure.
  ///   - options: How it is drawn.
  ///   - pass: Which steps there are.
  init(
    _ whole: GraphFigure, _ options: FigureOptions, pass: FigureOptions.Pass,
    measuring measure: any TextMeasuring
  ) {
    self.whole = whole
    self.options = options
    self.pass = pass
    self.measure = measure
    nodes = Set(whole.frames(pass: .both).steps.map(\.node)).sorted()
  }

  /// The parts, each with its map, in some extents: the map stands where those are longer.
  func views(in room: Size) -> [SlideView] {
    let isBeside = room.width > 2 * room.height
    let map = map(in: isBeside ? Self.maps.beside : Self.maps.beneath)
    let extent = Size(map.size.width + 2 * Self.rim, map.size.height + 2 * Self.rim)
    let left =
      isBeside
      ? Size(room.width - extent.width - Self.gap, room.height)
      : Size(room.width, room.height - extent.height - Self.gap)
    let origin =
      isBeside
      ? Point(room.width - extent.width + Self.rim, Self.rim)
      : Point(Self.rim, room.height - extent.height + Self.rim)
    return divided(in: left).map { part, figure in
      // A step with large matrices has all the room.
      let alone = figure.smallNumbers == nil ? nil : self.figure(part, in: room)
      if let alone, (alone.numberSize ?? 0) > (figure.numberSize ?? 0) * 1.03 {
        return SlideView(alone, alone.frames(pass: pass), in: room)
      }
      return SlideView(
        figure, figure.frames(pass: pass), in: room, map: (marked(map, part), origin))
    }
  }

  /// The nodes part by part, with their figures.
  private func divided(in room: Size) -> [(part: Set<NodeID>, figure: GraphFigure)] {
    var parts: [(part: Set<NodeID>, figure: GraphFigure)] = []
    var rest = nodes[...]
    // About as many nodes have room as had before.
    var count = 4
    while !rest.isEmpty {
      func tried(_ count: Int) -> (part: Set<NodeID>, figure: GraphFigure) {
        let part = Set(rest.prefix(count))
        return (part, figure(part, in: room))
      }
      count = min(count, rest.count)
      var best = tried(count)
      var isGrowing = best.figure.smallNumbers == nil
      while count > 1, best.figure.smallNumbers != nil {
        count -= 1
        best = tried(count)
      }
      while isGrowing, count < min(rest.count, Self.mostSteps) {
        let more = tried(count + 1)
        isGrowing = more.figure.smallNumbers == nil
        if isGrowing { (best, count) = (more, count + 1) }
      }
      parts.append(best)
      rest = rest.dropFirst(count)
    }
    return parts
  }

  /// A part as large as a room lets it be. All lead the same way.
  private func figure(_ part: Set<NodeID>, in room: Size) -> GraphFigure {
    var options = options
    options.fit = SlideFigure.fit(room)
    options.isDirectionFixed = true
    options.part = part
    return GraphFigure(whole.trace, options: options, measuring: measure)
  }

  // MARK: The map

  /// The whole figure in small, without numbers.
  private func map(in room: Size) -> Scene {
    var options = options
    options.labels = .none
    options.pass = .forward
    options.fit = SlideFigure.fit(room)
    return GraphFigure(whole.trace, options: options, measuring: measure).scene
  }

  /// The map with a part marked, in a frame.
  private func marked(_ map: Scene, _ part: Set<NodeID>) -> Scene {
    let numbers = Set(part.map { String($0.index) })
    let marks = map.targets.filter { numbers.contains($0.node) }.map { target -> Item in
      switch target.shape {
      case .circle(let center, let radius):
        .circle(
          center, radius: radius + Self.reach, stroke: Stroke(.ink, width: Self.reach / 2),
          fill: .highlight)
      case .rectangle(let frame):
        .rectangle(
          frame.expanded(by: Self.reach), cornerRadius: Self.reach,
          stroke: Stroke(.ink, width: Self.reach / 2), fill: .highlight)
      }
    }
    let frame = Rect(x: 0, y: 0, width: map.size.width, height: map.size.height)
    var scene = map
    scene.targets = []
    for index in scene.layers.indices {
      scene.layers[index].node = nil
      scene.layers[index].opacity = Self.faint
    }
    scene.add(
      Layer(
        ["part"],
        items: [
          .rectangle(
            frame.expanded(by: Self.rim), cornerRadius: Self.rim,
            stroke: Stroke(.grid, width: 2, dash: []))
        ] + marks))
    return scene
  }
}
