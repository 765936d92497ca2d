import Autodiff
import Scene

/// A large tensor as a small picture: the last axis to the right, the others downwards, averaged
/// where there are more entries than squares.
struct HeatStrip {
  let grid: PixelGrid
  /// The number that the colour at either end of the scale stands for.
  let limit: Double

  /// The most squares across and down.
  static let columns = 56
  static let rows = 12
  /// A square's side in pixels.
  static let side = 1.5

  init?(_ tensor: Tensor<Double>) {
    guard let width = tensor.shape.extents.last, width > 0 else { return nil }
    let height = tensor.elements.count / width
    let (columns, rows) = (min(width, Self.columns), min(height, Self.rows))
    guard rows > 0 else { return nil }
    var values: [Double] = []
    for row in 0..<rows {
      let lines = (row * height / rows)..<((row + 1) * height / rows)
      for column in 0..<columns {
        let entries = (column * width / columns)..<((column + 1) * width / columns)
        var sum = 0.0
        for line in lines { for entry in entries { sum += tensor.elements[line * width + entry] } }
        values.append(sum / Double(lines.count * entries.count))
      }
    }
    let limit = values.lazy.filter(\.isFinite).map(abs).max() ?? 0
    guard
      let grid = PixelGrid(
        columns: columns, rows: rows, values: values, limit: limit > 0 ? limit : 1)
    else { return nil }
    self.grid = grid
    self.limit = limit
  }

  /// The picture, standing on the baseline, with a thin frame.
  var box: MathBox {
    let width = max(Double(grid.columns) * Self.side, 24)
    let height = max(Double(grid.rows) * Self.side, 6)
    let frame = Rect(x: 0, y: -height, width: width, height: height)
    return MathBox(
      items: [
        .image(grid, frame), .rectangle(frame, stroke: Stroke(.line, width: 0.75, dash: [])),
      ], width: width, ascent: height)
  }
}
