import CCairo
import Foundation
import Scene
import Testing

@testable import CairoRenderer

/// Pictures held against one another: SVG as rsvg-convert draws it, and our PNG.
@Suite struct PictureTests {
  private static let converter = ["/usr/bin/rsvg-convert", "/opt/homebrew/bin/rsvg-convert"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: converter != nil), arguments: Theme.all) func svgLooksLikePNG(
    theme: Theme
  ) throws {
    let painter = Painter(text: try CairoTextMeasure(), theme: theme)
    let folder = FileManager.default.temporaryDirectory.appending(path: "backdraw-\(UUID())")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let (svg, drawn, png) = (
      folder.appending(path: "a.svg"), folder.appending(path: "a.png"),
      folder.appending(path: "b.png")
    )
    try Data(painter.svg(demoScene())).write(to: svg)
    try Data(painter.png(demoScene(), scale: 2)).write(to: png)
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.converter))
    process.arguments = ["--zoom", "2", svg.path, "--output", drawn.path]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)

    let (a, b) = (try pixels(drawn), try pixels(png))
    #expect(a.count == b.count && a.count == 1120 * 480 * 4)
    let differences = zip(a, b).map { abs(Int($0) - Int($1)) }
    let mean = Double(differences.reduce(0, +)) / Double(differences.count)
    // Letters lie a hundredth of a pixel elsewhere; the edges of images are a little soft.
    #expect(mean < 0.5, "mean difference \(mean)")
    let strong = Double(differences.count { $0 > 64 }) / Double(differences.count)
    #expect(strong < 0.002, "\(strong) of all samples differ much")
  }

  private func pixels(_ file: URL) throws -> [UInt8] {
    let surface = cairo_image_surface_create_from_png(file.path)
    defer { cairo_surface_destroy(surface) }
    cairo_surface_flush(surface)
    let data = try #require(cairo_image_surface_get_data(surface))
    let (width, height) = (
      Int(cairo_image_surface_get_width(surface)), Int(cairo_image_surface_get_height(surface))
    )
    let stride = Int(cairo_image_surface_get_stride(surface))
    return (0..<height).flatMap { row in
      // The fourth byte is alpha, or nothing in a PNG without.
      (0..<width * 4).map { $0 % 4 == 3 ? 0 : data[row * stride + $0] }
    }
  }

  /// The ink of a layer that shows through is not added up where its marks overlap.
  @Test func sheerLayersShowThroughAsOne() throws {
    var scene = Scene(size: Size(20, 10), title: "", description: "", language: "en")
    let square = Item.rectangle(Rect(x: 2, y: 2, width: 6, height: 6), fill: .ink)
    scene.add(Layer(opacity: 0.5, items: [square, square]))
    scene.add(Layer(items: [square.offset(by: Point(10, 0))]))
    let painter = Painter(text: try CairoTextMeasure(), theme: .print)
    let file = FileManager.default.temporaryDirectory.appending(path: "backdraw-\(UUID()).png")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(painter.png(scene)).write(to: file)
    let pixels = try pixels(file)
    func red(_ x: Int, _ y: Int) -> UInt8 { pixels[(y * 20 + x) * 4 + 2] }
    #expect(red(5, 5) == 127 || red(5, 5) == 128)
    #expect(red(15, 5) == 0)
    #expect(red(0, 0) == 255)
  }
}
