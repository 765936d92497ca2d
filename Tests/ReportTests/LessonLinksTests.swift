import Scene
import Testing
import Wording

@testable import Report

/// A painter that writes the links of a figure as the program's does.
private var linked: FigureWriter {
  FigureWriter(measure: MonospaceMeasure()) { scene, prefix in
    let links = scene.targets.compactMap { target in
      target.link.map { link in
        let id = SVGFragment.id(ofNode: target.node, in: prefix)
        return "<a id=\"\(id)\" href=\"\(link)\" aria-label=\"\(escaped(target.title))\">"
      }
    }
    return SVGFragment(markup: links.joined())
  }
}

private func page(_ prose: String) throws -> String {
  let text = Array("---\ntitle: T\nsummary: S\n---\n\(prose)\n".utf8)
  let lesson = try Lesson(
    name: "01-a",
    files: ["lesson.graph": Array("x = 3\ny = exp(x * x)".utf8), "ko.md": text, "en.md": text])
  let files = try Book(lessons: [lesson], templates: PageTemplates()).files(
    only: "01-a", figures: { linked })
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

  /// What is wider than a phone has another layout for it, which the page's style shows there; its
  /// nodes lead to the same places.
  @Test func wideFiguresHaveALayoutForPhones() throws {
    let html = try page("{{figure}}\n\n{{steps forward}}\n\n{{frames backward}}")
    #expect(
      html.contains("<div class=\"on-page\"><a") && html.contains("<div class=\"on-phone\"><a"))
    #expect(html.contains("class=\"view scroll end on-page\""))
    #expect(html.contains("class=\"view scroll on-phone\""))
    #expect(html.contains("<a id=\"lesson-figure0-both-phone--n1\" href=\"#lesson-f1\""))
    #expect(html.contains("<a id=\"lesson-frames2-figure-phone--n2\" href=\"#lesson-frames2-1\""))
    let ids = values(of: "id", in: html)
    #expect(Set(ids).count == ids.count)
  }

  @Test func aFigureWithoutStepsLeadsNowhere() throws {
    let html = try page("{{figure}}\n\n{{value y}}")
    #expect(!html.contains("<a id=") && !html.contains(":is(:hover,:focus-visible)"))
  }

  @Test func bothEndsOfALinkAreMarked() {
    let link = FigureLink(node: "f-n1", place: "b1", label: "y < 2\nit's \\")
    let style = PageNeeds(links: [link]).style()
    #expect(style.contains("main:has(#f-n1:is(:hover,:focus-visible)) #b1{outline"))
    #expect(style.contains("main:has(#b1:is(:hover,:focus-visible)) #f-n1{stroke"))
    #expect(style.contains("{--said:\"y \\3c  2\\a it's \\\\\"}"))
  }

  /// What a figure says of a node is one sentence to who hears it, and lines to who points at it.
  @Test func pagesHaveTheRulesOfTheirFigures() throws {
    let html = try page("{{figure}}\n\n{{steps backward}}")
    let label = try #require(values(of: "aria-label", in: html).first { $0.contains("exp") })
    #expect(label.contains("; "))
    #expect(html.contains("main:has(#lesson-figure0-both--n2:is(:hover"))
    #expect(
      html.contains("{--said:\"" + label.components(separatedBy: "; ").joined(separator: "\\a ")))
  }

  @Test func pagesHaveARuleForEachStepOfTheirLongestPass() throws {
    let html = try page("{{frames forward}}\n\n{{frames both}}")
    let count = values(of: "name", in: html).count { $0 == "lesson-frames1-step" }
    #expect(count > 2)
    #expect(html.contains(".at-\(count){--at:\(count)}") && !html.contains(".at-\(count + 1){"))
    #expect(try !page("{{value y}}").contains(".at-1{"))
  }
}
