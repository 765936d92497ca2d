extension Array {
  /// The blocks with those between raw HTML that opens an element and raw HTML that closes it put
  /// into the element; what is opened and never closed stays as it is.
  func nested<Insertion>() -> Self where Element == Block<Insertion> {
    var blocks: Self = []
    var index = 0
    while index < count {
      let block = self[index]
      if case .html(let opening) = block.content, let name = block.openedElement,
        let end = self.end(of: name, from: index + 1), case .html(let closing) = self[end].content
      {
        let inside = Self(self[(index + 1)..<end]).nested()
        blocks.append(
          block.with(.element(name, opening: opening, inside, closing: closing)))
        index = end + 1
      } else {
        blocks.append(block)
        index += 1
      }
    }
    return blocks
  }

  /// The place of the block that closes an element, elements of its name within it passed over.
  private func end<Insertion>(of name: String, from start: Int) -> Int?
  where Element == Block<Insertion> {
    var depth = 1
    for index in start..<Swift.max(start, count) {
      if self[index].openedElement == name { depth += 1 }
      if self[index].closes(name) { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }
}

extension Block {
  /// What raw HTML begins with; nil of other blocks.
  private var firstMarkup: Substring? {
    guard case .html(let pieces) = content, case .html(let markup) = pieces.first else {
      return nil
    }
    return markup.drop(while: \.isWhitespace)
  }

  /// The name of the element that raw HTML opens with its first tag and leaves open.
  fileprivate var openedElement: String? {
    guard case .html(let pieces) = content, let markup = firstMarkup, markup.hasPrefix("<") else {
      return nil
    }
    let name = markup.dropFirst().prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    let isClosed = pieces.contains { piece in
      if case .html(let markup) = piece { markup.contains("</\(name)") } else { false }
    }
    return name.isEmpty || isClosed ? nil : name.lowercased()
  }

  /// Whether raw HTML begins by closing an element.
  fileprivate func closes(_ name: String) -> Bool {
    guard let markup = firstMarkup, markup.hasPrefix("</") else { return false }
    let closed = markup.dropFirst(2).prefix { $0.isASCII && ($0.isLetter || $0.isNumber) }
    return closed.lowercased() == name
  }
}

/// Folded parts of a text, `<details><summary>…</summary>…</details>`, written in one piece of raw
/// HTML: cut into what opens, what is folded and what closes, as if empty lines stood between.
enum FoldedParts {
  /// The pieces of raw HTML.
  static func cut(_ html: String) -> [String] {
    var pieces: [String] = []
    var rest = html[...]
    while let place = firstCut(of: rest) {
      pieces.append(String(rest[..<place]))
      rest = rest[place...]
    }
    pieces.append(String(rest))
    return pieces.map(trimmed).filter { !$0.isEmpty }
  }

  /// Before `<details` and `</details`, behind `</summary>` and `</details>`.
  private static func firstCut(of html: Substring) -> Substring.Index? {
    let starts = ["<details", "</details"].compactMap { tag in
      html.dropFirst().firstRange(of: tag)?.lowerBound
    }
    let ends = ["</summary>", "</details>"].compactMap { html.firstRange(of: $0)?.upperBound }
    return (starts + ends).filter { $0 < html.endIndex }.min()
  }

  private static func trimmed(_ html: String) -> String {
    var html = html[...]
    while html.last?.isNewline == true { html.removeLast() }
    while html.first?.isNewline == true { html.removeFirst() }
    return String(html)
  }
}
