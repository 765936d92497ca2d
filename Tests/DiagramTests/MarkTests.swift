import Autodiff
import Foundation
import Scene
import Testing
import Wording

@testable import Diagram

/// What authors ask of figures beside the numbers.
@Suite struct MarkTests {
  static let text = """
    x = 2; y = 3; z = x * y; w = x + y; L = z * w
    highlight x -> L; highlight y
    note w "the sum of both, which is used once"; note ko w "두 수의 합은 한 번만 쓰입니다"
    note x "an input"
    rank z w; order y x
    """

  private func figure(_ text: String, _ change: (inout FigureOptions) -> Void = { _ in }) throws
    -> GraphFigure
  {
    var options = FigureOptions(groups: .expanded)
    change(&options)
    return GraphFigure(try trace(text), options: options, measuring: MonospaceMeasure())
  }

  private func bands(_ figure: GraphFigure) -> Int {
    figure.scene.layers.filter { $0.classes.contains("mark") }.flatMap(\.items).count
  }

  @Test func allOfThemTogether() throws {
    try expectGolden(try figure(Self.text).scene.transcript, function: "marks")
    try expectGolden(
      try figure(Self.text) {
        $0.direction = .topToBottom
        $0.language = .korean
      }.scene.transcript, function: "marksDownwards")
  }

  @Test func marksAsDOT() throws { try expectGolden(try figure(Self.text).dotDocument()) }

  @Test func pathsHoldAllTheirArrowsAndNodes() throws {
    let figure = try figure(Self.text)
    // x, z, w and L with the four arrows between them, the one to the name L, and y alone.
    #expect(figure.plan.marks.edges.count { $0 } == 5)
    #expect(figure.plan.marks.nodes.count { $0 } == 6)
    // A wire from which arrows branch off has one of its own.
    #expect(bands(figure) == 12)
    #expect(try bands(self.figure("x = 1; y = x * 2")) == 0)
  }

  /// In a tight figure the value stands above the node, and the edge is near.
  @Test func marksKeepClearOfValuesAndOfTheEdge() throws {
    let text = """
      param w = [0.5, -1]; h = relu(w); y = h[0] * h[0] + h[1]
      highlight w -> y; note h "hidden"
      """
    for isTight in [false, true] {
      let figure = try figure(text) { $0.isTight = isTight }
      let plan = figure.plan
      let node = try #require(plan.faces.indices.first { plan.faces[$0].remark != nil })
      let (face, point) = (plan.faces[node], plan.anchor(node))
      let value = try #require(face.junction?.valueFrame).offset(by: point)
      guard case .path(let path, _, _)? = face.leader(at: point, .leftToRight) else {
        Issue.record("no line leads to the node")
        continue
      }
      for element in path.elements {
        guard case .line(let end) = element else { continue }
        #expect(!(value.x...value.maxX).contains(end.x) || end.y <= value.y, "\(end) \(value)")
      }
      for node in plan.faces.indices where plan.marks.nodes[node] {
        let frame = plan.faces[node].frame.offset(by: plan.anchor(node))
          .expanded(by: HighlightPen.reach)
        #expect(frame.x >= 0 && frame.y >= 0, "\(node): \(frame)")
        #expect(frame.maxX <= figure.scene.size.width && frame.maxY <= figure.scene.size.height)
      }
    }
  }

  /// Numbers on a wire end before the dots at its end.
  @Test func valuesKeepClearOfDots() throws {
    for isTight in [false, true] {
      let plan = try figure("x = 3.25; z = x + 1; y = z * (z * (z * 2 + z))") {
        $0.isTight = isTight
      }
      .plan
      let node = try #require(plan.faces.indices.last { plan.faces[$0].junction != nil })
      let value = try #require(plan.faces[node].junction?.valueFrame).offset(by: plan.anchor(node))
      let lines = try #require(plan.junctionLines(at: node))
      #expect(lines.dots.count == 4)
      for dot in lines.dots { #expect(dot.x - 3.5 >= value.maxX + 2) }
    }
  }

  @Test func notesStandInTheirLanguage() throws {
    let english = try figure(Self.text)
    #expect(english.labelBoxes.contains { $0.text == "the sum of both, which is used once" })
    #expect(english.description.contains("Note at w: the sum of both"))
    #expect(english.description.contains("Highlighted: x → L, y."))
    let korean = try figure(Self.text) { $0.language = .korean }
    #expect(korean.labelBoxes.contains { $0.text == "두 수의 합은 한 번만 쓰입니다" })
    // A note for one language is no note in the other.
    let other = try figure("x = 1; y = x * 2; note ko y \"곱\"")
    #expect(other.labelBoxes.allSatisfy { $0.text != "곱" })
  }

  @Test(arguments: [
    text,
    Lesson.network
      + "\nnote sigma_1 \"squashed to 0 … 1\"; highlight x1 -> L; note W1 \"a weight\"",
    Lesson.calls + "\nnote h \"the hidden value, between nought and one\"; highlight x -> L",
    Lesson.matrices + "\nnote X \"three samples\"; note L \"all entries\"; highlight W -> L",
    Lesson.square + "\nnote x \"used twice, so that its gradient is a sum of two\"",
  ])
  func nothingOverlaps(_ text: String) throws {
    for direction in FigureOptions.Direction.allCases {
      for style in FigureOptions.Style.allCases {
        for labels in FigureOptions.Labels.allCases {
          for length in [Double.infinity, 600] {
            let figure = try figure(text) {
              $0.direction = direction
              $0.style = style
              $0.labels = labels
              $0.rowLength = length
            }
            #expect(overlaps(in: figure) == [], "\(direction) \(style) \(labels) \(length)")
          }
        }
      }
    }
  }

  @Test func columnsAndOrdersHold() throws {
    for direction in FigureOptions.Direction.allCases {
      let figure = try figure(Self.text) { $0.direction = direction }
      func anchor(_ name: String) throws -> Point {
        let node = try #require(figure.trace.annotations.node(named: name))
        return figure.plan.anchor(figure.plan.graph.places[node.index])
      }
      let isLevel = direction == .leftToRight
      let (z, w, x, y) = try (anchor("z"), anchor("w"), anchor("x"), anchor("y"))
      #expect(isLevel ? z.x == w.x : z.y == w.y)
      #expect(isLevel ? x.x == y.x && y.y < x.y : x.y == y.y && y.x < x.x)
    }
  }

  @Test func collapsedGroupsTakeTheMarksOfTheirMembers() throws {
    let text = Lesson.calls + "\nhighlight x -> L; note h \"hidden\""
    let figure = try figure(text) { $0.groups = .collapsed }
    #expect(figure.plan.marks.nodes.count { $0 } == 5)
    #expect(figure.labelBoxes.contains { $0.text == "hidden" })
  }

  @Test func stepsHaveThem() throws {
    let frames = try figure(Self.text).frames(pass: .both)
    let last = frames.scene(frames.steps.count - 1)
    #expect(last.layers.contains { $0.classes.contains("mark") })
  }
}
