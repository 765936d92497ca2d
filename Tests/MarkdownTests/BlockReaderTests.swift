import Testing

@testable import Markdown

/// Braces as they stand, in a sentence unless they say `block` or `nothing`.
private struct Tag: Insertable, ExpressibleByStringLiteral {
  let text: String
  var flow: InsertionFlow {
    text.hasPrefix("block") ? .block : text.hasPrefix("nothing") ? .nothing : .inline
  }

  init(stringLiteral text: String) { self.text = text }
}

private func read(_ text: String) -> [Block<Tag>.Content] {
  Block.read(text) { Tag(stringLiteral: $0.text ?? "open") }.map(\.content)
}

@Suite struct BlockReaderTests {
  @Test func textsAreTrees() {
    #expect(
      read("# A *b*\n\nc **d** [e](f.html \"g\") ![h](i)\nj\\\nk <b>l</b>") == [
        .heading([.text("A "), .emphasis([.text("b")])], level: 1),
        .paragraph([
          .text("c "), .strong([.text("d")]), .text(" "),
          .link([.text("e")], address: "f.html", title: "g"), .text(" "),
          .image([.text("h")], address: "i", title: ""), .softBreak, .text("j"), .hardBreak,
          .text("k "), .html("<b>"), .text("l"), .html("</b>"),
        ]),
      ])
    let lists = read("- a\n- b\n\n3. c\n\n   d\n4. e\n\n> f\n\n---")
    guard lists.count == 4, case .list(let tight, nil, true) = lists[0],
      case .list(let loose, 3, false) = lists[1]
    else {
      Issue.record("\(lists)")
      return
    }
    #expect(
      tight.map { $0.map(\.content) } == [[.paragraph([.text("a")])], [.paragraph([.text("b")])]])
    #expect(loose.map(\.count) == [2, 1])
    #expect(lists[3] == .rule)
  }

  @Test func blocksKnowTheirLines() {
    let blocks: [Block<Tag>] = Block.read(
      "a\n\n- b\n\n  c\n\n```\n{{x}}\n```\n{{block}}", firstLine: 10
    ) { Tag(stringLiteral: "\($0.line)") }
    #expect(blocks.map(\.line) == [10, 12, 16, 19])
    guard case .list(let items, _, _) = blocks[1].content else {
      Issue.record("no list")
      return
    }
    #expect(items[0].map(\.line) == [12, 14])
    #expect(blocks.flatMap(\.insertions) == ["19"])
  }

  @Test func bracesStandInSentencesAndForBlocks() {
    #expect(
      read("a {{x * y_1 < 2 * z_}} *{{b}}*, {{c}}") == [
        .paragraph([
          .text("a "), .insertion("x * y_1 < 2 * z_"), .text(" "), .emphasis([.insertion("b")]),
          .text(", "), .insertion("c"),
        ])
      ])
    #expect(
      read("a\n{{block 1}}\n{{block 2}} {{nothing}}\nb") == [
        .paragraph([.text("a")]), .insertion("block 1"), .insertion("block 2"),
        .insertion("nothing"), .paragraph([.text("b")]),
      ])
    #expect(read("{{nothing}}{{x}}") == [.paragraph([.insertion("nothing"), .insertion("x")])])
    #expect(read("a {{block}}") == [.paragraph([.text("a "), .insertion("block")])])
  }

  @Test func codeKeepsItsBraces() {
    #expect(
      read("`{{a}}` `{{` {{b}}") == [
        .paragraph([.code("{{a}}"), .text(" "), .code("{{"), .text(" "), .insertion("b")])
      ])
    #expect(
      read("```graph {{a}}\n{{b}} {{\n```\n\n    {{c}}") == [
        .code("{{b}} {{\n", language: "graph"), .code("{{c}}\n", language: ""),
      ])
    #expect(
      read("[{{a}}]({{b}}.html)") == [
        .paragraph([.link([.insertion("a")], address: "{{b}}.html", title: "")])
      ])
  }

  @Test func bracesThatAreNotClosedAreTold() {
    #expect(
      read("a {{b\nc}}") == [
        .paragraph([.text("a "), .insertion("open"), .text("b"), .softBreak, .text("c}}")])
      ])
  }

  /// A text may itself hold characters of the private use area.
  @Test func marksAreNoCharactersOfTheText() {
    #expect(
      read("\u{E000}1\u{E000} {{a}}\u{E001}") == [
        .paragraph([.text("\u{E000}1\u{E000} "), .insertion("a"), .text("\u{E001}")])
      ])
  }

  @Test func rawHTMLHasBracesToo() {
    #expect(
      read("<p class=x>{{a}}</p>\n") == [
        .html([.html("<p class=x>"), .insertion("a"), .html("</p>")])
      ])
    #expect(
      read("b <i>{{a}}</i>") == [
        .paragraph([.text("b "), .html("<i>"), .insertion("a"), .html("</i>")])
      ])
  }

  @Test func linesOfCellsAreATable() {
    #expect(
      read("| a | |x| b |\n| --- | :-: |\n| **c** | {{d}} |\n| `e|f` |  |") == [
        .table(
          head: [[.text("a")], [.text("|x| b")]],
          rows: [[[.strong([.text("c")])], [.insertion("d")]], [[.code("e|f")], []]])
      ])
    #expect(read("| a | b |") == [.paragraph([.text("| a | b |")])])
    #expect(read("a\n| b |\n| - |") != [.table(head: [[.text("b")]], rows: [])])
  }

  @Test(arguments: [
    "<details open><summary>Q {{q}}</summary>\n\n{{a}}\n\n</details>",
    "<details open><summary>Q {{q}}</summary>\n{{a}}\n</details>",
  ])
  func elementsHoldTheirBlocks(text: String) {
    let blocks = read("b\n\n\(text)\n\nc")
    guard blocks.count == 3,
      case .element("details", let opening, let inside, let closing) = blocks[1]
    else {
      Issue.record("\(blocks)")
      return
    }
    #expect(
      opening == [.html("<details open><summary>Q "), .insertion("q"), .html("</summary>")])
    #expect(inside.flatMap(\.insertions) == ["a"])
    #expect(closing == [.html("</details>")])
  }

  @Test func elementsNestAndMayStayOpen() {
    let blocks = read("<div>\n\n<div>\n\na\n\n</div>\n\nb\n\n</div>\n\n<aside>\n\nc")
    guard blocks.count == 3, case .element("div", _, let outer, _) = blocks[0],
      case .element("div", _, let inner, _) = outer.first?.content
    else {
      Issue.record("\(blocks)")
      return
    }
    #expect(inner.map(\.content) == [.paragraph([.text("a")])] && outer.count == 2)
    #expect(blocks[1] == .html([.html("<aside>")]))
  }

  @Test func wordsAreWhatAReaderSees() {
    let text = "## A *b*\n\n- c [d](e.html)\n\n<i>f</i> {{g}}h\n\n| i | j |\n| - | - |\n| k | `l` |"
    let words = read(text).map { Block($0, line: 1) }.words().split(separator: " ")
    #expect(words == ["A", "b", "c", "d", "f", "h", "i", "j", "k", "l"])
  }
}
