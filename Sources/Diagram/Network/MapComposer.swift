import Scene

/// Stacks of maps, and the windows that slide over them.
extension NetworkComposer {
  /// The squares with their values, and those with their gradients.
  mutating func addMaps(_ unit: Int, _ face: MapsFace, about center: Point, _ stroke: Stroke) {
    // Before its step comes, a stack is seen as circles are.
    withLayer("node", forward(unit), node: unit) { layer in
      layer.layer.items += face.values.sheets.map {
        .rectangle($0.frame.offset(by: center), stroke: stroke, fill: .node)
      }
    }
    add(face.values, about: center, stroke, "forward", forward(unit), unit)
    guard let gradients = face.gradients else { return }
    let frame = Stroke(.backward, width: 1.6, dash: stroke.dash)
    add(gradients, about: center, frame, "backward", arrival(unit), unit)
  }

  private mutating func add(
    _ stack: MapsFace.Stack, about center: Point, _ stroke: Stroke, _ kind: String,
    _ moment: Moment, _ unit: Int
  ) {
    withLayer(kind, moment, node: unit) { layer in
      // From the last one to the first, which lies over the others.
      for sheet in stack.sheets {
        let frame = sheet.frame.offset(by: center)
        layer.layer.items.append(.rectangle(frame, fill: .node))
        layer.layer.items += Self.items(of: sheet.content, in: frame)
        layer.layer.items.append(.rectangle(frame, stroke: stroke))
      }
      layer.layer.items += stack.dots.map { .circle($0 + center, radius: 1.5, fill: .muted) }
      if let scale = stack.scale {
        layer.add(scale.box, in: scale.frame.offset(by: center))
      }
    }
  }

  /// A map's numbers in its square.
  private static func items(of content: MapContent, in frame: Rect) -> [Item] {
    switch content {
    case .nothing: return []
    case .picture(let grid, let hasHoles):
      // A map with a number that is none is crossed out.
      let pen = Stroke(.kink, width: 1.5, dash: [])
      let crosses: [Item] = [
        .path(
          .line(from: Point(frame.x, frame.y), to: Point(frame.maxX, frame.maxY)), stroke: pen),
        .path(
          .line(from: Point(frame.x, frame.maxY), to: Point(frame.maxX, frame.y)), stroke: pen),
      ]
      return [.image(grid, frame)] + (hasHoles ? crosses : [])
    case .numbers(let boxes, let columns):
      let rows = boxes.count / columns
      let cell = Size(frame.width / Double(columns), frame.height / Double(rows))
      let pen = Stroke(.grid, width: 0.75, dash: [])
      let lines: [Item] =
        (1..<max(columns, 1)).map { column in
          let x = frame.x + Double(column) * cell.width
          return .path(.line(from: Point(x, frame.y), to: Point(x, frame.maxY)), stroke: pen)
        }
        + (1..<max(rows, 1)).map { row in
          let y = frame.y + Double(row) * cell.height
          return .path(.line(from: Point(frame.x, y), to: Point(frame.maxX, y)), stroke: pen)
        }
      return lines
        + boxes.enumerated().flatMap { place, box in
          box.centered(
            at: Point(
              frame.x + (Double(place % columns) + 0.5) * cell.width,
              frame.y + (Double(place / columns) + 0.5) * cell.height))
        }
    }
  }

  /// The window that slides over the maps before, and which number of the maps behind is made of it.
  mutating func addWindow(_ line: NetworkUnits.Line) {
    let (from, to) = (plan.placement.centers[line.from], plan.placement.centers[line.to])
    guard case .maps(let source) = plan.faces[line.from],
      case .maps(let target) = plan.faces[line.to],
      let size = bank(line.to).maps?.window, let maps = bank(line.from).maps
    else { return }
    let obstacles =
      plan.faces[line.from].body.labelFrames.map { $0.offset(by: from) }
      + plan.faces[line.to].body.labelFrames.map { $0.offset(by: to) }
    let windows = MapWindow.tried.lazy.compactMap { [plan] part in
      MapWindow(
        size, of: maps, over: source.front.offset(by: from), onto: target.front.offset(by: to),
        at: part, beside: (from, to), plan.direction)
    }
    let window = windows.first { window in
      window.rays.allSatisfy { ray in
        obstacles.allSatisfy { LineGeometry.overlap(ray.start, ray.end, $0) == nil }
      }
    }
    guard let window else { return }
    withLayer("window", .given) { layer in
      let pen = Stroke(.muted, width: 1, dash: [])
      layer.layer.items.append(.rectangle(window.frame, stroke: Stroke(.ink, width: 1.2, dash: [])))
      layer.layer.items += window.rays.map {
        .path(.line(from: $0.start, to: $0.end), stroke: pen)
      }
      layer.layer.items.append(.circle(window.tip, radius: 1.8, fill: .ink))
    }
  }
}

/// A window on the map in front, and the place of the number that is made of what lies in it.
private struct MapWindow {
  /// The window.
  let frame: Rect
  /// The number.
  let tip: Point

  /// From the window's corners to the number.
  let rays: [(start: Point, end: Point)]

  /// How far down a map, or how far to the left of its right side, the window's middle is tried, in
  /// parts of the map.
  static let tried = [0.76, 0.7, 0.64, 0.58, 0.82, 0.5]
  /// How far along the way of the arrows the number lies on its map, and the window's end on its own,
  /// so that neither lies on the other where a map has both.
  private static let (tipPart, endPart) = (0.3, 0.92)
  /// Between the arrows from stack to stack and the window.
  private static let clearance = 8.0

  /// A window below the arrows from stack to stack or, from top to bottom, left of them; nil where it
  /// finds no room there.
  init?(
    _ size: Network.Maps.Window, of maps: Network.Maps, over source: Rect, onto target: Rect,
    at part: Double, beside arrow: (from: Point, to: Point), _ direction: FigureOptions.Direction
  ) {
    let extents = Size(
      source.width * Double(size.columns) / Double(maps.columns),
      source.height * Double(size.rows) / Double(maps.rows))
    switch direction {
    case .leftToRight:
      frame = Rect(
        x: max(source.x, source.x + source.width * Self.endPart - extents.width),
        y: source.y + source.height * part - extents.height / 2, width: extents.width,
        height: extents.height)
      tip = Point(target.x + target.width * Self.tipPart, target.y + target.height * part)
      rays = [Point(frame.maxX, frame.y), Point(frame.maxX, frame.maxY)].map { [tip] in ($0, tip) }
      guard frame.y >= arrow.from.y + Self.clearance, tip.y >= arrow.to.y + Self.clearance else {
        return nil
      }
    case .topToBottom:
      frame = Rect(
        x: source.maxX - source.width * part - extents.width / 2,
        y: max(source.y, source.y + source.height * Self.endPart - extents.height),
        width: extents.width, height: extents.height)
      tip = Point(
        target.maxX - target.width * part, target.y + target.height * Self.tipPart)
      rays = [Point(frame.x, frame.maxY), Point(frame.maxX, frame.maxY)].map { [tip] in ($0, tip) }
      guard frame.maxX <= arrow.from.x - Self.clearance, tip.x <= arrow.to.x - Self.clearance else {
        return nil
      }
    }
    guard source.union(frame) == source, target.union(Rect(center: tip, size: Size(1, 1))) == target
    else { return nil }
  }
}
