import Foundation
import Scene
import Testing

@testable import CairoRenderer

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Pictures that play.
@Suite struct AnimationTests {
  private static let path = Path.line(from: Point(5, 5), to: Point(45, 25))

  private static func scene() -> Scene {
    var scene = Scene(size: Size(60, 40), title: "t", description: "", language: "en")
    scene.add(Layer(["given"], items: [.circle(Point(10, 10), radius: 4, fill: .ink)]))
    scene.add(
      Layer(
        ["now"], items: [.circle(Point(30, 20), radius: 9, fill: .highlight)],
        timing: .during(step: 1)))
    scene.add(
      Layer(
        ["node"], items: [.circle(Point(30, 20), radius: 6, fill: .forward)],
        timing: .from(step: 2, faintly: 0.35)))
    scene.add(
      Layer(
        ["pulse"], items: [.circle(.zero, radius: 3, fill: .backward)],
        timing: .travelling(step: 2, along: path)))
    scene.playing = Playing(steps: 2)
    return scene
  }

  @Test func svgPlaysByStyleAlone() throws {
    let painter = Painter(text: try CairoTextMeasure())
    let bytes = try painter.svg(Self.scene(), options: SVGOptions(prefix: "p"))
    #expect(XMLParser(data: Data(bytes)).parse())
    let svg = String(decoding: bytes, as: UTF8.self)
    #expect(!svg.contains("<script"))
    // 2 · 1.6 s and a pause of 4: the second step begins at 1.6 / 7.2.
    #expect(
      svg.contains(
        "@keyframes p-plays-node-2{0%,22.222%{opacity:0.35}26.667%,100%{opacity:1}}"))
    #expect(svg.contains("animation:p-plays-during-1 7.2s linear infinite"))
    #expect(svg.contains("offset-path:path('M5 5 45 25')") || svg.contains("offset-path:path('M"))
    #expect(svg.contains("#p:hover *{animation-play-state:paused}"))
    #expect(svg.contains("prefers-reduced-motion:reduce"))
    // What is seen in one step only is hidden where nothing plays.
    #expect(svg.contains("class=\"now plays-during-1\" opacity=\"0\""))
    #expect(try painter.svg(Self.scene(), options: SVGOptions(prefix: "p")) == bytes)
    var still = Self.scene()
    still.playing = nil
    still.layers.removeAll(where: \.isMomentary)
    let plain = try painter.svg(still, options: SVGOptions(prefix: "p"))
    #expect(!String(decoding: plain, as: UTF8.self).contains("@keyframes"))
  }

  @Test func aStillPictureLacksWhatIsMomentary() throws {
    let painter = Painter(text: try CairoTextMeasure())
    var without = Self.scene()
    without.layers.removeAll(where: \.isMomentary)
    #expect(try painter.png(Self.scene()) == painter.png(without))
    #expect(try painter.pdf([Self.scene()]) == painter.pdf([without]))
  }

  @Test func framesOfAPNGFollowOneAnother() throws {
    let painter = Painter(text: try CairoTextMeasure())
    var second = Self.scene()
    second.layers.removeFirst()
    let bytes = try painter.animatedPNG(
      [Self.scene(), second, second], Playing(steps: 3), scale: 2)
    let chunks = Self.chunks(bytes)
    #expect(chunks.first?.kind == "IHDR" && chunks.last?.kind == "IEND")
    #expect(chunks.filter { $0.kind == "acTL" }.map(\.data) == [[0, 0, 0, 3, 0, 0, 0, 0]])
    let controls = chunks.filter { $0.kind == "fcTL" }
    #expect(controls.count == 3)
    // 120 by 80 pixels, 1,600 and at last 4,000 thousandths of a second.
    #expect(controls.allSatisfy { Array($0.data[4..<12]) == [0, 0, 0, 120, 0, 0, 0, 80] })
    #expect(controls.map { Int($0.data[20]) << 8 | Int($0.data[21]) } == [1_600, 1_600, 4_000])
    let numbered = chunks.filter { $0.kind == "fcTL" || $0.kind == "fdAT" }
    let sequence = numbered.map { $0.data[..<4].reduce(0) { $0 << 8 | Int($1) } }
    #expect(sequence == Array(0..<sequence.count))
    // The image data of each frame is that of the picture by itself.
    let alone = Self.chunks(try painter.png(second, scale: 2)).filter { $0.kind == "IDAT" }
    let last = numbered.reversed().prefix { $0.kind == "fdAT" }.reversed()
    #expect(last.map { Array($0.data[4...]) } == alone.map(\.data))
  }

  /// What giflib reads back, step by step over what was there, is what was painted.
  @Test func stepsOfAGIFFollowOneAnother() throws {
    let painter = Painter(text: try CairoTextMeasure())
    var second = Self.scene()
    second.layers.removeFirst()
    let scenes = [Self.scene(), second, second]
    let bytes = try painter.animatedGIF(scenes, Playing(steps: 3), scale: 2)
    let file = try GIFReader(bytes)
    #expect((file.width, file.height) == (120, 80))
    #expect(file.steps.map(\.delay) == [160, 160, 400])
    // The second differs from the first in a circle only, the third in nothing.
    #expect(file.steps[1].size.width < 30 && file.steps[2].size == (1, 1))
    #expect(bytes.firstRange(of: Array("NETSCAPE2.0".utf8)) != nil)
    for (scene, step) in zip(scenes, file.steps) {
      let painted = try painter.painted(scene, scale: 2).pixels().colors
      // So few colours are each as they are.
      #expect(Set(painted).count <= 256)
      #expect(step.colors == painted)
    }
    #expect(try painter.animatedGIF(scenes, Playing(steps: 3), scale: 2) == bytes)
  }

  /// Of many colours the most frequent stay as they are, and no other moves far.
  @Test func palettesStandForManyColours() {
    var counts: [UInt32: Int] = [0xFFFFFF: 100_000, 0x123456: 5_000]
    for red: UInt32 in 0..<16 {
      for green: UInt32 in 0..<16 {
        for blue: UInt32 in 0..<16 {
          counts[red * 17 << 16 | green * 17 << 8 | blue * 17, default: 0] += 10
        }
      }
    }
    let palette = Palette(counts)
    #expect(palette.colors.count == 256)
    func channels(_ color: UInt32) -> [Int] { [16, 8, 0].map { Int(color >> $0 & 0xFF) } }
    var most = 0
    for color in counts.keys {
      let stand = palette.colors[Int(palette.place(color))]
      most = max(most, zip(channels(color), channels(stand)).map { abs($0 - $1) }.max() ?? 0)
    }
    #expect(palette.colors[Int(palette.place(0xFFFFFF))] == 0xFFFFFF)
    #expect(palette.colors[Int(palette.place(0x123456))] == 0x123456)
    // 4,096 colours in a cube of 256 a side, 160 boxes: about 47 a side, so 24 from the middle.
    #expect(most <= 40)
    #expect(Palette(counts).colors == palette.colors)
    let few = Palette([1: 3, 2: 3, 3: 9])
    #expect(few.colors == [3, 1, 2] && few.place(2) == 2)
  }

  /// The chunks of a PNG, read apart from the writer.
  private static func chunks(_ file: [UInt8]) -> [(kind: String, data: [UInt8])] {
    var (chunks, rest): ([(kind: String, data: [UInt8])], ArraySlice<UInt8>) = ([], file[8...])
    while rest.count >= 12 {
      let length = rest.prefix(4).reduce(0) { $0 * 256 + Int($1) }
      let kind = String(decoding: rest.dropFirst(4).prefix(4), as: UTF8.self)
      chunks.append((kind, Array(rest.dropFirst(8).prefix(length))))
      rest = rest.dropFirst(12 + length)
    }
    return chunks
  }
}
