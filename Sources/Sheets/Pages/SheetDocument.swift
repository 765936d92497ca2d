import Diagram
import Scene
import Wording

/// Strips on pages of paper with a running title and numbers: what is printed.
package struct SheetDocument: PagedDocument {
  /// Pages of one format, which begin on a sheet of their own.
  package struct Part {
    /// The paper.
    package let paper: Paper
    /// What stands on it.
    package var strips: [Strip]

    /// A part.
    package init(_ paper: Paper, _ strips: [Strip]) {
      self.paper = paper
      self.strips = strips
    }
  }

  /// The pages from the first to the last.
  package private(set) var pages: [Scene] = []
  /// The list of contents.
  package private(set) var bookmarks: [PageBookmark] = []

  private let title: String
  private let language: Language
  private let style: SheetStyle
  private let paragraphs: ParagraphSetter

  /// Divides parts into pages.
  ///
  /// - Parameters:
  ///   - title: What the whole is, which runs along the top from the second page on.
  ///   - description: What it says, for a reader who does not see it.
  package init(
    _ parts: [Part], title: String, description: String, language: Language,
    _ style: SheetStyle = SheetStyle(), measuring measure: any TextMeasuring
  ) {
    self.title = title
    self.language = language
    self.style = style
    paragraphs = ParagraphSetter(measuring: measure)
    let divided = parts.flatMap { part in
      PageBreaks(height: part.paper.frame.height).pages(of: part.strips).map { (part.paper, $0) }
    }
    for (number, (paper, strips)) in divided.enumerated() {
      var scene = Scene(
        size: paper.size, title: title, description: description, language: language.rawValue)
      scene.add(Layer(["margin"], items: margin(paper, number, of: divided.count)))
      for placed in strips { add(placed, to: &scene, paper) }
      pages.append(scene)
    }
  }

  private mutating func add(_ placed: PageBreaks.Placed, to scene: inout Scene, _ paper: Paper) {
    let frame = paper.frame
    let top = frame.y + placed.top
    if let title = placed.strip.bookmark {
      bookmarks.append(PageBookmark(title: title, page: pages.count, top: top))
    }
    if placed.repeatsHead, let head = placed.strip.head {
      scene.add(
        Layer(["strip"], items: head.placed(at: Point(frame.x, frame.y + head.ascent))))
    }
    switch placed.strip.content {
    case .box(let box):
      scene.add(Layer(["strip"], items: box.placed(at: Point(frame.x, top + box.ascent))))
    case .figure(let figure, let scale):
      let left = frame.x + (frame.width - figure.size.width * scale) / 2
      scene.place(figure, at: Point(left, top), scale: scale, classes: ["figure"])
    }
  }

  /// The running title and the page's number.
  private func margin(_ paper: Paper, _ page: Int, of count: Int) -> [Item] {
    let (frame, look) = (paper.frame, style.note)
    let number = paragraphs.box("\(page + 1) / \(count)", look)
    var items = number.centered(x: paper.size.width / 2, baseline: paper.footline)
    guard page > 0 else { return items }
    let running = paragraphs.box(title, look).fitted(to: frame.width)
    items += running.placed(at: Point(frame.x, paper.headline))
    items.append(
      .path(
        .line(
          from: Point(frame.x, paper.headline + 8), to: Point(frame.maxX, paper.headline + 8)),
        stroke: Stroke(.grid, width: 0.75, dash: [])))
    return items
  }
}
