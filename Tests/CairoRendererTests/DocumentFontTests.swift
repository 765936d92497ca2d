import Scene
import Testing

@testable import CairoRenderer

/// A document's fonts have the glyphs that it uses, and depend on nothing else.
@Suite struct DocumentFontTests {
  private func page(_ texts: [String], slant: TextStyle.Slant = .upright) -> Scene {
    var scene = Scene(size: Size(600, 400), title: "", description: "", language: "ko")
    scene.add(
      Layer(
        ["text"],
        items: texts.enumerated().map { index, text in
          .text(
            Text(
              text, at: Point(20, 30 + 20 * Double(index)),
              style: TextStyle(.math, size: 12 + Double(index), slant: slant)))
        }))
    return scene
  }

  /// Cairo alone would embed 300 kB for each weight of a font with Hangul.
  @Test func hangulTakesKilobytes() throws {
    let painter = Painter(text: try CairoTextMeasure())
    let bytes = try painter.pdf(
      page(["순전파와 역전파, 국소적 미분과 기울기", "∂L/∂w = −3.5 · x²", "Crème brûlée"]))
    #expect(bytes.count < 40_000)
  }

  @Test func whatWasPaintedBeforeChangesNothing() throws {
    let scenes = [page(["김철수 ∂L/∂x = 12"]), page(["éàü 이영희 345"]), page(["뷁 x₁ 6789"])]
    let fresh = try scenes.map { try Painter(text: try CairoTextMeasure()).pdf($0) }
    let painter = Painter(text: try CairoTextMeasure())
    // Each after all others.
    for round in 0..<2 {
      for index in [2, 0, 1] { #expect(try painter.pdf(scenes[index]) == fresh[index], "\(round)") }
    }
    #expect(Set(fresh).count == 3)
  }

  /// A glyph has another number in the font that is embedded, and the same outline.
  @Test func cutGlyphsKeepTheirNames() throws {
    let measure = try CairoTextMeasure()
    for text in ["w = 3", "é", "기울기"] {
      for run in measure.line(of: text, in: TextStyle(.math, size: 10)).runs {
        let glyphs = Set(run.letters.glyphs.map(\.index))
        let cutter = try #require(measure.cutter(of: run.font))
        var need = FontCutter.Need()
        cutter.add(run.letters.glyphs, to: &need)
        let cut = try #require(cutter.cut(to: need))
        // 0 is what stands for letters that a font lacks.
        #expect(glyphs.allSatisfy { cut[$0] != 0 } && cut[0] == 0)
        #expect(Set(glyphs.map { cut[$0] }).count == glyphs.count)
        #expect(run.letters.clusters.reduce(0) { $0 + Int($1.num_bytes) } <= text.utf8.count)
        #expect(
          run.letters.clusters.reduce(0) { $0 + Int($1.num_glyphs) } == run.letters.glyphs.count)
      }
    }
  }
}
