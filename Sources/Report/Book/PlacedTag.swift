import Markdown
import Wording

/// A tag where it stands in a lesson.
struct PlacedTag: ProseInsertion {
  let tag: LessonTag
  /// What stands between the braces, for messages.
  let text: String
  /// The line of the file.
  let line: Int
  /// The graph that it speaks of: the one that was named last.
  let graph: String
  /// How many tags stand before it, for ids.
  let number: Int

  /// Where it may stand.
  var flow: InsertionFlow { tag.flow }
  var hasPlaces: Bool { tag.hasPlaces }

  /// Which graph the tags speak of where none has been named.
  static let firstGraph = "lesson"
}

/// Reads the tags of a lesson in their order.
private struct TagReader {
  let file: String
  /// The graphs that the lesson has.
  let graphs: Set<String>
  private var graph = PlacedTag.firstGraph
  private var count = 0

  init(file: String, graphs: Set<String>) {
    self.file = file
    self.graphs = graphs
  }

  /// The next tag.
  ///
  /// - Throws: `TemplateError` where it is none, with its file and line.
  mutating func read(_ braces: Braces) throws(TemplateError) -> PlacedTag {
    do throws(LessonTag.Fault) {
      guard let text = braces.text else { throw LessonTag.Fault.unclosed }
      let tag = try LessonTag(text)
      if case .use(let name) = tag {
        guard graphs.contains(name) else { throw LessonTag.Fault(noGraph: name) }
        graph = name
      }
      let number = count
      if tag.flow != .nothing { count += 1 }
      return PlacedTag(
        tag: tag, text: text.split(separator: " ").joined(separator: " "), line: braces.line,
        graph: graph, number: number)
    } catch {
      throw TemplateError(file: file, line: braces.line, message: error.message)
    }
  }
}

extension [Block<PlacedTag>] {
  /// Reads the text of a lesson with its tags.
  ///
  /// - Parameters:
  ///   - file: What to call it in messages.
  ///   - graphs: The graphs that its tags may speak of.
  /// - Throws: `TemplateError` with the line, where a tag is none or stands in a wrong place, or the
  ///   rows of a table do not fit.
  static func read(
    _ text: String, firstLine: Int, file: String, graphs: Set<String>
  ) throws(TemplateError) -> Self {
    var tags = TagReader(file: file, graphs: graphs)
    let blocks: Self = try Block.read(text, firstLine: firstLine) {
      braces throws(TemplateError) in try tags.read(braces)
    }
    for tag in blocks.flatMap(\.misplacedInsertions) {
      throw TemplateError(
        file: file, line: tag.line, message: LessonTag.Fault(notAlone: tag.text).message)
    }
    for table in blocks.flatMap(\.tables) {
      for (offset, row) in ([table.head] + table.rows).enumerated()
      where row.isEmpty || row.count != table.head.count {
        throw TemplateError(
          // The line of dashes stands between the head and the rows.
          file: file, line: table.line + offset + Swift.min(offset, 1),
          message: Bilingual(
            en:
              "the row needs as many cells as the head, each between bars with spaces: '| a | b |'",
            ko: "머리글과 같은 수의 칸이 필요합니다. '| a | b |'처럼 칸을 띄어쓰기와 막대로 나누십시오"))
      }
    }
    return blocks
  }
}

extension LessonTag {
  /// What is wrong with a tag.
  struct Fault: Error {
    let message: Bilingual

    init(_ message: Bilingual) { self.message = message }

    init(en english: String, ko korean: String) {
      self.init(Bilingual(en: english, ko: korean))
    }

    /// The braces are not closed.
    static let unclosed = Fault(
      en: "'{{' has no '}}' on its line; close the tag",
      ko: "'{{'에 같은 줄의 '}}'가 없습니다. 태그를 닫으십시오")

    /// There is no such tag.
    init(unknown text: String) {
      self.init(
        en: "there is no tag '{{\(text)}}'; Templates/lessons/README.md lists the tags",
        ko: "'{{\(text)}}'라는 태그는 없습니다. 태그는 Templates/lessons/README.md에 있습니다")
    }

    /// It needs a line of its own.
    init(notAlone text: String) {
      self.init(
        en: "'{{\(text)}}' needs a line of its own; put it between empty lines",
        ko: "'{{\(text)}}'에는 한 줄이 따로 필요합니다. 앞뒤에 빈 줄을 두십시오")
    }

    /// The lesson has no such graph.
    init(noGraph name: String) {
      self.init(
        en: "the lesson has no '\(name).graph'; add it, or use one that is there",
        ko: "강의에 '\(name).graph'가 없습니다. 더하거나 있는 것을 쓰십시오")
    }

    /// It speaks of a graph, and there is none.
    init(_ text: String, needs graph: String) {
      self.init(
        en: "'{{\(text)}}' needs a graph; add '\(graph).graph' to the lesson",
        ko: "'{{\(text)}}'에는 그래프가 필요합니다. 강의에 '\(graph).graph'를 더하십시오")
    }

    /// The graph has no such name.
    init(name: String) {
      self.init(
        en: "the graph has no '\(name)'; write one of its names, or '{{use GRAPH}}' before",
        ko: "그래프에 \("'\(name)'".with(.subject)) 없습니다. "
          + "그래프에 있는 이름을 쓰거나 앞에 '{{use 그래프}}'를 쓰십시오")
    }

    /// The update leaves it alone.
    init(notUpdated name: String) {
      self.init(
        en: "'\(name)' is not updated; make it a param and give a rate",
        ko: "\("'\(name)'".with(.topic)) 갱신되지 않습니다. param으로 만들고 rate를 쓰십시오")
    }

    /// A constant has no gradient.
    init(constant name: String) {
      self.init(
        en: "'\(name)' is a constant and has no gradient; make it a variable in the graph",
        ko: "\("'\(name)'".with(.topic)) 상수라서 기울기가 없습니다. 그래프에서 변수로 만드십시오")
    }
  }
}
