import Diagram
import Scene
import Testing
import Wording

@testable import Report

/// A painter whose pictures are what they say.
private var painter: FigureWriter {
  FigureWriter(
    measure: MonospaceMeasure(),
    svg: { scene, prefix in
      SVGFragment(markup: "<svg id=\"\(prefix)\">\(escaped(scene.transcript))</svg>")
    },
    file: { scene, format in Array("\(format.rawValue) \(scene.transcript)".utf8) })
}

/// A small book whose parts can be changed.
private struct Draft {
  var lessons: [String: [String: String]] = [:]
  var terms = "## sum: sum\nS\n"
  var list = "subject Gates\nsubject ko 게이트\ngate 01-a\nother 02-b\n"
  var said = "## gate\nIt is {{value y}}.\n\n## other\nOther.\n"
  var graphs = [
    "gate": "title \"A gate\"\nx = 3\ny = x * x", "other": "title \"O\"\nx = 1\ny = x + x",
  ]
  var templates: [PageTemplate: String] = [:]
  var digits = 4
  var surroundings = "program 1"
  var data = "images 1"

  init() {
    for name in ["01-a", "02-b", "03-c"] {
      let text = "---\ntitle: T \(name)\nsummary: S\n---\nA sum is {{value y}}.\n\n{{figure}}\n"
      lessons[name] = ["lesson.graph": "x = 3\ny = x * x", "en.md": text, "ko.md": text]
    }
    lessons["02-b"]?["en.md"]? += "\nSee [c](03-c.html) and [g](gallery/gate.html).\n"
  }

  func pages() throws -> [BookPage] {
    func bytes(_ files: [String: String]) -> [String: [UInt8]] {
      files.mapValues { Array($0.utf8) }
    }
    var glossaries: [Language: Glossary] = [:]
    for language in Language.allCases {
      glossaries[language] = try Glossary(terms, file: "glossary")
    }
    return try Book(
      lessons: try lessons.map { try Lesson(name: $0.key, files: bytes($0.value)) },
      pages: [],
      glossaries: glossaries,
      gallery: try Gallery(
        files: bytes(["gallery.txt": list, "en.md": said, "ko.md": said]), graphs: bytes(graphs)),
      templates: PageTemplates(overrides: templates), numerals: .init(digits: digits)
    ).pages(surroundings: surroundings, data: data)
  }
}

/// The pages of the book with their bytes; the pages of operations without a lesson are all alike.
private func made(_ pages: [BookPage]) throws -> [String: (inputs: String, files: [[UInt8]])] {
  let some = pages.filter {
    !$0.path.contains("/operations") || $0.path.contains("/multiply") || $0.path.contains("/exp.")
  }
  let files = try some.files(running: { _ in ExperimentResults() }, figures: { painter })
  return Dictionary(
    uniqueKeysWithValues: zip(some, files).map { page, files in
      (page.path, (page.inputs, files.map { Array($0.path.utf8) + $0.bytes }))
    })
}

/// A page is left alone where its fingerprint is the same: it must differ wherever the page would.
@Suite struct BookInputsTests {
  private static let first = Result { try made(try Draft().pages()) }

  private static let edits: [(name: String, edit: @Sendable (inout Draft) -> Void)] = [
    ("prose", { $0.lessons["02-b"]?["en.md"]? += "\nMore.\n" }),
    ("prose in Korean", { $0.lessons["02-b"]?["ko.md"]? += "\n더.\n" }),
    ("title", { $0.lessons["03-c"]?["en.md"]?.replace("T 03-c", with: "New") }),
    ("summary", { $0.lessons["03-c"]?["en.md"]?.replace("summary: S", with: "summary: New") }),
    (
      "chapter",
      { $0.lessons["03-c"]?["en.md"]?.replace("summary: S", with: "summary: S\nchapter: C") }
    ),
    (
      "order", { $0.lessons["03-c"]?["en.md"]?.replace("summary: S", with: "summary: S\nafter: 1") }
    ),
    ("graph of a lesson", { $0.lessons["01-a"]?["lesson.graph"] = "x = 3\ny = exp(x)" }),
    ("a lesson more", { $0.lessons["04-d"] = $0.lessons["03-c"] }),
    (
      "a lesson less",
      {
        $0.lessons["01-a"] = nil
        $0.list.replace("gate 01-a", with: "gate 03-c")
      }
    ),
    ("a term", { $0.terms = "## sum: sum\nS\n## figure: value\nF\n" }),
    ("what a term means", { $0.terms = "## sum: sum; A\nA sum\n" }),
    ("a subject", { $0.list.replace("subject Gates", with: "subject Doors") }),
    ("a graph's lessons", { $0.list.replace("gate 01-a", with: "gate 03-c 02-b") }),
    ("order of graphs", { $0.list = "subject Gates\nsubject ko 게이트\nother 02-b\ngate 01-a\n" }),
    ("what is said of a graph", { $0.said.replace("It is", with: "We get") }),
    ("a graph's numbers", { $0.graphs["gate"]?.replace("x = 3", with: "x = 4") }),
    ("a graph's title", { $0.graphs["gate"]?.replace("A gate", with: "Another") }),
    ("a graph's Korean title", { $0.graphs["gate"]? += "\ntitle ko \"게이트\"" }),
    ("the style", { $0.templates[.style] = "p { color: red }" }),
    (
      "a template",
      {
        $0.templates[.lesson] = PageTemplate.lesson.builtIn.replacing(
          "<article>", with: "<article id=\"a\">")
      }
    ),
    ("digits", { $0.digits = 6 }),
  ]

  @Test(arguments: edits.indices)
  func whatDiffersHasAnotherFingerprint(edit: Int) throws {
    var draft = Draft()
    Self.edits[edit].edit(&draft)
    let (before, after) = (try Self.first.get(), try made(try draft.pages()))
    var changes = 0
    for (path, page) in after {
      guard let former = before[path] else { continue }
      if former.files != page.files {
        changes += 1
        #expect(former.inputs != page.inputs, "\(Self.edits[edit].name): \(path)")
      }
    }
    #expect(changes > 0, "\(Self.edits[edit].name) changes nothing")
  }

  /// Who edits one lesson waits for one lesson.
  @Test func oneLessonsTextConcernsFewPages() throws {
    var draft = Draft()
    draft.lessons["02-b"]?["en.md"]? += "\nMore.\n"
    let before = Dictionary(
      uniqueKeysWithValues: try Draft().pages().map { ($0.path, $0.inputs) })
    let changed = try draft.pages().filter { before[$0.path] != $0.inputs }.map(\.path)
    #expect(changed == ["en/02-b.html", "en/search.html"])
  }

  @Test func whatIsNotInTheBookConcernsAllPagesThatSeeIt() throws {
    var draft = Draft()
    draft.lessons["03-c"]?["en.md"]? += "\n{{train last-test}}\n"
    let before = try draft.pages()
    draft.data = "images 2"
    let images = zip(before, try draft.pages()).filter { $0.inputs != $1.inputs }.map(\.0.path)
    #expect(images == before.filter { !$0.experiments.isEmpty }.map(\.path))
    #expect(images == ["en/03-c.html"])
    draft.surroundings = "program 2"
    #expect(zip(before, try draft.pages()).allSatisfy { $0.inputs != $1.inputs })
    #expect(Set(before.map(\.inputs)).count == before.count)
  }

  /// A lesson that is built alone leads to less; built with the others it is another page.
  @Test func whatThereIsToLeadToCounts() throws {
    let lesson = try Lesson(
      name: "01-a",
      files: [
        "en.md": Array("---\ntitle: T\nsummary: S\n---\n[c](c.html)\n".utf8),
        "ko.md": Array("---\ntitle: T\nsummary: S\n---\n[c](c.html)\n".utf8),
      ])
    let book = Book(lessons: [lesson], templates: try PageTemplates())
    func inputs(_ existing: String...) throws -> [String] {
      try book.pages(only: "01-a", existing: { existing.contains($0) || $0.hasSuffix("/c.html") })
        .map(\.inputs)
    }
    let alone = try inputs()
    #expect(try inputs() == alone)
    #expect(zip(try inputs("ko/search.html"), alone).allSatisfy { $0 != $1 })
  }

  @Test func lessonsLeadToTheirExamples() throws {
    let files = try Draft().pages().filter { $0.path.hasPrefix("en/0") }
      .files(running: { _ in ExperimentResults() }, figures: { painter })
    #expect(
      files[0][0].text.contains(
        "<h2>Examples in the gallery</h2>\n<ul>\n<li><a href=\"gallery/gate.html\">A gate</a></li>\n</ul>"
      ))
    #expect(!files[2][0].text.contains("Examples in the gallery"))
  }
}
