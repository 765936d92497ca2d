import Autodiff
import Testing
import Wording

@testable import Report

@Suite struct BookTests {
  private static func lesson(
    _ name: String, prose: String = "{{value y}} and {{gradient x}}"
  ) throws -> Lesson {
    let text =
      "---\ntitle: T \(name)\nsummary: S\n---\n\(prose)\n\n{{figure}}\n\n{{steps backward}}\n"
    return try Lesson(
      name: name,
      files: [
        "lesson.graph": Array("x = 3\ny = x * x".utf8), "ko.md": Array(text.utf8),
        "en.md": Array(text.utf8),
      ])
  }

  private func files(_ lessons: [Lesson]) throws -> [Book.File] {
    try Book(lessons: lessons, templates: PageTemplates()).files(figures: { figures })
      .filter { !$0.path.contains("operations") && !$0.path.contains("search") }
  }

  @Test func lessonsComeInBothLanguagesWithComputedNumbers() throws {
    let files = try files([Self.lesson("02-b"), Self.lesson("01-a")])
    #expect(
      files.map(\.path) == [
        "ko/01-a.html", "en/01-a.html", "ko/02-b.html", "en/02-b.html", "ko/index.html",
        "ko/contents/map-phone.svg", "ko/contents/map-paper.svg", "en/index.html",
        "en/contents/map-phone.svg", "en/contents/map-paper.svg", "index.html",
      ])
    #expect(files[1].text.contains("<b class=\"forward\">9</b> and <b class=\"backward\">6</b>"))
    #expect(files[1].text.contains("href=\"02-b.html\">Next: T 02-b</a>"))
    #expect(files[1].text.contains("href=\"../ko/01-a.html\""))
    for file in files where file.path.hasSuffix(".html") {
      let ids = values(of: "id", in: file.text)
      #expect(Set(ids).count == ids.count)
      #expect(file.text.components(separatedBy: "<h1").count == 2)
    }
  }

  @Test func aLessonMayHaveSeveralGraphsAndExpressions() throws {
    let text =
      "---\ntitle: T\nsummary: S\nchapter: C\nafter: 1\n---\n{{value y}}, {{= y + 1}}\n\n"
      + "{{use second}}{{value y}}, {{= 2 * x}}\n\n{{frames forward}}\n\n{{use lesson}}{{value y}}\n"
    let lesson = try Lesson(
      name: "24-late",
      files: [
        "lesson.graph": Array("x = 3; y = x * x".utf8), "ko.md": Array(text.utf8),
        "second.graph": Array("x = 4; y = sin(x) * 0 + 5".utf8), "en.md": Array(text.utf8),
      ])
    let files = try files([try Self.lesson("02-b"), lesson, try Self.lesson("01-a")])
    #expect(files.map(\.path)[2] == "ko/24-late.html")
    let page = files[2].text
    #expect(page.contains("<p><b class=\"forward\">9</b>, 10</p>"))
    #expect(page.contains("<p><b class=\"forward\">5</b>, 8</p>"))
    #expect(page.components(separatedBy: "<div class=\"caption\">").count == 4)
    #expect(page.components(separatedBy: "type=\"radio\"").count == 6)
    let ids = Set(values(of: "id", in: page))
    #expect(values(of: "for", in: page).allSatisfy(ids.contains))
    #expect(files[6].text.contains("<h3>C</h3>"))
  }

  @Test func framesTooWideForHalfASheetArePrintedOnceAndTheirStepsFollow() throws {
    func chain(_ count: Int) -> String {
      "x0 = 1; " + (1...count).map { "x\($0) = exp(0 * x\($0 - 1))" }.joined(separator: "; ")
    }
    for (source, opening) in [
      (chain(12), "<div class=\"captions listed\">"),
      (chain(2), "<div class=\"captions listed\">"),
      ("x = 3; y = exp(x * x)", "<div class=\"captions\">"),
    ] {
      let text = Array("---\ntitle: T\nsummary: S\n---\n{{frames forward}}\n".utf8)
      let lesson = try Lesson(
        name: "01-a", files: ["lesson.graph": Array(source.utf8), "ko.md": text, "en.md": text])
      let files = try Book(lessons: [lesson], templates: PageTemplates()).files(
        only: "01-a", figures: { figures })
      #expect(files[0].text.contains(opening))
      let isOnce = opening.contains("listed")
      #expect(files[0].text.contains(" on-paper\"") == isOnce)
      #expect(files[0].text.contains("<svg class=\"still\"") == !isOnce)
    }
  }

  @Test func everyOperationHasAPageInBothLanguages() throws {
    let files = try Book(lessons: [Self.lesson("01-a")], templates: PageTemplates())
      .files(figures: { figures })
    for kind in OperationKind.allCases
    where kind != .leaf && kind != .oneHot && kind != .patches {
      for language in ["ko", "en"] {
        let path = "\(language)/operations/\(OperationPage.name(kind)).html"
        let page = try #require(files.first { $0.path == path }, "\(path)")
        #expect(page.text.contains("<svg") && page.text.contains("∂"))
      }
    }
    let product = try #require(files.first { $0.path == "en/operations/multiply.html" })
    #expect(product.text.contains("<a href=\"../01-a.html\">T 01-a</a>"))
    let search = try #require(files.first { $0.path == "ko/search.html" })
    #expect(search.text.contains("시그모이드 · sigmoid"))
  }

  @Test func oneLessonAloneLeavesTheOthers() throws {
    let book = Book(
      lessons: [try Self.lesson("01-a"), try Self.lesson("02-b")], templates: try PageTemplates())
    let files = try book.files(only: "02-b", figures: { figures })
    #expect(
      files.map(\.path).filter { $0.hasSuffix(".html") } == [
        "ko/02-b.html", "en/02-b.html", "ko/index.html", "en/index.html", "index.html",
      ])
    #expect(!files[2].text.contains("\"01-a.html") && files[2].text.contains("T 01-a"))
    let both = try book.files(
      only: "02-b", existing: { $0 == "ko/01-a.html" }, figures: { figures })
    #expect(both[2].text.contains("href=\"01-a.html\""))
    #expect(both[0].text.contains("rel=\"prev\"") && !both[1].text.contains("rel=\"prev\""))
    #expect(book.lesson(named: "2")?.name == "02-b" && book.lesson(named: "3") == nil)
  }

  @Test func sameLessonsSameBytes() throws {
    let lessons = [try Self.lesson("01-a")]
    #expect(try files(lessons).map(\.text) == files(lessons).map(\.text))
  }

  @Test(arguments: [
    (
      "{{value z}}",
      "01-a/ko.md:5: error: the graph has no 'z'; write one of its names, or '{{use GRAPH}}' before"
    ),
    (
      "{{colour x}}",
      "01-a/ko.md:5: error: there is no tag '{{colour x}}'; Templates/lessons/README.md lists the tags"
    ),
    (
      "{{use other}}",
      "01-a/ko.md:5: error: the lesson has no 'other.graph'; add it, or use one that is there"
    ),
    (
      "{{= y +}}",
      "01-a/ko.md:5: error: 'y +' cannot be worked out; use names of the graph and its functions"
    ),
    ("{{value x", "01-a/ko.md:5: error: '{{' has no '}}' on its line; close the tag"),
    (
      "{{train last-test}}",
      "01-a/ko.md:5: error: there is no tag '{{train last-test}}'; Templates/lessons/README.md lists the tags"
    ),
  ])
  func unknownTagsNameTheirPlace(tag: String, message: String) throws {
    #expect {
      try files([Self.lesson("01-a", prose: tag)])
    } throws: {
      "\($0)" == message
    }
  }

  @Test(arguments: [
    "{{value z}}", "{{gradient k}}", "{{after x}}", "{{= y +}}", "{{frames up}}", "{{figure up}}",
    "{{plot y x 1}}", "{{plot y x 2 1}}", "{{plot y k[0] 0 1}}", "{{algebra x}}", "{{ratio}}",
    "{{step backward z}}", "{{formula a = (b}}", "{{formula a ? b}}", "{{vanish x}}", "{{x", "{{}}",
    "{{step up y}}", "{{steps up}}", "{{frames both x}}", "{{frames both 9}}",
    "{{plot y x 0 1 up 2}}",
    "{{algebra x one}}", "{{table x}}", "{{batches accuracy}}", "{{vanish first step xavier}}",
    "{{check mean}}", "Words {{figure}}.", "> {{formula a}} b", "| {{figure}} |\n| - |\n| a |",
    "{{network}}", "{{network up}}",
  ])
  func faultsOfTagsAreToldInBothLanguages(tag: String) throws {
    let text = "---\ntitle: T\nsummary: S\n---\nWords.\n\n\(tag)\n"
    let error = try #require(throws: TemplateError.self) {
      try files([
        Lesson(
          name: "01-a",
          files: [
            "lesson.graph": Array("const k = 2; x = 3\ny = x * k".utf8),
            "ko.md": Array(text.utf8), "en.md": Array(text.utf8),
          ])
      ])
    }
    #expect(error.line == 7 && error.file == "01-a/ko.md")
    #expect(error.text.english.hasPrefix("01-a/ko.md:7: error: "))
    #expect(error.message.korean.contains { ("가"..."힣").contains($0) })
    #expect(!error.message.english.contains("\n") && error.message.english != error.message.korean)
  }

  @Test func lessonsNeedTheirFiles() {
    #expect(throws: TemplateError.self) { try Lesson(name: "01-a", files: [:]) }
    #expect(throws: TemplateError.self) {
      try Lesson(name: "01-a", files: ["ko.md": Array("no head".utf8), "en.md": []])
    }
  }
}
