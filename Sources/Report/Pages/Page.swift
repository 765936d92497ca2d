import Formats
import Scene
import Wording

/// A page of HTML: the shell around what a reader came for.
struct Page {
  let language: Language
  let title: String
  var summary = ""
  /// What stands above and below the content: navigation.
  var header = ""
  var footer = ""
  let content: String
  /// Rules beside those of all pages.
  var style = ""

  struct Model {
    let language, title, summary, style, skip, header, footer, content: String
    let hasSummary: Bool
  }

  /// The page as one self-contained file.
  func html(_ templates: PageTemplates) -> String {
    return templates.render(
      "page.mustache",
      Model(
        language: language.rawValue, title: title, summary: summary,
        style: Self.colours + templates.style + style,
        skip: Bilingual(en: "Skip to the content", ko: "본문으로 건너뛰기")[language],
        header: header, footer: footer, content: content.sharingGlyphs(),
        hasSummary: !summary.isEmpty))
  }

  /// The themes' colours as variables, and the rules that let figures take them on.
  private static let colours =
    ":root{\(StyleSheet.variables(.light))}\n"
    + "@media (prefers-color-scheme:dark){:root{\(StyleSheet.variables(.dark))}}\n"
    + "@media print{:root{\(StyleSheet.variables(.light))}}\n"
    + StyleSheet.rules(.light) + "\n"
}

/// Makes pictures of scenes for pages; the program passes in a painter.
package struct FigureWriter {
  /// Measures text with the fonts that paint it.
  package let measure: any TextMeasuring
  /// Paints a scene as a fragment of SVG whose ids begin with a prefix.
  package let svg: (Scene, _ prefix: String) throws -> String

  /// Combines a measure and a painter.
  package init(
    measure: any TextMeasuring, svg: @escaping (Scene, _ prefix: String) throws -> String
  ) {
    self.measure = measure
    self.svg = svg
  }
}

/// Text with the characters that mean something in HTML written out.
func escaped(_ text: String) -> String { escapedXML(text) }
