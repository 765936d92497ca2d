import Markdown
import Wording

/// The terms of one language, each with its explanation.
package struct Glossary: Sendable {
  /// A term.
  struct Entry: Sendable {
    /// The same in all languages.
    let id: String
    /// The term, then other ways to say it.
    let terms: [String]
    /// What it means.
    fileprivate(set) var text: [Block<Never>] = []
  }

  private(set) var entries: [Entry] = []
  /// What it is called in messages.
  let file: String
  /// All of the file.
  let source: String

  /// Reads entries such as `## gradient: gradient; slope`, each with its explanation below.
  ///
  /// - Parameters:
  ///   - text: CommonMark.
  ///   - file: What to call it in messages.
  /// - Throws: `TemplateError` with the line.
  package init(_ text: String, file: String) throws(TemplateError) {
    self.file = file
    source = text
    for block in Block<Never>.read(text) {
      guard case .heading(let heading, level: 2) = block.content else {
        if !entries.isEmpty { entries[entries.count - 1].text.append(block) }
        continue
      }
      let parts = heading.words().split(separator: ":", maxSplits: 1)
      guard parts.count == 2, !parts[0].contains(" ") else {
        throw TemplateError(
          file: file, line: block.line,
          message: Bilingual(
            en: "expected '## id: term; another way to say it'",
            ko: "'## id: 용어; 다른 말'처럼 쓰십시오"))
      }
      guard !entries.contains(where: { $0.id == parts[0] }) else {
        throw TemplateError(
          file: file, line: block.line,
          message: Bilingual(
            en: "'\(parts[0])' stands twice; give each term an id of its own",
            ko: "\("'\(String(parts[0]))'".with(.subject)) 두 번 나옵니다. 용어마다 다른 id를 쓰십시오"))
      }
      entries.append(
        Entry(
          id: String(parts[0]),
          terms: parts[1].split(separator: ";").map { String($0.drop { $0 == " " }) }))
    }
  }

  /// A text in which the first place that names each term is a link to it. Headings, links, code,
  /// tables and raw HTML are left alone, and what is folded away: it is seen later, if at all.
  ///
  /// - Parameter page: The address of the page of terms.
  func linked<Insertion>(
    _ text: [Block<Insertion>], to page: String = Self.page
  ) -> [Block<Insertion>] {
    var linker = TermLinker(open: entries, page: page)
    return linker.linked(text)
  }

  /// The page of terms, as a file in a language's folder.
  static let page = "glossary.html"
}

/// Links terms where they stand first.
private struct TermLinker {
  /// The terms that have not been met yet.
  var open: [Glossary.Entry]
  let page: String

  mutating func linked<Insertion>(_ blocks: [Block<Insertion>]) -> [Block<Insertion>] {
    var linked: [Block<Insertion>] = []
    for block in blocks { linked.append(block.with(self.linked(block.content))) }
    return linked
  }

  private mutating func linked<Insertion>(
    _ content: Block<Insertion>.Content
  ) -> Block<Insertion>.Content {
    switch content {
    case .paragraph(let inlines): return .paragraph(linked(inlines))
    case .quotation(let blocks): return .quotation(linked(blocks))
    case .list(let items, let start, let isTight):
      var linkedItems: [[Block<Insertion>]] = []
      for item in items { linkedItems.append(linked(item)) }
      return .list(linkedItems, start: start, isTight: isTight)
    case .element(let name, let opening, let blocks, let closing) where name != "details":
      return .element(name, opening: opening, linked(blocks), closing: closing)
    case .heading, .table, .code, .insertion, .html, .element, .rule: return content
    }
  }

  private mutating func linked<Insertion>(_ inlines: [Inline<Insertion>]) -> [Inline<Insertion>] {
    var linked: [Inline<Insertion>] = []
    for inline in inlines {
      switch inline {
      case .text(let text): linked += self.linked(text[...])
      case .emphasis(let inlines): linked.append(.emphasis(self.linked(inlines)))
      case .strong(let inlines): linked.append(.strong(self.linked(inlines)))
      case .code, .link, .image, .insertion, .html, .softBreak, .hardBreak: linked.append(inline)
      }
    }
    return linked
  }

  private mutating func linked<Insertion>(_ text: Substring) -> [Inline<Insertion>] {
    var inlines: [Inline<Insertion>] = []
    var rest = text
    while let (range, index) = firstTerm(in: rest) {
      let entry = open.remove(at: index)
      if range.lowerBound > rest.startIndex {
        inlines.append(.text(String(rest[..<range.lowerBound])))
      }
      inlines.append(
        .link([.text(String(rest[range]))], address: "\(page)#\(entry.id)", title: ""))
      rest = rest[range.upperBound...]
    }
    if !rest.isEmpty { inlines.append(.text(String(rest))) }
    return inlines
  }

  /// The earliest place that names a term, and of terms that begin there the longest.
  private func firstTerm(in text: Substring) -> (range: Range<Substring.Index>, entry: Int)? {
    var first: (range: Range<Substring.Index>, entry: Int)?
    for (index, entry) in open.enumerated() {
      for range in entry.terms.compactMap({ text.range(ofTerm: $0) }) {
        let isBetter = first.map { found in
          range.lowerBound < found.range.lowerBound
            || range.lowerBound == found.range.lowerBound
              && range.upperBound > found.range.upperBound
        }
        if isBetter ?? true { first = (range, index) }
      }
    }
    return first
  }
}

extension Substring {
  /// Where a term stands as a word: case does not matter, and Latin letters may not go on round it.
  fileprivate func range(ofTerm term: String) -> Range<Index>? {
    let lowered = term.lowercased()
    var start = startIndex
    while start < endIndex {
      let isInside = start > startIndex && self[index(before: start)].isLetter
      if !isInside, let end = index(start, offsetBy: term.count, limitedBy: endIndex),
        self[start..<end].lowercased() == lowered,
        end == endIndex || !(self[end].isASCII && self[end].isLetter)
      {
        return start..<end
      }
      start = index(after: start)
    }
    return nil
  }
}
