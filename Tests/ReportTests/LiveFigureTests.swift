import Autodiff
import Derivation
import Diagram
import GraphLanguage
import Scene
import Testing
import Wording

@testable import Report

/// Figures whose numbers follow a reader's. That the script computes what the engine does is held by
/// `Scripts/check-live`, in a browser.
@Suite struct LiveFigureTests {
  private func trace(_ text: String) throws -> Trace<Double> {
    let graph = try parseGraph(Array(text.utf8), file: "test").get()
    return graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }

  private func program(_ text: String) throws -> ScriptProgram? {
    ScriptProgram(Derivation(try trace(text), language: .english))
  }

  /// A painter for which every letter is a glyph of its own.
  private var lettered: FigureWriter {
    FigureWriter(measure: MonospaceMeasure()) { scene, prefix in
      let letters = scene.layers.flatMap(\.items).compactMap { item -> String? in
        if case .text(let text) = item { text.string } else { nil }
      }
      return SVGFragment(
        markup: "<svg id=\"\(prefix)\"><title>t</title></svg>",
        glyphs: letters.map { .init(id: "g\($0.unicodeScalars.map(\.value))", markup: "") })
    }
  }

  @Test func programsAreTheOperationsFormulas() throws {
    let object = try #require(try program("x = 3; y = 2; z = x * y; L = z ^ 2")).object(figure: "f")
    #expect(object.contains("n(2,to(mul(v[0],v[1]),[])"))
    #expect(object.contains("a(2);d(2,0,0,v[1],1);d(2,1,1,v[0],1);"))
    #expect(object.contains("id:\"f\""))
    #expect(object.contains("[0,{s:[],d:[3]},1]"))
  }

  /// Class labels do not change a little; a number without a name is a part of the graph.
  @Test func leavesThatCannotChangeAreFixed() throws {
    let object = try #require(
      try program("z = [1, 2]; t = 1; L = softmax_cross_entropy(z, t) * 2")
    ).object(figure: "f")
    #expect(object.contains("[0,{s:[2],d:[1,2]},1]"))
    #expect(object.contains("[1,{s:[],d:[1]}]"))
    #expect(!object.contains("d:[2]},1]"))
  }

  @Test func graphsThatTheScriptHasNoWordsForStayAsPrinted() throws {
    let image = "x = [[[[1, 2], [3, 4]]]]; K = [[[[1, 2], [3, 4]]]]; y = sum(conv2d(x, K))"
    #expect(try program(image) == nil)
    #expect(try program("x = zeros([40, 40]); y = sum(x)") == nil)
    #expect(try program("const x = 2; y = x * 3") == nil)
  }

  /// A wide figure's numbers follow in the layout for phones on a phone, where the page has it: shown, or
  /// packed where a phone loads files.
  @Test func aPhoneHasALayoutOfItsOwn() throws {
    let wide = try trace(
      "x = 3; " + (1...6).map { "y\($0) = x * \($0).5" }.joined(separator: "; ")
        + "; L = y1 * y2 * y3 * y4 * y5 * y6")
    let page = try ExplainPage(wide, language: .english, templates: try PageTemplates()).html(
      figures: lettered)
    #expect(page.contains("data-phone=\"frames-figure-phone-\""))
    #expect(page.contains("<svg id=\"frames-figure-phone-\"") && !page.contains("<template"))

    let narrow = try ExplainPage(
      try trace("x = 3; y = x + 1"), language: .english, templates: try PageTemplates()
    ).html(figures: lettered)
    #expect(narrow.contains("data-figure") && !narrow.contains("data-phone="))
  }

  @Test func packedTextIsSmallerAndTheSameEachTime() {
    let text = String(repeating: "<use href=\"#g1\" x=\"7.5\"/>", count: 200)
    let packed = deflated(text)
    // The header of zlib's format at its best compression.
    #expect(packed.prefix(2) == [0x78, 0xDA] && packed.count < text.utf8.count / 20)
    #expect(deflated(text) == packed)
  }

  /// The policy of a page names the scripts that it holds, and no other.
  @Test(arguments: Language.allCases) func policiesNameTheScript(_ language: Language) throws {
    let trace = try trace("x = 3; y = x * x + x")
    let templates = try PageTemplates()
    let html = try ExplainPage(trace, language: language, templates: templates).html(
      figures: lettered)
    let scripts = ScriptDigest.scripts(in: html)
    #expect(scripts.count == 3)
    for script in scripts {
      #expect(html.contains("sha256-\(ScriptDigest.of(String(script)))"))
    }
    #expect(values(of: "data-figure", in: html) == ["frames-figure"])
    #expect(html.contains(LiveWords.button[language]))
    let plain = try ExplainPage(trace, language: language, templates: templates).html(
      figures: figures)
    #expect(ScriptDigest.scripts(in: plain).count == 2 && !plain.contains("start(["))
  }

  @Test func worksheetsDoNotTellTheirNumbers() throws {
    var page = try ExplainPage(
      trace("x = 3; y = x * x"), language: .english, templates: PageTemplates())
    page.isBlank = true
    #expect(try !page.html(figures: lettered).contains("<script>"))
  }

  @Test func textsOfScriptsEndNoScript() {
    #expect(quoted("a\"</script>\\") == "\"a\\\"\\u003c/script>\\\\\"")
  }
}
