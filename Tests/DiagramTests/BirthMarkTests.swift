import Autodiff
import Scene
import Testing

@testable import Diagram

/// Marks where numbers stop being finite, and arrows as wide as their numbers.
@Suite struct BirthMarkTests {
  private static let text = "x = 0; w = 1e200; y = sqrt(x); z = log(x) + w * w; L = y + z * 2"

  /// How many triangles a figure has.
  private func marks(_ figure: GraphFigure) -> Int {
    figure.scene.layers.flatMap(\.items).count { item in
      if case .path(let path, let stroke?, let fill?) = item {
        stroke.paint == .ink && fill == .background && path.elements.count == 4
      } else {
        false
      }
    }
  }

  @Test func theFirstValuesAndTheFirstGradientAreMarked() throws {
    let figure = try figure(Self.text)
    #expect(marks(figure) == 3)
    #expect(figure.description.contains("Not finite from here on: u₁ (−∞)"))
    #expect(figure.description.contains("from the arrow on that leads back from y to x"))
    try expectGolden(figure.scene.transcript, function: "births")
    #expect(try marks(self.figure(Lesson.neuron)) == 0)
  }

  private func figure(_ text: String, _ options: FigureOptions = FigureOptions()) throws
    -> GraphFigure
  {
    GraphFigure(try trace(text), options: options, measuring: MonospaceMeasure())
  }

  @Test func theLegendSaysWhatTheyAre() throws {
    var options = FigureOptions()
    options.drawsLegend = true
    #expect(
      try figure(Self.text, options).scene.words(in: "margins")
        .contains("triangle: not finite from here on"))
    #expect(
      try !figure(Lesson.square, options).scene.words(in: "margins").contains {
        $0.contains("triangle")
      })
  }

  @Test func worksheetsHaveNone() throws {
    #expect(try marks(figure(Self.text, .init(blank: .all))) == 0)
    #expect(try !figure(Self.text, .init(blank: .all)).description.contains("finite"))
    #expect(try marks(figure(Self.text, .init(blank: .gradients))) == 2)
    #expect(try marks(figure(Self.text, .init(blank: .values))) == 1)
  }

  @Test func theyOverlapNothing() throws {
    for direction in FigureOptions.Direction.allCases {
      #expect(overlaps(in: try figure(Self.text, .init(direction: direction))) == [])
    }
  }

  /// Arrows come in from all sides, operands have their numbers, and a kink its mark.
  @Test(arguments: FigureOptions.Direction.allCases)
  func theyStandBesideArrowsAndNumbers(_ direction: FigureOptions.Direction) throws {
    let text = """
      a = -1; b = 2; c = 3
      r = sqrt(a * b) * (b - c) / sqrt(a); m = max(log(a), b); k = abs(log(0 * b)) + relu(a)
      L = r + m * k + softplus(r) * (a / (0 * b))
      """
    let figure = try figure(text, .init(direction: direction))
    #expect(marks(figure) == 5)
    #expect(overlaps(in: figure) == [])
    let items = figure.scene.layers.flatMap(\.items)
    let triangles = items.compactMap { item -> Rect? in
      guard case .path(let path, let stroke?, .background?) = item, stroke.paint == .ink,
        path.elements.count == 4
      else { return nil }
      return path.bounds
    }
    let marks = items.compactMap { item -> Rect? in
      guard case .text(let text) = item, text.style.size == 10 else { return nil }
      return text.bounds(measuring: MonospaceMeasure())
    }
    #expect(!marks.isEmpty)
    for triangle in triangles {
      #expect(
        !marks.contains {
          triangle.union($0).width < triangle.width + $0.width - 1
            && triangle.union($0).height < triangle.height + $0.height - 1
        })
      for edge in figure.plan.graph.edges.indices {
        let (curve, offset) = (figure.plan.curve(edge), figure.plan.arrows[edge].offset)
        for line in [curve.parallel(at: offset), curve.parallel(at: -offset)] {
          let points = line.pieces.flatMap { piece in
            (0...16).map { piece.point(at: Double($0) / 16) }
          }
          #expect(
            !points.contains { triangle.union(Rect(center: $0, size: Size(0, 0))) == triangle })
        }
      }
    }
  }

  // MARK: Strength

  /// The widths of the arrows of a pass, in the order of the figure's arrows.
  private func widths(_ figure: GraphFigure, _ kind: String) -> [Double?] {
    figure.scene.layers.filter { $0.classes.contains(kind) }.flatMap(\.items).compactMap { item in
      if case .path(_, let stroke?, nil) = item, stroke.paint.role.name == kind {
        .some(stroke.width)
      } else {
        nil
      }
    }
  }

  @Test func arrowsAreAsWideAsTheirGradients() throws {
    var options = FigureOptions()
    options.strength = .gradient
    let figure = try figure(Lesson.apples, options)
    let shares = figure.plan.arrows.compactMap { $0.strength?.share }
    // 2.2, 110, 1.1, 200, and 1 at the end, beside the greatest.
    let numbers: [Double] = [2.2, 110, 1.1, 200, 1]
    #expect(Set(shares) == Set(numbers.map { $0 / 200 }))
    #expect(widths(figure, "backward").allSatisfy { $0 != nil })
    #expect(widths(figure, "backward").compactMap(\.self).max() == 4)
    #expect(widths(figure, "forward").allSatisfy { $0 == nil })
    try expectGolden(figure.scene.transcript, function: "arrowsByGradient")
  }

  @Test func arrowsAreAsWideAsTheirValues() throws {
    var options = FigureOptions(language: .korean)
    options.strength = .value
    options.drawsLegend = true
    let figure = try figure(Lesson.matrices, options)
    #expect(widths(figure, "forward").compactMap(\.self).max() == 4)
    #expect(widths(figure, "backward").allSatisfy { $0 == nil })
    #expect(figure.scene.words(in: "margins").contains("굵고 진할수록 |값|이 큼"))
  }
}
