import Formats
import Wording

/// A piece of a page that stands in a page of someone else's: its style holds for itself alone, all its ids
/// begin with its name, it needs no script, and no line of it is empty, at which Markdown would take it for
/// finished.
///
///     <section id="neuron" class="backdraw-explanation"><style>#neuron{…}</style><article lang="en">…
struct PageFragment {
  /// What its ids begin with.
  let name: String
  let language: Language
  let content: HTML

  /// The fragment, each line ended.
  func html(_ templates: PageTemplates) -> String {
    let section = HTML.element(
      "section", ["id": name, "class": "backdraw-explanation"],
      .element("style", HTML(markup: "\n" + style(templates))), "\n",
      .element("article", ["lang": language.rawValue], "\n", content.needs.letters, content), "\n")
    return section.markup.split(separator: "\n").joined(separator: "\n") + "\n"
  }

  /// What the page around it says of elements does not hold within the fragment; what attributes say of
  /// pictures and formulas does.
  private static let reset = ":where(*:not(svg,svg *,math,math *)){all:revert}\n"

  /// The rules of all pages, nested in the fragment, and how it differs from a page.
  private func style(_ templates: PageTemplates) -> String {
    "#\(name){\n" + Self.reset + Page.colours(of: "&") + templates.style
      + content.needs.style(within: "&")
      + templates.fragmentStyle + "}\n"
  }
}
