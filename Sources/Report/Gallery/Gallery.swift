import Markdown
import Wording

/// Graphs that a course draws, by subject, each with a few words about what one sees in it.
package struct Gallery: Sendable {
  /// Graphs that belong together.
  struct Subject: Sendable {
    var title = LocalizedText()
    fileprivate(set) var exhibits: [Exhibit] = []
  }

  /// A graph of the gallery.
  struct Exhibit: Sendable {
    /// The file's name without its ending.
    let name: String
    /// Its text.
    let source: [UInt8]
    /// The folders of the lessons that treat it, in the order of reading.
    let lessons: [String]
    /// What one sees in it, in each language.
    fileprivate(set) var text: [Language: Text] = [:]

    /// The graph's page in a language, from the site's root.
    func path(_ language: Language) -> String { Gallery.path(of: name, language) }
  }

  /// What is said of a graph, with its tags.
  struct Text: Sendable {
    /// The file that it stands in.
    let file: String
    /// As it stands there.
    let source: String
    let blocks: [Block<PlacedTag>]
  }

  private(set) var subjects: [Subject] = []

  /// All graphs in their order.
  var exhibits: [Exhibit] { subjects.flatMap(\.exhibits) }

  /// The page of all graphs, as a file in a language's folder.
  static let page = "gallery.html"
  /// The folder of the graphs' pages and figures, in a language's folder.
  static let folder = "gallery"
  /// The page of a graph in a language, from the site's root.
  static func path(of graph: String, _ language: Language) -> String {
    "\(language.rawValue)/\(folder)/\(graph).html"
  }
  /// The file that lists the subjects and their graphs.
  package static let list = "gallery.txt"

  /// Reads the list of subjects and graphs, and what is said of each graph.
  ///
  ///     subject First steps
  ///     subject ko 첫걸음
  ///     gate-add 08-sum-and-product
  ///
  /// A line of the list names a subject, or a graph and the lessons that treat it. The texts are
  /// CommonMark with the tags of lessons, each below the graph's name: `## gate-add`.
  ///
  /// - Parameters:
  ///   - files: The list and the texts, such as `en.md`, by their names.
  ///   - graphs: The texts of the graphs by their names.
  /// - Throws: `TemplateError` with the file and the line.
  package init(
    files: [String: [UInt8]], graphs: [String: [UInt8]]
  ) throws(TemplateError) {
    try read(Self.contents(of: Self.list, in: files), graphs)
    for language in Language.allCases {
      let file = "\(language.rawValue).md"
      try read(Self.contents(of: file, in: files), "\(Self.folder)/\(file)", language)
    }
  }

  private static func contents(
    of file: String, in files: [String: [UInt8]]
  ) throws(TemplateError) -> [Substring] {
    guard let bytes = files[file] else {
      throw TemplateError(
        file: "\(folder)/\(file)", line: 1,
        message: Bilingual(
          en: "the gallery lacks this file; write it", ko: "갤러리에 이 파일이 없습니다. 써 넣으십시오"))
    }
    return String(decoding: bytes, as: UTF8.self)
      .split(separator: "\n", omittingEmptySubsequences: false)
  }

  // MARK: The list

  private mutating func read(
    _ lines: [Substring], _ graphs: [String: [UInt8]]
  ) throws(TemplateError) {
    let file = "\(Self.folder)/\(Self.list)"
    var known: Set<String> = []
    for (index, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      func fault(_ message: Bilingual) -> TemplateError {
        TemplateError(file: file, line: index + 1, message: message)
      }
      if words.first == "subject" {
        let language = words.dropFirst().first.flatMap { Language(rawValue: $0) }
        let title = words.dropFirst(language == nil ? 1 : 2).joined(separator: " ")
        if language == nil { subjects.append(Subject()) }
        guard !subjects.isEmpty, !title.isEmpty else {
          throw fault(
            Bilingual(
              en: "write 'subject First steps' and below it 'subject ko 첫걸음'",
              ko: "'subject First steps'를 쓰고 그 아래에 'subject ko 첫걸음'처럼 쓰십시오"))
        }
        subjects[subjects.count - 1].title[for: language] = title
        continue
      }
      guard let name = words.first, let source = graphs[name], !subjects.isEmpty else {
        throw fault(
          Bilingual(
            en: "there is no graph '\(line)' for a subject; write 'subject …', or a graph and "
              + "lessons, as in 'gate-add 08-sum-and-product'",
            ko: "'\(line)'에 맞는 그래프나 주제가 없습니다. 'subject …' 또는 "
              + "'gate-add 08-sum-and-product'처럼 그래프와 강의를 쓰십시오"))
      }
      guard known.insert(name).inserted else {
        throw fault(
          Bilingual(
            en: "'\(name)' stands twice; take one away", ko: "'\(name)' 줄이 둘입니다. 하나를 지우십시오"))
      }
      subjects[subjects.count - 1].exhibits.append(
        Exhibit(name: name, source: source, lessons: Array(words.dropFirst())))
    }
    if let missing = graphs.keys.sorted().first(where: { !known.contains($0) }) {
      throw TemplateError(
        file: file, line: max(lines.count, 1),
        message: Bilingual(
          en: "the graph '\(missing)' has no line; add it to a subject",
          ko: "그래프 '\(missing)' 줄이 없습니다. 주제 아래에 더하십시오"))
    }
  }

  // MARK: The texts

  private mutating func read(
    _ lines: [Substring], _ file: String, _ language: Language
  ) throws(TemplateError) {
    let heads = lines.indices.filter { lines[$0].hasPrefix("## ") }
    for (place, head) in heads.enumerated() {
      let end = place + 1 < heads.count ? heads[place + 1] : lines.endIndex
      let name = String(lines[head].dropFirst(3))
      let source = lines[(head + 1)..<end].joined(separator: "\n")
      let blocks: [Block<PlacedTag>] = try .read(
        source, firstLine: head + 2, file: file, graphs: [PlacedTag.firstGraph])
      try set(Text(file: file, source: source, blocks: blocks), name, line: head + 1, language)
    }
    let missing = exhibits.first { $0.text[language] == nil }
    guard let missing else { return }
    throw TemplateError(
      file: file, line: max(lines.count, 1),
      message: Bilingual(
        en: "nothing is said of '\(missing.name)'; write '## \(missing.name)' and a sentence below",
        ko: "'\(missing.name)'에 대한 글이 없습니다. '## \(missing.name)' 아래에 한 문장 쓰십시오"))
  }

  private mutating func set(
    _ text: Text, _ name: String, line: Int, _ language: Language
  ) throws(TemplateError) {
    for subject in subjects.indices {
      guard
        let place = subjects[subject].exhibits.firstIndex(where: { $0.name == name }),
        subjects[subject].exhibits[place].text[language] == nil
      else { continue }
      subjects[subject].exhibits[place].text[language] = text
      return
    }
    throw TemplateError(
      file: text.file, line: line,
      message: Bilingual(
        en: "'## \(name)' names no graph of \(Self.list), or stands twice",
        ko: "'## \(name)'에 맞는 그래프가 \(Self.list)에 없거나 같은 제목이 둘입니다"))
  }
}
