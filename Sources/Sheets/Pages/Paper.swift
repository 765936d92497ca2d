import Scene

/// A sheet of paper and the room of the text on it.
package struct Paper: Sendable, Hashable {
  /// The formats that handouts are printed on.
  package enum Format: String, CaseIterable, Sendable {
    case a4, letter

    /// Width and height in pixels, upright.
    var size: Size {
      switch self {
      case .a4: Size(210 * LengthUnit.mm.pixels, 297 * LengthUnit.mm.pixels)
      case .letter: Size(8.5 * LengthUnit.inches.pixels, 11 * LengthUnit.inches.pixels)
      }
    }
  }

  /// The format.
  package let format: Format
  /// Whether it lies across.
  package let isAcross: Bool

  /// A sheet of a format, upright unless it is to lie across.
  package init(_ format: Format, isAcross: Bool = false) {
    self.format = format
    self.isAcross = isAcross
  }

  /// The margins left and right: 23 mm.
  private static let side = 23 * LengthUnit.mm.pixels
  /// The margins above and below, in which running title and number stand: 24 mm.
  private static let end = 24 * LengthUnit.mm.pixels
  /// How far from the edge the lines of the margins stand: 14 mm.
  private static let rim = 14 * LengthUnit.mm.pixels

  /// The extents in pixels.
  package var size: Size {
    let size = format.size
    return isAcross ? Size(size.height, size.width) : size
  }

  /// Where text and figures stand.
  package var frame: Rect {
    let size = size
    return Rect(
      x: Self.side, y: Self.end, width: size.width - 2 * Self.side,
      height: size.height - 2 * Self.end)
  }

  /// The baseline of the running title.
  var headline: Double { Self.rim + 8 }
  /// The baseline of the page's number.
  var footline: Double { size.height - Self.rim }
}
