import Scene
import Testing

@testable import CairoRenderer

@Suite struct LayerMergerTests {
  private let scene: Scene = {
    var scene = Scene(size: Size(20, 10), title: "", description: "", language: "en")
    scene.layers = [Layer(["a"]), Layer(["none"]), Layer(["b"])]
    return scene
  }()

  private func body(_ svg: String) throws -> String {
    var merger = LayerMerger(scene, theme: .light, options: SVGOptions(prefix: "p"))
    let bytes = Array(svg.utf8)
    try bytes.withUnsafeBufferPointer { try merger.read($0) }
    return String(decoding: merger.definitions.bytes + merger.body.bytes, as: UTF8.self)
  }

  private func percent(_ role: Role?, layer: Int) -> String {
    let color = Marker(role: role, layer: layer).color
    return [color.red, color.green, color.blue].map { byte in
      let millionths = (Int(byte) * 100_000_000 + 127) / 255
      return "\(millionths / 1_000_000).\(String(millionths % 1_000_000 + 1_000_000).dropFirst())%"
    }.joined(separator: ", ")
  }

  /// The same two layers in the forms of Cairo 1.16 and 1.18 come out the same.
  @Test func bothFormsOfCairoAreRead() throws {
    let (paper, stroke, text) = (
      percent(nil, layer: 0), percent(.forward, layer: 0), percent(.ink, layer: 2)
    )
    let old = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg width="20px" height="10px" viewBox="0 0 20 10" version="1.1">
      <defs>
      <g>
      <symbol overflow="visible" id="glyph0-0">
      <path style="stroke:none;" d="M 9 9 Z M 9 9 "/>
      </symbol>
      <symbol overflow="visible" id="glyph0-1">
      <path style="stroke:none;" d="M 0.5 -0.003906 L 1.996094 0 Z M 0.5 -0.003906 "/>
      </symbol>
      <symbol overflow="visible" id="glyph0-2">
      <path style="stroke:none;" d=""/>
      </symbol>
      </g>
      <image id="image7" width="2" height="2" xlink:href="data:image/png;base64,AAAA"/>
      </defs>
      <g id="surface1">
      <rect x="0" y="0" width="20" height="10" style="fill:rgb(\(paper));fill-opacity:1;stroke:none;"/>
      <path style="fill:none;stroke-width:1.25;stroke-linecap:butt;stroke-linejoin:round;\
      stroke:rgb(\(stroke));stroke-opacity:0.5;stroke-miterlimit:10;" d="M 1 2 L -3.5 -0.25 "/>
      <g style="fill:rgb(\(text));fill-opacity:1;">
        <use xlink:href="#glyph0-1" x="3" y="4.125"/>
        <use xlink:href="#glyph0-2" x="5" y="4"/>
      </g>
      <use xlink:href="#image7" transform="matrix(2,0,0,2,10,5)"/>
      </g>
      </svg>
      """
    let new = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg width="20px" height="10px" viewBox="0 0 20 10">
      <defs>
      <g>
      <g id="glyph-0-0">
      <path d="M 0.5 -0.00390625 L 1.996094 0 Z M 0.5 -0.00390625 "/>
      </g>
      <g id="glyph-0-1"/>
      </g>
      <image id="source-5" width="2" height="2" xlink:href="data:image/png;base64,AAAA" \
      image-rendering="crisp-edges"/>
      </defs>
      <rect x="0" y="0" width="20" height="10" fill="rgb(\(paper))" fill-opacity="1"/>
      <path fill="none" stroke-width="1.25" stroke-linecap="butt" stroke-linejoin="round" \
      stroke="rgb(\(stroke))" stroke-opacity="0.5" stroke-miterlimit="10" d="M 1 2 L -3.5 -0.25 "/>
      <g fill="rgb(\(text))" fill-opacity="1">
      <use xlink:href="#glyph-0-0" x="3" y="4.125"/>
      <use xlink:href="#glyph-0-1" x="5" y="4"/>
      </g>
      <use xlink:href="#source-5" transform="matrix(2, 0, 0, 2, 10, 5)"/>
      </svg>
      """
    let merged = """
      <image id="p-r0" width="2" height="2" xlink:href="data:image/png;base64,AAAA" \
      style="image-rendering:pixelated"/>
      <path id="p-g0" d="M.5 0H2Z"/>
      <g class="a">
      <path class="stroke-forward" fill="none" stroke="#00694C" stroke-opacity=".5" \
      stroke-width="1.25" d="M1 2-3.5-.25"/>
      </g>
      <g class="none">
      </g>
      <g class="b">
      <g class="fill-ink" fill="#1F2937"><use xlink:href="#p-g0" x="3" y="4.13"/></g>
      <use xlink:href="#p-r0" transform="matrix(2 0 0 2 10 5)"/>
      </g>

      """
    #expect(try body(old) == merged)
    #expect(try body(new) == merged)
  }

  @Test(
    arguments: [
      "<svg><path fill=\"none\"", "<svg></svg></svg>", "<svg><path fill=none/></svg>",
      "<svg><defs><g id=\"glyph-0-0\"><image/></g></defs></svg>",
      "<svg><path fill=\"rgb(3%,0%,0%)\" d=\"\"/><path fill=\"rgb(3%,0%,9%)\" d=\"\"/></svg>",
    ])
  func anUnknownFormIsAnError(svg: String) {
    #expect(throws: RenderError.self) { try body(svg) }
  }

  @Test(arguments: [0, 1, 255, 256, 65_535, 65_536, 524_287]) func markersKeepRoleAndLayer(
    layer: Int
  ) {
    for role in Role.allCases {
      let marker = Marker(Marker(role: role, layer: layer).color)
      #expect(marker.role == role && marker.layer == layer)
    }
    #expect(Marker(Marker(role: nil, layer: layer).color).role == nil)
    #expect(Marker(role: nil, layer: layer + Marker.layerCount).layer == layer)
  }

  @Test func everyByteOfAColourIsReadBackFromPercent() {
    for byte in UInt8.min...UInt8.max {
      let millionths = (Int(byte) * 100_000_000 + 127) / 255
      let percent = "\(Double(millionths) / 1_000_000)%"
      let text = Array("rgb(\(percent),0%, \(percent))".utf8)
      let color = text.withUnsafeBufferPointer { PrintedColor.parse($0, 0..<$0.count) }
      #expect(color == Color(red: byte, green: 0, blue: byte))
    }
  }

  private func shortened(_ path: String) -> String {
    var writer = MarkupWriter()
    let bytes = Array(path.utf8)
    bytes.withUnsafeBufferPointer { writer.path($0, 0..<$0.count) }
    return String(decoding: writer.bytes, as: UTF8.self)
  }

  @Test(
    arguments: [
      ("M 100 10 L 120 10 L 120.5 10.5 Z M 100 10 ", "M100 10h20l.5.5Z"),
      ("M 1 1 L 2 2 L 3 3.5 ", "M1 1 2 2 3 3.5"),
      ("M 100 100 L 101.25 99 L 102.504 98 ", "M100 100l1.25-1 1.25-1"),
      ("M 0 0 C 0 0 5 5 9 5 C 13 5 18 0 18 0 ", "M0 0S5 5 9 5s9-5 9-5"),
      ("M 300 300 L 300 310 Z M 301 300 L 301 310 Z ", "M300 300v10Zm1 0v10Z"),
      ("M 5 5 Q 1 1 2 2 ", "M5 5Q1 1 2 2"),
    ])
  func pathsSayNothingTwice(path: String, short: String) {
    #expect(shortened(path) == short)
  }

  @Test func arcsThatMakeACircleAreOne() {
    func circle(_ path: String) -> [Int]? {
      let bytes = Array(path.utf8)
      let circle = bytes.withUnsafeBufferPointer { Outline($0, 0..<$0.count)?.circle }
      return circle.map { [$0.center.x, $0.center.y, $0.radius] }
    }
    let round =
      "M 40 30 C 40 35.523 35.523 40 30 40 C 24.477 40 20 35.523 20 30 "
      + "C 20 24.477 24.477 20 30 20 C 35.523 20 40 24.477 40 30 Z M 40 30 "
    #expect(circle(round) == [3000, 3000, 1000])
    #expect(circle(round.replacing("35.523", with: "37")) == nil)
    #expect(circle(round.replacing("C 40 35.523 35.523 40", with: "C 41 35.523 36.523 40")) == nil)
    #expect(circle("M 40 30 L 30 40 L 20 30 L 30 20 Z ") == nil)
  }

  @Test(
    arguments: [
      ("0.004", "0"), ("-0.004", "0"), ("-0.005", "-.01"), ("12", "12"), ("12.995", "13"),
      ("1.05 -2.5,3", "1.05 -2.5 3"), ("100.10", "100.1"),
    ])
  func numbersAreTrimmed(source: String, trimmed: String) {
    var writer = MarkupWriter()
    let bytes = Array(source.utf8)
    bytes.withUnsafeBufferPointer { writer.numbers($0, 0..<$0.count) }
    #expect(String(decoding: writer.bytes, as: UTF8.self) == trimmed)
  }
}
