import Diagram
import Scene

/// What stands across a column and is not broken by the end of a page: a line, a row, a figure.
package struct Strip {
  /// What is seen.
  package enum Content {
    /// Marks from the left edge of the column, the origin on the baseline.
    case box(MathBox)
    /// A picture, so many times larger than it was drawn, in the middle of the column.
    case figure(Scene, scale: Double)
  }

  /// What is seen.
  package var content: Content
  /// The room above it, unless it begins a page.
  package var before: Double
  /// What is said once more above it where it begins a page: a table's titles.
  package var head: MathBox?
  /// Whether the page does not end behind it.
  package var staysWithNext: Bool
  /// What the list of contents calls the place; nil where it is not listed.
  package var bookmark: String?

  /// A line.
  package init(
    _ box: MathBox, before: Double, head: MathBox? = nil, staysWithNext: Bool = false,
    bookmark: String? = nil
  ) {
    content = .box(box)
    self.before = before
    self.head = head
    self.staysWithNext = staysWithNext
    self.bookmark = bookmark
  }

  /// A figure.
  package init(figure: Scene, scale: Double, before: Double, staysWithNext: Bool) {
    content = .figure(figure, scale: scale)
    self.before = before
    self.staysWithNext = staysWithNext
  }

  /// From its top to its bottom, without the room above it.
  package var height: Double {
    switch content {
    case .box(let box): box.height
    case .figure(let scene, let scale): scene.size.height * scale
    }
  }
}

extension Strip {
  /// Lines of one paragraph: none stands alone at a page's head or foot.
  package static func paragraph(
    _ lines: [MathBox], before: Double, leading: Double, staysWithNext: Bool = false
  ) -> [Strip] {
    lines.enumerated().map { position, line in
      Strip(
        line, before: position == 0 ? before : leading,
        staysWithNext: position + 1 == lines.count
          ? staysWithNext : lines.count <= 3 || position == 0 || position + 2 == lines.count)
    }
  }
}
