import Scene
import Testing

@testable import Diagram

@Suite struct FigureTests {
  @Test func everyOperandSlotHasAPair() throws {
    let scene = try figure(Lesson.square).scene
    #expect(scene.heads(in: "forward", paint: .forward) == 5)  // x, x, 1, x·x, and out of y
    // Not into the 1; the two into x × x end at the junction, from which one more leads to x.
    #expect(scene.heads(in: "backward", paint: .backward) == 4 + 1)
  }

  @Test func valuesStandAboveAndGradientsBelow() throws {
    let plan = try figure(Lesson.oranges).plan
    for (arrow, path) in zip(plan.arrows, plan.layout.edges) {
      let label = try #require(path.label)
      let boxes = arrow.boxes(in: label, .leftToRight)
      #expect(try #require(boxes.value).maxY < label.line - Pen.pairDistance / 2)
      #expect(try #require(boxes.gradient).y > label.line + Pen.pairDistance / 2)
    }
  }

  @Test func sumsAreWrittenOutAtTheNode() throws {
    let words = try figure(Lesson.square).scene.words(in: "step-b0").joined(separator: " ")
    #expect(words == "6 = 3 + 3")
  }

  @Test func aSumThatDoesNotHoldAsPrintedSaysSo() throws {
    let words = try figure(Lesson.network).scene.words(in: "backward").joined(separator: " ")
    #expect(words.contains("−0.00502 = −0.007033 + 0.002013"))
    #expect(words.contains("≈ −0.005729 + 0.004989"))
  }

  @Test func constantsHaveNoArrowBack() throws {
    let scene = try figure("const c = 2; x = 3; y = c * x + 1").scene
    #expect(scene.heads(in: "forward", paint: .forward) == 5)
    #expect(scene.heads(in: "backward", paint: .backward) == 3)  // x, c·x, and the upstream one
    #expect(scene.words(in: "given").sorted() == ["1", "2", "3", "c", "x"])
  }

  @Test func zerosHaveTheirReason() throws {
    let words = try figure(Lesson.kinks).scene.words(in: "backward")
    #expect(words.contains("ReLU off"))
    #expect(words.contains("at the kink"))
    #expect(!words.contains("0.0000"))
    #expect(words.contains("1×10"))  // and −5 above the line
  }

  @Test func stepsAreNamedAsInTheDerivation() throws {
    let scene = try figure(Lesson.apples).scene
    #expect(scene.words(in: "step-f3") == ["price", "=", "200"])
    #expect(scene.words(in: "step-b3") == ["2.2", "110"])
    #expect(scene.words(in: "step-b4") == ["1.1", "200", "1"])
  }

  @Test func nodesCanBePointedAt() throws {
    let targets = try figure(Lesson.apples).scene.targets
    #expect(targets.map(\.node) == ["0", "1", "2", "3", "4"])
    #expect(targets.map(\.name) == ["apple", "count", "tax", "price", "total"])
    #expect(
      targets[3].title == """
        price = apple (100) × count (2) = 200
        ∂total/∂price = 1.1
        → apple: 1.1 · 2 = 2.2
        → count: 1.1 · 100 = 110
        """)
  }

  @Test func largeFiguresHaveNoNumbersUnlessAsked() throws {
    let text = "x = 1\n" + (0..<250).map { "y\($0) = x * 2\n" }.joined()
    #expect(try figure(text).scene.words(in: "backward").isEmpty)
    #expect(try !figure(text, .init(labels: .all)).scene.words(in: "backward").isEmpty)
  }

  @Test func aCollapsedLayerIsOneNode() throws {
    let options = FigureOptions(collapsed: ["Layer 1"])
    let graph = try figure(Lesson.network, options).plan.graph
    let group = try #require(graph.nodes.firstIndex { $0.kind == .group("Layer 1") })
    #expect(graph.nodes[group].members == 16)
    // x1 and x2, each used twice inside, come in once; their gradients are the sums.
    let arguments = graph.edges.filter { $0.to == group }
    #expect(arguments.map(\.source.index) == [0, 1])
    let gradients = arguments.compactMap(\.gradient.scalar)
    #expect(zip(gradients, [-0.005020, -0.0007394]).allSatisfy { abs($0 - $1) < 1e-6 })
  }

  @Test func calledFunctionsCollapseByName() throws {
    let kinds = try figure(Lesson.calls, .init(collapsed: ["neuron"])).plan.graph.nodes.map(\.kind)
    #expect(kinds.count { $0 == .group("neuron") } == 2)
    let open = try figure(Lesson.calls, .init(groups: .collapsed, expanded: ["neuron"]))
    #expect(open.plan.graph.bands.map(\.name) == ["neuron", "neuron"])
  }

  @Test func theSameGraphGivesTheSameScene() throws {
    #expect(try figure(Lesson.network).scene == figure(Lesson.network).scene)
  }

  @Test func widthIsKept() throws {
    let scene = try figure(Lesson.line, .init(width: 960)).scene
    #expect(abs(scene.size.width - 960) < 1e-9)
  }

  @Test func descriptionsSayWhatIsThere() throws {
    #expect(
      try figure(Lesson.apples).description == """
        apple (100) × count (2) gives price 200; price (200) × tax (1.1) gives total 220. \
        Backward from total with 1: 1.1 to price, 200 to tax; 2.2 to apple, 110 to count. \
        Gradients: apple 2.2, count 110, tax 200.
        """)
    #expect(
      try figure(Lesson.apples, .init(language: .korean)).description == """
        사과(100) × 개수(2)로 사과 가격 200을 얻습니다. 사과 가격(200) × 소비세(1.1)로 \
        지불 금액 220을 얻습니다. 역전파는 지불 금액에서 1로 출발합니다: 사과 가격에 1.1, \
        소비세에 200; 사과에 2.2, 개수에 110. 기울기: 사과 2.2, 개수 110, 소비세 200.
        """)
  }

  @Test(arguments: FigureOptions.Blank.allCases)
  func answersStandInTheBlanksPlaces(_ blank: FigureOptions.Blank) throws {
    var options = FigureOptions(blank: blank)
    let question = try figure(Lesson.square, options)
    options.isAnswered = true
    let key = try figure(Lesson.square, options)
    #expect(key.labelBoxes.map(\.frame) == question.labelBoxes.map(\.frame))
    #expect(key.scene.size == question.scene.size)
    #expect(key.scene.words(in: "step-b0").joined(separator: " ") == "6 = 3 + 3")
    #expect(key.description == (try figure(Lesson.square).description))
  }

  @Test(arguments: [FigureOptions.Direction.leftToRight, .topToBottom])
  func blanksStayLargeEnoughWhereAFigureShrinks(_ direction: FigureOptions.Direction) throws {
    var options = FigureOptions(direction: direction, blank: .gradients)
    options.width = try figure(Lesson.line, options).scene.size.width * 0.55
    let narrow = try figure(Lesson.line, options)
    #expect(narrow.crampedBlank == nil)
    let boxes = narrow.scene.layers.flatMap { layer in
      layer.items.compactMap { item -> Size? in
        guard case .rectangle(let frame, _, _, .some(.background)) = item else { return nil }
        return Size(frame.width * layer.placement.scale, frame.height * layer.placement.scale)
      }
    }
    #expect(boxes.count == 4 && boxes.allSatisfy { $0.width > 29.5 && $0.height > 22 })
    options.width = 60
    #expect(try figure(Lesson.line, options).crampedBlank != nil)
    options.blank = .none
    #expect(try figure(Lesson.line, options).crampedBlank == nil)
  }

  @Test func blanksOfTensorsGiveNothingAwayInDOT() throws {
    let text = "x = [1, 2]; y = x * [3, 4]; z = sum(y)"
    let document = try figure(text, .init(blank: .all)).dotDocument(theme: .light)
    #expect(document.contains("[1, 2]") && document.contains("label=\"y\""))
    #expect(!document.contains("[3, 8]") && !document.contains("[1, 1]"))
  }

  @Test func blanksGiveNothingAway() throws {
    let figure = try figure(Lesson.line, .init(blank: .all))
    #expect(figure.scene.words(in: "backward") == ["1"])  // the upstream gradient is given
    #expect(!figure.description.contains("−10"))
    #expect(!figure.scene.targets.contains { $0.title.contains("−10") })
  }

  /// What is too large for numbers is drawn in the same manner: arrows run level between nodes.
  @Test func largeFiguresAreDrawnInTheSameManner() throws {
    let chain = (1...210).map { "v\($0) = sigmoid(v\($0 - 1))" }.joined(separator: "; ")
    let figure = try figure("v0 = 1; \(chain); L = v210 * v0 * v30")
    #expect(!figure.plan.labels)
    for (index, edge) in figure.plan.graph.edges.enumerated() where edge.to - edge.from > 20 {
      let points = figure.plan.layout.edges[index].points
      let level = zip(points, points.dropFirst()).filter { $0.y == $1.y }
        .map { $1.x - $0.x }.reduce(0, +)
      #expect(level > 0.9 * (points[points.count - 1].x - points[0].x))
    }
  }

  /// A constant stands at its arrow as it was written, with no brackets about what stands alone.
  @Test func constantsStandAsTheyWereWritten() throws {
    let plan = try figure("t = 0.3; y = sin(2 * pi * t) + (1 + sqrt(2)) * (1/3)").plan
    let constants = zip(plan.graph.nodes, plan.faces).filter { $0.0.kind == .constant }
    #expect(constants.map(\.1.plainText) == ["2 · π", "1", "2", "1/3"])
  }
}
