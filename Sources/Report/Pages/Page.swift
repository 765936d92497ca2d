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
    var scripts = PageScript(needs.live, language, templates).map { [$0] } ?? []
    if needs.steps > 1 { scripts.append(PageScript(templates.transport)) }
    if needs.lights { scripts.append(PageScript(templates.lights)) }
    needs.scripts += scripts.map(\.digest)
    return templates.render(
      .page,
      Model(
        language: language.rawValue, title: title, summary: summary,
        style: Self.colours(of: ":root") + templates.style + content.needs.style(),
        policy: ContentPolicy(scripts: needs.scripts).text,
        skip: Bilingual(en: "Skip to the content", ko: "본문으로 건너뛰기")[language],
        header: header, footer: footer, glyphs: content.needs.letters, content: content,
        script: scripts.map(\.html).joined(),
        hasSummary: !summary.isEmpty)
    ).markup
  }

  /// The themes' colours as variables of what a selector means, and the rules that let figures take
  /// them on.
  static func colours(of whole: String) -> String {
    "\(whole){\(StyleSheet.variables(.light))}\n"
      + "@media (prefers-color-scheme:dark){\(whole){\(StyleSheet.variables(.dark))}}\n"
      + "@media print{\(whole){\(StyleSheet.variables(.light))}}\n"
      + StyleSheet.rules(.light) + "\n"
  }
}

extension PageNeeds {
  /// The letters of all pictures, each once, in a picture of no size: one that is not displayed at all
  /// would not serve where pages are printed.
  var letters: HTML {
    guard !glyphs.isEmpty else { return HTML() }
    let definitions = glyphs.map { HTML(markup: $0.markup + "\n") }
    return .element(
      "svg", ["class": "glyphs", "width": "0", "height": "0", "aria-hidden": "true"],
      .element("defs", ["\n"] + definitions)) + "\n"
  }
}

/// Text with the characters that mean something in HTML written out.
func escaped(_ text: String) -> String { escapedXML(text) }
