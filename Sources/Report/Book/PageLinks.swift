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
