import Diagram
import Foundation
import Scene
import Testing
import Wording

@testable import Report

/// A painter whose files say what they are.
private var painter: FigureWriter {
  FigureWriter(
    measure: MonospaceMeasure(), svg: { _, _ in SVGFragment(markup: "<svg></svg>") },
    file: { scene, format in Array("\(format.rawValue) \(scene.language)".utf8) })
}

private let list = "# Graphs.\nsubject Gates\nsubject ko 게이트\ngate 01-a\nwide\n"
private let graphs: [String: [UInt8]] = [
  "gate": Array("title \"A gate\"\ntitle ko \"게이트\"\nx = 3\ny = x * x".utf8),
  // Numbers that no phone shows beside each other.
  "wide": Array(
    ("title \"Wide\"\nparam W = [[1.111, 2.222, 3.333, 4.444, 5.555, 6.666]]\n"
      + "const x = [1.5]\ny = sum(tanh(x @ W))").utf8),
]

private func gallery(
  list: String = list, text: String = "## gate\nIt is {{value y}}.\n\n## wide\nWide.\n",
  graphs: [String: [UInt8]] = graphs
) throws -> Gallery {
  try Gallery(
    files: ["gallery.txt": Array(list.utf8), "en.md": Array(text.utf8), "ko.md": Array(text.utf8)],
    graphs: graphs)
}

@Suite struct GalleryTests {
  /// The book with the gallery is made once.
  private static let made = Result { try make() }
  private func files() throws -> [String: Book.File] { try Self.made.get() }

  private static func make() throws -> [String: Book.File] {
    let text = Array("---\ntitle: First\nsummary: S\n---\nText.\n".utf8)
    let lesson = try Lesson(name: "01-a", files: ["ko.md": text, "en.md": text])
    let files = try Book(
      lessons: [lesson], gallery: try gallery(), templates: PageTemplates()
    ).files(figures: { painter })
    return Dictionary(uniqueKeysWithValues: files.map { ($0.path, $0) })
  }

  @Test func eachGraphHasAPageAndFiguresInEachLanguage() throws {
    let files = try files()
    for language in Language.allCases {
      let folder = "\(language.rawValue)/gallery"
      for name in ["gate", "wide"] {
        #expect(files["\(folder)/\(name).html"] != nil)
        for file in ["slide.svg", "a4.svg", "a4.pdf", "phone.svg"] {
          let figure = try #require(files["\(folder)/\(name)-\(file)"])
          #expect(figure.text == "\(file.suffix(3)) \(language.rawValue)")
        }
      }
    }
    let page = try #require(files["en/gallery/gate.html"]).text
    #expect(page.contains("<p>It is <b class=\"forward\">9</b>.</p>"))
    #expect(page.contains("<li><a href=\"../01-a.html\">First</a></li>"))
    #expect(page.contains("<a rel=\"next\" href=\"wide.html\">Next: Wide</a>"))
    #expect(
      page.contains(
        "<code>backdraw render Examples/graphs/gate.graph --fit a4 --language en "
          + "-o gate-a4.svg -o gate-a4.pdf</code>"))
    #expect(page.contains("<p class=\"number\">Gates</p>"))
    #expect(
      try #require(files["ko/gallery/gate.html"]).text.contains("<p class=\"number\">게이트</p>"))
  }

  @Test func theGalleryIsInTheNavigationTheIndexAndTheSearch() throws {
    let files = try files()
    let page = try #require(files["en/gallery.html"]).text
    #expect(page.contains("<a href=\"gallery.html\" aria-current=\"page\">Gallery</a>"))
    #expect(page.contains("<a href=\"gallery/gate.html\"><img src=\"gallery/gate-slide.svg\""))
    #expect(try #require(files["ko/index.html"]).text.contains("<a href=\"gallery.html\">갤러리</a>"))
    let search = try #require(files["ko/search.html"]).text
    #expect(
      search.contains(
        "<a href=\"gallery/gate.html\">게이트</a> <span class=\"also\" lang=\"en\">A gate</span>"))
  }

  @Test func whatCannotBeReadSaysSoAndShowsWhatHelps() throws {
    let files = try files()
    for (path, file) in files where path.hasPrefix("en/gallery/") && path.hasSuffix(".html") {
      let honest = file.text.components(separatedBy: "Not everything can be read here").count
      let helped = file.text.components(separatedBy: "<strong>").count
      #expect(honest == helped)
      // Each picture that a page shows is a file of the book.
      for source in values(of: "src", in: file.text) {
        #expect(files["en/gallery/\(source)"] != nil)
      }
    }
    // The phone is too small for six columns of numbers, and one pass of them is not.
    let wide = try #require(files["en/gallery/wide.html"]).text
    #expect(wide.contains("<strong>What helps: "))
  }

  @Test func faultsAreToldWithTheirPlaces() throws {
    func fault(_ make: () throws -> Gallery) throws -> String {
      try #require(throws: TemplateError.self) { try make() }.description
    }
    #expect(try fault { try gallery(list: "gate\n") }.hasPrefix("gallery/gallery.txt:1: error: "))
    #expect(
      try fault { try gallery(list: list + "none\n") }
        .hasPrefix("gallery/gallery.txt:6: error: there is no graph 'none'"))
    #expect(
      try fault { try gallery(list: list + "gate\n") }.contains(":6: error: 'gate' stands twice"))
    #expect(
      try fault { try gallery(list: "subject A\ngate\n") }.contains("'wide' has no line"))
    #expect(try fault { try gallery(text: "## gate\nA\n") }.contains("nothing is said of 'wide'"))
    #expect(
      try fault { try gallery(text: "## gate\nA\n## wide\nB\n## other\n") }
        .hasPrefix("gallery/ko.md:5: error: "))
    #expect(try fault { try gallery(text: "## gate\n{{valu y}}\n") }.hasPrefix("gallery/ko.md:2: "))
  }

  @Test func theBooksOwnGalleryHasEveryExampleAndLessonsThatExist() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "../..")
    func files(in folder: String) throws -> [String: [UInt8]] {
      let folder = root.appending(path: folder)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      return try Dictionary(
        uniqueKeysWithValues: names.map {
          ($0, Array(try Data(contentsOf: folder.appending(path: $0))))
        })
    }
    let examples = try files(in: "Examples/graphs").filter { $0.key.hasSuffix(".graph") }
    let gallery = try Gallery(
      files: try files(in: "Templates/gallery"),
      graphs: Dictionary(
        uniqueKeysWithValues: examples.map { (String($0.key.dropLast(6)), $0.value) }))
    #expect(gallery.exhibits.count >= 40)
    let lessons = try FileManager.default.contentsOfDirectory(
      atPath: root.appending(path: "Templates/lessons").path)
    for exhibit in gallery.exhibits {
      #expect(!exhibit.lessons.isEmpty)
      for lesson in exhibit.lessons { #expect(lessons.contains(lesson), "\(exhibit.name)") }
    }
    for subject in gallery.subjects {
      for language in Language.allCases {
        #expect(subject.title[for: language == .english ? nil : language] != nil)
      }
    }
  }
}
