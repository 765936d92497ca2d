import Wording

/// The terms of one language, each with its explanation.
package struct Glossary: Sendable {
  /// A term.
  struct Entry: Sendable {
    /// The same in all languages.
    let id: String
    /// The term, then other ways to say it.
    let terms: [String]
    /// What it means, in CommonMark.
    let text: String
  }

  let entries: [Entry]

  /// Reads entries such as `## gradient: gradient; slope`, each with its explanation below.
  ///
  /// - Parameters:
  ///   - text: CommonMark.
  ///   - file: What to call it in messages.
  /// - Throws: `TemplateError` with the line.
  package init(_ text: String, file: String) throws(TemplateError) {
    var entries: [Entry] = []
    var head: (id: String, terms: [String])?
    var body: [Substring] = []
    func close() {
      guard let head else { return }
      entries.append(Entry(id: head.id, terms: head.terms, text: body.joined(separator: "\n")))
    }
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard line.hasPrefix("## ") else {
        body.append(line)
        continue
      }
      close()
      let parts = line.dropFirst(3).split(separator: ":", maxSplits: 1)
      guard parts.count == 2, !parts[0].contains(" ") else {
        throw TemplateError(
          file: file, line: offset + 1,
          message: Bilingual(
            en: "expected '## id: term; another way to say it'",
            ko: "'## id: 용어; 다른 말'처럼 쓰십시오"))
      }
      guard !entries.contains(where: { $0.id == parts[0] }) else {
        throw TemplateError(
          file: file, line: offset + 1,
          message: Bilingual(
            en: "'\(parts[0])' stands twice; give each term an id of its own",
            ko: "\("'\(String(parts[0]))'".with(.subject)) 두 번 나옵니다. 용어마다 다른 id를 쓰십시오"))
      }
      head = (
        String(parts[0]),
        parts[1].split(separator: ";").map { String($0.drop { $0 == " " }) }
      )
      body = []
    }
    close()
    self.entries = entries
  }

  /// Prose in which the first place that names each term is a link to it. Headings, links, code,
  /// tags, tables and HTML are left alone.
  func linked(_ markdown: String, to page: String = "glossary.html") -> String {
    var open = entries
    // What is folded away is seen later, if at all.
    var isFolded = false
    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      if line.hasPrefix("<details") { isFolded = true }
      if line.hasPrefix("</details") { isFolded = false }
      guard !isFolded, let first = line.first, !"#|<".contains(first) else { return String(line) }
      return plainPieces(of: line).map { piece in
        piece.isPlain ? linked(piece.text, &open, page) : String(piece.text)
      }.joined()
    }
    return lines.joined(separator: "\n")
  }

  /// A line's pieces: plain words, and what is code, a link or a tag.
  private func plainPieces(of line: Substring) -> [(text: Substring, isPlain: Bool)] {
    var pieces: [(Substring, Bool)] = []
    var rest = line
    let marks = [("`", "`"), ("{{", "}}"), ("[", ")")]
    while !rest.isEmpty {
      let next = marks.compactMap { mark in
        rest.firstRange(of: mark.0).map { (place: $0, close: mark.1) }
      }.min { $0.place.lowerBound < $1.place.lowerBound }
      guard let next, let end = rest[next.place.upperBound...].firstRange(of: next.close) else {
        pieces.append((rest, true))
        break
      }
      pieces.append((rest[..<next.place.lowerBound], true))
      pieces.append((rest[next.place.lowerBound..<end.upperBound], false))
      rest = rest[end.upperBound...]
    }
    return pieces
  }

  private func linked(_ words: Substring, _ open: inout [Entry], _ page: String) -> String {
    // The earliest place, and of terms that begin there the longest.
    var best: (range: Range<Substring.Index>, entry: Int)?
    for (index, entry) in open.enumerated() {
      for term in entry.terms {
        guard let range = range(of: term, in: words) else { continue }
        if let found = best?.range,
          (found.lowerBound, range.upperBound) < (range.lowerBound, found.upperBound)
            || found.lowerBound == range.lowerBound && found.upperBound >= range.upperBound
        {
          continue
        }
        if let found = best?.range, range.lowerBound > found.lowerBound { continue }
        best = (range, index)
      }
    }
    guard let best else { return String(words) }
    let entry = open.remove(at: best.entry)
    var (before, after) = (words[..<best.range.lowerBound], words[best.range.upperBound...])
    var term = String(words[best.range])
    // A term that is bold by itself becomes a bold link; emphasis that goes on beyond it is left
    // alone, since CommonMark would not close it behind a bracket.
    if before.hasSuffix("**"), after.hasPrefix("**") {
      (before, after) = (before.dropLast(2), after.dropFirst(2))
      term = "**\(term)**"
    } else if before.hasSuffix("*") || after.hasPrefix("*") {
      open.insert(entry, at: best.entry)
      return before + term + linked(after, &open, page)
    }
    return before + "[\(term)](\(page)#\(entry.id))" + linked(after, &open, page)
  }

  /// Where a term stands as a word: case does not matter, and Latin letters may not go on round it.
  private func range(of term: String, in words: Substring) -> Range<Substring.Index>? {
    let lowered = term.lowercased()
    var start = words.startIndex
    while start < words.endIndex {
      let isInside = start > words.startIndex && words[words.index(before: start)].isLetter
      if !isInside,
        let end = words.index(start, offsetBy: term.count, limitedBy: words.endIndex),
        words[start..<end].lowercased() == lowered,
        end == words.endIndex || !(words[end].isASCII && words[end].isLetter)
      {
        return start..<end
      }
      start = words.index(after: start)
    }
    return nil
  }
}

extension Book {
  struct GlossaryModel {
    let title, lede: String
    let terms: [GlossaryTerm]
  }

  struct GlossaryTerm {
    let id, term, also, text: String
    let hasAlso: Bool
  }

  /// All terms with their explanations, each linked from where lessons use it first.
  func glossaryPage(_ glossary: Glossary, _ language: Language) -> String {
    let isKorean = language == .korean
    let entries = glossary.entries.map { entry in
      let also = entry.terms.dropFirst().joined(separator: ", ")
      return GlossaryTerm(
        id: entry.id, term: entry.terms[0], also: also, text: html(fromMarkdown: entry.text),
        hasAlso: !also.isEmpty)
    }
    let title = isKorean ? "용어집" : "Glossary"
    let lede =
      isKorean
      ? "강의에 나오는 말을 모았습니다. 강의에서 처음 나온 자리를 누르면 이곳으로 옵니다."
      : "The words of the lessons. Each lesson links a word here where it first uses it."
    return page(
      "\(language.rawValue)/glossary.html", language, title: title, summary: lede,
      content: templates.render(
        "glossary.mustache", GlossaryModel(title: title, lede: lede, terms: entries)))
  }
}
