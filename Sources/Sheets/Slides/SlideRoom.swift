import Scene

/// Where the text of a slide stands: a column, or two that are read one after the other.
package struct SlideRoom: Sendable, Hashable {
  /// The columns, all of one size.
  package let columns: [Rect]

  /// The room between two columns.
  private static let gap = 60.0

  /// A rectangle as a room of so many columns.
  package init(_ rect: Rect, columns count: Int = 1) {
    let width = (rect.width - Double(count - 1) * Self.gap) / Double(count)
    columns = (0..<count).map {
      Rect(
        x: rect.x + Double($0) * (width + Self.gap), y: rect.y, width: width,
        height: rect.height)
    }
  }

  /// The width of a line.
  package var width: Double { columns[0].width }

  /// Whether all of a text stands on one slide.
  package func holds(_ text: [Strip]) -> Bool { parts(of: text).count <= columns.count }

  /// What stands in each column of each page of a text, at least in one column of one page.
  func pages(of text: [Strip]) -> [[[PageBreaks.Placed]]] {
    let parts = parts(of: text)
    return stride(from: 0, to: parts.count, by: columns.count).map {
      Array(parts[$0..<min($0 + columns.count, parts.count)])
    }
  }

  private func parts(of text: [Strip]) -> [[PageBreaks.Placed]] {
    PageBreaks(height: columns[0].height).pages(of: text)
  }
}
