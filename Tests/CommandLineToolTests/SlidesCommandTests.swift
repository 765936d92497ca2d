import Foundation
import Testing

/// `slides`: a lecture as PDF, and as the source of one.
@Suite struct SlidesCommandTests {
  private let graph = "title \"Two gates\"; x = 3.25; w = 2.5; u = x * w; y = u + x"

  @Test(arguments: ["ko", "en"]) func slidesRepeatToTheByte(_ language: String) throws {
    let runs = try (0..<2).map { _ in
      try Program.run("slides", "-e", graph, "--notes", "--language", language, "-o", "-")
    }
    #expect(runs[0].status == 0 && runs[0].errors.isEmpty)
    #expect(runs[0].standardOutput.starts(with: Data("%PDF-".utf8)))
    #expect(runs[0].standardOutput == runs[1].standardOutput)
  }

  /// A presentation has two files for each slide, beside ten for all.
  @Test func presentationsRepeatToTheByte() throws {
    let folder = Folder()
    for name in ["a.pptx", "b.pptx"] {
      let run = try Program.run("slides", "-e", graph, "-o", folder.path(name))
      #expect(run.status == 0 && run.errors.isEmpty)
      let drawn = try Program.run(
        "render", "-e", graph, "--frames", "-o", folder.path("frames-" + name))
      #expect(drawn.status == 0 && drawn.errors.isEmpty)
    }
    for (name, slides) in [("a.pptx", 7), ("frames-a.pptx", 5)] {
      let bytes = try Data(contentsOf: folder.url.appending(path: name))
      let again = name.replacing("a.pptx", with: "b.pptx")
      #expect(try bytes == Data(contentsOf: folder.url.appending(path: again)))
      #expect(bytes.starts(with: Data("PK\u{3}\u{4}".utf8)))
      // The number of files stands ten bytes into the last record, which has 22.
      #expect(Int(bytes[bytes.count - 12]) == 10 + 2 * slides, "\(name)")
    }
  }

  /// Notes are files of their own: two for each slide at which something is said, beside three for all.
  @Test func notesOfAPresentationStandBesideItsSlides() throws {
    let folder = Folder()
    let run = try Program.run("slides", "-e", graph, "--notes", "-o", folder.path("a.pptx"))
    #expect(run.status == 0 && run.errors.isEmpty)
    let bytes = folder.data("a.pptx")
    #expect(Int(bytes[bytes.count - 12]) == 10 + 2 * 7 + 3 + 2 * 6)
  }

  @Test func whatIsWrongIsSaidBeforeAnythingIsWritten() throws {
    let folder = Folder()
    let pdf = folder.path("slides.pdf")
    for (arguments, status) in [
      (["-e", graph], 64), (["-o", pdf], 64), (["-e", graph, "-o", folder.path("a.txt")], 64),
      (["-e", graph, "-o", folder.path("slides")], 64),
      (["-e", graph, "-o", pdf, "--pass", "sideways"], 64),
      (["-e", graph, "-o", pdf, "-o", pdf], 64), (["-e", "x = y", "-o", pdf], 65),
    ] {
      let run = try Program.run(["slides"] + arguments)
      #expect(run.status == status && run.output.isEmpty, "\(arguments): \(run.errors)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("")).isEmpty)
    }
  }

  @Test(arguments: ["ko", "en"]) func bothFormsAreWrittenAtOnce(_ language: String) throws {
    let folder = Folder()
    let run = try Program.run(
      "slides", "-e", graph, "--language", language, "-o", folder.path("a.pdf"), "-o",
      folder.path("a.tex"))
    #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
    #expect(folder.text("a.tex").hasPrefix("% !TeX program = xelatex\n"))
    #expect(folder.text("a.tex").contains("pdflang=\(language)"))
    #expect(folder.data("a.pdf").starts(with: Data("%PDF-".utf8)))
  }

  @Test func aLectureEnds() throws {
    let folder = Folder()
    let steps = (1...160).map { "x\($0) = x\($0 - 1) * 1.01" }.joined(separator: "; ")
    let run = try Program.run(
      "slides", "-e", "x0 = 1; " + steps, "-o", folder.path("slides.pdf"))
    #expect(run.status == 65 && run.errors.contains("320") && run.errors.contains("--pass"))
  }

  @Test func aFigureIsNoCloud() throws {
    let names = (1...1001).map { "a\($0)" }
    let leaves = names.map { "\($0) = 1" }.joined(separator: "; ")
    let run = try Program.run(
      "slides", "-e", leaves + "; y = sum([\(names.joined(separator: ", "))])", "-o", "-")
    #expect(run.status == 65 && run.errors.contains("1000"), "\(run.errors)")
  }
}
