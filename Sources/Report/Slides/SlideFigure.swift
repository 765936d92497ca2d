import Autodiff
import Diagram
import Scene
import Sheets

/// A lecture's figure, above the text of each slide or beside it, whichever lets its numbers be larger.
///
/// It stands at the same place of every slide. Where its numbers would be too small there, each slide
/// shows the part of it that the step is in, with a map of the whole.
struct SlideFigure {
  /// The figure, or its parts in the order of the forward pass, each laid out once.
  let views: [SlideView]
  /// The steps of the whole figure.
  let frames: FigureFrames
  /// Where it stands.
  let place: Rect
  /// Where the text can stand, the first choice first.
  let rooms: [SlideRoom]
  private let options: FigureOptions
  private let trace: Trace<Double>
  private let measure: any TextMeasuring

  /// The least size of digits that can be read from the last row: of 1080 pixels.
  static let readable = 24.0
  /// The share of a slide that the figure takes at most above its text, and beside it.
  private static let shares = (above: 0.58, beside: 0.56)
  /// The room between figure and text.
  private static let gap = 44.0

  init(
    _ explanation: Explanation, pass: FigureOptions.Pass, on format: SlideFormat,
    measuring measure: any TextMeasuring, drawing change: (inout FigureOptions) -> Void
  ) {
    trace = explanation.trace
    self.measure = measure
    var options = FigureOptions(
      language: explanation.language, numerals: explanation.derivation.numerals,
      pass: pass == .forward ? .forward : .both)
    change(&options)
    // Every step has its node, and its numbers in a part of however many nodes.
    options.labels = .all
    options.opensSums = true
    options.groups = .expanded
    options.fold = .none
    options.isLayoutFree = true
    let frame = format.frame
    let rooms = (
      above: Size(frame.width, frame.height * Self.shares.above),
      beside: Size(frame.width * Self.shares.beside, frame.height)
    )
    options.fit = Self.fit(rooms.above)
    let above = GraphFigure(trace, options: options, measuring: measure)
    options.fit = Self.fit(rooms.beside)
    let isReadable = above.smallNumbers == nil
    let beside = isReadable ? nil : GraphFigure(trace, options: options, measuring: measure)
    let isBeside: Bool
    if isReadable || beside?.smallNumbers == nil || above.frames(pass: pass).steps.isEmpty {
      let figure = isReadable ? above : beside ?? above
      isBeside = !isReadable
      frames = figure.frames(pass: pass)
      views = [SlideView(figure, frames, in: figure.scene.size)]
      self.options = figure.options
    } else {
      frames = above.frames(pass: pass)
      self.options = above.options
      let parts = SlideParts(above, options, pass: pass, measuring: measure)
      let (high, wide) = (parts.views(in: rooms.above), parts.views(in: rooms.beside))
      isBeside = Self.isBetter(wide, than: high)
      views = isBeside ? wide : high
    }
    let size = views.reduce(Size(0, 0)) {
      Size(max($0.width, $1.size.width), max($0.height, $1.size.height))
    }
    if isBeside {
      place = Rect(
        x: frame.x, y: frame.y + (frame.height - size.height) / 2, width: size.width,
        height: size.height)
      let left = place.maxX + Self.gap
      self.rooms = [
        SlideRoom(Rect(x: left, y: frame.y, width: frame.maxX - left, height: frame.height))
      ]
    } else {
      place = Rect(x: frame.x, y: frame.y, width: size.width, height: size.height)
      let top = place.maxY + Self.gap
      let text = Rect(x: frame.x, y: top, width: frame.width, height: frame.maxY - top)
      self.rooms = [SlideRoom(text), SlideRoom(text, columns: 2)]
    }
  }

  /// Whether some views are easier to follow than others: their numbers are larger, up to what can be
  /// read; else they are fewer.
  private static func isBetter(_ views: [SlideView], than others: [SlideView]) -> Bool {
    func least(_ views: [SlideView]) -> Double {
      views.map { min($0.numberSize, readable) }.min() ?? readable
    }
    let (size, other) = (least(views), least(others))
    return abs(size - other) > 0.5 ? size > other : views.count < others.count
  }

  /// How a figure is fitted into a room.
  static func fit(_ room: Size) -> FigureFrame {
    var frame = FigureFrame(
      width: room.width, height: .upTo(room.height), readable: readable,
      comfortable: 2 * readable)
    frame.keepsNodes = true
    return frame
  }

  /// The size of the smallest number, where some are too small to be read.
  var smallNumbers: (size: Double, readable: Double)? {
    let least = views.map(\.numberSize).min() ?? .infinity
    return least < Self.readable - 0.005 ? (least, Self.readable) : nil
  }

  /// Which view shows a step of the whole figure, from 0, and as which of its own steps.
  func shown(_ step: Int) -> (view: Int, step: Int) {
    guard views.count > 1, frames.steps.indices.contains(step) else { return (0, step) }
    let wanted = frames.steps[step]
    for (number, view) in views.enumerated() {
      if let index = view.frames.steps.firstIndex(of: wanted) { return (number, index) }
    }
    return (0, 0)
  }

  /// The whole figure in the same layout, as large as a room lets it be.
  func whole(in room: Rect) -> (scene: Scene, origin: Point) {
    var options = options
    options.isLayoutFree = views.count > 1
    options.fit = Self.fit(room.size)
    let scene = GraphFigure(trace, options: options, measuring: measure).scene
    return (scene, Point(room.x, room.y + (room.height - scene.size.height) / 2))
  }
}
