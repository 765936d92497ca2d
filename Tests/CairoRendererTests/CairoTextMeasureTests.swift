import Scene
import Testing

@testable import CairoRenderer

@Suite struct CairoTextMeasureTests {
  private let text: CairoTextMeasure
  init() throws { text = try CairoTextMeasure() }

  private func advance(_ string: String, _ style: TextStyle) -> Double {
    text.extent(of: string, in: style).advance
  }

  @Test(arguments: TextStyle.Family.allCases) func widthsAreTrueAtEverySize(
    family: TextStyle.Family
  ) {
    let small = text.extent(of: "tanh 사과 ∂L", in: TextStyle(family, size: 10))
    let large = text.extent(of: "tanh 사과 ∂L", in: TextStyle(family, size: 100))
    #expect(abs(large.advance - 10 * small.advance) < 0.1)
    #expect(abs(large.ascent - 10 * small.ascent) < 0.1)
  }

  @Test(arguments: TextStyle.Family.allCases) func digitsAreEquallyWide(family: TextStyle.Family) {
    let style = TextStyle(family, size: 20)
    for digit in "023456789" {
      #expect(abs(advance(String(digit), style) - advance("1", style)) < 0.01, "\(digit)")
    }
  }

  @Test func hangulIsWiderThanLatinLettersAndAddsUp() {
    let style = TextStyle(.sans, size: 20)
    #expect(advance("사과", style) > 2 * 0.8 * 20)
    #expect(abs(advance("사과", style) - advance("사", style) - advance("과", style)) < 0.01)
  }

  @Test func hangulStandsWhereLatinLeans() {
    let leaning = TextStyle(.math, size: 20, slant: .italic)
    let upright = TextStyle(.math, size: 20)
    #expect(text.extent(of: "사과", in: leaning).ink == text.extent(of: "사과", in: upright).ink)
    #expect(text.extent(of: "fx", in: leaning).ink != text.extent(of: "fx", in: upright).ink)
  }

  @Test func inkLiesWhereTheLetterIs() {
    let dot = text.extent(of: ".", in: TextStyle(.sans, size: 20)).ink
    let quote = text.extent(of: "'", in: TextStyle(.sans, size: 20)).ink
    #expect(dot.y > -5 && dot.maxY < 1)
    #expect(quote.maxY < -5)
    #expect(text.extent(of: "  ", in: TextStyle(.sans, size: 20)).ink.width == 0)
  }

  @Test func noTextTakesNoRoom() {
    let extent = text.extent(of: "", in: TextStyle(.sans, size: 20))
    #expect(extent.advance == 0)
    #expect(extent.ascent > 10)
  }

  @Test func lineBreaksCountAsSpaces() {
    let style = TextStyle(.sans, size: 20)
    for broken in ["a\nb", "a\tb", "a\u{2028}b", "a\0b", "a\r\nb"] {
      #expect(advance(broken, style) >= advance("a b", style), "\(broken.unicodeScalars)")
      #expect(text.line(of: broken, in: style).missing.isEmpty)
    }
  }

  @Test func missingGlyphsAreNamedWithAPackage() {
    let line = text.line(of: "a\u{10ABCD}b\u{10ABCD}", in: TextStyle(.sans, size: 20))
    #expect(line.missing == ["\u{10ABCD}"])
    #expect("\u{C0AC}".unicodeScalars.first?.fontPackage == "fonts-noto-cjk")
    #expect("\u{1F34E}".unicodeScalars.first?.fontPackage == "fonts-noto-color-emoji")
    #expect("\u{905}".unicodeScalars.first?.fontPackage == "fonts-noto-core")
    #expect(
      RenderError.missingGlyphs(["\u{C0AC}"], text: "\u{C0AC}과").description
        == "no font has U+C0AC '사', needed for \"사과\"; install fonts-noto-cjk")
    #expect(
      RenderError.missingGlyphs(["\u{C0AC}", "\u{E000}"], text: "").description
        .hasSuffix("fonts-noto-cjk and a font of your own with the characters of private use"))
  }

  @Test func aFamilyThatIsNotInstalledIsAnErrorThatNamesIt() throws {
    #expect(throws: RenderError.unknownFamily("Xyzzyq", near: [])) {
      try CairoTextMeasure(families: FontFamilies(preferring: "Xyzzyq"))
    }
    _ = try CairoTextMeasure(families: FontFamilies(preferring: "dejavu sans"))
  }

  @Test func familiesOfLikeNamesAreNamed() throws {
    let installed = ["Noto Serif CJK KR", "DejaVu Sans Mono", "NanumGothic", "Noto Sans CJK KR"]
    #expect(nearFamilies(to: "Noto Sans KR", among: installed).first == "Noto Sans CJK KR")
    #expect(nearFamilies(to: "nanum gothik", among: installed) == ["NanumGothic"])
    #expect(nearFamilies(to: "Comic", among: installed).isEmpty)
    let many = (0..<9).map { "DejaVu Sans \($0)" }
    #expect(nearFamilies(to: "DejaVuSans", among: many) == Array(many.prefix(3)))
    #expect(
      RenderError.unknownFamily("A", near: ["B", "C"]).description
        == "no font family \"A\" is installed; did you mean \"B\" or \"C\"?")
  }

  @Test func aFamilyAskedForIsUsed() throws {
    let mono = try CairoTextMeasure(families: FontFamilies(preferring: "DejaVu Sans Mono"))
    let style = TextStyle(.math, size: 20)
    let (narrow, wide) = (mono.extent(of: "ii", in: style), mono.extent(of: "mm", in: style))
    #expect(narrow.advance == wide.advance)
    #expect(advance("ii", style) < advance("mm", style))
  }
}
