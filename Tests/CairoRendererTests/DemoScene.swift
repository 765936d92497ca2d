import Scene

/// A scene with every kind of item, and with the scripts that stand beside one another in figures.
func demoScene(title: String = "사과 <script> & \"세율\"") -> Scene {
  var scene = Scene(
    size: Size(560, 240), title: title, description: "apple (100) × count (2) gives price 200",
    language: "ko")
  let name = TextStyle(.math, size: 16, slant: .italic)
  let number = TextStyle(.math, size: 13)
  let label = TextStyle(.sans, size: 13)

  var band = Layer(["band"])
  band.add(
    .rectangle(Rect(x: 180, y: 10, width: 160, height: 190), cornerRadius: 10, fill: .band))
  band.add(.text(Text("세율 layer 1", at: Point(190, 28), style: label, paint: .bandText)))
  scene.add(band)

  var node = Layer(["node"], node: "0", name: "사과")
  node.add(.text(Text("사과", at: Point(40, 80), style: name, anchor: .middle)))
  node.add(.text(Text("apple", at: Point(40, 120), style: name, anchor: .middle)))
  scene.add(node)
  scene.add(
    Layer(["forward", "step-1"], items: arrow(from: Point(70, 70), to: Point(230, 70), .forward)))
  scene.add(
    Layer(["backward", "step-2"], items: arrow(from: Point(230, 80), to: Point(70, 80), .backward))
  )
  scene.layers[3].add(
    .text(Text("−2.2", at: Point(150, 98), style: number, paint: .backwardText, anchor: .middle)))

  var times = Layer(["node"], node: "1", name: "×")
  times.add(.circle(Point(250, 75), radius: 17, stroke: Stroke(.ink), fill: .node))
  times.add(.text(Text("×", at: Point(250, 81), style: name.sized(18), anchor: .middle)))
  scene.add(times)
  scene.add(Layer(["empty"]))

  var fraction = Layer(["fraction"], opacity: 0.4)
  fraction.add(.text(Text("∂L", at: Point(300, 140), style: name, anchor: .middle)))
  fraction.add(
    .path(.line(from: Point(285, 145), to: Point(317, 145)), stroke: Stroke(.ink, width: 1)))
  fraction.add(.text(Text("∂L/∂W₅ σ₃", at: Point(200, 190), style: name)))
  fraction.add(.text(Text("日本語 りんご αβγ", at: Point(360, 120), style: label)))
  scene.add(fraction)

  var images = Layer(["image"])
  let ramp = (0..<64).map { UInt8($0 * 4) }
  if let digit = PixelGrid(columns: 8, rows: 8, grey: ramp),
    let heat = PixelGrid(columns: 5, rows: 1, values: [-1, -0.5, 0, 0.5, 1], limit: 1)
  {
    images.add(.image(digit, Rect(x: 360, y: 140, width: 64, height: 64)))
    images.add(.image(heat, Rect(x: 440, y: 140, width: 100, height: 12)))
  }
  images.add(
    .text(Text("loss", at: Point(545, 220), style: label, paint: .muted, rotation: -90)))
  images.add(
    .path(
      .polyline([Point(440, 200), Point(460, 180), Point(530, 190)]),
      stroke: Stroke(.series(0), cap: .round)))
  scene.add(images)

  var inner = Scene(size: Size(80, 30), title: "", description: "", language: "ko")
  inner.add(Layer(["inner"], items: [.text(Text("작게 small", at: Point(0, 12), style: label))]))
  scene.place(inner, at: Point(480, 10), scale: 0.5)
  scene.targets = [
    Target(.circle(Point(250, 75), radius: 17), node: "1", name: "×", title: "× = 200 <&>")
  ]
  return scene
}

private func arrow(from start: Point, to end: Point, _ paint: Paint) -> [Item] {
  [
    .path(.line(from: start, to: end), stroke: Stroke(paint)),
    .path(.arrowhead(tip: end, direction: end - start, length: 8, width: 7), fill: paint),
  ]
}
