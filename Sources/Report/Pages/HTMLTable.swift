/// A table of a page, in a frame that scrolls where it is wider than a phone.
struct HTMLTable {
  let caption: String
  let head: [String]
  /// The cells of each row as text; the first names the row.
  var rows: [[String]] = []

  /// The table as HTML; what is not text is escaped.
  var html: String {
    let body = rows.map { row in
      "<tr><th scope=\"row\">\(escaped(row.first ?? ""))</th>"
        + row.dropFirst().map { "<td>\(escaped($0))</td>" }.joined() + "</tr>"
    }
    return "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"\(escaped(caption))\">"
      + "<table><caption>\(escaped(caption))</caption><thead><tr>"
      + head.map { "<th scope=\"col\">\(escaped($0))</th>" }.joined()
      + "</tr></thead><tbody>\n" + body.joined(separator: "\n") + "</tbody></table></div>\n"
  }
}
