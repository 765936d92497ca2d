import Scene

/// The arrows' measures in pixels.
enum Pen {
  /// From the middle of the forward arrow to that of the backward one.
  static let pairDistance = 7.0
  /// The head of a forward arrow.
  static let forwardHead = Size(9, 7)
  /// The head of a backward arrow, bolder as its line is.
  static let backwardHead = Size(12, 10)
  /// Between a node's outline and an arrow's tip or beginning.
  static let nodeGap = 2.0

  /// An arrow along a curve: its line stops inside the head, so that the tip stays sharp.
  ///
  /// - Parameters:
  ///   - paint: the colour, whose theme's pen gives width and dashes.
  ///   - solid: whether the line has no dashes whatever the pen.
  ///   - start: what is left out at the beginning.
  ///   - end: what is left out at the end.
  static func arrow(
    along curve: CubicPath, head: Size, paint: Paint, solid: Bool = false, width: Double? = nil,
    start: Double = nodeGap, end: Double = nodeGap
  ) -> [Item] {
    let curve = curve.trimmed(start: start, end: end)
    guard let (tip, direction) = curve.arrival else { return [] }
    let line = curve.trimmed(start: 0, end: head.width * 0.7)
    return [
      .path(line.path, stroke: Stroke(paint, width: width, dash: solid ? [] : nil)),
      .path(
        .arrowhead(tip: tip, direction: direction, length: head.width, width: head.height),
        fill: paint),
    ]
  }
}
