import Scene
import Testing

@Suite struct TikZWriterTests {
  private func document(width: Double, marks: Int = 1) -> String {
    var scene = Scene(size: Size(width, 20), title: "", description: "", language: "en")
    let line = Item.path(.line(from: .zero, to: Point(width, 20)), stroke: Stroke(.ink, width: 2))
    scene.add(Layer(["line"], items: Array(repeating: line, count: marks)))
    return TikZWriter().document(scene)
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

  /// pdfLaTeX knows powers of ten within words, such as what rounding left.
  @Test func raisedAndLoweredDigitsAreDeclared() {
    var scene = Scene(size: Size(100, 60), title: "", description: "", language: "en")
    let words = Text(
      "rounding: 5.6×10⁻¹⁷ of u₁₀", at: .zero, style: TextStyle(.sans, size: 11), paint: .muted)
    scene.add(Layer(["forward"], items: [.text(words)]))
    let text = TikZWriter().document(scene)
    for (code, command) in [
      ("207B", "{}^{-}"), ("00B9", "{}^{1}"), ("2077", "{}^{7}"), ("2081", "{}_{1}"),
    ] {
      #expect(text.contains("\\DeclareUnicodeCharacter{\(code)}{\\ensuremath{\(command)}}"))
    }
    #expect(!text.contains("{2076}"))
  }

  /// Whoever edits a figure changes a pen in one place, and points at nodes by their names.
  @Test func pensAreStylesAndNodesHaveNames() throws {
    var scene = Scene(size: Size(100, 60), title: "", description: "", language: "en")
    var layer = Layer(["node"])
    layer.node = "3"
    layer.items = [
      .circle(Point(30, 30), radius: 20, stroke: Stroke(.ink, width: 1.4), fill: .node),
      .path(.line(from: Point(22, 30), to: Point(38, 30)), stroke: Stroke(.ink, width: 1.9)),
      .text(Text("x", at: Point(80, 30), style: TextStyle(.math, size: 18), paint: .ink)),
      .text(Text("y", at: Point(90, 30), style: TextStyle(.math, size: 18), paint: .ink)),
    ]
    scene.add(layer)
    scene.targets = [Target(.circle(Point(30, 30), radius: 20), node: "3", title: "")]
    let text = TikZWriter().document(scene)
    #expect(text.contains("\\node[backdraw node,circle,minimum size=30bp] (3) at (30,30) {};"))
    #expect(text.components(of: "(3) at") == 1)
    #expect(text.components(of: "/.style={") == 4)  // and that of every node
    let body = try #require(text.split(separator: "\\begin{document}").last)
    #expect(!body.contains("draw=") && !body.contains("font=") && !body.contains("line width"))
  }
}

extension String {
  /// How often a text occurs.
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
