import Autodiff
import Derivation
import GraphLanguage
import Scene
import Testing
import Wording

@testable import Report

/// Pages without a painter: a figure is its title and its prefix.
var figures: FigureWriter {
  FigureWriter(measure: MonospaceMeasure()) { scene, prefix in
    SVGFragment(
      markup: "<svg role=\"img\" aria-labelledby=\"\(prefix)t\"><title id=\"\(prefix)t\">"
        + escaped(scene.title) + "</title></svg>")
  }
}

private func trace(_ text: String) throws -> Trace<Double> {
  let graph = try parseGraph(Array(text.utf8), file: "test").get()
  return graph.tape.backward(from: graph.output, upstream: graph.upstream)
}

private func explain(_ text: String, _ language: Language = .english) throws -> String {
  try ExplainPage(trace(text), language: language, templates: PageTemplates()).html(
    figures: figures)
}

/// The values of an attribute, in order.
func values(of attribute: String, in html: String) -> [String] {
  html.components(separatedBy: " \(attribute)=\"").dropFirst().map {
    String($0.prefix { $0 != "\"" })
  }
}

extension String {
  func components(separatedBy separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}

@Suite struct ExplainPageTests {
  private static let neuron = """
    title "One neuron"
    const x1 = 2
    param w1 = 0.5
    y = sigmoid(w1 * x1)
    L = mse(y, 0)
    rate 1
    """

  /// Two fragments in one page of someone else's: each keeps to its own ids and rules.
  @Test func fragmentsKeepToThemselves() throws {
    var seen: Set<String> = []
    let trace = try trace(Self.neuron)
    let w1 = try #require(trace.annotations.node(named: "w1"))
    for (nodes, language) in [([], Language.english), ([], .korean), ([w1], .english)] {
      let page = try ExplainPage(trace, of: nodes, language: language, templates: PageTemplates())
      let name = page.fragmentName()
      #expect(name == page.fragmentName())
      let html = try page.fragment(named: name, figures: figures)
      let ids = values(of: "id", in: html)
      #expect(ids.first == name && ids.dropFirst().allSatisfy { $0.hasPrefix(name + "-") })
      #expect(seen.isDisjoint(with: ids) && Set(ids).count == ids.count)
      seen.formUnion(ids)
      for place in values(of: "href", in: html) {
        // The figure's nodes are the painter's.
        let isKnown =
          ids.contains(String(place.dropFirst())) || place.hasPrefix("#\(name)-figure-n")
        #expect(isKnown, "\(place) leads nowhere")
      }
      #expect(html.hasPrefix("<section id=\"\(name)\"") && html.hasSuffix("</section>\n"))
      #expect(
        !html.contains("<script") && !html.contains("<h1") && html.contains("<h2>One neuron</h2>"))
      // Markdown would take an empty line for the end of the fragment.
      #expect(!html.contains("\n\n"))
      // All rules are nested in one.
      let style = try #require(html.components(separatedBy: "<style>").dropFirst().first)
        .components(separatedBy: "</style>")[0]
      #expect(style.hasPrefix("\n#\(name){\n") && style.hasSuffix("}\n"))
      var depth = 0
      for character in style.dropLast(2) {
        if character == "{" { depth += 1 }
        if character == "}" { depth -= 1 }
      }
      #expect(depth == 1 && !style.contains(":root"))
    }
  }

  /// What is left out is said, with how much: of a variable's steps, and of the table.
  @Test func whatIsLeftOutIsSaid() throws {
    var text = "x = [1, 2]\nv0 = x * 2\n"
    for index in 1...2_100 { text += "v\(index) = v\(index - 1) + 1\n" }
    text += "y = sum(v2100)\n"
    let trace = try trace(text)
    let node = try #require(trace.annotations.node(named: "x"))
    let page = try ExplainPage(
      trace, of: [node], language: .english, templates: PageTemplates())
    let html = try page.html(figures: figures)
    #expect(html.contains("the first 300 of 2103 steps are written out"))
    #expect(html.contains("<p>The table has the first 2000 of 2103 values."))
    let short = try explain(Self.neuron)
    #expect(!short.contains("The table has the first") && !short.contains("are written out"))
  }

  /// In text and LaTeX the updates are equations as well, as far as anybody reads them.
  @Test(arguments: Language.allCases)
  func updatesThatAreLeftOutAreCounted(language: Language) throws {
    func page(_ count: Int) throws -> ExplainPage {
      let names = (0..<count).map { "w\($0)" }
      let text =
        names.map { "param \($0) = 1\n" }.joined()
        + "L = \(names.joined(separator: " + "))\nrate 0.1\n"
      return try ExplainPage(trace(text), language: language, templates: PageTemplates())
    }
    let words = ExplainWords(language).shortenedUpdates(300, 301)
    #expect(words.contains("300") && words.contains("301"))
    let large = try page(301)
    let flat = large.text().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(flat.contains(words) && large.latex().contains(words))
    #expect(!(try page(3)).text().contains("301"))
  }

  @Test func thePageDerivesEveryStep() throws {
    let html = try explain(Self.neuron)
    #expect(html.contains("<html lang=\"en\">"))
    #expect(html.contains("<title>One neuron</title>"))
    #expect(html.components(separatedBy: "<h1").count == 2)
    for heading in [
      "Forward pass", "Backward pass", "The update", "Every value and every gradient",
    ] {
      #expect(html.contains("<h2>\(heading)</h2>"))
    }
    // σ(1) = 0.7311, and ∂L/∂w₁ = 0.5749 with L = 0.5345.
    #expect(html.contains(">0.7311</mn>"))
    #expect(html.contains(">0.5749</mn>"))
  }

  @Test func koreanPagesAreKorean() throws {
    let html = try explain(Self.neuron, .korean)
    #expect(html.contains("<html lang=\"ko\">"))
    #expect(html.contains("<h2>순전파</h2>"))
    #expect(html.contains("<h2>역전파</h2>"))
  }

  @Test func idsAreUniqueAndNothingIsFetched() throws {
    let html = try explain(Self.neuron)
    let ids = values(of: "id", in: html)
    #expect(Set(ids).count == ids.count)
    #expect(!html.contains("http://") && !html.contains("https://"))
    #expect(!html.contains(" src=") && !html.contains("fetch("))
  }

  /// Both passes are gone through on the figure, which stands whole at first; without a script the
  /// round buttons do it. What is written out in full is printed, and what is shown step by step is not.
  @Test func theFigureIsGoneThroughStepByStep() throws {
    let html = try explain(Self.neuron)
    // Of w₁·x₁, sigmoid and the loss, forward and back.
    #expect(html.components(separatedBy: "<input type=\"radio\" name=\"frames-step\"").count == 7)
    #expect(!html.contains(" checked>\n<input") && html.contains("<div class=\"captions told\">"))
    #expect(html.contains("<div class=\"caption intro\">"))
    #expect(html.components(separatedBy: "<div class=\"transport\"").count == 2)
    #expect(html.contains("<li id=\"frames-b5\">") && html.contains("<li id=\"b5\">"))
  }

  /// A graph with more steps than anybody turns has its figure as it is, and so has a single step.
  @Test func tooManyStepsAreNotTurned() throws {
    let long = "x0 = 1; " + (1...21).map { "x\($0) = x\($0 - 1) + 1" }.joined(separator: "; ")
    for text in [long, "const x = 1; y = x + 1"] {
      let html = try explain(text)
      #expect(!html.contains("class=\"transport\"") && !html.contains("walkOf"))
      #expect(html.contains("<figure class=\"wide\" id=\"picture\""))
    }
  }

  /// Each part of a page is led to from its list of contents, in order; a fragment has none.
  @Test(arguments: Language.allCases)
  func contentsLeadToEveryPart(language: Language) throws {
    let trace = try trace(Self.neuron)
    let page = try ExplainPage(trace, language: language, templates: PageTemplates())
    let html = try page.html(figures: figures)
    let list = try #require(html.components(separatedBy: "<nav class=\"toc\"").dropFirst().first)
      .components(separatedBy: "</nav>")[0]
    let places = values(of: "href", in: String(list)).map { String($0.dropFirst()) }
    #expect(
      places == ["picture", "forward", "backward", "chains", "updates", "values", "code"])
    let sections = html.components(separatedBy: "<section id=\"").dropFirst()
      .map { String($0.prefix { $0 != "\"" }) }
    #expect(sections + ["code"] == places && html.contains("class=\"code\" id=\"code\""))
    let fragment = try page.fragment(named: "n", figures: figures)
    #expect(!fragment.contains("class=\"toc\"") && fragment.contains("<section id=\"n-forward\""))
    // A worksheet is filled in from top to bottom.
    var sheet = page
    sheet.isBlank = true
    #expect(try !sheet.html(figures: figures).contains("class=\"toc\""))
  }

  @Test func namesAreText() throws {
    let html = try explain(
      "title \"<script>alert(1)</script> & \\\"x\\\"\"\nx = 1\ny = x^2\nlabel x \"<b>\"")
    #expect(!html.contains("<script>alert") && !html.contains("<b>"))
    #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;"))
  }

  @Test func largeGraphsSayWhatIsLeftOut() throws {
    let html = try explain("x = 1\ny = x" + String(repeating: " * x", count: 2_100))
    #expect(html.contains("the first 300 of 2101 steps"))
    #expect(html.utf8.count < 5_000_000)
  }

  @Test func zerosComeWithReasons() throws {
    let html = try explain("x = -2\ny = relu(x)")
    #expect(html.contains("ReLU is off"))
  }
}
