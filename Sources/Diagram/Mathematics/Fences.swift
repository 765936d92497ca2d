import Derivation
import Notation
import Scene

/// Brackets that grow with what they hold, and what stands in them in rows.
extension MathSetter {
  func fenced(
    _ inner: MathBox, open: String, close: String, size: Double, paint: Paint
  ) -> MathBox {
    // What is no higher than a line gets the font's own brackets.
    if inner.ascent <= size * 0.85, inner.descent <= size * 0.3 {
      var box = text(open, MathStyle.word(size), paint)
      box.append(inner)
      box.append(text(close, MathStyle.word(size), paint))
      return box
    }
    let top = -(inner.ascent + size * 0.12)
    let bottom = inner.descent + size * 0.12
    let depth = size * 0.26
    var box = MathBox(width: depth + size * 0.1, ascent: -top, descent: bottom)
    box.append(inner)
    box.width += size * 0.1
    let stroke = Stroke(paint, width: max(0.9, size * 0.065), dash: [])
    if let path = fence(open, x: size * 0.06, top: top, bottom: bottom, depth: depth) {
      box.items.append(.path(path, stroke: stroke))
    }
    let end = box.width + depth - size * 0.06
    if let path = fence(close, x: end, top: top, bottom: bottom, depth: -depth) {
      box.items.append(.path(path, stroke: stroke))
    }
    box.width += depth
    return box
  }

  /// One bracket; its hooks reach `depth` towards what it holds.
  private func fence(
    _ sign: String, x: Double, top: Double, bottom: Double, depth: Double
  ) -> Path? {
    let middle = (top + bottom) / 2
    switch sign {
    case "[", "]":
      return .polyline([
        Point(x + depth * 0.8, top), Point(x, top), Point(x, bottom),
        Point(x + depth * 0.8, bottom),
      ])
    case "|": return .line(from: Point(x + depth / 2, top), to: Point(x + depth / 2, bottom))
    case "(", ")":
      var path = Path()
      let bend = (bottom - top) * 0.3
      path.move(to: Point(x + depth * 0.8, top))
      path.curve(
        to: Point(x + depth * 0.8, bottom), control1: Point(x - depth * 0.1, top + bend),
        control2: Point(x - depth * 0.1, bottom - bend))
      return path
    case "{", "}":
      var path = Path()
      let (inside, spine) = (x + depth, x + depth * 0.45)
      path.move(to: Point(inside, top))
      path.curve(
        to: Point(spine, top + abs(depth)), control1: Point(spine, top),
        control2: Point(spine, top))
      path.line(to: Point(spine, middle - abs(depth)))
      path.curve(
        to: Point(x - depth * 0.1, middle), control1: Point(spine, middle),
        control2: Point(spine, middle))
      path.curve(
        to: Point(spine, middle + abs(depth)), control1: Point(spine, middle),
        control2: Point(spine, middle))
      path.line(to: Point(spine, bottom - abs(depth)))
      path.curve(
        to: Point(inside, bottom), control1: Point(spine, bottom), control2: Point(spine, bottom))
      return path
    default: return nil
    }
  }

  func matrix(_ rows: [[Math]], size: Double, paint: Paint) -> MathBox {
    let boxes = rows.map { $0.map { compose($0, size: size, paint: paint) } }
    return fenced(
      grid(
        boxes, points: decimalPoints(rows, boxes, size), size: size,
        gap: size * (isTight ? 0.5 : 0.75)),
      open: "[", close: "]", size: size, paint: paint)
  }

  func cases(_ lines: [Math.Case], size: Double, paint: Paint) -> MathBox {
    let boxes = lines.map {
      [
        compose($0.value, size: size, paint: paint),
        compose($0.condition, size: size, paint: paint),
      ]
    }
    return fenced(
      grid(boxes, points: nil, size: size, gap: size * 0.9), open: "{", close: "", size: size,
      paint: paint)
  }

  /// How far left of each number's decimal point its digits reach, where all entries are plain
  /// numbers; they are then aligned at their points.
  private func decimalPoints(
    _ rows: [[Math]], _ boxes: [[MathBox]], _ size: Double
  ) -> [[Double]]? {
    guard rows.count > 1 else { return nil }
    var points: [[Double]] = []
    for (row, entries) in rows.enumerated() {
      var line: [Double] = []
      for (column, entry) in entries.enumerated() {
        var entry = entry
        while case .role(_, let inner) = entry { entry = inner }
        guard case .number(let digits) = entry else { return nil }
        let whole = String(digits.prefix { $0 != "." })
        line.append(
          whole == digits
            ? boxes[row][column].width
            : text(whole, MathStyle.number(size), .ink).width)
      }
      points.append(line)
    }
    return points
  }

  /// Pieces in rows and columns about the axis.
  private func grid(
    _ rows: [[MathBox]], points: [[Double]]?, size: Double, gap: Double
  ) -> MathBox {
    let columns = rows.map(\.count).max() ?? 0
    var left = [Double](repeating: 0, count: columns)
    var right = left
    for (row, boxes) in rows.enumerated() {
      for (column, box) in boxes.enumerated() {
        let point = points?[row][column] ?? box.width / 2
        left[column] = max(left[column], point)
        right[column] = max(right[column], box.width - point)
      }
    }
    var grid = MathBox()
    var baseline = 0.0
    var bottom = 0.0
    for (row, boxes) in rows.enumerated() {
      let ascent = max(boxes.map(\.ascent).max() ?? 0, size * 0.68)
      if row > 0 { baseline = bottom + size * (isTight ? 0.24 : 0.38) + ascent }
      var x = 0.0
      for (column, box) in boxes.enumerated() {
        let point = points?[row][column] ?? box.width / 2
        grid.add(box, at: Point(x + left[column] - point, baseline))
        x += left[column] + right[column] + gap
      }
      bottom = baseline + max(boxes.map(\.descent).max() ?? 0, 0)
    }
    grid.width = zip(left, right).reduce(0) { $0 + $1.0 + $1.1 } + gap * Double(max(columns - 1, 0))
    // The grid's middle stands at the height of signs.
    let shift = -MathStyle.axis * size - (grid.descent - grid.ascent) / 2
    var centered = MathBox()
    centered.add(grid, at: Point(0, shift))
    return centered
  }
}
