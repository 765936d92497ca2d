import Foundation
import Scene
import Testing

@testable import CairoRenderer

@Suite struct PainterTests {
  private let painter: Painter
  init() throws { painter = Painter(text: try CairoTextMeasure()) }

  private func scene(width: Double, height: Double) -> Scene {
    Scene(size: Size(width, height), title: "t", description: "", language: "en")
  }

  /// FNV-1a of all forms, one after another.
  private static func checksums() throws -> String {
    let painter = Painter(text: try CairoTextMeasure(), theme: .dark)
    let scene = demoScene()
    let fragment = try painter.fragment(scene, prefix: "f")
    let glyphs = fragment.glyphs.map { "\($0.id) \($0.markup)" }.joined()
    return try [
      painter.svg(scene), painter.svg(scene, options: SVGOptions(letters: .text)),
      Array((fragment.markup + glyphs).utf8), painter.png(scene, scale: 2),
      painter.pdf([scene, scene]),
    ].map { bytes in
      let hash = bytes.reduce(14_695_981_039_346_656_037 as UInt64) {
        ($0 ^ UInt64($1)) &* 1_099_511_628_211
      }
      return String(hash, radix: 16)
    }.joined(separator: " ")
  }

  @Test func sameBytesAgainAndInAnotherProcess() async throws {
    let here = try Self.checksums()
    #expect(try Self.checksums() == here)
    let result = await #expect(
      processExitsWith: .success, observing: [\.standardOutputContent]
    ) {
      print("[\(try PainterTests.checksums())]")
    }
    let there = String(decoding: try #require(result).standardOutputContent, as: UTF8.self)
    #expect(there.contains("[\(here)]"))
  }

  @Test func formsBeginAsTheyShould() throws {
    let scene = demoScene()
    #expect(try painter.svg(scene).starts(with: "<?xml ".utf8))
    #expect(try painter.png(scene).starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(try painter.pdf(scene).starts(with: "%PDF".utf8))
  }

  @Test func pngHasTheSizeAskedFor() throws {
    let png = try painter.png(scene(width: 30.2, height: 20), scale: 2)
    // IHDR: width and height, big-endian, after the signature and the chunk's head.
    #expect(Array(png[16..<24]) == [0, 0, 0, 61, 0, 0, 0, 40])
  }

  @Test func moreScenesMakeALongerPDF() throws {
    let one = try painter.pdf([demoScene()])
    let two = try painter.pdf([demoScene(), demoScene()])
    #expect(two.count > one.count)
    #expect(throws: RenderError.noPages) { try painter.pdf([]) }
  }

  @Test func tooManyPixelsAreRefusedWithARemedy() throws {
    let wide = scene(width: 20_000, height: 10)
    #expect(throws: RenderError.tooManyPixels(width: 40_000, height: 20)) {
      try painter.png(wide, scale: 2)
    }
    let description = RenderError.tooManyPixels(width: 40_000, height: 20).description
    #expect(description.contains("40000 × 20") && description.contains("smaller scale"))
    #expect(throws: RenderError.self) { try painter.png(scene(width: 30_000, height: 30_000)) }
    _ = try painter.svg(wide)
    _ = try painter.pdf(scene(width: 200_000, height: 10))
    #expect(throws: RenderError.self) { try painter.svg(scene(width: 1e8, height: 10)) }
  }

  @Test(arguments: [0, -1, Double.nan, .infinity]) func noExtentIsRefused(extent: Double) {
    #expect(throws: RenderError.self) { try painter.svg(scene(width: extent, height: 10)) }
    #expect(throws: RenderError.self) { try painter.png(scene(width: 10, height: extent)) }
    #expect(throws: RenderError.self) {
      try painter.png(scene(width: 10, height: 10), scale: extent)
    }
  }

  @Test(
    arguments: [
      Item.circle(Point(.nan, 0), radius: 1, fill: .ink),
      .path(.line(from: .zero, to: Point(.infinity, 0)), stroke: Stroke(.ink)),
      .path(.line(from: .zero, to: Point(1, 0)), stroke: Stroke(.ink, dash: [0, 0])),
      .text(Text("a", at: .zero, style: TextStyle(.sans, size: 0))),
    ])
  func numbersThatAreNoneAreRefused(item: Item) {
    var scene = scene(width: 10, height: 10)
    scene.add(Layer(items: [item]))
    #expect(throws: RenderError.notFinite(item: item.transcript)) { try painter.svg(scene) }
  }

  @Test func aGlyphThatNoFontHasIsRefusedInEveryForm() {
    var scene = scene(width: 10, height: 10)
    let text = Text("x\u{10ABCD}", at: Point(1, 9), style: TextStyle(.math, size: 9))
    scene.add(Layer(items: [.text(text)]))
    let error = RenderError.missingGlyphs(["\u{10ABCD}"], text: "x\u{10ABCD}")
    #expect(throws: error) { try painter.svg(scene) }
    #expect(throws: error) { try painter.png(scene) }
    #expect(throws: error) { try painter.pdf(scene) }
  }

  @Test func anEmptySceneIsPaper() throws {
    let svg = String(decoding: try painter.svg(scene(width: 10, height: 5)), as: UTF8.self)
    #expect(svg.contains("<rect class=\"fill-background\" fill=\"#FFFFFF\""))
    #expect(!svg.contains("<g"))
  }
}
