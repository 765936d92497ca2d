import Markdown
import Wording

/// A lesson as it lies in its folder: graphs, and prose in two languages. It has no code.
package struct Lesson: Sendable {
  /// What other pages know of it.
  let heading: PageHeading
  /// Where the lesson stands among the others: its number, or just behind the lesson that its head
  /// names with `after:`.
  let order: Double
  /// The texts of its graphs by their names; that of `lesson.graph` is `lesson`.
  let graphs: [String: [UInt8]]
  /// The folders of the lessons that it builds on, each with the line of `needs.txt` that names it.
  let needs: [Need]
  /// The prose of each language.
  let prose: [Language: Prose]

  /// A lesson that another builds on.
  struct Need: Sendable {
    let name: String
    /// The line, from 1.
    let line: Int
  }

  /// Title, summary and text in one language.
  struct Prose: Sendable {
    let file: String
    /// All of the file.
    let source: String
    let title: String
    let summary: String
    /// The chapter that begins with this lesson or goes on.
    let chapter: String
    /// The number of the lesson that this one stands behind, where it is not its own less one.
    let after: Int?
    /// The text, with its tags.
    let text: [Block<PlacedTag>]
  }

  /// Reads a lesson from the files of its folder: a text in each language, such as `ko.md`, graphs such
  /// as `lesson.graph`, and `needs.txt`.
  ///
  /// - Throws: `TemplateError` with the file and the line.
  package init(name: String, files: [String: [UInt8]]) throws(TemplateError) {
    guard let number = Int(name.prefix { $0.isNumber }) else {
      throw TemplateError(
        file: name, line: 1,
        message: Bilingual(
          en: "a lesson's folder begins with its number, as in 07-gates",
          ko: "강의의 폴더 이름은 07-gates처럼 번호로 시작해야 합니다"))
    }
    try self.init(name: name, number: number, files: files)
  }

  /// Reads a page of prose beside the lessons from its folder, likewise.
  ///
  /// - Throws: `TemplateError` with the file and the line.
  package init(page name: String, files: [String: [UInt8]]) throws(TemplateError) {
    try self.init(name: name, number: 0, files: files)
  }

  /// The file that names the lessons that a lesson builds on, one a line.
  static let needsFile = "needs.txt"

  /// What to say of prose that is not there.
  static let missing = Bilingual(
    en: "the lesson lacks this file; write it, in the form of the other language's",
    ko: "강의에 이 파일이 없습니다. 다른 언어의 파일처럼 써 넣으십시오")

  private init(name: String, number: Int, files: [String: [UInt8]]) throws(TemplateError) {
    graphs = Dictionary(
      files.compactMap { name, bytes in
        name.hasSuffix(".graph") ? (String(name.dropLast(6)), bytes) : nil
      }, uniquingKeysWith: { first, _ in first })
    let needs = String(decoding: files[Self.needsFile] ?? [], as: UTF8.self)
    self.needs = needs.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .compactMap { index, text in
        let name = text.trimmingPrefix { $0.isWhitespace }.prefix { !$0.isWhitespace }
        return name.isEmpty ? nil : Need(name: String(name), line: index + 1)
      }
    var prose: [Language: Prose] = [:]
    for language in Language.allCases {
      let file = "\(name)/\(language.rawValue).md"
      guard let bytes = files["\(language.rawValue).md"] else {
        throw TemplateError(file: file, line: 1, message: Self.missing)
      }
      prose[language] = try Prose(
        String(decoding: bytes, as: UTF8.self), file: file, graphs: Set(graphs.keys))
    }
    self.prose = prose
    heading = PageHeading(name: name, number: number, titles: prose.mapValues(\.title))
    let after = prose.values.compactMap(\.after).max()
    order = after.map { Double($0) + 0.5 } ?? Double(number)
  }

  /// The folder's name, such as `01-two-apples`; it orders the lessons and names their pages.
  package var name: String { heading.name }
  /// The lesson's number in the course.
  package var number: Int { heading.number }
}

extension Lesson.Prose {
  /// Reads `title:`, `summary:`, `chapter:` and `after:` between two lines of `---`, and the text
  /// behind them.
  ///
  /// - Parameter graphs: The graphs that its tags may speak of.
  init(_ contents: String, file: String, graphs: Set<String>) throws(TemplateError) {
    var fields: [String: String] = [:]
    var lines = contents.split(separator: "\n", omittingEmptySubsequences: false)[...]
    guard lines.first == "---" else {
      throw TemplateError(
        file: file, line: 1,
        message: Bilingual(
          en: "the file must begin with a line '---' and then 'title: …'",
          ko: "파일은 '---' 줄과 'title: …'로 시작해야 합니다"))
    }
    lines.removeFirst()
    while let line = lines.first, line != "---" {
      lines.removeFirst()
      guard let colon = line.firstIndex(of: ":") else {
        throw TemplateError(
          file: file, line: lines.startIndex,
          message: Bilingual(
            en: "expected 'title: …', 'summary: …', 'chapter: …' or 'after: …'",
            ko: "'title: …', 'summary: …', 'chapter: …', 'after: …' 가운데 하나를 쓰십시오"))
      }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      fields[String(line[..<colon])] = String(value)
    }
    guard let title = fields["title"], let summary = fields["summary"], !lines.isEmpty else {
      throw TemplateError(
        file: file, line: 1,
        message: Bilingual(
          en: "the head needs 'title:' and 'summary:', and '---' behind them",
          ko: "머리에 'title:'과 'summary:'를 쓰고 그 뒤에 '---'를 쓰십시오"))
    }
    lines.removeFirst()
    self.file = file
    source = contents
    chapter = fields["chapter"] ?? ""
    after = fields["after"].flatMap { Int($0) }
    self.title = title
    self.summary = summary
    text = try .read(
      lines.joined(separator: "\n"), firstLine: lines.startIndex + 1, file: file, graphs: graphs)
  }

  /// The experiments whose results it shows.
  var experiments: Set<Experiment> {
    Set(text.flatMap(\.insertions).compactMap(\.tag.experiment))
  }
}
