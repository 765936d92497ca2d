import Foundation
import Testing

/// `backdraw book` in a folder that has a book already: what has not changed is left alone, and nothing
/// in the folder is ever older than what it was made from.
@Suite(.serialized) struct BookFolderTests {
  /// A project with a small book of its own.
  private struct Project {
    let folder = Folder()

    init() throws {
      for name in ["01-a", "02-b"] {
        for language in ["en", "ko"] {
          try write(
            "---\ntitle: T \(name)\nsummary: S\n---\nThe value is {{value y}}.\n\n{{figure}}\n",
            to: "Templates/lessons/\(name)/\(language).md")
        }
        try write("x = 3\ny = x * x\n", to: "Templates/lessons/\(name)/lesson.graph")
      }
      for language in ["en", "ko"] {
        try write("## sum: sum\nS\n", to: "Templates/glossary/\(language).md")
        try write("## gate\nOne gate.\n", to: "Templates/gallery/\(language).md")
        try write(
          "---\ntitle: P\nsummary: S\n---\nP\n", to: "Templates/pages/about/\(language).md")
      }
      try write("subject Gates\ngate 01-a\n", to: "Templates/gallery/gallery.txt")
      try write("title \"A gate\"\nx = 3\ny = 2 * x\n", to: "Examples/graphs/gate.graph")
    }

    func write(_ text: String, to path: String) throws {
      let url = folder.url.appendingPathComponent(path)
      try FileManager.default.createDirectory(
        at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: url)
    }

    func remove(_ path: String) throws {
      try FileManager.default.removeItem(at: folder.url.appendingPathComponent(path))
    }

    func build(_ output: String = "out", _ more: String = "") throws -> Program.Run {
      try Program.shell(
        "cd '\(folder.path(""))' && \"$BACKDRAW\" book --quiet -o \(output) \(more)")
    }

    /// All files of a folder with their bytes, the record too.
    func files(_ output: String = "out") -> [String: Data] {
      let root = folder.path(output)
      let names = FileManager.default.enumerator(atPath: root)?.allObjects as? [String] ?? []
      return Dictionary(
        uniqueKeysWithValues: names.compactMap { name in
          FileManager.default.contents(atPath: root + "/" + name).map { (name, $0) }
        })
    }

    /// When each file was written.
    func times() throws -> [String: Date] {
      var times: [String: Date] = [:]
      for name in files().keys {
        let path = folder.path("out/" + name)
        times[name] =
          try FileManager.default.attributesOfItem(atPath: path)[.modificationDate] as? Date
      }
      return times
    }

    /// The files that a build writes.
    func written(_ more: String = "") throws -> [String] {
      let before = try times()
      let run = try build("out", more)
      #expect(run.status == 0, "\(run.errors)")
      return try times().filter { before[$0.key] != $0.value }.map(\.key).sorted()
    }
  }

  private static let record = ".backdraw-fingerprints"

  @Test func afterEditsTheFolderIsThatOfANewBuild() throws {
    let project = try Project()
    #expect(try project.build().status == 0)
    let first = project.files()
    #expect(first.count > 200 && first[Self.record] != nil)
    #expect(try project.written().isEmpty)

    // One lesson, in one language: its page and the page that finds its words.
    let lesson = "Templates/lessons/02-b"
    try project.write(
      "---\ntitle: T 02-b\nsummary: S\n---\nAnother text.\n", to: lesson + "/en.md")
    #expect(try project.written() == [Self.record, "en/02-b.html", "en/search.html"])

    // What somebody changed or removed in the folder is written again.
    try project.write("mine", to: "out/ko/01-a.html")
    try project.remove("out/en/gallery/gate-a4.pdf")
    #expect(
      try project.written() == [Self.record, "en/gallery/gate-a4.pdf", "ko/01-a.html"])
    #expect(project.files()["ko/01-a.html"] == first["ko/01-a.html"])

    // A graph, a title, a lesson more and one less, and a file beside the book's own.
    try project.write("x = 3\ny = x * x + 1\n", to: "Templates/lessons/01-a/lesson.graph")
    try project.write("title \"The gate\"\nx = 5\ny = 2 * x\n", to: "Examples/graphs/gate.graph")
    try project.remove(lesson)
    for file in ["en.md", "ko.md", "lesson.graph"] {
      try project.write(
        file == "lesson.graph"
          ? "z = 2\ny = exp(z)\n" : "---\ntitle: New\nsummary: S\n---\n{{value y}}\n",
        to: "Templates/lessons/03-c/\(file)")
    }
    try project.write("not the book's", to: "out/en/mine.html")
    #expect(try project.build().status == 0)
    var after = project.files()
    #expect(after.removeValue(forKey: "en/mine.html") == Data("not the book's".utf8))
    #expect(after["en/02-b.html"] == nil && after["en/03-c.html"] != nil)
    #expect(try project.build("fresh").status == 0)
    #expect(after == project.files("fresh"))
  }

  /// One lesson, built alone, is made as quickly as it is read.
  private static let one = "--lesson 1"

  @Test func optionsAndTemplatesCount() throws {
    let project = try Project()
    #expect(try project.build("out", Self.one).status == 0)
    let first = project.files()
    let maps = ["contents/map-paper.svg", "contents/map-phone.svg"]
    #expect(
      first.keys.sorted()
        == [Self.record, "en/01-a.html"] + maps.map { "en/" + $0 } + [
          "en/index.html", "index.html",
        ]
        + ["ko/01-a.html"] + maps.map { "ko/" + $0 } + ["ko/index.html"])
    #expect(try project.written(Self.one).isEmpty)
    // All is written again where that is asked for, and nothing else changes.
    #expect(try project.written(Self.one + " --force").count == first.count)
    #expect(project.files() == first)
    // With other digits the printed numbers are the same, but a figure that follows a reader's numbers
    // writes those with as many.
    let pages = ["en/01-a.html", "ko/01-a.html"]
    #expect(try project.written(Self.one + " --digits 6") == [Self.record] + pages)
    #expect(try project.written(Self.one) == [Self.record] + pages)
    #expect(project.files() == first)
    try project.write("p { color: red }", to: "own/style.css")
    #expect(
      try project.written(Self.one + " --templates own")
        == [
          Self.record, "en/01-a.html", "en/index.html", "index.html", "ko/01-a.html",
          "ko/index.html",
        ])
    // A page that is there now is led to.
    try project.write("", to: "out/en/02-b.html")
    #expect(try project.written(Self.one).contains("en/01-a.html"))
    #expect(project.folder.text("out/en/01-a.html").contains("href=\"02-b.html\""))
  }

  @Test func aRecordThatIsNoneIsNotBelieved() throws {
    let project = try Project()
    #expect(try project.build("out", Self.one).status == 0)
    let whole = project.files()
    let text = String(decoding: try #require(whole[Self.record]), as: UTF8.self)
    // Cut short, and made up; in each case a page was changed, too.
    for other in [
      String(text.prefix(text.count / 2)), "", "backdraw book 1\nend 0\n",
      text.replacingOccurrences(of: "en/01-a.html", with: "../../01-a.html"),
      String(repeating: "\u{0}", count: 5_000),
    ] {
      try project.write(other, to: "out/" + Self.record)
      try project.write("mine", to: "out/en/01-a.html")
      let run = try project.build("out", Self.one)
      #expect(run.status == 0 && run.errors.isEmpty)
      #expect(project.files() == whole)
    }
    // A folder in its place is told.
    try project.remove("out/" + Self.record)
    try project.write("", to: "out/\(Self.record)/file")
    let run = try project.build("out", Self.one)
    #expect(run.status == 73 && run.errors.contains(Self.record))
  }

  @Test func twoBuildsAtOnceLeaveOneBook() throws {
    let project = try Project()
    let command = "\"$BACKDRAW\" book --quiet \(Self.one) -o out"
    let run = try Program.shell(
      "cd '\(project.folder.path(""))' && { \(command) & first=$!; \(command) && wait $first; }")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(try project.written(Self.one).isEmpty)
    #expect(try project.build("fresh", Self.one).status == 0)
    #expect(project.files() == project.files("fresh"))
  }
}
