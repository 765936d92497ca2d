import Scene

/// A slide, 16:9, and the rooms on it: as large as on a screen of 1920 × 1080 pixels, in which all is
/// measured here. A page with notes is 4:3.
package struct SlideFormat: Sendable, Hashable {
  /// Whether there is room for notes beneath the slide.
  package let hasNotes: Bool

  /// A slide, with room for notes beneath it or without.
  package init(hasNotes: Bool = false) { self.hasNotes = hasNotes }

  /// The slide itself.
  package static let slide = Size(1920, 1080)
  /// How many inches its width is on a page: what other programs make.
  private static let inches = 40.0 / 3
  /// The margins left and right.
  private static let side = 90.0
  /// The top of what stands below the headline.
  private static let top = 138.0
  /// The bottom of it, above the footline.
  private static let bottom = 1004.0
  /// The room about notes.
  private static let rim = 36.0

  /// The sizes of a slide's letters, from the largest: as large as what is said leaves room for.
  package static let sizes = [54.0, 48, 42, 38, 34]
  /// The smallest of them.
  package static var smallest: Double { sizes[sizes.count - 1] }

  /// The size of the letters of notes.
  package static let notesSize = 30.0

  /// How many times larger a page is than it is measured here.
  var scale: Double { Self.inches * LengthUnit.inches.pixels / Self.slide.width }

  /// The page, in the slide's pixels.
  var page: Size {
    hasNotes ? Size(Self.slide.width, Self.slide.width * 3 / 4) : Self.slide
  }

  /// Where figures and text stand.
  package var frame: Rect {
    Rect(
      x: Self.side, y: Self.top, width: Self.slide.width - 2 * Self.side,
      height: Self.bottom - Self.top)
  }

  /// Where notes stand.
  package var notes: Rect {
    Rect(
      x: Self.side, y: Self.slide.height + Self.rim, width: frame.width,
      height: page.height - Self.slide.height - 2 * Self.rim)
  }

  /// The baseline of the headline.
  var headline: Double { 92 }
  /// The baseline of the title and the page's number.
  var footline: Double { 1052 }
}
