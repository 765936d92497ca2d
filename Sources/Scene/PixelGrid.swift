/// A small picture of equal squares, rows from the top, each row from the left.
///
///     PixelGrid(columns: 2, rows: 1, grey: [0, 255])   // a black and a white square
package struct PixelGrid: Hashable, Sendable {
  /// What one sample says.
  package enum Format: Hashable, Sendable {
    /// One byte a square, 0 black to 255 white in every theme.
    case grey
    /// Three bytes a square: red, green, blue.
    case rgb
    /// One byte a square, coloured by the theme's scale from its low to its high end.
    case scale(ColorScale)
  }

  /// The number of squares in a row.
  package let columns: Int
  /// The number of rows.
  package let rows: Int
  /// What one sample says.
  package let format: Format
  /// The bytes of all squares.
  package let samples: [UInt8]

  /// A picture, or `nil` when the number of samples does not fit.
  package init?(columns: Int, rows: Int, format: Format, samples: [UInt8]) {
    let bytes = format == .rgb ? 3 : 1
    guard columns > 0, rows > 0, columns <= 1 << 15, rows <= 1 << 15,
      samples.count == columns * rows * bytes
    else { return nil }
    self.columns = columns
    self.rows = rows
    self.format = format
    self.samples = samples
  }

  /// A picture in grey, or `nil` when the number of samples does not fit.
  package init?(columns: Int, rows: Int, grey samples: [UInt8]) {
    self.init(columns: columns, rows: rows, format: .grey, samples: samples)
  }

  /// A heat map of numbers: −limit and +limit are the ends of the theme's diverging scale.
  ///
  /// Numbers beyond the limit take the end's colour, NaN that of zero. `nil` when the number of
  /// values does not fit.
  package init?(columns: Int, rows: Int, values: [Double], limit: Double) {
    let samples = values.map { value -> UInt8 in
      guard limit > 0, !value.isNaN else { return 128 }
      let unit = max(-1, min(1, value / limit))
      return UInt8((128 + unit * 127).rounded())
    }
    self.init(columns: columns, rows: rows, format: .scale(.diverging), samples: samples)
  }

  /// A heat map of numbers from 0 to a limit: the ends of the theme's sequential scale.
  ///
  /// Numbers beyond an end take its colour, NaN that of zero. `nil` when the number of values does
  /// not fit.
  package init?(columns: Int, rows: Int, fromZero values: [Double], to limit: Double) {
    let samples = values.map { value -> UInt8 in
      guard limit > 0, !value.isNaN else { return 0 }
      return UInt8((max(0, min(1, value / limit)) * 255).rounded())
    }
    self.init(columns: columns, rows: rows, format: .scale(.sequential), samples: samples)
  }
}

extension PixelGrid {
  /// The colour of a square in a theme; the square must be one of the grid's.
  package func color(column: Int, row: Int, theme: Theme) -> Color {
    let index = row * columns + column
    switch format {
    case .grey:
      return Color(red: samples[index], green: samples[index], blue: samples[index])
    case .rgb:
      return Color(
        red: samples[3 * index], green: samples[3 * index + 1], blue: samples[3 * index + 2])
    case .scale(let scale):
      return theme.color(scale, sample: samples[index])
    }
  }
}

/// How a heat map's numbers become colours; a theme has the colours.
package enum ColorScale: String, CaseIterable, Sendable {
  /// From nothing, in the colour of zero, to much.
  case sequential
  /// From negative through zero (128) to positive.
  case diverging
}
