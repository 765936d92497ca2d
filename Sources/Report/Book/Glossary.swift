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
    var linker = TermLinker(entries, page: page)
    return linker.linked(text)
  }

  /// The page of terms, as a file in a language's folder.
  static let page = "glossary.html"
}
