import Wording

/// What paper needs and a screen does not: a number behind each link and a list of where they lead,
/// and the folded answers on a page of their own.
struct PaperNotes {
  /// What the page at an address of the book is called; nil for an address elsewhere, which is
  /// printed as it is.
  let title: (String) -> String?
  private var destinations: [String] = []
  private var answers: [HTML] = []

  /// No notes yet.
  init(title: @escaping (String) -> String?) { self.title = title }

  /// The number behind a link. What leads within the page or to a term says nothing on paper.
  mutating func number(of address: String) -> HTML {
    if address.hasPrefix("#") || address.hasPrefix(Glossary.page) { return HTML() }
    let name = title(String(address.prefix { $0 != "#" })) ?? address
    let index = destinations.firstIndex(of: name) ?? destinations.endIndex
    if index == destinations.endIndex { destinations.append(name) }
    return .element("sup", ["class": "paper"], HTML(text: String(index + 1)))
  }

  /// Notes what is folded away.
  mutating func add(answer: HTML) { answers.append(answer) }

  /// The answers and the links, shown on paper only.
  func html(_ language: Language) -> HTML {
    section("answers", Bilingual(en: "Answers", ko: "답")[language], answers)
      + section(
        "links", Bilingual(en: "Links", ko: "링크")[language], destinations.map { HTML(text: $0) })
  }

  private func section(_ name: String, _ title: String, _ items: [HTML]) -> HTML {
    guard !items.isEmpty else { return HTML() }
    return .element(
      "section", ["class": "paper \(name)"], .element("h2", HTML(text: title)),
      .element("ol", items.map { .element("li", $0) })) + "\n"
  }
}
