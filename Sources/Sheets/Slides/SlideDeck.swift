import Derivation
import Diagram
import Scene
import Wording

/// One picture after the other with what is said of it: the pages of a lecture.
///
/// Where the text of a slide, or its notes, are longer than their room, they go on on another page with
/// the same headline and figure.
package struct SlideDeck: PagedDocument {
  /// A slide before it is divided into pages.
  package struct Slide {
    /// What it is about.
    package var headline: Sentence
    /// The colour of the headline.
    package var paint: Paint
    /// What the list of contents calls it.
    package var bookmark: String
    /// The figure and where its top left corner stands; nil for a slide of text alone.
    package var figure: (scene: Scene, origin: Point)?
    /// Where the text stands.
    package var room: SlideRoom
    /// The text.
    package var text: [Strip]
    /// What is said to it.
    package var notes: [Strip]
    /// The same in letters, a paragraph each, for programs that show it to the lecturer alone.
    package var spoken: [String]

    /// A slide.
    package init(
      _ headline: Sentence, _ paint: Paint = .ink, bookmark: String,
      figure: (scene: Scene, origin: Point)?, room: SlideRoom, text: [Strip], notes: [Strip],
      spoken: [String]
    ) {
      self.headline = headline
      self.paint = paint
      self.bookmark = bookmark
      self.figure = figure
      self.room = room
      self.text = text
      self.notes = notes
      self.spoken = spoken
    }
  }

  /// The pages from the first to the last.
  package private(set) var pages: [Scene] = []
  /// The list of contents: a place for each slide.
  package private(set) var bookmarks: [PageBookmark] = []

  /// What is said to each page, a paragraph each; nothing to pages that go on.
  package private(set) var spoken: [[String]] = []

  private let format: SlideFormat
  private let title: String
  private let paragraphs: ParagraphSetter

  /// Divides slides into pages.
  ///
  /// - Parameters:
  ///   - title: What the whole is, which stands at the foot of each page but the first.
  ///   - description: What it says, for a reader who does not see it.
  package init(
    _ slides: [Slide], _ format: SlideFormat, title: String, description: String,
    language: Language, measuring measure: any TextMeasuring
  ) {
    self.format = format
    self.title = title
    paragraphs = ParagraphSetter(measuring: measure)
    let divided = slides.map(divided)
    let count = divided.reduce(0) { $0 + $1.count }
    for (slide, parts) in zip(slides, divided) {
      bookmarks.append(PageBookmark(title: slide.bookmark, page: pages.count, top: 0))
      spoken += parts.indices.map { $0 == 0 ? slide.spoken : [] }
      for part in parts {
        var scene = Scene(
          size: format.page, title: title, description: description,
          language: language.rawValue)
        scene.add(Layer(["headline"], items: headline(slide)))
        scene.add(Layer(["margin"], items: margin(pages.count, of: count)))
        if let figure = slide.figure {
          scene.place(figure.scene, at: figure.origin, classes: ["figure"])
        }
        for (strips, column) in zip(part.text, slide.room.columns) {
          Self.add(strips, in: column, to: &scene)
        }
        Self.add(part.notes, in: format.notes, to: &scene)
        pages.append(scene.scaled(by: format.scale))
      }
    }
  }

  /// What stands in the columns and in the notes of a slide's pages.
  private func divided(
    _ slide: Slide
  ) -> [(text: [[PageBreaks.Placed]], notes: [PageBreaks.Placed])] {
    let text = slide.room.pages(of: slide.text)
    let notes =
      format.hasNotes ? PageBreaks(height: format.notes.height).pages(of: slide.notes) : [[]]
    return (0..<max(text.count, notes.count)).map {
      (text[min($0, text.count - 1)], notes.indices.contains($0) ? notes[$0] : [])
    }
  }

  private static func add(_ strips: [PageBreaks.Placed], in room: Rect, to scene: inout Scene) {
    for placed in strips {
      if placed.repeatsHead, let head = placed.strip.head {
        scene.add(Layer(["strip"], items: head.placed(at: Point(room.x, room.y + head.ascent))))
      }
      let top = room.y + placed.top
      switch placed.strip.content {
      case .box(let box):
        scene.add(Layer(["strip"], items: box.placed(at: Point(room.x, top + box.ascent))))
      case .figure(let figure, let scale):
        scene.place(figure, at: Point(room.x, top), scale: scale, classes: ["figure"])
      }
    }
  }

  private func headline(_ slide: Slide) -> [Item] {
    let look = SheetStyle.Look(46, weight: .bold, paint: slide.paint)
    let box =
      paragraphs.lines(slide.headline, width: .infinity, look).first?.fitted(
        to: format.frame.width) ?? MathBox()
    return box.placed(at: Point(format.frame.x, format.headline))
  }

  /// The title and the page's number, and the line above notes.
  private func margin(_ page: Int, of count: Int) -> [Item] {
    let (frame, look) = (format.frame, SheetStyle.Look(24, paint: .muted))
    let number = paragraphs.box("\(page + 1) / \(count)", look)
    var items = number.placed(at: Point(frame.maxX - number.width, format.footline))
    if page > 0 {
      let running = paragraphs.box(title, look).fitted(to: frame.width - number.width - 60)
      items += running.placed(at: Point(frame.x, format.footline))
    }
    if format.hasNotes {
      let edge = SlideFormat.slide.height
      items.append(
        .path(
          .line(from: Point(0, edge), to: Point(SlideFormat.slide.width, edge)),
          stroke: Stroke(.grid, width: 1.5, dash: [])))
    }
    return items
  }
}
