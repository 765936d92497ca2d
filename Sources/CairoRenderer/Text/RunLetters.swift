import CCairo
import CPango
import Scene

/// A run's glyphs, and which characters they show: what Cairo asks for to paint text that can be searched.
struct RunLetters {
  /// A glyph at its place, in pixels at ``Font/em`` from the run's start.
  struct Glyph {
    let index: UInt32
    let place: Point
  }

  /// The glyphs from left to right.
  let glyphs: [Glyph]
  /// How many bytes of text some glyphs show, in the order of the text.
  let clusters: [cairo_text_cluster_t]
  /// Whether the text runs from right to left, against its glyphs.
  let runsBackward: Bool

  /// The letters of an item's glyphs.
  ///
  /// - Parameter length: How many bytes of text they show.
  init(_ string: UnsafeMutablePointer<PangoGlyphString>, length: Int, runsBackward: Bool) {
    self.runsBackward = runsBackward
    let count = Int(string.pointee.num_glyphs)
    var glyphs: [Glyph] = []
    var x = 0.0
    for index in 0..<count {
      let info = string.pointee.glyphs[index]
      if Self.isSeen(info) {
        glyphs.append(
          Glyph(
            index: info.glyph,
            place: Point(
              x + Double(info.geometry.x_offset) / Double(PANGO_SCALE),
              Double(info.geometry.y_offset) / Double(PANGO_SCALE))))
      }
      x += Double(info.geometry.width) / Double(PANGO_SCALE)
    }
    self.glyphs = glyphs
    var clusters: [cairo_text_cluster_t] = []
    var start = 0
    for position in 0..<count {
      let index = runsBackward ? count - 1 - position : position
      let place = Int(string.pointee.log_clusters[index])
      if clusters.isEmpty || place != start {
        if !clusters.isEmpty { clusters[clusters.count - 1].num_bytes = Int32(place - start) }
        clusters.append(cairo_text_cluster_t(num_bytes: 0, num_glyphs: 0))
        start = place
      }
      if Self.isSeen(string.pointee.glyphs[index]) { clusters[clusters.count - 1].num_glyphs += 1 }
    }
    if !clusters.isEmpty { clusters[clusters.count - 1].num_bytes = Int32(length - start) }
    self.clusters = clusters
  }

  /// Whether a glyph has a number: PANGO_GLYPH_EMPTY is a character that is not seen.
  private static func isSeen(_ info: PangoGlyphInfo) -> Bool { info.glyph != 0x0FFF_FFFF }
}
