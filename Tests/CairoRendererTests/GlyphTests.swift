import Scene
import Testing

@testable import CairoRenderer

/// The letters of SVG: defined once, named by what they look like.
@Suite struct GlyphTests {
  private let painter: Painter
  init() throws { painter = Painter(text: try CairoTextMeasure()) }

  private func scene(_ texts: [Text]) -> Scene {
    var scene = Scene(size: Size(300, 60), title: "", description: "", language: "en")
    for text in texts { scene.add(Layer(items: [.text(text)])) }
    return scene
  }

  private func text(_ string: String, size: Double = 12, rotation: Double = 0) -> Text {
    Text(string, at: Point(50, 20), style: TextStyle(.sans, size: size), rotation: rotation)
  }

  @Test func theSameLetterHasTheSameIDInEveryPictureAndProcess() async throws {
    let one = try painter.fragment(scene([text("ab"), text("c")]), prefix: "one")
    let two = try painter.fragment(scene([text("ca"), text("b사")]), prefix: "two")
    #expect(one.glyphs.count == 3 && two.glyphs.count == 4)
    #expect(Set(one.glyphs).isSubset(of: two.glyphs))
    #expect(one.glyphs.allSatisfy { $0.id.hasPrefix("g") && $0.id.utf8.count == 8 })
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      let painter = Painter(text: try CairoTextMeasure())
      var scene = Scene(size: Size(9, 9), title: "", description: "", language: "en")
      scene.add(Layer(items: [.text(Text("b", at: .zero, style: TextStyle(.sans, size: 12)))]))
      print("[\(try painter.fragment(scene, prefix: "x").glyphs.map(\.id).joined())]")
    }
    let there = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
    #expect(there.contains("[\(one.glyphs[1].id)]"))
  }

  @Test func anotherSizeIsAnotherLetter() throws {
    let fragment = try painter.fragment(scene([text("a"), text("a", size: 13)]), prefix: "f")
    #expect(Set(fragment.glyphs.map(\.id)).count == 2)
  }

  /// Each letter that a fragment uses is among its glyphs, and none is there for nothing.
  @Test func everyUseHasADefinition() throws {
    let fragment = try painter.fragment(demoScene(), prefix: "f")
    let tree = try #require(MarkupTree(Array(fragment.markup.utf8)))
    var used = Set(tree.all("use").compactMap { $0.attributes["href"] })
    for glyph in fragment.glyphs {
      // A word is made of letters.
      let definition = try #require(MarkupTree(Array(glyph.markup.utf8)))
      used.formUnion(definition.all("use").compactMap { $0.attributes["href"] })
    }
    #expect(used == Set(fragment.glyphs.map { "#" + $0.id }))
    #expect(fragment.glyphs.count == Set(fragment.glyphs.map(\.id)).count)
    for glyph in fragment.glyphs {
      let definition = try #require(MarkupTree(Array(glyph.markup.utf8)))
      #expect(definition.ids == [glyph.id])
    }
  }

  @Test func aLongTextSaysItsBaselineOnce() throws {
    let svg = try #require(MarkupTree(painter.svg(scene([text("abcdef")]))))
    let group = try #require(svg.all("g").last)
    #expect(group.attributes["transform"] == "translate(50 20)")
    #expect(svg.all("use").allSatisfy { $0.attributes["y"] == nil })
    let turned = try #require(MarkupTree(painter.svg(scene([text("ab", rotation: -90)]))))
    #expect(turned.all("g").last?.attributes["transform"] == "translate(50 20)rotate(-90)")
  }

  /// A page defines a word once, whatever pictures it stands in, and a line that is drawn twice; in a
  /// file of its own each stands where it is drawn.
  @Test func aPageDefinesWordsAndRepeatedLinesOnce() throws {
    let one = try painter.fragment(scene([text("0.123"), text("0.123")]), prefix: "one")
    let two = try painter.fragment(scene([text("0.123", rotation: 90)]), prefix: "two")
    let tree = try #require(MarkupTree(Array(one.markup.utf8)))
    #expect(Set(tree.all("use").map { $0.attributes["href"] }).count == 1)
    #expect(one.glyphs.count == 6 && one.glyphs.last?.markup.hasPrefix("<g id=") == true)
    // What is turned is written letter by letter.
    #expect(Set(two.glyphs) == Set(one.glyphs.dropLast()))
    #expect(
      !String(decoding: try painter.svg(scene([text("0.123")])), as: UTF8.self).contains("<g id"))

    var lines = scene([])
    let bend = Path.line(from: Point(1.25, 2.5), to: Point(100.75, 52.25)).elements
    var path = Path()
    path.elements = (0..<4).flatMap { _ in bend }
    lines.add(
      Layer(items: [.path(path, stroke: Stroke(.grid)), .path(path, stroke: Stroke(.ink))]))
    let drawn = try painter.fragment(lines, prefix: "lines")
    #expect(drawn.glyphs.count == 1 && drawn.glyphs[0].markup.hasPrefix("<path id="))
    let uses = try #require(MarkupTree(Array(drawn.markup.utf8))).all("use")
    #expect(uses.map { $0.attributes["class"] } == ["stroke-grid", "stroke-ink"])
    #expect(uses.allSatisfy { $0.attributes["href"] == "#" + drawn.glyphs[0].id })
  }

  /// An emoji has no outline: it is an image, as sheer as the text.
  @Test func lettersWithColoursAreImages() throws {
    let emoji = "\u{1F34E}"
    let measure = painter.text
    // Without a font of emoji there is nothing to see.
    guard measure.line(of: emoji, in: TextStyle(.sans, size: 12)).missing.isEmpty else { return }
    var sheer = text("a" + emoji)
    sheer.paint = Paint(.ink, opacity: 0.5)
    let fragment = try painter.fragment(scene([sheer]), prefix: "f")
    #expect(fragment.glyphs.count == 2 && fragment.glyphs[0].markup.hasPrefix("<path"))
    let image = try #require(MarkupTree(Array(fragment.glyphs[1].markup.utf8))).elements[0]
    #expect(image.name == "image" && image.attributes["href"]?.hasPrefix("data:image/png") == true)
    let tree = try #require(MarkupTree(Array(fragment.markup.utf8)))
    #expect(tree.all("use").map { $0.attributes["opacity"] } == [nil, "0.5"])
    // It stands on the baseline and is about as high as a letter.
    let top = try #require(Double(image.attributes["y"] ?? ""))
    let height = try #require(Double(image.attributes["height"] ?? ""))
    #expect((-16 ... -8).contains(top) && (10...18).contains(height))
  }
}
