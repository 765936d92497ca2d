import Autodiff
import CCairo
import CairoRenderer
import Diagram
import Foundation
import GraphLanguage
import Scene
import Testing
import Wording

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Each kind of picture: its SVG is XML, and another renderer draws of it what our PNG shows.
@Suite struct PictureKindsTests {
  private static let converter = ["/usr/bin/rsvg-convert", "/opt/homebrew/bin/rsvg-convert"]
    .first { FileManager.default.isExecutableFile(atPath: $0) }

  enum Kind: CaseIterable {
    case book, cs231n, topToBottom, collapsed, blank, frame, strip, heatStrips, slide, network
    case lines, bars, logarithmicBars, panels, heatMap, functions, images
  }

  static let pictures: [(Kind, Theme)] =
    Kind.allCases.map { ($0, .light) }
    + [Kind.book, .cs231n, .heatStrips, .lines].flatMap { kind in
      Theme.all.dropFirst().map { (kind, $0) }
    }

  /// How far the means of two squares may lie apart, of 255.
  private static let tolerance = 32.0

  @Test(.enabled(if: converter != nil), arguments: pictures)
  func svgLooksLikePNG(kind: Kind, theme: Theme) throws {
    let fonts = try CairoTextMeasure()
    let painter = Painter(text: fonts, theme: theme)
    var scene = try PictureKinds(measure: fonts).scene(kind)
    // A part of a pixel at the edge would be stretched to a whole one.
    scene.size = Size(scene.size.width.rounded(.up), scene.size.height.rounded(.up))
    let folder = Folder()
    let svg = Data(try painter.svg(scene))
    #expect(XMLParser(data: svg).parse())
    try svg.write(to: folder.url.appending(path: "a.svg"))
    try Data(painter.png(scene, scale: 2)).write(to: folder.url.appending(path: "b.png"))
    let process = Process()
    process.executableURL = URL(filePath: try #require(Self.converter))
    process.arguments = ["--zoom", "2", folder.path("a.svg"), "--output", folder.path("a.png")]
    try process.run()
    process.waitUntilExit()
    #expect(process.terminationStatus == 0)

    let difference = try Difference(folder.path("a.png"), folder.path("b.png"))
    #expect(difference.sizes.0 == difference.sizes.1)
    // Letters lie a hundredth of a pixel elsewhere; the edges between an image's squares are a little
    // soft, of which strips have many.
    #expect(
      difference.mean < (kind == .heatStrips ? 1.5 : 1), "mean difference \(difference.mean)")
    // A mark that is missing, or has another colour, darkens or lightens the square it lies in.
    #expect(difference.most < Self.tolerance, "\(difference.most) at \(difference.place)")
  }

  /// The tolerance lets no sign go missing: here the minus of one number.
  @Test func aMissingSignIsSeen() throws {
    let fonts = try CairoTextMeasure()
    let folder = Folder()
    for (name, text) in [("a", "−0.5"), ("b", "0.5")] {
      var scene = Scene(size: Size(60, 20), title: "", description: "", language: "en")
      let number = Text(
        text, at: Point(50, 15), style: TextStyle(.math, size: 15), paint: .forwardText,
        anchor: .end)
      scene.add(Layer(items: [.text(number)]))
      let png = try Painter(text: fonts).png(scene, scale: 2)
      try Data(png).write(to: folder.url.appending(path: "\(name).png"))
    }
    let difference = try Difference(folder.path("a.png"), folder.path("b.png"))
    #expect(difference.most > Self.tolerance)
  }
}

/// How far two PNG files are from one another.
private struct Difference {
  let sizes: (Size, Size)
  /// The mean over red, green and blue of all pixels, of 255.
  private(set) var mean = 0.0
  /// The largest difference between the means of two squares of 8 by 8 pixels, of 255.
  private(set) var most = 0.0
  /// Where that square begins.
  private(set) var place = Point.zero

  private static let side = 8

  init(_ first: String, _ second: String) throws {
    let a = cairo_image_surface_create_from_png(first)
    let b = cairo_image_surface_create_from_png(second)
    defer {
      cairo_surface_destroy(a)
      cairo_surface_destroy(b)
    }
    func size(_ surface: OpaquePointer?) -> Size {
      Size(
        Double(cairo_image_surface_get_width(surface)),
        Double(cairo_image_surface_get_height(surface)))
    }
    sizes = (size(a), size(b))
    guard sizes.0 == sizes.1 else { return }
    let (x, y) = (
      try #require(cairo_image_surface_get_data(a)), try #require(cairo_image_surface_get_data(b))
    )
    let (width, height) = (Int(sizes.0.width), Int(sizes.0.height))
    let strides = (
      Int(cairo_image_surface_get_stride(a)), Int(cairo_image_surface_get_stride(b))
    )
    var total = 0
    for top in stride(from: 0, to: height, by: Self.side) {
      for left in stride(from: 0, to: width, by: Self.side) {
        // Blue, green, red; the fourth byte is alpha, or nothing in a PNG without.
        var sums = [0, 0, 0]
        for row in top..<min(top + Self.side, height) {
          for column in left..<min(left + Self.side, width) {
            let (i, j) = (row * strides.0 + column * 4, row * strides.1 + column * 4)
            if x[i] == y[j], x[i + 1] == y[j + 1], x[i + 2] == y[j + 2] { continue }
            for byte in 0..<3 {
              let distance = Int(x[i + byte]) - Int(y[j + byte])
              sums[byte] += distance
              total += abs(distance)
            }
          }
        }
        for sum in sums {
          let difference = Double(abs(sum)) / Double(Self.side * Self.side)
          if difference > most { (most, place) = (difference, Point(Double(left), Double(top))) }
        }
      }
    }
    mean = Double(total) / Double(3 * width * height)
  }
}

/// A small picture of each kind.
private struct PictureKinds {
  let measure: CairoTextMeasure

  func scene(_ kind: PictureKindsTests.Kind) throws -> Scene {
    switch kind {
    case .book: return try figure(Self.layer).scene
    case .cs231n: return try figure(Self.layer, .init(style: .cs231n)).scene
    case .topToBottom: return try figure(Self.layer, .init(direction: .topToBottom)).scene
    case .collapsed: return try figure(Self.layer, .init(collapsed: ["neuron", "층"])).scene
    case .blank: return try figure(Self.layer, .init(blank: .all)).scene
    case .frame: return try figure(Self.layer).frames().scene(7)
    case .strip: return try figure("x = 3; y = x * x + 1").frames().strip()
    case .heatStrips: return try figure(Self.large).scene
    case .slide:
      var options = FigureOptions(width: 960)
      options.aspect = 16.0 / 9
      return try figure(Self.layer, options).scene
    case .network:
      let text = """
        const x = [1, -2]; param W = [[0.5, 1], [-1, 2]]; param b = [0.1, 0]; label h "은닉"
        h = tanh(affine(x, W, b)); param v1 = 2; y = v1 * sum(h); L = y^2
        """
      return try NetworkFigure(try trace(text), measuring: measure).scene
    case .lines:
      return LineChart(
        Self.frame(),
        series: [
          .init(Self.words, (0..<50).map { Point(Double($0), 1 / Double($0 + 1)) }),
          .init(Bilingual(same: "b"), [Point(0, 0.5), Point(49, 0.1)], smoothing: 0.9),
        ]
      ).scene(in: .korean, measuring: measure)
    case .bars: return bars(.linear)
    case .logarithmicBars: return bars(.logarithmic)
    case .panels:
      let series = LayerPanels.Series(Self.words, [1e-6, 1e-4, 0], counts: [0, 3, 1])
      let panel = LayerPanels.Panel(Self.title, [series])
      return LayerPanels(
        Self.frame(.logarithmic), counts: Self.words, panels: [panel, panel]
      ).scene(in: .korean, measuring: measure)
    case .heatMap:
      return HeatMap(
        Self.frame(), values: [[-1, 0.5], [0, 2]], rows: ["가", "b"], columns: ["c", "d"],
        writesNumbers: true
      ).scene(in: .korean, measuring: measure)
    case .functions:
      return FunctionPlot(
        Self.frame(), domain: -2...2,
        curves: [
          .init("f(x)") { max(0, $0) }, .init("f′(x)", jumps: [0]) { $0 > 0 ? 1 : 0 },
        ]
      ).scene(in: .korean, measuring: measure)
    case .images:
      let samples = (0..<64).map { UInt8($0 * 4) }
      let image = try #require(PixelGrid(columns: 8, rows: 8, grey: samples))
      return ImageGrid(
        Self.frame(),
        entries: (0..<3).map { .init(image, caption: Self.words, isMarked: $0 == 1) }
      ).scene(in: .korean, measuring: measure)
    }
  }

  private func figure(
    _ text: String, _ options: FigureOptions = FigureOptions()
  ) throws -> GraphFigure {
    GraphFigure(try trace(text), options: options, measuring: measure)
  }

  private func trace(_ text: String) throws -> Trace<Double> {
    let graph = try parseGraph(Array(text.utf8), file: "<expression>").get()
    return graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }

  private func bars(_ scale: Axis.Scale) -> Scene {
    BarChart(
      Self.frame(scale), categories: [Self.words, Self.title],
      series: [.init(Self.words, [0.01, 0.1]), .init(Self.title, [nil, 0.05])]
    ).scene(in: .korean, measuring: measure)
  }

  private static let title = Bilingual(en: "Gradients", ko: "층마다의 기울기")
  private static let words = Bilingual(en: "layer", ko: "층 ∂L/∂W₅")

  private static func frame(_ scale: Axis.Scale = .linear) -> ChartFrame {
    ChartFrame(title: title, x: words, y: words, scale: scale)
  }

  private static let layer = """
    label x "사과"
    def neuron(x, w, b) = sigmoid(w * x + b)
    x = 0.5; w = 1.5; b = -0.3; A = [[1, 2], [3, 4]]
    layer "층"
    h = neuron(x, w, b)
    layer end
    k = relu(-h); L = h^2 + k + h / sum(A)
    """

  private static let large: String = {
    let rows = (0..<7).map { row in
      "[" + (0..<9).map { "\(Double((row * 5 + $0 * 3) % 11) - 4)" }.joined(separator: ", ") + "]"
    }
    return "X = [\(rows.joined(separator: ", "))]; H = X * X; L = mean(H)"
  }()
}
