import Scene
import Testing

@testable import CairoRenderer

@Suite struct SVGGrowthTests {
  /// Markup grows where it is: as long as it need not move, no shape copies what was written before.
  @Test func shapesAreWrittenInPlace() throws {
    let painter = Painter(text: try CairoTextMeasure())
    let items: [Item] = [
      .circle(Point(10, 10), radius: 4, stroke: Stroke(.ink), fill: .node),
      .rectangle(
        Rect(x: 1, y: 1, width: 20, height: 9), cornerRadius: 2, stroke: Stroke(.forward),
        fill: .band),
      .path(
        .line(from: Point(0, 0), to: Point(9, 5)), stroke: Stroke(.backward), fill: nil),
      .text(Text("x", at: Point(5, 5), style: TextStyle(.sans, size: 12), paint: .ink)),
    ]
    var writer = try SVGWriter(painter: painter, form: .file, options: SVGOptions())
    var moves = 0
    var place: UnsafeRawPointer?
    for number in 0..<4_000 {
      try writer.write(items[number % items.count])
      let here = writer.body.bytes.withUnsafeBytes(\.baseAddress)
      if here != place { moves += 1 }
      place = here
    }
    // Twice the room each time it is full.
    #expect(writer.body.bytes.count > 200_000 && moves < 40)
  }

  /// Words as long as a book are one line.
  @Test func aMegabyteIsMeasured() throws {
    let text = try CairoTextMeasure()
    let style = TextStyle(.sans, size: 16)
    let one = text.extent(of: "abcdefghi ", in: style).advance
    let all = text.extent(of: String(repeating: "abcdefghi ", count: 100_000), in: style).advance
    #expect(abs(all / one - 100_000) < 1)
  }

  /// Line breaks and tabs are spaces, a carriage return with its line feed one.
  @Test func textIsOneLine() {
    var markup = SVGMarkup()
    markup.text("a\r\nb\tc\u{2028}d\u{85}e\n\nf <é−가> \u{1}&\r")
    #expect(markup.string == "a b c d e  f &lt;é−가&gt; \u{FFFD}&amp; ")
  }
}
