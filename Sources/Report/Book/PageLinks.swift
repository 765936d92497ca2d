import Markdown
import Wording

/// The links of one page of the book, which lead only to what is there: one lesson, built alone,
/// leads nowhere that has not been built.
struct PageLinks: Sendable {
  /// The page, from the site's root: `en/operations/exp.html`.
  let page: String
  /// Whether there is a file at a path from the site's root.
  let exists: @Sendable (String) -> Bool

  /// Whether an address on the page leads somewhere: out of the site, to a place on the page, or to
  /// a page that is there.
  func leads(to address: String) -> Bool {
    address.hasPrefix("#") || address.contains(":") || exists(path(of: address))
  }

  /// Checks that all links in a text of the page lead somewhere.
  ///
  /// - Parameter file: What to call the text in messages.
  /// - Throws: `TemplateError` with the line.
  func check<Insertion>(_ text: [Block<Insertion>], file: String) throws(TemplateError) {
    for link in text.flatMap(\.links) where !leads(to: link.address) {
      throw TemplateError(
        file: file, line: link.line,
        message: Bilingual(
          en: "there is no page '\(link.address)'; link to one of the book's, such as "
            + "'01-two-apples.html'",
          ko: "'\(link.address)'에는 페이지가 없습니다. '01-two-apples.html'처럼 책에 있는 페이지의 "
            + "주소를 쓰십시오"))
    }
  }

  /// A link; mere text where its address leads nowhere.
  func link(_ address: String, _ text: HTML) -> HTML {
    leads(to: address) ? .element("a", ["href": address], text) : .element("span", text)
  }

  /// What leads to a path from the site's root, made with its address; nothing where it leads
  /// nowhere.
  func piece(to path: String, _ make: (_ address: String) -> HTML) -> HTML {
    exists(path) ? make(address(of: path)) : HTML()
  }

  /// The address on the page of a path from the site's root: `../search.html`.
  func address(of path: String) -> String {
    let folders = page.split(separator: "/").dropLast()
    let target = path.split(separator: "/")
    let shared = zip(folders, target.dropLast()).prefix { $0 == $1 }.count
    return String(repeating: "../", count: folders.count - shared)
      + target.dropFirst(shared).joined(separator: "/")
  }

  /// Where an address of the page leads, from the site's root.
  func path(of address: String) -> String {
    var folders = page.split(separator: "/").dropLast()
    for part in address.prefix(while: { $0 != "#" && $0 != "?" }).split(separator: "/") {
      if part == ".." { folders = folders.dropLast() } else { folders.append(part) }
    }
    return folders.joined(separator: "/")
  }
}
