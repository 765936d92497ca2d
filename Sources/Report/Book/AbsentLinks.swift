extension Book.File {
  /// The file with links only to what is there: others are left out of navigation and become plain
  /// text elsewhere. One lesson, built alone, leads nowhere that has not been built.
  ///
  /// - Parameter exists: Whether there is a file at a path from the site's root.
  package func linked(where exists: (String) -> Bool) -> Book.File {
    var text = ""
    var rest = self.text[...]
    var isNavigation = false
    while let open = rest.firstRange(of: "<a ") {
      text += rest[..<open.lowerBound]
      if let isInside = rest[..<open.lowerBound].ends(inside: "<nav", "</nav>") {
        isNavigation = isInside
      }
      rest = rest[open.lowerBound...]
      guard let tag = rest.firstIndex(of: ">"), let close = rest.firstRange(of: "</a>") else {
        break
      }
      let attributes = Self.attributes(rest[..<tag].dropFirst(2))
      let address = attributes.first { $0.name == "href" }?.value ?? "#"
      if address.hasPrefix("#") || address.contains(":") || exists(path(to: String(address))) {
        text += rest[..<close.upperBound]
      } else if !isNavigation {
        let kept = attributes.filter { !["href", "hreflang", "rel"].contains($0.name) }
        text += "<span\(kept.map { " \($0.name)=\"\($0.value)\"" }.joined())>"
        text += rest[rest.index(after: tag)..<close.lowerBound] + "</span>"
      }
      rest = rest[close.upperBound...]
    }
    return Book.File(path: path, text: text + rest)
  }

  /// Where an address of this file leads, from the site's root.
  private func path(to address: String) -> String {
    var folders = path.split(separator: "/").dropLast()
    for part in address.prefix(while: { $0 != "#" && $0 != "?" }).split(separator: "/") {
      if part == ".." { folders = folders.dropLast() } else { folders.append(part) }
    }
    return folders.joined(separator: "/")
  }

  /// The attributes of a tag, as pages write them: `name="value"`.
  private static func attributes(_ tag: Substring) -> [(name: Substring, value: Substring)] {
    var attributes: [(Substring, Substring)] = []
    var rest = tag
    while let equals = rest.firstRange(of: "=\""),
      let end = rest[equals.upperBound...].firstIndex(of: "\"")
    {
      let name = rest[..<equals.lowerBound].drop { $0.isWhitespace }
      attributes.append((name, rest[equals.upperBound..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return attributes
  }
}

extension Substring {
  /// Whether the text ends behind an opening mark that it does not close; nil where it has neither.
  fileprivate func ends(inside opening: String, _ closing: String) -> Bool? {
    var rest = self
    var isOpen: Bool?
    while let next = rest.firstIndex(of: "<") {
      rest = rest[next...]
      if rest.hasPrefix(opening) { isOpen = true }
      if rest.hasPrefix(closing) { isOpen = false }
      rest = rest.dropFirst()
    }
    return isOpen
  }
}
