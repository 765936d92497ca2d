import Formats

/// Writes scenes as a presentation of Office Open XML (ECMA-376), a slide each, in shapes that PowerPoint,
/// Keynote, LibreOffice and Google Slides edit: ellipses, rectangles, connectors, freeforms, and text.
///
///     PresentationWriter(theme: .light, measure: fonts).parts([scene])
///     // [Content_Types].xml, ppt/presentation.xml, …, ppt/slides/slide1.xml
///
/// Places are the scene's, made larger or smaller as a whole, so that the figure looks as in every other
/// form.
package struct PresentationWriter {
  let theme: Theme
  let fonts: PresentationFonts
  let measure: any TextMeasuring

  /// The width and the height of a slide in pixels: 13⅓ by 7½ inches, what the programs themselves
  /// make.
  private static let wide = Size(1280, 720)
  /// How many times larger a small figure becomes at most: letters of a headline and no more.
  private static let mostEnlarged = 2.5
  /// English Metric Units for a pixel: 914,400 for an inch.
  static let unit = 9_525.0

  /// A writer in a theme's colours and some fonts.
  ///
  /// - Parameters:
  ///   - measure: The measure by which the scenes were laid out.
  ///   - font: A family in place of those that all programs have.
  package init(
    theme: Theme = .light, measure: any TextMeasuring, preferring font: String? = nil
  ) {
    self.theme = theme
    self.measure = measure
    fonts = PresentationFonts(preferring: font)
  }

  /// The files of the presentation, in their order in the archive.
  ///
  /// - Parameter notes: What is said to each slide, a paragraph each.
  package func parts(
    _ scenes: [Scene], notes: [[String]] = []
  ) -> [(path: String, text: String)] {
    let page = scenes.first.map(page) ?? Self.wide
    let parts = PresentationParts(
      theme: theme, fonts: fonts, page: page, slides: scenes.count,
      notes: SlideNotes(notes, language: scenes.first?.language ?? "en"),
      title: scenes.first?.title ?? "", language: scenes.first?.language ?? "en")
    return parts.fixed
      + scenes.enumerated().flatMap { index, scene in
        let path = "ppt/slides/slide\(index + 1).xml"
        return [(path, slide(scene, on: page)), parts.relations(ofSlide: index + 1)]
          + parts.noted(slide: index + 1)
      }
  }

  /// A scene that has a slide's shape is the slide; others stand on one that is 16:9.
  private func page(_ scene: Scene) -> Size {
    let ratio = scene.size.width / scene.size.height
    let isPage = abs(ratio - 4.0 / 3) < 1e-3 && scene.size.width >= 960
    return isPage ? Size(1280, 960) : Self.wide
  }

  /// Where a scene stands on a slide: as large as there is room, in the middle.
  private func placement(_ scene: Scene, on page: Size) -> Placement {
    let fitting = min(page.width / scene.size.width, page.height / scene.size.height)
    let scale = min(fitting, Self.mostEnlarged)
    return Placement(
      offset: Point(
        (page.width - scene.size.width * scale) / 2, (page.height - scene.size.height * scale) / 2),
      scale: scale)
  }

  private func slide(_ scene: Scene, on page: Size) -> String {
    var shapes = SlideShapes(self, scene, placement(scene, on: page))
    for layer in scene.layers where layer.opacity > 0 && !layer.isMomentary { shapes.add(layer) }
    return PresentationParts.declaration
      + "<p:sld \(PresentationParts.namespaces)><p:cSld><p:spTree>"
      + PresentationParts.emptyGroup + shapes.markup
      + "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>"
  }
}

/// The families of a presentation: those that PowerPoint has everywhere, of the same widths as those by
/// which a scene is measured. Times New Roman and Liberation Serif have the same widths, Verdana and
/// DejaVu Sans nearly so.
struct PresentationFonts: Hashable, Sendable {
  /// For letters of Latin, Greek and signs.
  let math, sans, mono: String
  /// For Hangul, Kana and Han.
  let eastAsian = "Malgun Gothic"

  init(preferring family: String?) {
    math = family ?? "Times New Roman"
    sans = family ?? "Verdana"
    mono = "Courier New"
  }

  subscript(family: TextStyle.Family) -> String {
    switch family {
    case .math: math
    case .sans: sans
    case .mono: mono
    }
  }
}
