// Measures drawings of graphs, whoever drew them: crossings, length, bends.
//
// Reads drawings as lines of words, each ended by `end`, and prints one line for each:
//
//     node NAME x y width height          centre and size
//     edge FROM TO x y x y …              the start, then cubic Bézier control points in threes
//
//     crossings  adjacent  through  length  bends  width  height
//
// - crossings: points in which two arrows without a common node cross;
// - adjacent: the same for arrows with a common node, more than 12 units away from it;
// - through: arrows that pass over a node that is not theirs, counted once for each such node;
// - length: of all arrows together;
// - bends: stretches that turn one way by more than 15°; an S has two.

import Foundation

struct Point { var x, y: Double }

struct Piece {
  var a, b: Point
  var edge: Int
  var low: Point { Point(x: min(a.x, b.x), y: min(a.y, b.y)) }
  var high: Point { Point(x: max(a.x, b.x), y: max(a.y, b.y)) }
}

struct Drawing {
  var numbers: [String: Int] = [:]
  var nodes: [(center: Point, width: Double, height: Double)] = []
  var edges: [(from: Int, to: Int, points: [Point])] = []
}

/// No piece is longer than this, so that each lies in few cells of the grid.
let cell = 32.0

func distance(_ a: Point, _ b: Point) -> Double {
  ((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y)).squareRoot()
}

/// A course as a chain of points: 16 for each curve.
func flatten(_ points: [Point]) -> [Point] {
  guard var start = points.first else { return [] }
  var chain = [start]
  for index in stride(from: 1, to: points.count - 2, by: 3) {
    let (a, b, c) = (points[index], points[index + 1], points[index + 2])
    for step in 1...16 {
      let t = Double(step) / 16
      let s = 1 - t
      let (p, q, r, u) = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
      chain.append(
        Point(
          x: p * start.x + q * a.x + r * b.x + u * c.x,
          y: p * start.y + q * a.y + r * b.y + u * c.y))
    }
    start = c
  }
  // Standing still is not a piece.
  var moved = [chain[0]]
  for point in chain.dropFirst() where distance(moved[moved.count - 1], point) > 1e-4 {
    moved.append(point)
  }
  return moved
}

func length(_ chain: [Point]) -> Double {
  zip(chain, chain.dropFirst()).reduce(0) { $0 + distance($1.0, $1.1) }
}

/// Twice the area of a triangle; its sign says on which side of a–b the point c lies.
func side(_ a: Point, _ b: Point, _ c: Point) -> Double {
  (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)
}

/// The sine of a small angle is near enough to it; larger ones are summed from halves.
func turn(_ u: Point, _ v: Point) -> Double {
  let (lu, lv) = (distance(u, Point(x: 0, y: 0)), distance(v, Point(x: 0, y: 0)))
  guard lu > 0, lv > 0 else { return 0 }
  let sine = (u.x * v.y - u.y * v.x) / (lu * lv)
  let cosine = (u.x * v.x + u.y * v.y) / (lu * lv)
  if cosine > 0.99 { return sine }
  let middle = Point(x: u.x / lu + v.x / lv, y: u.y / lu + v.y / lv)
  if distance(middle, Point(x: 0, y: 0)) < 1e-6 { return .pi }
  return turn(u, middle) + turn(middle, v)
}

func bends(_ chain: [Point]) -> Int {
  var found = 0
  var sum = 0.0
  var isCounted = false
  var last: Point?
  for (a, b) in zip(chain, chain.dropFirst()) where distance(a, b) > 1e-6 {
    let step = Point(x: b.x - a.x, y: b.y - a.y)
    if let last {
      let angle = turn(last, step)
      if abs(angle) > 1e-6 {
        if angle * sum < 0 { (sum, isCounted) = (0, false) }
        sum += angle
        if abs(sum) > .pi / 12, !isCounted {
          found += 1
          isCounted = true
        }
      }
    }
    last = step
  }
  return found
}

struct Grid {
  let origin: Point
  let columns: Int
  let rows: Int

  init(_ pieces: [Piece]) {
    var low = Point(x: .infinity, y: .infinity)
    var high = Point(x: -.infinity, y: -.infinity)
    for piece in pieces {
      low = Point(x: min(low.x, piece.low.x), y: min(low.y, piece.low.y))
      high = Point(x: max(high.x, piece.high.x), y: max(high.y, piece.high.y))
    }
    origin = low
    columns = pieces.isEmpty ? 1 : Int((high.x - low.x) / cell) + 1
    rows = pieces.isEmpty ? 1 : Int((high.y - low.y) / cell) + 1
  }

  func column(_ x: Double) -> Int { max(0, min(columns - 1, Int((x - origin.x) / cell))) }
  func row(_ y: Double) -> Int { max(0, min(rows - 1, Int((y - origin.y) / cell))) }

  /// Calls with each cell that a box touches.
  func visit(_ low: Point, _ high: Point, _ body: (Int) -> Void) {
    guard low.x <= high.x, low.y <= high.y else { return }
    for row in row(low.y)...row(high.y) {
      for column in column(low.x)...column(high.x) { body(row * columns + column) }
    }
  }
}

func measure(_ drawing: Drawing) -> String {
  var pieces: [Piece] = []
  var total = 0.0
  var bendCount = 0
  var low = Point(x: .infinity, y: .infinity)
  var high = Point(x: -.infinity, y: -.infinity)
  func cover(_ p: Point) {
    low = Point(x: min(low.x, p.x), y: min(low.y, p.y))
    high = Point(x: max(high.x, p.x), y: max(high.y, p.y))
  }
  for node in drawing.nodes {
    cover(Point(x: node.center.x - node.width / 2, y: node.center.y - node.height / 2))
    cover(Point(x: node.center.x + node.width / 2, y: node.center.y + node.height / 2))
  }
  for (index, edge) in drawing.edges.enumerated() {
    let chain = flatten(edge.points)
    chain.forEach(cover)
    total += length(chain)
    bendCount += bends(chain)
    for (a, b) in zip(chain, chain.dropFirst()) {
      let parts = max(1, Int((distance(a, b) / cell).rounded(.up)))
      var last = a
      for part in 1...parts {
        let t = Double(part) / Double(parts)
        let next =
          part == parts ? b : Point(x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t)
        pieces.append(Piece(a: last, b: next, edge: index))
        last = next
      }
    }
  }
  let grid = Grid(pieces)
  var offsets = [Int](repeating: 0, count: grid.columns * grid.rows + 1)
  for piece in pieces { grid.visit(piece.low, piece.high) { offsets[$0 + 1] += 1 } }
  for index in 1..<offsets.count { offsets[index] += offsets[index - 1] }
  var content = [Int32](repeating: 0, count: offsets[offsets.count - 1])
  var next = offsets
  for (index, piece) in pieces.enumerated() {
    grid.visit(piece.low, piece.high) {
      content[next[$0]] = Int32(index)
      next[$0] += 1
    }
  }

  var crossings = 0
  var adjacent = 0
  for number in 0..<(grid.columns * grid.rows) {
    let range = offsets[number]..<offsets[number + 1]
    for i in range {
      let p = pieces[Int(content[i])]
      for j in (i + 1)..<max(i + 1, range.upperBound) {
        let q = pieces[Int(content[j])]
        if p.edge == q.edge { continue }
        // Each pair counts in one of the cells that it shares.
        let corner = Point(x: max(p.low.x, q.low.x), y: max(p.low.y, q.low.y))
        if corner.x > min(p.high.x, q.high.x) || corner.y > min(p.high.y, q.high.y) { continue }
        if grid.row(corner.y) * grid.columns + grid.column(corner.x) != number { continue }
        // A point on a line counts as being on its negative side, so that chains that cross at a
        // joint cross once.
        let (s, t) = (side(q.a, q.b, p.a), side(q.a, q.b, p.b))
        if (s > 0) == (t > 0) || (side(p.a, p.b, q.a) > 0) == (side(p.a, p.b, q.b) > 0) {
          continue
        }
        let (e, f) = (drawing.edges[p.edge], drawing.edges[q.edge])
        let shared = [e.from, e.to].filter { $0 == f.from || $0 == f.to }
        if shared.isEmpty {
          crossings += 1
          continue
        }
        let share = s / (s - t)
        let point = Point(x: p.a.x + (p.b.x - p.a.x) * share, y: p.a.y + (p.b.y - p.a.y) * share)
        let isAway = shared.allSatisfy { name in
          let node = drawing.nodes[name]
          return abs(point.x - node.center.x) > node.width / 2 + 12
            || abs(point.y - node.center.y) > node.height / 2 + 12
        }
        if isAway { adjacent += 1 }
      }
    }
  }

  var through = 0
  for (index, node) in drawing.nodes.enumerated() {
    let (w, h) = (node.width / 2 - 0.5, node.height / 2 - 0.5)
    let (a, b) = (
      Point(x: node.center.x - w, y: node.center.y - h),
      Point(x: node.center.x + w, y: node.center.y + h)
    )
    var seen: Set<Int> = []
    grid.visit(a, b) { number in
      for position in offsets[number]..<offsets[number + 1] {
        let piece = pieces[Int(content[position])]
        let edge = drawing.edges[piece.edge]
        if edge.from == index || edge.to == index || seen.contains(piece.edge) { continue }
        for p in [piece.a, piece.b] where p.x > a.x && p.x < b.x && p.y > a.y && p.y < b.y {
          seen.insert(piece.edge)
        }
      }
    }
    through += seen.count
  }
  func whole(_ value: Double) -> String { String(Int(value.rounded())) }
  return [
    String(crossings), String(adjacent), String(through), whole(total), String(bendCount),
    whole(max(0, high.x - low.x)), whole(max(0, high.y - low.y)),
  ].joined(separator: " ")
}

var drawing = Drawing()
while let line = readLine() {
  let words = line.split(separator: " ")
  switch words.first {
  case "node":
    let values = words.dropFirst(2).compactMap { Double($0) }
    drawing.numbers[String(words[1])] = drawing.nodes.count
    drawing.nodes.append((Point(x: values[0], y: values[1]), values[2], values[3]))
  case "edge":
    let values = words.dropFirst(3).compactMap { Double($0) }
    guard let from = drawing.numbers[String(words[1])], let to = drawing.numbers[String(words[2])]
    else { fatalError("an edge before its nodes: \(line)") }
    let points = stride(from: 0, to: values.count - 1, by: 2).map {
      Point(x: values[$0], y: values[$0 + 1])
    }
    drawing.edges.append((from, to, points))
  case "end":
    print(measure(drawing))
    drawing = Drawing()
  default: fatalError("what is '\(line)'?")
  }
}
