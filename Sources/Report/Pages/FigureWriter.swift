import Autodiff
import Diagram
import Scene

/// Makes pictures of scenes for pages; the program passes in a painter.
package struct FigureWriter {
  /// Measures text with the fonts that paint it.
  package let measure: any TextMeasuring
  /// Paints a scene as a fragment of SVG whose ids begin with a prefix.
  package let svg: (Scene, _ prefix: String) throws -> SVGFragment
  /// Paints a scene of words as `svg` does; they stay text, which many different letters make smaller
  /// than their outlines.
  let words: (Scene, _ prefix: String) throws -> SVGFragment
  /// Paints a scene as a file of its own, which pages show and readers take with them.
  package let file: (Scene, Format) throws -> [UInt8]

  /// The folder, beside the page, of the pictures that only some readers load; nil where a page is one
  /// file with all of them.
  var folder: String?

  /// What is known of the graphs that have been drawn: many are drawn for several frames and in each
  /// language.
  var memory = FigureMemory()

  /// A format of such files, by the ending of their names.
  package enum Format: String, Sendable {
    case svg, pdf
  }

  /// Combines a measure and painters.
  ///
  /// - Parameters:
  ///   - words: May be left out where words may become outlines.
  ///   - file: May be left out where no page has files beside it.
  package init(
    measure: any TextMeasuring, svg: @escaping (Scene, _ prefix: String) throws -> SVGFragment,
    words: ((Scene, _ prefix: String) throws -> SVGFragment)? = nil,
    file: @escaping (Scene, Format) throws -> [UInt8] = { _, _ in [] }
  ) {
    self.measure = measure
    self.svg = svg
    self.words = words ?? svg
    self.file = file
  }

  /// A computation as a picture.
  func figure(_ trace: Trace<Double>, _ options: FigureOptions) -> GraphFigure {
    GraphFigure(trace, options: options, measuring: measure, memory: memory)
  }

  /// A scene as a piece of a page.
  ///
  /// - Parameters:
  ///   - prefix: What its ids begin with.
  ///   - places: The ids of the places that its nodes lead to.
  ///   - steps: How many steps of a pass it shows one by one.
  ///   - isOther: Whether it is another layout of a picture that is marked with its places.
  /// - Throws: What the painter throws.
  func picture(
    _ scene: Scene, _ prefix: String, places: [NodeID: String] = [:], steps: Int = 0,
    isOther: Bool = false
  ) throws -> HTML {
    var scene = scene
    var links: [FigureLink] = []
    for (index, target) in scene.targets.enumerated() {
      guard let place = Int(target.node).flatMap({ places[NodeID($0)] }) else { continue }
      let node = SVGFragment.id(ofNode: target.node, in: prefix)
      if !links.contains(where: { $0.node == node }) {
        links.append(FigureLink(node: node, place: place, label: target.title))
      }
      scene.targets[index].link = "#" + place
      // What is said of it is heard as one sentence.
      scene.targets[index].title = target.title.split(separator: "\n").joined(separator: "; ")
    }
    return HTML(try svg(scene, prefix), links: isOther ? [] : links, steps: steps)
  }

  /// A scene as a piece of a page, and another layout of it that takes its place on a phone; the page's
  /// style shows one of them.
  ///
  /// - Parameters:
  ///   - phone: The other layout; nil where a phone shows the scene itself. It is a file beside the
  ///     page, where pages have such, and its nodes lead nowhere.
  /// - Throws: What the painter throws.
  func picture(
    _ scene: Scene, phone: Scene?, _ prefix: String, places: [NodeID: String] = [:]
  ) throws -> HTML {
    try with(try picture(scene, prefix, places: places), onPhone: phone, prefix)
  }

  /// A picture, and another layout that takes its place on a phone, if there is one.
  ///
  /// - Parameter places: The places that nodes of the other layout lead to; it is a part of the page
  ///   where there are any.
  /// - Throws: What the painter throws.
  func with(
    _ picture: HTML, onPhone phone: Scene?, _ prefix: String, places: [NodeID: String] = [:]
  ) throws -> HTML {
    guard let phone else { return picture }
    let file =
      places.isEmpty
      ? try pictureFile(phone, prefix + "phone")?.image(alternative: phone.description) : nil
    return .element("div", ["class": "on-page"], picture)
      + .element(
        "div", ["class": "on-phone"],
        try file ?? self.picture(phone, Self.phoneID(prefix), places: places, isOther: true))
  }

  /// The id of the other layout of a picture, where it is a part of the page.
  static func phoneID(_ prefix: String) -> String { prefix + "phone-" }

  /// A scene as a file beside the page; nil where a page is one file.
  ///
  /// - Throws: What the painter throws.
  func pictureFile(_ scene: Scene, _ name: String, steps: Int = 0) throws -> PictureFile? {
    guard let folder else { return nil }
    return PictureFile(
      try svg(scene, name), name: "\(folder)/\(name).svg", size: scene.size, steps: steps)
  }
}
