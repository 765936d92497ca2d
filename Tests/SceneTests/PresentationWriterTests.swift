import Scene
import Testing

@Suite struct PresentationWriterTests {
  private let writer = PresentationWriter(measure: MonospaceMeasure())

  private func scene(_ items: [Item], _ size: Size = Size(100, 50)) -> Scene {
    var scene = Scene(size: size, title: "A < B", description: "", language: "en")
    var layer = Layer(["node"], items: items)
    layer.node = "3"
    layer.name = "\"z\""
    scene.add(layer)
    scene.targets = [Target(.circle(Point(30, 30), radius: 20), node: "3", title: "z & its rule")]
    return scene
  }

  private func slide(_ items: [Item], _ size: Size = Size(100, 50)) throws -> String {
    try #require(
      writer.parts([scene(items, size)]).first { $0.path == "ppt/slides/slide1.xml" }
    ).text
  }

  private func count(_ part: String, in text: String) -> Int { text.ranges(of: part).count }

  /// A slide is 13⅓ inches wide: a scene of its size stands on it as it is, at 9,525 units for a pixel.
  @Test func shapesAreWhatTheyAre() throws {
    let text = try slide(
      [
        .circle(Point(640, 360), radius: 100, stroke: Stroke(.ink, width: 2), fill: .node),
        .rectangle(
          Rect(x: 0, y: 0, width: 200, height: 100), cornerRadius: 25,
          fill: Paint(.band, opacity: 0.5)),
        .path(.line(from: Point(10, 40), to: Point(30, 20)), stroke: Stroke(.backward)),
        .path(.polyline([.zero, Point(9, 0), Point(0, 9)], closed: true), fill: .forward),
      ], Size(1280, 720))
    #expect(
      text.contains(
        "<a:off x=\"5143500\" y=\"2476500\"/><a:ext cx=\"1905000\" cy=\"1905000\"/></a:xfrm>"
          + "<a:prstGeom prst=\"ellipse\"/>"))
    #expect(text.contains("<a:ln w=\"19050\" cap=\"flat\">"))
    #expect(text.contains("prst=\"roundRect\"><a:avLst><a:gd name=\"adj\" fmla=\"val 25000\"/>"))
    #expect(text.contains("<a:alpha val=\"50000\"/>"))
    #expect(text.contains("<a:xfrm flipV=\"1\"><a:off x=\"95250\" y=\"190500\"/>"))
    // The pen of the backward pass: 9 and 2.5 to a width of 2.5.
    #expect(text.contains("<a:ds d=\"360000\" sp=\"100000\"/>"))
    #expect(count("<a:custGeom>", in: text) == 1 && count("<a:close/>", in: text) == 1)
    #expect(count("<p:grpSp>", in: text) == 1)
    #expect(text.contains("name=\"&quot;z&quot; node\" descr=\"z &amp; its rule\""))
  }

  @Test func smallFiguresAreMadeLargerAndStandInTheMiddle() throws {
    let text = try slide([.circle(Point(50, 25), radius: 10, fill: .node)])
    let middle = (640 - 25) * 9_525
    #expect(text.contains("<a:off x=\"\(middle)\" y=\"\((360 - 25) * 9_525)\"/>"))
    #expect(text.contains("<a:ext cx=\"\(50 * 9_525)\" cy=\"\(50 * 9_525)\"/>"))
  }

  /// A name and its subscript are typed over as one.
  @Test func subscriptsBelongToTheirNames() throws {
    let style = TextStyle(.math, size: 20, slant: .italic)
    let text = try slide([
      .text(Text("w", at: Point(10, 30), style: style)),
      .text(Text("1", at: Point(22, 34), style: TextStyle(.math, size: 14))),
      .text(Text("=", at: Point(60, 30), style: TextStyle(.math, size: 20))),
    ])
    #expect(count("<p:txBody>", in: text) == 2 && count("<a:r>", in: text) == 3)
    #expect(
      text.contains("sz=\"3750\" i=\"1\"") && text.contains("sz=\"3750\" baseline=\"-20000\""))
    #expect(count("anchor=\"b\"", in: text) == 2)
  }

  @Test func hangulHasAFontOfItsOwn() throws {
    let text = try slide([.text(Text("값 < 3", at: .zero, style: TextStyle(.sans, size: 20)))])
    #expect(text.contains("<a:ea typeface=\"Malgun Gothic\"/>") && text.contains("값 &lt; 3</a:t>"))
    let signs = try slide([.text(Text("∂L × 2", at: .zero, style: TextStyle(.math, size: 20)))])
    #expect(signs.contains("<a:ea typeface=\"Times New Roman\"/>"))
  }

  /// A text that reads from bottom to top is turned about its box's middle.
  @Test func turnedTextKeepsItsPlace() throws {
    let text = try slide(
      [
        .text(
          Text("ab", at: Point(100, 300), style: TextStyle(.sans, size: 20), rotation: -90))
      ], Size(1280, 720))
    // 24 wide and 20 high; its middle is 12 up and 6 left of the place.
    let (x, y) = ((100.0 - 6 - 12) * 9_525, (300.0 - 12 - 10) * 9_525)
    #expect(text.contains("<a:xfrm rot=\"-5400000\"><a:off x=\"\(Int(x))\" y=\"\(Int(y))\"/>"))
  }

  @Test func squaresOfOneColourAreOneShape() throws {
    let grid = try #require(PixelGrid(columns: 2, rows: 2, grey: [0, 255, 255, 0]))
    let text = try slide([.image(grid, Rect(x: 0, y: 0, width: 40, height: 40))])
    #expect(count("<a:custGeom>", in: text) == 2 && count("<a:moveTo>", in: text) == 4)
  }

  /// Notes are listed, their slide and they name one another, and a slide to which nothing is said has none.
  @Test func notesAndSlidesNameOneAnother() throws {
    let parts = writer.parts([scene([]), scene([])], notes: [[], ["a < b", "둘째"]])
    func text(_ path: String) throws -> String {
      try #require(parts.first { $0.path == "ppt/" + path }).text
    }
    let note = try text("notesSlides/notesSlide2.xml")
    #expect(note.contains("<a:t>a &lt; b</a:t>") && note.contains("<a:t>둘째</a:t>"))
    #expect(try text("notesSlides/_rels/notesSlide2.xml.rels").contains("../slides/slide2.xml"))
    #expect(try text("slides/_rels/slide2.xml.rels").contains("notesSlide2.xml"))
    #expect(try !text("slides/_rels/slide1.xml.rels").contains("notesSlide"))
    #expect(parts[0].text.contains("/ppt/notesSlides/notesSlide2.xml"))
    // The master's number is that of its line in the list of what the presentation refers to.
    let list = try text("_rels/presentation.xml.rels").split(separator: "<")
    let line = try #require(list.first { $0.contains("notesMaster1.xml") })
    let id = line.split(separator: "\"")[1]
    #expect(try text("presentation.xml").contains("<p:notesMasterId r:id=\"\(id)\"/>"))
    #expect(!writer.parts([scene([])]).contains { $0.path.contains("notes") })
  }

  @Test func everySlideIsListedAndHasItsLayout() {
    let parts = writer.parts([scene([]), scene([]), scene([])])
    #expect(Set(parts.map(\.path)).count == parts.count && parts[0].path == "[Content_Types].xml")
    for number in 1...3 {
      #expect(parts[0].text.contains("/ppt/slides/slide\(number).xml"))
      #expect(parts.contains { $0.path == "ppt/slides/_rels/slide\(number).xml.rels" })
    }
    #expect(
      parts.contains { $0.path == "docProps/core.xml" && $0.text.contains("<dc:title>A &lt; B<") })
  }
}
