import Scene

/// Curves in a tree of boxes, so that those near a place are found without looking at all of them.
///
///     let index = CurveIndex(curves)
///     index.firstFree(10, from: 0, in: room)      // where 10 pixels of the room are free of curves
///
/// - Complexity: O(n log² n) to make for n pieces.
struct CurveIndex {
  private struct Box {
    var left = Double.infinity
    var top = Double.infinity
    var right = -Double.infinity
    var bottom = -Double.infinity

    mutating func cover(_ frame: Rect) {
      left = min(left, frame.x)
      top = min(top, frame.y)
      right = max(right, frame.maxX)
      bottom = max(bottom, frame.maxY)
    }

  }

  private struct Node {
    var box: Box
    /// What is below it: pieces, in a leaf, which has no children.
    var pieces: Range<Int>
    var children: (Int, Int)?
  }

  /// How many pieces a leaf has at most.
  private static let leafSize = 8

  private var pieces: [(piece: Cubic, bounds: Rect)]
  private var nodes: [Node] = []

  init(_ curves: [CubicPath]) {
    pieces = curves.flatMap { $0.pieces.map { ($0, $0.bounds) } }
    if !pieces.isEmpty { _ = addNode(over: pieces.indices) }
  }

  /// Splits pieces at their median along the longer side, until few are left.
  private mutating func addNode(over range: Range<Int>) -> Int {
    var box = Box()
    for index in range { box.cover(pieces[index].bounds) }
    let number = nodes.count
    nodes.append(Node(box: box, pieces: range))
    guard range.count > Self.leafSize else { return number }
    if box.right - box.left > box.bottom - box.top {
      pieces[range].sort { $0.bounds.center.x < $1.bounds.center.x }
    } else {
      pieces[range].sort { $0.bounds.center.y < $1.bounds.center.y }
    }
    let middle = range.lowerBound + range.count / 2
    let first = addNode(over: range.lowerBound..<middle)
    let second = addNode(over: middle..<range.upperBound)
    nodes[number].children = (first, second)
    return number
  }

  /// The first place, from left to right, at which a stretch of a room is free of curves.
  ///
  /// Of curves that lie upon one another it looks at the first: the place only moves to the right,
  /// past whatever stands in its way, and what it has passed is not looked at.
  ///
  /// - Parameters:
  ///   - width: how long the stretch is.
  ///   - start: where it begins at the left end.
  ///   - reach: how far it keeps from curves.
  /// - Returns: where it begins; nil where it would end behind `end`.
  func firstFree(
    _ width: Double, from start: Double, to end: Double, in room: Rect, reach: Double
  ) -> Double? {
    var place = start
    var hasMoved = !nodes.isEmpty
    while hasMoved, place + width <= end {
      hasMoved = false
      var waiting = [0]
      while let next = waiting.popLast() {
        let (node, box) = (nodes[next], nodes[next].box)
        guard box.top < room.maxY, room.y < box.bottom, box.left < room.maxX, room.x < box.right,
          box.left - reach < place + width, box.right + reach > place
        else { continue }
        if let (first, second) = node.children {
          waiting += [second, first]
          continue
        }
        for (piece, bounds) in pieces[node.pieces]
        where bounds.overlaps(room) && bounds.maxX + reach > place {
          let passed = piece.end(behind: place, width: width, in: room, reach: reach)
          if passed > place { (place, hasMoved) = (passed, true) }
        }
      }
    }
    return place + width <= end ? place : nil
  }
}

extension Cubic {
  /// Where a stretch that begins at a place ends up that gives way to the right as long as the curve,
  /// with its reach, passes it in a room.
  fileprivate func end(behind place: Double, width: Double, in room: Rect, reach: Double) -> Double
  {
    var place = place
    let pieces = samples(in: room)
    guard var a = pieces.first.map({ point(at: Double($0) / 24) }) else { return place }
    for number in pieces {
      let b = point(at: Double(number + 1) / 24)
      defer { a = b }
      guard max(a.y, b.y) >= room.y, min(a.y, b.y) <= room.maxY else { continue }
      let (from, to) = (min(a.x, b.x) - reach, max(a.x, b.x) + reach)
      if from < place + width, to > place { place = to }
    }
    return place
  }

  /// Which of 24 parts of the curve may be as high as a room: of a straight one that is passed at even
  /// speed, a few.
  private func samples(in room: Rect) -> Range<Int> {
    let chord = end - start
    let bend = control1 - (start + chord * (1 / 3))
    let other = control2 - (start + chord * (2 / 3))
    guard chord.y != 0, max(abs(bend.y), abs(other.y)) < 1e-3 * abs(chord.y) else { return 0..<24 }
    func part(at y: Double) -> Double { max(-1, min(25, (y - start.y) / chord.y * 24)) }
    let (low, high) = (part(at: room.y), part(at: room.maxY))
    let first = max(0, Int(min(low, high).rounded(.down)) - 1)
    let last = min(24, Int(max(low, high).rounded(.up)) + 1)
    return first < last ? first..<last : 0..<0
  }
}
