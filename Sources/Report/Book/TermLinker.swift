import Markdown

/// Links terms where they stand first.
struct TermLinker {
  /// A way to say a term.
  private struct Term {
    let entry: Int
    /// Its characters in lower case.
    let characters: [String]
  }

  private let entries: [Glossary.Entry]
  /// The terms that have not been met yet, by their first characters: texts are long, and hardly any
  /// place of them begins a term.
  private var open: [String: [Term]] = [:]
  private let page: String

  init(_ entries: [Glossary.Entry], page: String) {
    self.entries = entries
    self.page = page
    for (index, entry) in entries.enumerated() {
      for term in entry.terms {
        let characters = term.map { $0.lowercased() }
        guard let first = characters.first else { continue }
        open[first, default: []].append(Term(entry: index, characters: characters))
      }
    }
  }

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
      case .text(let text): linked += self.linked(text)
      case .emphasis(let inlines): linked.append(.emphasis(self.linked(inlines)))
      case .strong(let inlines): linked.append(.strong(self.linked(inlines)))
      case .code, .link, .image, .insertion, .html, .softBreak, .hardBreak: linked.append(inline)
      }
    }
    return linked
  }

  private mutating func linked<Insertion>(_ text: String) -> [Inline<Insertion>] {
    let characters = Array(text)
    let lowered = characters.map { $0.lowercased() }
    var inlines: [Inline<Insertion>] = []
    // Where what is not in `inlines` yet begins.
    var rest = 0
    func take(_ range: Range<Int>) -> Inline<Insertion> { .text(String(characters[range])) }
    var place = 0
    while place < characters.count {
      guard let term = term(at: place, isBeginning: place == rest, of: characters, lowered) else {
        place += 1
        continue
      }
      let end = place + term.characters.count
      if place > rest { inlines.append(take(rest..<place)) }
      let address = "\(page)#\(entries[term.entry].id)"
      inlines.append(.link([take(place..<end)], address: address, title: ""))
      for first in open.keys { open[first]?.removeAll { $0.entry == term.entry } }
      (rest, place) = (end, end)
    }
    if rest < characters.count { inlines.append(take(rest..<characters.count)) }
    return inlines
  }

  /// The longest term that stands at a place as a word: case does not matter, and Latin letters may
  /// not go on round it.
  private func term(
    at place: Int, isBeginning: Bool, of characters: [Character], _ lowered: [String]
  ) -> Term? {
    guard let terms = open[lowered[place]],
      isBeginning || !characters[place - 1].isLetter
    else { return nil }
    var longest: Term?
    for term in terms where term.characters.count > longest?.characters.count ?? 0 {
      let end = place + term.characters.count
      guard end <= characters.count, lowered[place..<end].elementsEqual(term.characters),
        end == characters.count || !(characters[end].isASCII && characters[end].isLetter)
      else { continue }
      longest = term
    }
    return longest
  }
}
