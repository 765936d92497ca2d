import Testing

@testable import Scene

@Suite struct SceneTests {
  private let style = TextStyle(.math, size: 10, slant: .italic)

  @Test func transcriptHasALineForEachItem() {
    var scene = Scene(size: Size(60, 40.5), title: "x \"y\"", description: "d", language: "en")
    var path = Path.line(from: Point(0, 0), to: Point(1.234, 5))
    path.curve(to: Point(3, 3), control1: Point(1, 1), control2: Point(2, 2))
    path.close()
    scene.add(
      Layer(
        ["forward", "step-1"], node: "3", name: "x", opacity: 0.25,
        items: [
          .path(path, stroke: Stroke(.forward), fill: .band),
          .circle(
            Point(1, 2), radius: 3, stroke: Stroke(.ink, width: 2, dash: [1, 2], cap: .round)),
          .rectangle(
            Rect(x: 1, y: 2, width: 3, height: 4), cornerRadius: 1, fill: Paint(.ink, opacity: 0.5)),
          .text(Text("사과", at: Point(5, 6), style: style, anchor: .middle, rotation: -90)),
        ]))
    scene.targets = [
      Target(.circle(Point(1, 2), radius: 3), node: "3", name: "x", title: "x = 2")
    ]
    #expect(
      scene.transcript == """
        scene 60×40.5 en "x \\"y\\""
        description "d"
        layer forward step-1 node=3 name="x" opacity 0.25
          path M 0,0 L 1.23,5 C 1,1 2,2 3,3 Z stroke forward fill band
          circle 1,2 r 3 stroke ink width 2 dash 1,2 round
          rectangle 1,2 3×4 corner 1 fill ink/0.5
          text "사과" 5,6 middle turned -90 math 10 italic ink
        targets
          circle 1,2 r 3 node=3 name="x" "x = 2"

        """)
  }

  @Test func imagesAreToldApartByTheirSamples() throws {
    let a = try #require(PixelGrid(columns: 2, rows: 1, grey: [0, 1]))
    let b = try #require(PixelGrid(columns: 2, rows: 1, grey: [1, 0]))
    let frame = Rect(x: 0, y: 0, width: 2, height: 1)
    #expect(Item.image(a, frame).transcript != Item.image(b, frame).transcript)
    #expect(PixelGrid(columns: 2, rows: 2, grey: [0]) == nil)
    #expect(PixelGrid(columns: 1, rows: 1, format: .rgb, samples: [1]) == nil)
  }

  @Test func heatMapsCutOffAtTheirLimit() throws {
    let grid = try #require(
      PixelGrid(columns: 5, rows: 1, values: [-9, -1, 0, 1, .nan], limit: 1))
    #expect(grid.samples == [1, 1, 128, 255, 128])
  }

  @Test func placedScenesKeepTheirItemsAndMoveTheirTargets() {
    var inner = Scene(size: Size(10, 10), title: "", description: "", language: "en")
    inner.add(Layer(["node"], items: [.circle(Point(5, 5), radius: 4)]))
    inner.targets = [Target(.circle(Point(5, 5), radius: 4), node: "0", title: "")]
    var middle = Scene(size: Size(40, 40), title: "", description: "", language: "en")
    middle.place(inner, at: Point(10, 20), scale: 2)
    var outer = Scene(size: Size(100, 100), title: "", description: "", language: "en")
    outer.place(middle, at: Point(1, 2), scale: 0.5, classes: ["frame-2"])
    #expect(outer.layers[0].classes == ["node", "frame-2"])
    #expect(outer.layers[0].items == inner.layers[0].items)
    #expect(outer.layers[0].placement.apply(to: Point(5, 5)) == Point(11, 17))
    #expect(outer.targets[0].shape == .circle(Point(11, 17), radius: 4))
  }

  @Test func turnedTextTakesItsTurnedBox() {
    let measure = MonospaceMeasure()
    func box(_ rotation: Double) -> Rect {
      Text("ab", at: Point(100, 100), style: style, rotation: rotation).bounds(measuring: measure)
    }
    #expect(box(0) == Rect(x: 100, y: 92, width: 12, height: 10))
    #expect(box(90) == Rect(x: 98, y: 100, width: 10, height: 12))
    #expect(box(180) == Rect(x: 88, y: 98, width: 12, height: 10))
    #expect(box(-90) == Rect(x: 92, y: 88, width: 10, height: 12))
  }

  @Test func arrowheadsPointWhereTheyAreTold() {
    let head = Path.arrowhead(tip: Point(10, 0), direction: Point(0, -3), length: 4, width: 2)
    #expect(head.bounds == Rect(x: 9, y: 0, width: 2, height: 4))
  }

  @Test(
    arguments: [
      (2.5, "2.5"), (-0.001, "0"), (0.005, "0.01"), (-1.05, "-1.05"), (100, "100"), (1.999, "2"),
      (0.1, "0.1"), (12.03, "12.03"), (1e300, "1e+300"), (.infinity, "inf"),
    ])
  func decimalsAreTrimmed(value: Double, text: String) {
    #expect(decimal(value) == text)
  }

  @Test func wideCharactersAreWide() {
    let measure = MonospaceMeasure()
    #expect(measure.extent(of: "세율", in: style).advance == 20)
    #expect(measure.extent(of: "∂L", in: style).advance == 12)
  }
}
