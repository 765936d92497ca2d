import Scene

/// A course as one column, for a narrow screen: the lessons in the order of reading, and to their left a
/// lane for each lesson on which others further down build. Where the next one does, an arrow leads to
/// it straight.
package struct CourseColumn {
  private let map: CourseMap
  private let boxes: [LessonBox]
  private let frames: [Rect]
  private let names: [Point]
  private let size: Size
  private let buses: [Bus]

  /// A lesson's lane, and the lessons further down to which it leads.
  private struct Bus {
    let from: Int
    let users: [Int]
    var lane = 0
  }

  private static let nameStyle = TextStyle(.sans, size: 14, weight: .bold, tabularFigures: false)
  private static let gap = 13.0
  private static let laneWidth = 8.0
  private static let head = Size(7, 6)

  /// Places a course.
  ///
  /// - Parameter width: How wide it is, in pixels.
  package init(_ map: CourseMap, width: Double, measuring measure: any TextMeasuring) {
    self.map = map
    let buses = Self.inLanes(
      map.lessons.indices.compactMap { lesson in
        let users = map.arrows.filter { $0.from == lesson }.map(\.to)
          .filter { !Self.isStraight(CourseMap.Arrow(from: lesson, to: $0), map) }
        return users.isEmpty ? nil : Bus(from: lesson, users: users)
      })
    self.buses = buses
    let left = Double((buses.map(\.lane).max() ?? -1) + 1) * Self.laneWidth + 14
    let room = width - left - 1 - LessonBox.lead - LessonBox.padding.width
    boxes = map.lessons.map { LessonBox($0, width: room, fills: true, measuring: measure) }
    var (frames, names): ([Rect], [Point]) = ([], [])
    var y = 0.0
    for (index, lesson) in map.lessons.enumerated() {
      if index == 0 || map.lessons[index - 1].part != lesson.part {
        names.append(Point(left, y + 20))
        y += 32
      }
      frames.append(Rect(x: left, y: y, width: width - left - 1, height: boxes[index].size.height))
      y += boxes[index].size.height + Self.gap
    }
    self.frames = frames
    self.names = names
    size = Size(width, y - Self.gap + 1)
  }

  /// Whether an arrow leads to the next lesson of the same part.
  private static func isStraight(_ arrow: CourseMap.Arrow, _ map: CourseMap) -> Bool {
    arrow.to == arrow.from + 1 && map.lessons[arrow.from].part == map.lessons[arrow.to].part
  }

  /// Gives each lesson the innermost lane that is free from it to the last that builds on it, the
  /// shortest ones first.
  private static func inLanes(_ buses: [Bus]) -> [Bus] {
    func length(_ bus: Bus) -> Int { (bus.users.last ?? bus.from) - bus.from }
    var taken: [[Range<Int>]] = []
    return buses.sorted { (length($0), $0.from) < (length($1), $1.from) }.map { bus in
      var bus = bus
      // Two lanes may not even meet at a lesson's side, or one would seem to go on as the other.
      let range = bus.from..<(bus.users.last ?? bus.from) + 1
      bus.lane = taken.firstIndex { !$0.contains(where: range.overlaps) } ?? taken.count
      if bus.lane == taken.count { taken.append([]) }
      taken[bus.lane].append(range)
      return bus
    }.sorted { $0.from < $1.from }
  }

  /// The picture.
  package var scene: Scene {
    var scene = Scene(
      size: size, title: map.title, description: map.description, language: map.language)
    var heads = Layer(["bands"])
    for (name, place) in zip(parts, names) {
      heads.add(.text(Text(name, at: place, style: Self.nameStyle, paint: .bandText)))
    }
    scene.add(heads)
    var lines = Layer(["ways"])
    for arrow in map.arrows where Self.isStraight(arrow, map) {
      let (from, to) = (frames[arrow.from], frames[arrow.to])
      let x = from.x + LessonBox.lead - 12
      lines.items += Self.arrow([Point(x, from.maxY), Point(x, to.y)])
    }
    for bus in buses { lines.items += items(bus) }
    scene.add(lines)
    scene.add(boxes, in: frames, of: map)
    return scene
  }

  /// The names of the parts as they begin.
  private var parts: [String] {
    map.lessons.indices.filter { $0 == 0 || map.lessons[$0 - 1].part != map.lessons[$0].part }
      .map { map.parts[map.lessons[$0].part] }
  }

  private func items(_ bus: Bus) -> [Item] {
    let from = frames[bus.from]
    let x = from.x - 14 - Double(bus.lane) * Self.laneWidth
    // Out at the lower half of a box, in at the upper one.
    let start = Point(from.x, from.center.y + 5)
    var last = start.y
    var items: [Item] = []
    for (index, user) in bus.users.enumerated() {
      let end = Point(frames[user].x, frames[user].center.y - 5)
      items += Self.arrow(
        index == 0
          ? [start, Point(x, start.y), Point(x, end.y), end]
          : [Point(x, last), Point(x, end.y), end])
      last = end.y
    }
    return items
  }

  /// Straight lines with round corners and a head.
  private static func arrow(_ points: [Point]) -> [Item] {
    guard let tip = points.last, points.count > 1 else { return [] }
    let radius = 4.0
    var path = Path([.move(points[0])])
    for index in points.indices.dropFirst().dropLast() {
      let (before, corner, after) = (points[index - 1], points[index], points[index + 1])
      let (into, out) = (corner - before, after - corner)
      let cut = min(radius, into.length, out.length)
      guard cut > 0 else { continue }
      let (start, end) = (
        corner - into * (cut / into.length), corner + out * (cut / out.length)
      )
      path.line(to: start)
      path.curve(
        to: end, control1: start + (corner - start) * 0.55, control2: end + (corner - end) * 0.55)
    }
    let direction = tip - points[points.count - 2]
    path.line(to: tip - direction * (min(head.width * 0.7, direction.length) / direction.length))
    return [
      .path(path, stroke: Stroke(.muted, width: 1.2, dash: [])),
      .path(
        .arrowhead(tip: tip, direction: direction, length: head.width, width: head.height),
        fill: .muted),
    ]
  }
}
