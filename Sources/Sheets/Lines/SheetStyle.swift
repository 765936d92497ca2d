import Scene

/// The letters and distances of a sheet, in pixels of 96 to an inch.
package struct SheetStyle: Sendable, Hashable {
  /// The size of running text: 11 pt.
  package var text = 11 * LengthUnit.pt.pixels

  /// Running text, unless another size is set.
  package init() {}

  /// Running text of another size.
  package init(text: Double) { self.text = text }

  /// The size of displayed formulas.
  package var formula: Double { text * 1.04 }
  /// The size of captions, reasons, and of what stands in the margins.
  package var small: Double { text * 0.88 }
  /// The room between two lines of text, from the descent of one to the ascent of the next.
  package var leading: Double { text * 0.42 }
  /// The room before a paragraph, and about displayed formulas.
  package var paragraph: Double { text * 0.75 }
  /// The room before a heading.
  package var section: Double { text * 1.6 }
  /// How far formulas are set in, and text behind a step's number.
  package var indent: Double { text * 1.9 }

  /// How letters of a paragraph look.
  package struct Look: Sendable, Hashable {
    /// Letters, their size and weight.
    package var style: TextStyle
    /// Their colour; formulas keep theirs.
    package var paint: Paint

    /// A look of letters with serifs.
    package init(
      _ size: Double, weight: TextStyle.Weight = .regular, slant: TextStyle.Slant = .upright,
      paint: Paint = .ink
    ) {
      style = TextStyle(
        .math, size: size, weight: weight, slant: slant, tabularFigures: false)
      self.paint = paint
    }
  }

  /// Running text.
  package var body: Look { Look(text) }
  /// A section's heading.
  package var heading: Look { Look(text * 1.25, weight: .bold) }
  /// The title of the whole.
  package var title: Look { Look(text * 1.75, weight: .bold) }
  /// What stands beside or below.
  package var note: Look { Look(small, paint: .muted) }
}
