import Scene
import Testing
import Wording

@testable import Report

/// A painter that writes the links of a figure as the program's does.
private var linked: FigureWriter {
  FigureWriter(measure: MonospaceMeasure()) { scene, prefix in
    scene.targets.compactMap { target in
      target.link.map {
        "<a id=\"\(prefix)-n\(target.node)\" href=\"\($0)\" aria-label=\"\(escaped(target.title))\">"
      }
    }.joined()
  }
}

private func page(_ prose: String) throws -> String {
  let text = Array("---\ntitle: T\nsummary: S\n---\n\(prose)\n".utf8)
  let lesson = try Lesson(
    name: "01-a",
    files: ["lesson.graph": Array("x = 3\ny = exp(x * x)".utf8), "ko.md": text, "en.md": text])
  let files = try Book(lessons: [lesson], templates: PageTemplates())
    .files(only: "01-a", figures: { linked })
  return try #require(files.first { $0.path == "en/01-a.html" }).text
}

@Suite struct LessonLinksTests {
  @Test func figuresLeadToStepsAndStepsBack() throws {
    let html = try page("{{figure}}\n\n{{steps forward}}\n\n{{step backward y}}")
    // x · x is node 1 and only in the forward pass; the result is node 2.
    #expect(html.contains("<a id=\"lesson-figure0-both--n1\" href=\"#lesson-f1\""))
    #expect(html.contains("<a id=\"lesson-figure0-both--n2\" href=\"#lesson-b2\""))
    #expect(html.contains("<li id=\"lesson-f1\">") && html.contains("<li id=\"lesson-b2\">"))
    #expect(html.contains("class=\"back\" href=\"#lesson-figure0-both--n2\""))
  }

  @Test func figuresAndFramesLeadToButtons() throws {
    let html = try page("{{figure}}\n\n{{frames forward}}\n\n{{frames backward}}")
    // The backward pass begins with the result.
    for id in ["lesson-figure0-both-", "lesson-frames2-figure"] {
      #expect(html.contains("<a id=\"\(id)-n2\" href=\"#lesson-frames2-1\""))
    }
    #expect(html.contains("<a id=\"lesson-frames1-figure-n1\" href=\"#lesson-frames1-1\""))
    #expect(html.contains(" id=\"lesson-frames2-1\""))
  }

  @Test func aFigureWithoutStepsLeadsNowhere() throws {
    let html = try page("{{figure}}\n\n{{value y}}")
    #expect(!html.contains("<a id=") && !html.contains(":is(:hover,:focus-visible)"))
  }

  @Test func bothEndsOfALinkAreMarked() {
    let style = FigureLinks.style(
      "<a id=\"f-n1\" href=\"#b1\" aria-label=\"y &lt; 2; it&#39;s \\\">")
    #expect(style.contains("main:has(#f-n1:is(:hover,:focus-visible)) #b1{outline"))
    #expect(style.contains("main:has(#b1:is(:hover,:focus-visible)) #f-n1{stroke"))
    #expect(style.contains("{content:\"y \\3c  2\\a it's \\\\\"}"))
  }
}
