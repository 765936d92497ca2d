import Diagram
import Scene
import Wording

/// The map of the lessons as a figure of the contents: in rows on a wide screen, in one column on a
/// narrow one, and in shorter rows on paper.
struct CourseMapFigure {
  let map: CourseMap
  let figures: FigureWriter
  /// Where each lesson leads; nil where its page is not there.
  let addresses: [String?]

  private static let name = "map"
  /// What a window of 1280 pixels has room for.
  private static let width = 1_180.0
  /// What a phone of 360 pixels has room for.
  private static let phoneWidth = 320.0
  /// What a sheet has room for where titles of 13 pixels are printed 6 pt high.
  private static let paperWidth = PaperFigure.textWidth * 13 / 8

  /// The figure.
  ///
  /// - Throws: What the painter throws.
  var html: HTML {
    get throws {
      let column = CourseColumn(map, width: Self.phoneWidth, measuring: figures.measure).scene
      let paper = CourseRows(map, width: Self.paperWidth, measuring: figures.measure).scene
      let printed = try file(paper, "paper").map { $0.image(style: "printed") } ?? HTML()
      return .element(
        "figure", ["class": "wide map"],
        .element(
          "div", ["class": "unprinted"], .element("div", ["class": "on-page"], try rows),
          .element("div", ["class": "on-phone"], try linked(column))), printed,
        .element(
          "figcaption", HTML(text: BookWords.mapNote[language] + " "),
          .element("span", ["class": "pointing"], HTML(text: BookWords.mapPointing[language]))))
        + "\n"
    }
  }

  private var language: Language { Language(rawValue: map.language) ?? .english }

  /// The rows, whose boxes are links.
  private var rows: HTML {
    get throws {
      var scene = CourseRows(map, width: Self.width, measuring: figures.measure).scene
      for index in scene.targets.indices { scene.targets[index].link = addresses[index] }
      return HTML(try figures.words(scene, Self.name))
    }
  }

  /// The column, a picture beside the page, with an area to follow for each lesson.
  private func linked(_ scene: Scene) throws -> HTML {
    guard let file = try file(scene, "phone") else { return HTML() }
    let areas = scene.targets.enumerated().compactMap { index, target -> HTML? in
      guard let address = addresses[index], case .rectangle(let frame) = target.shape else {
        return nil
      }
      let corners = [frame.x, frame.y, frame.maxX, frame.maxY].map { String(Int($0.rounded())) }
      return .void(
        "area",
        [
          "shape": "rect", "coords": corners.joined(separator: ","), "href": address,
          "alt": map.lessons[index].title,
        ])
    }
    let id = Self.name + "-areas"
    return file.image(alternative: map.description, areas: areas.isEmpty ? nil : id)
      + .element("map", ["name": id], areas)
  }

  private func file(_ scene: Scene, _ kind: String) throws -> PictureFile? {
    guard let folder = figures.folder else { return nil }
    let name = "\(Self.name)-\(kind)"
    return PictureFile(
      try figures.svg(scene, name), name: "\(folder)/\(name).svg", size: scene.size)
  }
}
