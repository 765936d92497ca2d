import Testing

@testable import Report

/// What a lesson's tags stand for.
@Suite struct LessonTagsTests {
  /// The English page of a lesson that has a graph and a line of prose.
  private func page(_ prose: String, _ graph: String = "x = 3; y = x^2") throws -> String {
    let text = Array("---\ntitle: T\nsummary: S\n---\n\(prose)\n".utf8)
    let lesson = try Lesson(
      name: "01-a", files: ["lesson.graph": Array(graph.utf8), "ko.md": text, "en.md": text])
    let files = try Book(lessons: [lesson], templates: PageTemplates()).files(
      only: "01-a", figures: { figures })
    return files[1].text
  }

  @Test func framesOpenAtTheStepAskedFor() throws {
    func checked(_ tag: String) throws -> [Bool] {
      try page(tag).split(separator: "<input type=\"radio\"").dropFirst().map {
        $0.prefix { $0 != ">" }.hasSuffix(" checked")
      }
    }
    #expect(try checked("{{frames both}}") == [true, false])
    #expect(try checked("{{frames both 2}}") == [false, true])
    #expect(throws: TemplateError.self) { try page("{{frames both 3}}") }
  }

  @Test func aPlotMovesOneNumber() throws {
    let loss = "y = [0.8, 0.4]; const t = [0, 1]; L = sse(y, t)"
    #expect(try page("{{plot L y[1] -1 3}}", loss).contains("<title"))
    for tag in [
      "{{plot L y -1 3}}", "{{plot L y[2] -1 3}}", "{{plot y y[0] -1 3}}", "{{plot L z 0 1}}",
    ] {
      #expect(throws: TemplateError.self) { try page(tag, loss) }
    }
  }
}
