import Formats
import Scene
import Wording

/// A page of HTML: the shell around what a reader came for.
struct Page {
  let language: Language
  let title: String
  var summary = ""
  /// What stands above and below the content: navigation.
  var header = HTML()
  var footer = HTML()
  let content: HTML

  struct Model {
    let language, title, summary, style, policy, skip: String
    let header, footer, glyphs, content, script: HTML
    let hasSummary: Bool
  }

  /// The page as one self-contained file.
  func html(_ templates: PageTemplates) -> String {
    var needs = templates.needs(of: .page)
    for piece in [header, content, footer] { needs.formUnion(piece.needs) }
    let live = LiveScript(needs.live, language, templates)
    if let live { needs.scripts.append(live.digest) }
    return templates.render(
      .page,
      Model(
        language: language.rawValue, title: title, summary: summary,
        style: Self.colours + templates.style + content.needs.style,
        policy: ContentPolicy(scripts: needs.scripts).text,
        skip: Bilingual(en: "Skip to the content", ko: "본문으로 건너뛰기")[language],
        header: header, footer: footer, glyphs: glyphs, content: content,
        script: live?.html ?? HTML(),
        hasSummary: !summary.isEmpty)
    ).markup
  }

  /// The letters of all pictures of the page, each once, in a picture of no size: one that is not
  /// displayed at all would not serve where pages are printed.
  private var glyphs: HTML {
    let glyphs = content.needs.glyphs
    guard !glyphs.isEmpty else { return HTML() }
    let definitions = glyphs.map { HTML(markup: $0.markup + "\n") }
    return .element(
      "svg", ["class": "glyphs", "width": "0", "height": "0", "aria-hidden": "true"],
      .element("defs", ["\n"] + definitions)) + "\n"
  }

  /// The themes' colours as variables, and the rules that let figures take them on.
  static let colours =
    ":root{\(StyleSheet.variables(.light))}\n"
    + "@media (prefers-color-scheme:dark){:root{\(StyleSheet.variables(.dark))}}\n"
    + "@media print{:root{\(StyleSheet.variables(.light))}}\n"
    + StyleSheet.rules(.light) + "\n"
}

/// Text with the characters that mean something in HTML written out.
func escaped(_ text: String) -> String { escapedXML(text) }
