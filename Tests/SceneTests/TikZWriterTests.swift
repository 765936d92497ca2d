import Scene
import Testing

@Suite struct TikZWriterTests {
  private func document(width: Double, marks: Int = 1) -> String {
    var scene = Scene(size: Size(width, 20), title: "", description: "", language: "en")
    let line = Item.path(.line(from: .zero, to: Point(width, 20)), stroke: Stroke(.ink, width: 2))
    scene.add(Layer(["line"], items: Array(repeating: line, count: marks)))
    return TikZWriter().document([scene])
  }

  /// TeX knows no length above 16,383 points.
  @Test func longPicturesAreShrunkToWhatTeXKnows() {
    let plain = document(width: 20_000)
    #expect(plain.contains("line width=1.5bp") && plain.contains("(20000,20);"))
    #expect(!plain.contains("Shrunk"))
    let shrunk = document(width: 42_000)
    #expect(shrunk.contains("line width=0.75bp") && shrunk.contains("(21000,10);"))
    #expect(shrunk.contains("% Shrunk to 50 %") && !shrunk.contains("42000"))
  }

  @Test func onlyColoursThatAreUsedAreDefined() {
    let text = document(width: 100)
    #expect(text.contains("\\definecolor{backdraw-ink}"))
    #expect(text.contains("\\definecolor{backdraw-background}"))
    #expect(text.split(separator: "\\definecolor").count == 3)
  }

  @Test func picturesOfManyMarksAskForLuaLaTeX() {
    #expect(document(width: 100).hasPrefix("% !TeX program = xelatex\n"))
    #expect(document(width: 100, marks: 5_000).hasPrefix("% !TeX program = lualatex\n"))
  }
}
