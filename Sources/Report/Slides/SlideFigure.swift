import Autodiff
import Diagram
import Scene
import Sheets

/// A figure that stands at the same place of every slide, above its text or beside it, whichever lets
/// its numbers be larger.
struct SlideFigure {
  /// The figure, laid out once.
  let figure: GraphFigure
  /// Where it stands.
  let place: Rect
  /// Where the text can stand, the first choice first.
  let rooms: [SlideRoom]
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
    // Every step has its node.
    options.opensSums = true
    options.groups = .expanded
    options.fold = .none
    options.isLayoutFree = true
    let frame = format.frame
    options.fit = Self.fit(frame.width, frame.height * Self.shares.above)
    let above = GraphFigure(trace, options: options, measuring: measure)
    options.fit = Self.fit(frame.width * Self.shares.beside, frame.height)
    let sizeAbove = above.numberSize ?? .infinity
    let beside =
      sizeAbove >= Self.readable - 0.005
      ? nil : GraphFigure(trace, options: options, measuring: measure)
    if let beside, (beside.numberSize ?? .infinity) > sizeAbove * 1.15 {
      figure = beside
      let size = beside.scene.size
      place = Rect(
        x: frame.x, y: frame.y + (frame.height - size.height) / 2, width: size.width,
        height: size.height)
      let left = place.maxX + Self.gap
      rooms = [
        SlideRoom(Rect(x: left, y: frame.y, width: frame.maxX - left, height: frame.height))
      ]
    } else {
      figure = above
      let size = above.scene.size
      place = Rect(x: frame.x, y: frame.y, width: size.width, height: size.height)
      let top = place.maxY + Self.gap
      let text = Rect(x: frame.x, y: top, width: frame.width, height: frame.maxY - top)
      rooms = [SlideRoom(text), SlideRoom(text, columns: 2)]
    }
  }

  private static func fit(_ width: Double, _ height: Double) -> FigureFrame {
    var frame = FigureFrame(
      width: width, height: .upTo(height), readable: readable, comfortable: 2 * readable)
    frame.keepsNodes = true
    return frame
  }

  /// The whole figure in the same layout, as large as a room lets it be.
  func whole(in room: Rect) -> (scene: Scene, origin: Point) {
    var options = figure.options
    options.isLayoutFree = false
    options.fit = Self.fit(room.width, room.height)
    let scene = GraphFigure(trace, options: options, measuring: measure).scene
    return (scene, Point(room.x, room.y + (room.height - scene.size.height) / 2))
  }
}
