import Wording

/// A lesson's prose with its tags filled in.
struct LessonProse {
  let prose: Lesson.Prose
  let tags: LessonTags
  var glossary: Glossary?

  /// The prose as HTML.
  ///
  /// - Throws: `TemplateError` where a tag is unknown, with its file and line.
  func html() throws -> String {
    var linked = tags
    linked.links = LessonLinks(uses, in: tags)
    return try html(linked)
  }

  /// The tags, in their order.
  private var uses: [LessonLinks.Use] {
    var uses: [LessonLinks.Use] = []
    var graph = LessonTags.firstGraph
    var rest = prose.text[...]
    while let open = rest.firstRange(of: "{{"),
      let close = rest[open.upperBound...].firstRange(of: "}}")
    {
      let words = rest[open.upperBound..<close.lowerBound].split(separator: " ").map(String.init)
      rest = rest[close.upperBound...]
      if words.count == 2, words[0] == "use" {
        graph = words[1]
      } else {
        uses.append(LessonLinks.Use(words: words, graph: graph, place: uses.count))
      }
    }
    return uses
  }

  private func html(_ tags: LessonTags) throws -> String {
    var marked = ""
    var pieces: [String] = []
    var graph = LessonTags.firstGraph
    let text = glossary?.linked(prose.text) ?? prose.text
    for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false)
      .enumerated()
    {
      var rest = line[...]
      while let open = rest.firstRange(of: "{{") {
        marked += rest[..<open.lowerBound]
        rest = rest[open.upperBound...]
        guard let close = rest.firstRange(of: "}}") else {
          throw error(
            offset,
            Bilingual(
              en: "'{{' has no '}}' on its line; close the tag",
              ko: "'{{'에 같은 줄의 '}}'가 없습니다. 태그를 닫으십시오"))
        }
        let words = rest[..<close.lowerBound].split(separator: " ").map(String.init)
        rest = rest[close.upperBound...]
        if words.count == 2, words[0] == "use" {
          graph = words[1]
          guard tags.graphs.contains(where: { $0.graph.name == graph }) else {
            throw error(
              offset,
              Bilingual(
                en: "the lesson has no '\(graph).graph'; add it, or use one that is there",
                ko: "강의에 '\(graph).graph'가 없습니다. 더하거나 있는 것을 쓰십시오"))
          }
          continue
        }
        do {
          let (html, isBlock) = try tags.html(words, of: graph, place: pieces.count)
          // A mark takes the piece's place while Markdown is read, and lets nothing of it through.
          marked +=
            isBlock
            ? "<div data-tag=\"\(pieces.count)\"></div>" : "<i data-tag=\"\(pieces.count)\"></i>"
          pieces.append(html)
        } catch let unknown as LessonTags.Unknown {
          throw error(offset, unknown.message)
        }
      }
      marked += rest + "\n"
    }
    var html = Report.html(fromMarkdown: marked)
    for (index, piece) in pieces.enumerated() {
      for element in ["div", "i"] {
        let mark = "<\(element) data-tag=\"\(index)\"></\(element)>"
        if let range = html.firstRange(of: mark) {
          html.replaceSubrange(range, with: piece)
          break
        }
      }
    }
    return html
  }

  private func error(_ offset: Int, _ message: Bilingual) -> TemplateError {
    TemplateError(file: prose.file, line: prose.firstLine + offset, message: message)
  }
}
