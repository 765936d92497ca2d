import Scene
import Testing

@testable import CairoRenderer

/// SVG whose letters are text.
@Suite struct SVGTextTests {
  private let painter: Painter
  init() throws { painter = Painter(text: try CairoTextMeasure()) }

  private func tree(_ scene: Scene) throws -> MarkupTree {
    try #require(MarkupTree(painter.svg(scene, options: SVGOptions(letters: .text))))
  }

  private func tree(_ text: Text) throws -> MarkupTree {
    var scene = Scene(size: Size(99, 99), title: "", description: "", language: "en")
    scene.add(Layer(items: [.text(text)]))
    return try tree(scene)
  }

  @Test func allWordsAreText() throws {
    let scene = demoScene()
    let tree = try tree(scene)
    #expect(tree.all("use").isEmpty && tree.all("defs").isEmpty)
    let words = tree.elements.reduce(into: "") { $0 += $1.text }
    for layer in scene.layers {
      for case .text(let text) in layer.items {
        // Runs follow one another as they were read.
        #expect(words.contains(text.string), "\(text.string)")
      }
    }
    #expect(tree.all("text").count == scene.layers.flatMap(\.items).count { $0.isText })
  }

  @Test func aRunHasTheFamilyThatWasMeasured() throws {
    let style = TextStyle(.math, size: 15, weight: .bold, slant: .italic)
    let tree = try tree(Text("x 사", at: Point(9, 20), style: style, paint: .forwardText))
    // What texts of one look have in common stands at their group.
    let text = try #require(tree.all("g").last).attributes
    #expect(text["class"] == "fill-forward-text" && text["fill"] == "#00694C")
    #expect(text["font-size"] == "15" && text["font-weight"] == "bold")
    #expect(text["font-style"] == "italic" && text["style"]?.contains("tabular-nums") == true)
    #expect(text["font-family"]?.hasSuffix(",serif") == true)
    #expect(tree.all("text").first?.attributes["y"] == "20")
    let runs = tree.all("tspan")
    #expect(runs.map(\.text) == ["x ", "사"])
    // Hangul has another font, and stands.
    #expect(runs[0].attributes["font-family"] == nil && runs[0].attributes["x"] == "9")
    #expect(runs[1].attributes["font-family"]?.hasSuffix(",serif") == true)
    #expect(runs[1].attributes["font-style"] == "normal")
    let lead = painter.text.extent(of: "x ", in: style).advance
    #expect(runs[1].attributes["x"] == decimal(9 + lead))
  }

  @Test func aTextOfOneRunKeepsItsAnchor() throws {
    let style = TextStyle(.sans, size: 12, tabularFigures: false)
    let text = Text("loss", at: Point(30, 40), style: style, anchor: .middle, rotation: -90)
    let attributes = try #require(try tree(text).all("text").first).attributes
    #expect(attributes["text-anchor"] == "middle")
    #expect(attributes["x"] == "30" && attributes["y"] == "40")
    #expect(attributes["transform"] == "rotate(-90 30 40)" && attributes["style"] == nil)
  }

  @Test func signsOfMarkupAndSpacesStayText() throws {
    let style = TextStyle(.mono, size: 12)
    let tree = try tree(Text(" a  <b>&\"'\u{1B}\n", at: .zero, style: style))
    let text = try #require(tree.all("text").first)
    // What ends or breaks a line is a space.
    #expect(text.text == " a  <b>&\"'  ")
    #expect(text.attributes["xml:space"] == "preserve")
    #expect(text.attributes["style"]?.contains("white-space:pre") == true)
    #expect(tree.all("b").isEmpty)
  }

  @Test func aMissingGlyphIsAnErrorToo() {
    #expect(throws: RenderError.missingGlyphs(["\u{10ABCD}"], text: "\u{10ABCD}")) {
      try tree(Text("\u{10ABCD}", at: .zero, style: TextStyle(.sans, size: 9)))
    }
  }
}

extension Item {
  fileprivate var isText: Bool {
    if case .text = self { true } else { false }
  }
}
