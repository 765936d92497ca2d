import Markdown
import Scene
import Testing
import Wording

@testable import Report

/// What becomes of a lesson's words: tags, terms, links and notes, in prose and nowhere else.
@Suite struct LessonProseTests {
  private func book(_ prose: String, glossary: String = "", more: [Lesson] = []) throws -> Book {
    let text = Array("---\ntitle: T\nsummary: S\n---\n\(prose)\n".utf8)
    let lesson = try Lesson(
      name: "01-a",
      files: ["lesson.graph": Array("x = 3; y = x^2".utf8), "ko.md": text, "en.md": text])
    return Book(
      lessons: [lesson] + more,
      glossaries: glossary.isEmpty ? [:] : [.english: try Glossary(glossary, file: "en.md")],
      templates: try PageTemplates())
  }

  /// The English page of a lesson, from its article on.
  private func page(
    _ prose: String, glossary: String = "", more: [Lesson] = [],
    figures: FigureWriter = figures, existing: [String] = []
  ) throws -> String {
    nonisolated(unsafe) let figures = figures
    let files = try book(prose, glossary: glossary, more: more).files(
      only: "01-a", existing: { existing.contains($0) }, figures: { figures })
    let page = try #require(files.first { $0.path == "en/01-a.html" }).text
    return String(page[try #require(page.firstRange(of: "<main")).lowerBound...])
  }

  /// One page of a book that is built as a whole.
  private func page(_ path: String, of book: Book) throws -> String {
    let files = try book.pages().filter { $0.path == path }
      .files(running: { _ in ExperimentResults() }, figures: { figures })
    return try #require(files.first?.first).text
  }

  private static var other: Lesson {
    get throws {
      let text = Array("---\ntitle: B\nsummary: S\n---\nb\n".utf8)
      return try Lesson(name: "02-b", files: ["ko.md": text, "en.md": text])
    }
  }

  private static let terms = "## node: node\nN\n## sum: weighted sum; sum\nS\n"

  // MARK: Code and raw HTML

  @Test func codeIsLeftAsItIsWritten() throws {
    let html = try page(
      """
      `{{value y}}` and `a node`, a node.

      ```graph
      {{value y}} node < 2 {{
      ```

          {{figure}} node
      """, glossary: Self.terms)
    #expect(
      html.contains("<p><code>{{value y}}</code> and <code>a node</code>, a node.</p>"))
    #expect(
      html.contains(
        "<pre tabindex=\"0\"><code class=\"language-graph\">{{value y}} node &lt; 2 {{\n</code></pre>"
      ))
    #expect(html.contains("<pre tabindex=\"0\"><code>{{figure}} node\n</code></pre>"))
  }

  @Test func rawHTMLKeepsItsWordsAndHasTags() throws {
    let html = try page(
      """
      <div class="node">a node {{value y}}</div>

      <i title="node">sum</i> of a node.

      <aside>

      A sum.

      </aside>
      """, glossary: Self.terms, existing: ["en/glossary.html"])
    #expect(html.contains("<div class=\"node\">a node <b class=\"forward\">9</b></div>"))
    #expect(
      html.contains(
        "<i title=\"node\"><a href=\"glossary.html#sum\">sum</a></i> of a "
          + "<a href=\"glossary.html#node\">node</a>."))
    #expect(html.contains("<aside>\n<p>A sum.</p>\n</aside>"))
  }

  @Test func tagsHoldWhatMeansSomethingElsewhere() throws {
    let html = try page("*{{= 2 * x}}* _{{= y * 2 - x * 2}}_ {{= max(x, y) }}\n\n- {{figure}}")
    #expect(html.contains("<p><em>6</em> <em>12</em> 9</p>"))
    #expect(html.contains("<li><figure class=\"wide\">"))
  }

  @Test func tablesAreRowsOfCells() throws {
    let html = try page(
      "| sign | of **y** |\n| --- | --- |\n| Σ | {{value y}} |\n| `a` | b |", glossary: Self.terms)
    #expect(
      html.contains(
        "<table class=\"prose\"><thead><tr><th scope=\"col\">sign</th><th scope=\"col\">of "
          + "<strong>y</strong></th></tr></thead>"))
    #expect(
      html.contains("<tr><th scope=\"row\">Σ</th><td><b class=\"forward\">9</b></td></tr>"))
    let error = try #require(throws: TemplateError.self) {
      try page("A.\n\n| a | b |\n| - | - |\n| c | d |\n| e |")
    }
    #expect("\(error)".hasPrefix("01-a/ko.md:10: error: the row needs as many cells"))
  }

  // MARK: Terms

  private func linked(_ text: String) throws -> String {
    let glossary = try Glossary(Self.terms, file: "en.md")
    var writer = ProseWriter<Never>(links: PageLinks(page: "en/01-a.html") { _ in true })
    return try writer.html(glossary.linked(Block<Never>.read(text))).markup
  }

  @Test func termsAreLinkedWhereTheyFirstStand() throws {
    #expect(
      try linked("# A node\n\n`node` and nodes, a Node and node; a weighted sum.")
        == "<h1>A node</h1>\n<p><code>node</code> and nodes, a "
        + "<a href=\"glossary.html#node\">Node</a> and node; a "
        + "<a href=\"glossary.html#sum\">weighted sum</a>.</p>\n")
    #expect(
      try linked("a **node**이다, node")
        == "<p>a <strong><a href=\"glossary.html#node\">node</a></strong>이다, node</p>\n")
    #expect(
      try linked("[node](x.html) ![node](y)\n\n| node |\n| - |\n| node |\n\n> a *node of it*")
        .contains("<p>a <em><a href=\"glossary.html#node\">node</a> of it</em></p>"))
    #expect(
      try linked("<details><summary>node</summary>\n\na node\n\n</details>\n\n- node")
        .contains("<p>a node</p>\n</details>\n<ul>\n<li><a href=\"glossary.html#node\">node</a>"))
  }

  /// Terms are printed without numbers: their page has no list of links.
  @Test func linksOfTermsHaveNoNumbers() throws {
    let book = try book("", glossary: "## node: node; vertex\nSee [1](01-a.html).")
    let html = try page("en/glossary.html", of: book)
    #expect(html.contains("<dd><p>See <a href=\"01-a.html\">1</a>.</p>"))
    #expect(html.contains("<dt id=\"node\">node <span class=\"also\">vertex</span></dt>"))
  }

  @Test func glossariesNameTheLinesOfTheirFaults() throws {
    for (text, line) in [("a\n\n## no id\n", 3), ("## a: b\nc\n\n## a: c\n", 4)] {
      let error = try #require(throws: TemplateError.self) { try Glossary(text, file: "x") }
      #expect(error.line == line && error.file == "x")
    }
    let glossary = try Glossary("## a: B b; c\n{{x}}\n\n- d\n## e: f", file: "x")
    #expect(glossary.entries.map(\.terms) == [["B b", "c"], ["f"]])
    #expect(glossary.entries[0].text.count == 2)
  }

  // MARK: Links

  @Test func linksToWhatIsNotBuiltBecomeText() throws {
    let prose =
      "[*b*](02-b.html#f) [s](#s) [e](https://example.org) [exp](operations/exp.html) [c](../c.html)"
    let html = try page(
      prose, more: [try Self.other], existing: ["en/operations/exp.html", "ko/c.html", "c.html"])
    #expect(html.contains("<p><em>b</em><sup"))
    for link in ["#s", "https://example.org", "operations/exp.html", "../c.html"] {
      #expect(html.contains("<a href=\"\(link)\">"))
    }
  }

  @Test func linksToWhatTheBookDoesNotHaveAreFaults() throws {
    for prose in ["[b](02-b.html)", "- a\n\n  > [b](operations/expp.html)"] {
      let error = try #require(throws: TemplateError.self) { try page("A.\n\n\(prose)") }
      #expect(error.file == "01-a/ko.md" && error.line >= 7 && error.line <= 9)
      #expect(error.message.english.contains("there is no page '"))
    }
    let glossary = try Glossary("## a: b\n[c](d.html)", file: "glossary/en.md")
    let book = Book(lessons: [], glossaries: [.english: glossary], templates: try PageTemplates())
    let error = try #require(throws: TemplateError.self) { try book.files(figures: { figures }) }
    #expect("\(error)".hasPrefix("glossary/en.md:2: error: there is no page 'd.html'"))
  }

  @Test func addressesArePathsSeenFromThePage() {
    let links = PageLinks(page: "ko/operations/exp.html") { $0 == "en/a.html" }
    #expect(links.address(of: "ko/search.html") == "../search.html")
    #expect(links.address(of: "ko/operations/log.html#x") == "log.html#x")
    #expect(links.address(of: "index.html") == "../../index.html")
    #expect(links.path(of: "../../en/a.html?q#b") == "en/a.html")
    #expect(links.leads(to: "../../en/a.html#b") && !links.leads(to: "a.html"))
    #expect(links.link("log.html", "l") == "<span>l</span>".markup)
    #expect(links.piece(to: "ko/a.html") { HTML(text: $0) }.isEmpty)
  }

  // MARK: Paper

  @Test func paperGetsAnswersAndLinks() throws {
    let prose = """
      [2](02-b.html) [x](#x) [again](02-b.html#y) [far](https://example.org)

      <details><summary>Q</summary>

      A [2](02-b.html), {{value y}}

      </details>

      <details><summary>P</summary>

      {{figure}}

      </details>
      """
    let files = try book(prose, more: [Self.other]).files(
      only: "01-a", existing: { $0 == "en/02-b.html" }, figures: { figures })
    let html = try #require(files.first { $0.path == "en/01-a.html" }).text
    #expect(
      html.contains(
        "<a href=\"02-b.html\">2</a><sup class=\"paper\">1</sup> <a href=\"#x\">x</a> "
          + "<a href=\"02-b.html#y\">again</a><sup class=\"paper\">1</sup> "
          + "<a href=\"https://example.org\">far</a><sup class=\"paper\">2</sup>"))
    // The figure of the second answer stands where it is: its ids stand once.
    #expect(
      html.contains(
        "<section class=\"paper answers\"><h2>Answers</h2><ol><li><p>A <a href=\"02-b.html\">2</a>"
          + "<sup class=\"paper\">1</sup>, <b class=\"forward\">9</b></p>\n</li></ol></section>"))
    #expect(
      html.contains(
        "<section class=\"paper links\"><h2>Links</h2><ol><li>Lesson 2: B</li>"
          + "<li>https://example.org</li></ol></section>"))
    let korean = try #require(files.first { $0.path == "ko/01-a.html" }).text
    #expect(korean.contains("<li>2강 B</li>") && korean.contains("<h2>답</h2>"))
  }

  // MARK: Pictures

  @Test func figuresOfAPageShareTheirGlyphs() throws {
    let painter = FigureWriter(measure: MonospaceMeasure()) { _, prefix in
      let glyphs = ["ga", prefix.contains("figure0") ? "gb" : "gc"]
      return SVGFragment(
        markup: "<svg id=\"\(prefix)\">"
          + glyphs.map { "<use href=\"#\($0)\"/>" }.joined() + "</svg>",
        glyphs: glyphs.map { .init(id: $0, markup: "<path id=\"\($0)\" d=\"M0 0H1\"/>") })
    }
    let html = try page("{{figure}}\n\n{{figure forward}}", figures: painter)
    for glyph in ["ga", "gb", "gc"] {
      #expect(html.components(separatedBy: "<path id=\"\(glyph)\"").count == 2)
    }
    #expect(html.hasPrefix("<main id=\"content\">\n<svg class=\"glyphs\" width=\"0\" height=\"0\""))
    #expect(html.components(separatedBy: "<svg class=\"glyphs\"").count == 2)
    #expect(html.components(separatedBy: "<use href=\"#ga\"/>").count == 3)
    #expect(try !page("{{value y}}").contains("glyphs"))
  }

  // MARK: Search

  @Test func searchKnowsTheWordsOfProse() {
    let text = Block<Never>.read(
      "## The *chain rule*\n[∂L/∂x](02-b.html), <b>the</b> σ; 12 `x < y`")
    #expect(searchedWords(of: text.words()) == "the chain rule ∂l ∂x σ x y")
  }

  @Test func searchFindsWordsOfTagsNeighboursAndSignsOfTables() throws {
    let prose = "A {{value y}}은 z.\n\n| s | t |\n| - | - |\n| [2×3] | u |\n| *v* | w |"
    let search = try page("en/search.html", of: try book(prose, glossary: Self.terms))
    #expect(search.contains("<li data-text=\"a 은 z s t × u v w\"><a href=\"01-a.html\">T</a>"))
    #expect(search.contains("<span class=\"words\">S [2×3]</span>"))
    #expect(search.contains("<li data-text=\"n\"><a href=\"glossary.html#node\">node</a></li>"))
    #expect(search.contains("<span class=\"also\" lang=\"ko\">"))
  }
}

extension String {
  /// The text as a piece of a page.
  fileprivate var markup: HTML { HTML(markup: self) }
}
