import Scene
import Testing

@testable import CairoRenderer

@Suite struct SVGTests {
  private let painter: Painter
  init() throws { painter = Painter(text: try CairoTextMeasure()) }

  private func tree(_ scene: Scene, _ options: SVGOptions = SVGOptions()) throws -> MarkupTree {
    try #require(MarkupTree(try painter.svg(scene, options: options)))
  }

  @Test func everyLayerIsAGroupInItsOrder() throws {
    let tree = try tree(demoScene())
    let groups = tree.all("g").filter { $0.parents == ["svg"] }.map { $0.attributes }
    #expect(
      groups.map { $0["class"] } == [
        "band", "node", "forward step-1", "backward step-2", "node", "empty", "fraction", "image",
        "inner", "targets",
      ])
    #expect(groups[1]["data-node"] == "0" && groups[1]["data-name"] == "사과")
    #expect(groups[6]["opacity"] == "0.4")
  }

  @Test func itemsLieInTheGroupOfTheirLayer() throws {
    let svg = String(decoding: try painter.svg(demoScene()), as: UTF8.self)
    let groups = svg.split(separator: "<g class=\"").map(String.init)
    let forward = try #require(groups.first { $0.hasPrefix("forward") })
    #expect(forward.contains("class=\"stroke-forward\" fill=\"none\" stroke=\"#00694C\""))
    #expect(forward.contains("M70 70H230"))
    let backward = try #require(groups.first { $0.hasPrefix("backward") })
    #expect(backward.contains("stroke-width=\"2.5\" stroke-dasharray=\"9 2.5\""))
    let image = try #require(groups.first { $0.hasPrefix("image") })
    #expect(image.components(separatedBy: "<image x=\"").count == 3)
  }

  @Test func shapesAreWrittenAsTheyAre() throws {
    var scene = Scene(size: Size(100, 50), title: "", description: "", language: "en")
    let thin = Rect(x: 1, y: 2, width: 0, height: 9)
    scene.add(
      Layer(items: [
        .circle(Point(20, 30.256), radius: 17.5, stroke: Stroke(.ink, width: 1), fill: .node),
        .rectangle(Rect(x: 1, y: 2, width: 30, height: 8), cornerRadius: 10, fill: .band),
        // SVG draws no rectangle without a width, and no letters are left of a space.
        .rectangle(thin, stroke: Stroke(.line)), .rectangle(thin),
        .text(Text(" ", at: .zero, style: TextStyle(.sans, size: 9))),
        .path(Path(), stroke: Stroke(.ink)),
      ]))
    let shapes = try tree(scene).elements.filter { $0.parents == ["svg", "g"] }
    #expect(shapes.map(\.name) == ["circle", "rect", "path"])
    #expect(
      shapes[0].attributes == [
        "class": "fill-node stroke-ink", "fill": "#FFFFFF", "stroke": "#1F2937", "cx": "20",
        "cy": "30.26", "r": "17.5",
      ])
    // Corners are never rounder than half the height.
    #expect(
      shapes[1].attributes == [
        "class": "fill-band", "fill": "#F3F4F6", "x": "1", "y": "2", "width": "30", "height": "8",
        "rx": "4",
      ])
    #expect(shapes[2].attributes["d"] == "M1 2v9Z")
  }

  @Test func layersAreMovedAndScaledAsWholes() throws {
    var inner = Scene(size: Size(9, 9), title: "", description: "", language: "en")
    inner.add(
      Layer(["inner"], items: [.path(.line(from: .zero, to: Point(8, 0)), stroke: Stroke(.ink))]))
    var scene = Scene(size: Size(99, 99), title: "", description: "", language: "en")
    scene.place(inner, at: Point(10, 20.5), scale: 0.123456)
    scene.place(inner, at: .zero)
    let groups = try tree(scene).all("g").filter { $0.attributes["class"] == "inner" }
    #expect(
      groups.map { $0.attributes["transform"] } == ["translate(10 20.5)scale(0.123456)", nil])
    #expect(try tree(scene).all("path").map { $0.attributes["d"] } == ["M0 0H8", "M0 0H8"])
  }

  @Test func veryLongLinesHaveLongerDashes() throws {
    let line = Path.line(from: Point(0, 10), to: Point(7_000, 10))
    var scene = Scene(size: Size(7_000, 20), title: "line", description: "", language: "en")
    scene.add(Layer(["line"], items: [.path(line, stroke: Stroke(.backward))]))
    let svg = String(decoding: try painter.svg(scene), as: UTF8.self)
    #expect(svg.contains("stroke-dasharray=\"27 7.5\""))
  }

  @Test func itSpeaks() throws {
    let tree = try tree(demoScene())
    let root = tree.elements[0].attributes
    #expect(root["role"] == "img" && root["lang"] == "ko")
    #expect(root["aria-labelledby"] == "figure-title figure-desc")
    #expect(root["width"] == "560" && root["viewBox"] == "0 0 560 240")
    #expect(tree.all("title")[0].text == "사과 <script> & \"세율\"")
    #expect(tree.all("desc")[0].text == "apple (100) × count (2) gives price 200")
    #expect(tree.all("script").isEmpty)
  }

  @Test func targetsCanBePointedAt() throws {
    let tree = try tree(demoScene(), SVGOptions(hasFocusableTargets: true))
    let target = try #require(tree.all("circle").last)
    #expect(target.attributes["data-node"] == "1" && target.attributes["tabindex"] == "0")
    #expect(tree.all("title").last?.text == "× = 200 <&>")
    let plain = try self.tree(demoScene()).all("circle").last
    #expect(plain?.attributes["data-node"] == "1" && plain?.attributes["tabindex"] == nil)
  }

  @Test func twoFiguresOfAPageShareNoIDAndNoneIsMissing() throws {
    let a = try tree(demoScene(), SVGOptions(prefix: "a"))
    let b = try tree(demoScene(), SVGOptions(prefix: "b"))
    let ids = a.ids + b.ids
    #expect(Set(ids).count == ids.count)
    #expect(!a.references.isEmpty && Set(a.references).isSubset(of: a.ids))
    #expect(a.ids.allSatisfy { $0 == "a" || $0.hasPrefix("a-") })
  }

  @Test func glyphsAreDefinedOnceForAllLayers() throws {
    var scene = Scene(size: Size(100, 50), title: "", description: "", language: "en")
    let style = TextStyle(.sans, size: 12)
    for x in 0..<5 {
      scene.add(Layer(items: [.text(Text("aa", at: Point(Double(x) * 20, 20), style: style))]))
    }
    let tree = try tree(scene)
    #expect(tree.all("path").count == 1)
    #expect(tree.all("use").count == 10)
  }

  @Test func coloursAreVariablesBesideThePlainOnes() throws {
    let file = String(decoding: try painter.svg(demoScene()), as: UTF8.self)
    #expect(file.contains("#figure .stroke-forward{stroke:var(--forward,#00694C)}"))
    #expect(!file.contains("--kink"))
    let fixed = String(
      decoding: try painter.svg(demoScene(), options: SVGOptions(recolours: false)), as: UTF8.self)
    #expect(!fixed.contains("var(") && !fixed.contains("stroke-forward"))
    #expect(fixed.contains("stroke=\"#00694C\""))
  }

  @Test func fragmentsLeavePaperRulesAndLettersToThePage() throws {
    let fragment = try painter.fragment(demoScene(), prefix: "f")
    #expect(fragment.markup.hasPrefix("<svg ") && !fragment.markup.contains("<defs>"))
    #expect(!fragment.markup.contains("<style>") && !fragment.markup.contains("fill-background"))
    let file = try tree(demoScene(), SVGOptions(darkTheme: .dark))
    #expect(file.all("rect").first?.attributes["class"] == "fill-background")
    #expect(file.all("style")[0].text.contains("{#figure{--ink:#E5E7EB;"))
  }

  @Test func latinStandsOnOneLineWithHangulBeforeIt() throws {
    var scene = Scene(size: Size(100, 50), title: "", description: "", language: "en")
    let text = Text("세율 x", at: Point(10, 20), style: TextStyle(.sans, size: 12))
    scene.add(Layer(items: [.text(text)]))
    #expect(try tree(scene).all("use").map { $0.attributes["y"] } == ["20", "20", "20"])
    #expect(try tree(scene).all("g").allSatisfy { $0.attributes["transform"] == nil })
  }

  @Test func anItemThatCoversThePageIsNotLost() throws {
    var scene = Scene(size: Size(10, 10), title: "", description: "", language: "en")
    let all = Rect(x: -5, y: -5, width: 30, height: 30)
    scene.add(Layer(["all"], items: [.rectangle(all, fill: .highlight)]))
    let shapes = try tree(scene).elements.filter { $0.attributes["class"] == "fill-highlight" }
    #expect(shapes.map(\.parents) == [["svg", "g"]])
  }

  @Test func namesWithMarkupStayText() throws {
    var scene = demoScene(title: "</title><script>alert(1)</script>\u{0}\u{1B}\u{FFFF}")
    scene.layers[0].name = "\"><script>&'"
    let tree = try tree(scene)
    #expect(tree.all("script").isEmpty)
    #expect(tree.all("title")[0].text.hasPrefix("</title><script>alert(1)</script>\u{FFFD}"))
    #expect(tree.elements.contains { $0.attributes["data-name"] == "\"><script>&'" })
  }

  @Test(arguments: ["", "1a", "a b", "é", "a\"", "a#"]) func badPrefixesAreRefused(prefix: String) {
    #expect(throws: RenderError.badPrefix(prefix)) {
      try painter.fragment(demoScene(), prefix: prefix)
    }
  }
}
