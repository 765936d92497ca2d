/// A table of a page, in a frame that scrolls where it is wider than a phone.
struct HTMLTable {
  let caption: String
  let head: [String]
  /// The cells of each row as text; the first names the row.
  var rows: [[String]] = []

  /// The table as a piece of a page.
  var html: HTML {
    let rows = rows.map { row in
      HTML.element(
        "tr",
        [.element("th", ["scope": "row"], HTML(text: row.first ?? ""))]
          + row.dropFirst().map { .element("td", HTML(text: $0)) })
    }
    return Self.scrolling(
      label: caption,
      .element(
        "table", .element("caption", HTML(text: caption)), Self.head(head),
        .element("tbody", "\n", rows.joined(separator: "\n")))) + "\n"
  }

  /// The head of a table.
  static func head(_ titles: [String]) -> HTML {
    .element(
      "thead",
      .element("tr", titles.map { .element("th", ["scope": "col"], HTML(text: $0)) }))
  }

  /// A frame that scrolls where what is in it is wider than a phone.
  static func scrolling(label: String, _ table: HTML) -> HTML {
    .element(
      "div", ["class": "scroll", "tabindex": "0", "role": "group", "aria-label": label], table)
  }
}
