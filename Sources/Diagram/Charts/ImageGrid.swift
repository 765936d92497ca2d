import Scene
import Wording

/// Small pictures in rows with a caption below each, such as handwritten digits and what a network
/// takes them for.
package struct ImageGrid {
  /// One picture.
  package struct Entry: Sendable {
    /// The picture.
    package var image: PixelGrid
    /// What stands below it.
    package var caption: Bilingual
    /// Whether the caption stands out: a digit that was read wrong.
    package var isMarked: Bool

    /// A picture with its caption.
    package init(_ image: PixelGrid, caption: Bilingual, isMarked: Bool = false) {
      self.image = image
      self.caption = caption
      self.isMarked = isMarked
    }
  }

  /// The title; the extents are those of the pictures.
  package var frame: ChartFrame
  /// The pictures in the order of reading.
  package var entries: [Entry]
  /// How many stand side by side.
  package var columns: Int
  /// A picture's side in pixels.
  package var side: Double

  /// A grid of pictures.
  package init(_ frame: ChartFrame, entries: [Entry], columns: Int = 10, side: Double = 56) {
    self.frame = frame
    self.entries = entries
    self.columns = max(1, columns)
    self.side = side
  }

  /// The grid as a scene, with a description that reads the captions.
  package func scene(in language: Language, measuring measure: any TextMeasuring) -> Scene {
    let style = TextStyle(.sans, size: 12.5)
    let widest =
      entries.map { measure.extent(of: $0.caption[language], in: style).advance }.max() ?? 0
    let cell = Size(max(side, widest) + 14, side + 32)
    let most = frame.width.map { max(1, Int(($0 - 16) / cell.width)) } ?? columns
    let columns = min(columns, most, max(entries.count, 1))
    let rows = (entries.count + columns - 1) / columns
    var layer = Layer(["images"])
    for (index, entry) in entries.enumerated() {
      let center = 8 + (Double(index % columns) + 0.5) * cell.width
      let top = 10 + Double(index / columns) * cell.height
      let place = Rect(x: center - side / 2, y: top, width: side, height: side)
      layer.add(.image(entry.image, place))
      layer.add(
        .rectangle(
          place,
          stroke: entry.isMarked
            ? Stroke(.kink, width: 2, dash: []) : Stroke(.line, width: 0.75, dash: [])))
      layer.add(
        .text(
          Text(
            entry.caption[language], at: Point(center, top + side + 17), style: style,
            paint: entry.isMarked ? .kink : .ink, anchor: .middle)))
    }
    let captions = entries.prefix(40).map { $0.caption[language] }.joined(separator: ", ")
    let description = Bilingual(
      en: "\(entries.count) pictures: \(captions).", ko: "그림 \(entries.count)개: \(captions).")
    var scene = frame.scene(
      Size(16 + Double(columns) * cell.width, 10 + Double(rows) * cell.height),
      description[language], language)
    scene.add(layer)
    return scene
  }
}
