import Scene
import Testing

@testable import Report

/// What a lesson's tags stand for.
@Suite struct LessonTagsTests {
  /// The English page of a lesson that has a graph and a line of prose.
  private func page(
    _ prose: String, _ graph: String = "x = 3; y = x^2",
    by writer: @escaping @Sendable () -> FigureWriter = { figures }
  ) throws -> String {
    let text = Array("---\ntitle: T\nsummary: S\n---\n\(prose)\n".utf8)
    let lesson = try Lesson(
      name: "01-a", files: ["lesson.graph": Array(graph.utf8), "ko.md": text, "en.md": text])
    let files = try Book(lessons: [lesson], templates: PageTemplates()).files(
      only: "01-a", figures: writer)
    return files[1].text
  }

  @Test func framesOpenAtTheStepAskedFor() throws {
    func checked(_ tag: String) throws -> [Bool] {
      let frames = try page(tag).components(separatedBy: "<details class=\"code\"")[0]
      return frames.split(separator: "<input type=\"radio\"").dropFirst().map {
        $0.prefix { $0 != ">" }.hasSuffix(" checked")
      }
    }
    #expect(try checked("{{frames both}}") == [true, false])
    #expect(try checked("{{frames both 2}}") == [false, true])
    #expect(throws: TemplateError.self) { try page("{{frames both 3}}") }
  }

  @Test func figuresShowLocalDerivatives() throws {
    let network = "const x = 2; param w = 0.5; y = sigmoid(w * x); L = y^2"
    for tag in ["figure", "network"] {
      let plain = try page("{{\(tag)}}", network)
      let local = try page("{{\(tag) local}}", network)
      #expect(local != plain && local.contains("<svg"))
      #expect(try page("{{\(tag) backward local}}", network) != local)
      #expect(throws: TemplateError.self) { try page("{{\(tag) local both}}", network) }
      #expect(throws: TemplateError.self) { try page("{{\(tag) both both local}}", network) }
    }
  }

  @Test func figuresShowSymbols() throws {
    let graph = "x = 2; y = 3; z = x * y"
    // What a figure says of itself.
    func described(_ tag: String) throws -> String {
      try page(tag, graph) {
        FigureWriter(measure: MonospaceMeasure()) { scene, _ in
          SVGFragment(markup: "<svg>\(escaped(scene.description))</svg>")
        }
      }
    }
    let symbols = try described("{{figure symbols}}")
    #expect(symbols.contains("∂z/∂z · ∂z/∂x") && !symbols.contains("x (2)"))
    #expect(try described("{{figure backward symbols}}").contains("∂z/∂z · ∂z/∂x"))
    #expect(try described("{{figure}}").contains("x (2)"))
    #expect(throws: TemplateError.self) { try page("{{network symbols}}", graph) }
    #expect(throws: TemplateError.self) { try page("{{figure symbols local}}", graph) }
  }

  /// A worksheet is the figure with blanks in it, which are wider than numbers.
  @Test func worksheetsAreFiguresWithBlanks() throws {
    let graph = "x = 37; y = x * 41; z = y + 59"
    let (sheet, key) = (try page("{{worksheet}}", graph), try page("{{figure}}", graph))
    #expect(sheet.contains("<svg") && sheet != key)
    #expect(throws: TemplateError.self) { try page("{{worksheet z}}", graph) }
  }

  /// The programs stand where a tag asks for them, else at the end, once and folded.
  @Test func aGraphIsShownAsPrograms() throws {
    func programs(_ page: String) -> Int {
      page.components(separatedBy: "<details class=\"code\"").count - 1
    }
    for prose in ["{{value y}}", "{{code}}", "{{code lesson}}"] {
      let page = try page(prose)
      #expect(programs(page) == 1, "\(prose)")
      #expect(page.contains("import numpy as np") && page.contains("import torch"))
      #expect(!page.contains("<details class=\"code\" open"))
      let ids = values(of: "id", in: page)
      #expect(Set(ids).count == ids.count)
      #expect(values(of: "for", in: page).allSatisfy(ids.contains))
    }
    #expect(try programs(page("No graph is spoken of.")) == 0)
    #expect(throws: TemplateError.self) { try page("{{code other}}") }
    // A program that is mostly numbers is not read.
    let large = "x = ones([30, 30]); y = sum(x)"
    #expect(try programs(page("{{value y}}", large)) == 0)
    #expect(throws: TemplateError.self) { try page("{{code}}", large) }
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

  @Test func expressionsKnowGradientsAndUpdates() throws {
    let neuron = """
      const x = [1, 2]; param w = [0.5, -1e-5]; b = 2; y = dot(w, x) * b
      rate 0.5
      """
    let page = try page(
      "{{= grad(w)[1] * 3}}, {{= -grad(b)}}, {{= after(w)[0] + grad(y)}}, {{shape w}}, {{rate}}",
      neuron)
    #expect(page.contains("<p>12, −0.5, 0.5, 2, 0.5</p>"))
    for tag in ["{{= grad(x)}}", "{{= after(b)}}", "{{= grad(z)}}", "{{= grad(w}}"] {
      #expect(throws: TemplateError.self) { try self.page(tag, neuron) }
    }
  }

  @Test func powersOfTenHaveNoOneBeforeThem() throws {
    #expect(try page("{{= 1000 * 1000}}, {{= 0.25^10}}").contains("<p>10⁶, 9.537×10⁻⁷</p>"))
  }
}
