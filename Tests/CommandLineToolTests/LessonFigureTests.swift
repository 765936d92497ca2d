import CairoRenderer
import Derivation
import Diagram
import Foundation
import GraphLanguage
import Scene
import Testing
import Wording

/// The figures of all lessons, as they are painted: no words lie on a line, a node or other words.
@Suite struct LessonFigureTests {
  static let graphs = graphs(in: "Templates/lessons")
  static let examples = graphs(in: "Examples/graphs")

  private static func graphs(in folder: String) -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: folder)
    let files = FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil)
    return (files?.compactMap { ($0 as? URL)?.path(percentEncoded: false) } ?? [])
      .filter { $0.hasSuffix(".graph") }.sorted()
  }

  private let fonts: CairoTextMeasure
  init() throws { fonts = try CairoTextMeasure() }

  @Test func thereAreLessons() { #expect(Self.graphs.count >= 6) }

  @Test(arguments: graphs) func wordsStandFree(_ file: String) throws {
    try check(Array(Data(contentsOf: URL(filePath: file))), file)
  }

  /// Figures of which the layout was chosen for a frame: they have its size, their numbers can be
  /// read unless the figure says that they cannot, and words stand free.
  @Test(arguments: graphs + examples) func fittedFigures(_ file: String) throws {
    let graph = try parseGraph(Array(Data(contentsOf: URL(filePath: file))), file: file).get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    for frame in [FigureFrame.slide, .a4, .phone] {
      var options = FigureOptions()
      options.fit = frame
      options.isLayoutFree = true
      let figure = GraphFigure(trace, options: options, measuring: fonts)
      let scene = figure.scene
      #expect(Marks(scene, measuring: fonts).overlaps == [], "\(frame)")
      #expect(scene.size.width == frame.width)
      switch frame.height {
      case .exactly(let height): #expect(scene.size.height == height)
      case .upTo(let height): #expect(scene.size.height <= height)
      case .any: break
      }
      if let size = figure.numberSize {
        #expect(size >= frame.readable - 0.01 || figure.smallNumbers?.size == size)
      }
    }
  }

  /// Of the examples in the manner that is usual, in both directions.
  @Test(arguments: examples) func wordsOfExamplesStandFree(_ file: String) throws {
    let graph = try parseGraph(Array(Data(contentsOf: URL(filePath: file))), file: file).get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    for direction in FigureOptions.Direction.allCases {
      for labels in [FigureOptions.Labels.all, .automatic] {
        let figure = GraphFigure(
          trace, options: FigureOptions(labels: labels, direction: direction), measuring: fonts)
        #expect(Marks(figure.scene, measuring: fonts).overlaps == [], "\(direction) \(labels)")
      }
    }
  }

  @Test func heatStripsStandFree() throws {
    let rows = (0..<30).map { row in
      "[" + (0..<9).map { "\((row * 5 + $0 * 3) % 11 - 4)" }.joined(separator: ", ") + "]"
    }
    let text = "X = [\(rows.joined(separator: ", "))]; H = X * X; v = sum(H, axis=1); L = mean(v)"
    try check(Array(text.utf8), "<expression>")
  }

  private func check(_ text: [UInt8], _ file: String) throws {
    let graph = try parseGraph(text, file: file).get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    for language in [Language.english, .korean] {
      for direction in FigureOptions.Direction.allCases {
        for style in FigureOptions.Style.allCases {
          for pass in [FigureOptions.Pass.both, .forward] {
            for labels in pass == .both ? [FigureOptions.Labels.all, .none] : [.all] {
              let figure = GraphFigure(
                trace,
                options: FigureOptions(
                  language: language, pass: pass, labels: labels, direction: direction,
                  style: style), measuring: fonts)
              let marks = Marks(figure.scene, measuring: fonts)
              #expect(
                marks.overlaps == [], "\(language) \(direction) \(style) \(pass) \(labels)")
            }
          }
        }
      }
    }
  }
}

/// What a scene shows, without knowing how it was made.
private struct Marks {
  /// Words with their boxes, without the air that a font leaves above and below digits.
  private var words: [(text: String, box: Rect)] = []
  private var lines: [(Point, Point)] = []
  private var nodes: [Rect] = []
  private var pictures: [Rect] = []
  private let picture: Rect

  init(_ scene: Scene, measuring fonts: CairoTextMeasure) {
    // All layers of a figure are placed alike; what they hold is looked at as it was laid out.
    let placement = scene.layers.first?.placement ?? .identity
    picture = Rect(
      x: -placement.offset.x / placement.scale, y: -placement.offset.y / placement.scale,
      width: scene.size.width / placement.scale, height: scene.size.height / placement.scale)
    for layer in scene.layers {
      for item in layer.items {
        switch item {
        case .text(let text):
          let box = text.bounds(measuring: fonts)
          let air = box.height * 0.2
          words.append(
            (
              text.string,
              Rect(
                x: box.x + 0.5, y: box.y + air, width: box.width - 1, height: box.height - 2 * air)
            ))
        case .path(let path, let stroke, let fill):
          let role = (stroke?.paint ?? fill)?.role
          let isArrow =
            role == .forward || role == .backward
            || layer.classes.first == "forward" && role == .ink && stroke?.width == 1.4
          if isArrow { lines += path.chords }
        case .circle(let center, let radius, _, .some(let fill)) where fill.role == .node:
          nodes.append(Rect(center: center, size: Size(2 * radius, 2 * radius)))
        case .rectangle(let frame, _, _, .some(let fill)) where fill.role == .node:
          nodes.append(frame)
        case .image(_, let frame): pictures.append(frame)
        default: break
        }
      }
    }
  }

  /// Each overlap in a few words.
  var overlaps: [String] {
    var found: Set<String> = []
    for (index, word) in words.enumerated() {
      for other in words[(index + 1)...] where word.box.overlaps(other.box) {
        found.insert("\(word.text) on \(other.text)")
      }
      for (a, b) in lines where word.box.isTouched(from: a, to: b) {
        found.insert("\(word.text) on an arrow")
      }
      // What stands in a node is its own sign.
      for node in nodes
      where word.box.overlaps(node) && !node.contains(word.box) {
        found.insert("\(word.text) on a node")
      }
      for frame in pictures where word.box.overlaps(frame) {
        found.insert("\(word.text) on a heat strip")
      }
      if !picture.contains(word.box) { found.insert("\(word.text) outside") }
    }
    for frame in pictures {
      for (a, b) in lines where frame.isTouched(from: a, to: b) {
        found.insert("a heat strip on an arrow")
      }
      for node in nodes where frame.overlaps(node) { found.insert("a heat strip on a node") }
    }
    return found.sorted()
  }
}

extension Path {
  /// The path as short straight pieces.
  fileprivate var chords: [(Point, Point)] {
    var chords: [(Point, Point)] = []
    var here = Point.zero
    for element in elements {
      switch element {
      case .move(let point): here = point
      case .line(let end):
        chords.append((here, end))
        here = end
      case .curve(let a, let b, let end):
        let start = here
        for step in 1...16 {
          let t = Double(step) / 16
          let s = 1 - t
          let next =
            start * (s * s * s) + a * (3 * s * s * t) + b * (3 * s * t * t) + end * (t * t * t)
          chords.append((here, next))
          here = next
        }
      case .close: break
      }
    }
    return chords
  }
}

extension Rect {
  fileprivate func contains(_ other: Rect) -> Bool {
    other.x >= x && other.y >= y && other.maxX <= maxX && other.maxY <= maxY
  }

  /// Whether a straight piece has a point inside (Liang and Barsky's clipping).
  fileprivate func isTouched(from a: Point, to b: Point) -> Bool {
    // Most are far away, and said to be so at once.
    guard max(a.x, b.x) > x, min(a.x, b.x) < maxX, max(a.y, b.y) > y, min(a.y, b.y) < maxY else {
      return false
    }
    var (low, high) = (0.0, 1.0)
    let d = b - a
    for (p, q) in [(-d.x, a.x - x), (d.x, maxX - a.x), (-d.y, a.y - y), (d.y, maxY - a.y)] {
      if p == 0 {
        if q <= 0 { return false }
      } else if p < 0 {
        low = max(low, q / p)
      } else {
        high = min(high, q / p)
      }
    }
    return low < high
  }
}
