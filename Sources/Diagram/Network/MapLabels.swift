import Autodiff
import Derivation
import Scene

/// What stands in a map's square.
enum MapContent: Hashable {
  /// Nothing: it is not shown, or a reader is to find it.
  case nothing
  /// Its numbers as colours; whether some of them are none.
  case picture(PixelGrid, hasHoles: Bool)
  /// Its numbers, row by row.
  case numbers([MathBox], columns: Int)
}

/// What stands in the squares of a stack.
struct MapLabels {
  /// One for each map that is drawn, the first in front.
  let contents: [MapContent]
  /// What the colours stand for; the numbers say it themselves where they are written.
  var scale: MathBox?
}

extension NetworkLabels {
  /// The most squares of a picture in a row and in a column.
  private static let mostSquares = 32

  /// Whether a single map has room for its numbers.
  static func writesOut(_ maps: Network.Maps) -> Bool {
    maps.count == 1 && NumberSetter.isWrittenOut(Shape([maps.rows, maps.columns]))
  }

  /// What stands in a stack for its values.
  func values(of bank: Network.Bank, _ maps: Network.Maps) -> MapLabels {
    let isLeftOut = options.hidesValues && trace.role(of: bank.output) == .operation
    guard showsValues else { return empty(maps) }
    if Self.writesOut(maps) {
      return numbers(maps) { value(bank.output, entry(bank, $0)) } ?? empty(maps)
    }
    return pictures(values[bank.output], bank, maps, isLeftOut: isLeftOut)
  }

  /// What stands in a stack for its gradients; nil where there are none.
  func gradients(of bank: Network.Bank, _ maps: Network.Maps) -> MapLabels? {
    guard showsGradients, let gradient = gradients[bank.output] else { return nil }
    if Self.writesOut(maps) {
      return numbers(maps) { activationGradient(bank, unit: $0) }
    }
    return pictures(gradient, bank, maps, isLeftOut: options.hidesGradients)
  }

  private func empty(_ maps: Network.Maps) -> MapLabels {
    MapLabels(contents: MapsFace.drawn(of: maps.count).map { _ in .nothing })
  }

  private func numbers(_ maps: Network.Maps, _ number: (Int) -> MathBox?) -> MapLabels? {
    let boxes = (0..<(maps.rows * maps.columns)).compactMap(number)
    guard boxes.count == maps.rows * maps.columns else { return nil }
    return MapLabels(contents: [.numbers(boxes, columns: maps.columns)])
  }

  /// Pictures of the maps that are drawn, all in the colours of one scale.
  private func pictures(
    _ tensor: Tensor<Double>?, _ bank: Network.Bank, _ maps: Network.Maps, isLeftOut: Bool
  ) -> MapLabels {
    guard let tensor else { return empty(maps) }
    let block = (
      rows: (maps.rows + Self.mostSquares - 1) / Self.mostSquares,
      columns: (maps.columns + Self.mostSquares - 1) / Self.mostSquares
    )
    let (rows, columns) = (
      (maps.rows + block.rows - 1) / block.rows,
      (maps.columns + block.columns - 1) / block.columns
    )
    /// The mean of the numbers that one square stands for.
    func mean(map: Int, row: Int, column: Int) -> Double {
      let (top, left) = (row * block.rows, column * block.columns)
      let (bottom, right) = (
        min(top + block.rows, maps.rows), min(left + block.columns, maps.columns)
      )
      var sum = 0.0
      for row in top..<bottom {
        for column in left..<right {
          sum += tensor.elements[entry(bank, (map * maps.rows + row) * maps.columns + column)]
        }
      }
      return sum / Double((bottom - top) * (right - left))
    }
    let all = (0..<maps.count).map { map in
      (0..<(rows * columns)).map {
        mean(map: map, row: $0 / columns, column: $0 % columns)
      }
    }
    let scale = HeatScale(all.joined(), isRound: true)
    var bar = numbers.bar(scale)
    // The room of what is left out stays, so that a sheet and its key are alike.
    if isLeftOut { bar = MathBox(width: bar.width, ascent: bar.ascent, descent: bar.descent) }
    let contents = MapsFace.drawn(of: maps.count).map { map, _ -> MapContent in
      guard !isLeftOut, let grid = scale.grid(columns: columns, rows: rows, values: all[map])
      else { return .nothing }
      return .picture(grid, hasHoles: all[map].contains { !$0.isFinite })
    }
    return MapLabels(contents: contents, scale: bar)
  }
}
