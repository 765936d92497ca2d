import Scene

extension FigurePlan {
  /// Where a band's name begins on its baseline: as far left in the band's header as no arrow
  /// passes, or at its left where arrows pass everywhere.
  func bandNamePlace(_ band: Int, in frame: Rect) -> Point {
    let start = Point(frame.x + Self.bandPadding, frame.y + Self.bandHeader - 5)
    return freeBandNamePlace(band, in: frame) ?? start
  }

  /// The bands in whose headers arrows leave no room for the name.
  var crowdedBands: [Int] {
    graph.bands.indices.filter { band in
      guard let box = layout.clusters[band] else { return false }
      let frame = Rect(center: Point(box.x, box.y), size: Size(box.width, box.height))
      return freeBandNamePlace(band, in: frame) == nil
    }
  }

  private func freeBandNamePlace(_ band: Int, in frame: Rect) -> Point? {
    let name = bandNames[band]
    let left = frame.x + Self.bandPadding
    let baseline = frame.y + Self.bandHeader - 5
    let room = Rect(
      x: frame.x, y: baseline - name.ascent - 3, width: frame.width, height: name.height + 6)
    // The stretches of the header that arrows pass, from left to right.
    var passed: [(from: Double, to: Double)] = []
    for edge in graph.edges.indices {
      for piece in curve(edge).pieces where piece.bounds.overlaps(room) {
        let points = (0...24).map { piece.point(at: Double($0) / 24) }
        for (a, b) in zip(points, points.dropFirst()) {
          guard max(a.y, b.y) >= room.y, min(a.y, b.y) <= room.maxY else { continue }
          let reach = 5.0
          passed.append((min(a.x, b.x) - reach, max(a.x, b.x) + reach))
        }
      }
    }
    var x = left
    for stretch in passed.sorted(by: { $0.from < $1.from })
    where stretch.from < x + name.width && stretch.to > x { x = stretch.to }
    let fits = x + name.width <= frame.maxX - Self.bandPadding / 2
    return fits ? Point(x, baseline) : nil
  }
}

extension Cubic {
  /// The box of the control points, which holds the curve.
  var bounds: Rect {
    (Rect(around: [start, control1, control2, end]) ?? Rect(center: start, size: Size(0, 0)))
      .expanded(by: 0.01)
  }
}
