import Autodiff
import Scene

/// A large tensor as a small picture: the last axis to the right, the others downwards, averaged
/// where there are more entries than squares.
struct HeatStrip {
  /// The squares.
  let grid: PixelGrid
  /// Which number each colour stands for.
  let scale: HeatScale
  /// How many rows and columns of entries one square stands for, at most.
  let block: (rows: Int, columns: Int)
  /// Squares with an entry that is not finite: their columns and rows.
  let holes: [(column: Int, row: Int)]

  /// The most squares across and down.
  static let columns = 20
  static let rows = 12
  /// A square's side in pixels, the smaller the more there are.
  static let sides = 6.0...12
  /// The height of a single row.
  static let rowHeight = 14.0

  init?(_ tensor: Tensor<Double>) {
    guard let width = tensor.shape.extents.last, width > 0 else { return nil }
    let height = tensor.elements.count / width
    guard height > 0 else { return nil }
    let block = (rows: Self.block(height, Self.rows), columns: Self.block(width, Self.columns))
    let columns = (width + block.columns - 1) / block.columns
    let rows = (height + block.rows - 1) / block.rows
    var values: [Double] = []
    var holes: [(column: Int, row: Int)] = []
    for row in 0..<rows {
      let lines = row * block.rows..<min((row + 1) * block.rows, height)
      for column in 0..<columns {
        let entries = column * block.columns..<min((column + 1) * block.columns, width)
        let count = Double(lines.count * entries.count)
        var mean = 0.0
        for line in lines {
          for entry in entries { mean += tensor.elements[line * width + entry] / count }
        }
        if !mean.isFinite { holes.append((column, row)) }
        values.append(mean.isFinite ? mean : .nan)
      }
    }
    scale = HeatScale(values, isRound: true)
    guard let grid = scale.grid(columns: columns, rows: rows, values: values) else { return nil }
    self.grid = grid
    self.block = block
    self.holes = holes
  }

  /// Whether a square stands for several entries.
  var isAveraged: Bool { block.rows > 1 || block.columns > 1 }

  /// How many entries make one square so that there are no more squares than fit: a number that
  /// leaves no rest, if one is near.
  private static func block(_ count: Int, _ most: Int) -> Int {
    let least = (count + most - 1) / most
    return (least...max(least, least * 3 / 2)).first { count % $0 == 0 } ?? least
  }

  /// The picture, standing on the baseline, in a frame.
  func box(frame stroke: Stroke) -> MathBox {
    let (columns, rows) = (Double(grid.columns), Double(grid.rows))
    let fitting = min(120 / columns, 72 / rows)
    let side = min(max(fitting, Self.sides.lowerBound), Self.sides.upperBound)
    let size = Size(columns * side, grid.rows == 1 ? Self.rowHeight : rows * side)
    let frame = Rect(x: 0, y: -size.height, width: size.width, height: size.height)
    // A number that is none has no colour: it is crossed out.
    let crosses = holes.flatMap { hole -> [Item] in
      let width = side
      let height = size.height / rows
      let corner = Point(Double(hole.column) * width, frame.y + Double(hole.row) * height)
      let pen = Stroke(.kink, width: 1, dash: [])
      let (x, y) = (corner.x + width, corner.y + height)
      return [
        .path(.line(from: corner, to: Point(x, y)), stroke: pen),
        .path(.line(from: Point(corner.x, y), to: Point(x, corner.y)), stroke: pen),
      ]
    }
    return MathBox(
      items: [.image(grid, frame)] + crosses + [.rectangle(frame, stroke: stroke)],
      width: size.width, ascent: size.height)
  }
}
