import Scene

extension FigurePlan {
  /// A band's rectangle and where its name begins on its baseline.
  struct BandPlace {
    var band: Int
    var frame: Rect
    /// Where the name begins: as far left in the band's header as no arrow passes or, where arrows
    /// pass everywhere, at its left.
    var name: Point
    /// Whether no arrow passes there.
    var isFree: Bool
  }

  /// The places of all bands that hold anything.
  var bandPlaces: [BandPlace] {
    if graph.bands.isEmpty { return [] }
    let arrows = CurveIndex(graph.edges.indices.map(curve))
    return graph.bands.indices.flatMap { band in
      // In rows, a piece in each of them with the band's name.
      layout.clusters[band].map { box in
        let frame = Rect(center: Point(box.x, box.y), size: Size(box.width, box.height))
        let free = freeBandNamePlace(band, in: frame, among: arrows)
        return BandPlace(
          band: band, frame: frame, name: free ?? bandNamePlace(in: frame), isFree: free != nil)
      }
    }
  }

  private func bandNamePlace(in frame: Rect) -> Point {
    Point(
      frame.x + options.distances.bandPadding, frame.y + options.distances.bandHeader - 5)
  }

  private func freeBandNamePlace(
    _ band: Int, in frame: Rect, among arrows: CurveIndex
  ) -> Point? {
    let name = bandNames[band]
    let (left, baseline) = (bandNamePlace(in: frame).x, bandNamePlace(in: frame).y)
    let room = Rect(
      x: frame.x, y: baseline - name.ascent - 3, width: frame.width, height: name.height + 6)
    let x = arrows.firstFree(
      name.width, from: left, to: frame.maxX - options.distances.bandPadding / 2, in: room, reach: 5
    )
    return x.map { Point($0, baseline) }
  }
}

extension Cubic {
  /// The box of the control points, which holds the curve.
  var bounds: Rect {
    let left = min(min(start.x, control1.x), min(control2.x, end.x))
    let top = min(min(start.y, control1.y), min(control2.y, end.y))
    let right = max(max(start.x, control1.x), max(control2.x, end.x))
    let bottom = max(max(start.y, control1.y), max(control2.y, end.y))
    return Rect(x: left, y: top, width: right - left, height: bottom - top).expanded(by: 0.01)
  }
}
