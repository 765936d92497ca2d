/// The rules by which a page's figures and the places that their nodes lead to point at each other:
/// who points at either, or comes to it with the keyboard, sees the other marked, and reads what
/// the figure says of the node.
enum FigureLinks {
  /// The most nodes that have rules of their own.
  static let limit = 200

  /// The rules for the linked nodes of a page.
  static func style(_ page: String) -> String {
    var rules = ""
    var rest = page[...]
    var count = 0
    while count < limit, let open = rest.firstRange(of: "<a id=\"") {
      rest = rest[open.upperBound...]
      guard let end = rest.firstIndex(of: ">") else { break }
      let parts = rest[..<end].split(separator: "\"", omittingEmptySubsequences: false)
      guard parts.count >= 5, parts[1] == " href=", parts[2].hasPrefix("#"),
        parts[3] == " aria-label="
      else { continue }
      let (node, place, label) = (parts[0], parts[2].dropFirst(), parts[4])
      rules +=
        "main:has(#\(node):is(:hover,:focus-visible)) #\(place)"
        + "{outline:2px solid var(--accent);outline-offset:2px}"
        + "main:has(#\(place):is(:hover,:focus-visible)) #\(node)"
        + "{stroke:var(--accent);stroke-width:3px}"
        + "figure:has(#\(node):focus-visible)::after,"
        + ".frames:has(#\(node):focus-visible)>.captions::before{content:\"\(string(label))\"}\n"
      count += 1
    }
    return rules
  }

  /// What an attribute of HTML says, as a string of CSS.
  private static func string(_ attribute: Substring) -> String {
    var text = String(attribute)
    for (entity, sign) in [
      ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&"), ("; ", "\n"),
    ] {
      text = text.split(separator: entity, omittingEmptySubsequences: false).joined(separator: sign)
    }
    var string = ""
    for character in text {
      switch character {
      case "\"", "\\": string += "\\\(character)"
      case "<": string += "\\3c "
      case "\n": string += "\\a "
      default: string.append(character)
      }
    }
    return string
  }
}
