import Autodiff
import Testing

@testable import Diagram

@Suite struct FoldTests {
  /// Layers of one weight each: the first takes x, each other the one before.
  private static func layers(_ count: Int, skip: String = "") -> String {
    var lines = ["x = 0.5", "h0 = x * 1"]
    for index in 1...count {
      lines.append("layer \"Layer \(index)\"\nw\(index) = 0.\(index)")
      lines.append("h\(index) = tanh(h\(index - 1) * w\(index))\(skip)")
    }
    return (lines + ["layer end", "L = h\(count)^2"]).joined(separator: "\n")
  }

  private func collapsed(_ text: String, _ names: [String], _ fold: FigureOptions.Fold) throws
    -> FigureGraph
  {
    try figure(text, .init(fold: fold, collapsed: Set(names))).plan.graph
  }

  private func names(_ graph: FigureGraph) -> [String] {
    graph.nodes.compactMap { node in
      if case .group(let name) = node.kind { "\(name) ×\(node.copies)" } else { nil }
    }
  }

  private let all = (1...12).map { "Layer \($0)" }

  @Test func equalLayersInARowFold() throws {
    let graph = try collapsed(Self.layers(10), all, .automatic)
    #expect(names(graph) == ["Layer 1 … 10 ×10"])
    #expect(graph.nodes.first { $0.copies > 1 }?.members == 30)
    // The arrows at both ends carry what the first takes and the last gives.
    let figure = try figure(Self.layers(10), .init(collapsed: Set(all)))
    let trace = figure.plan.trace
    let fold = try #require(graph.nodes.firstIndex { $0.copies > 1 })
    let entering = try #require(graph.edges.first { $0.to == fold })
    let leaving = try #require(graph.edges.first { $0.from == fold })
    #expect(trace.annotations.names[entering.source] == "h0")
    #expect(trace.annotations.names[leaving.source] == "h10")
    #expect(entering.gradient == trace.gradient(of: entering.source))
  }

  @Test func fewFoldOnlyWhenAsked() throws {
    #expect(try names(collapsed(Self.layers(5), all, .automatic)).count == 5)
    #expect(try names(collapsed(Self.layers(5), all, .all)) == ["Layer 1 … 5 ×5"])
    #expect(try names(collapsed(Self.layers(10), all, .none)).count == 10)
  }

  @Test func aLayerThatDiffersStaysByItself() throws {
    let other = Self.layers(9).replacing("tanh(h4", with: "relu(h4")
    #expect(
      try names(collapsed(other, all, .all)) == ["Layer 1 … 4 ×4", "Layer 5 ×1", "Layer 6 … 9 ×4"])
  }

  @Test func aLayerThatIsReadElsewhereEndsAFold() throws {
    let text = Self.layers(9) + " + h5"
    #expect(try names(collapsed(text, all, .all)) == ["Layer 1 … 5 ×5", "Layer 6 … 9 ×4"])
  }

  @Test func whatAllShareBringsOneArrow() throws {
    let graph = try collapsed(Self.layers(9, skip: " + x"), all, .automatic)
    #expect(names(graph) == ["Layer 1 … 9 ×9"])
    let fold = try #require(graph.nodes.firstIndex { $0.copies > 1 })
    #expect(graph.edges.filter { $0.to == fold }.map(\.source.index).sorted() == [0, 2])
  }

  private static let neurons = """
    def neuron(a, b, v, w) = tanh(a*v + b*w)
    a = 1; b = 2
    """
    + (0..<9).map { "\nv\($0) = 0.\($0); w\($0) = 0.2; h\($0) = neuron(a, b, v\($0), w\($0))" }
    .joined() + "\ndef add(p, q, r, s, t, u, v, w, x) = p + q + r + s + t + u + v + w + x\n"
    + "y = add(" + (0..<9).map { "h\($0)" }.joined(separator: ", ") + ")"

  @Test func callsSideBySideFoldWithTheirWeights() throws {
    let figure = try figure(Self.neurons, .init(groups: .collapsed))
    let graph = figure.plan.graph
    #expect(names(graph) == ["neuron ×9", "add ×1"])
    #expect(graph.nodes.count { $0.kind == .leaf } == 2)
    let bundle = try #require(graph.edges.first { !$0.bundle.isEmpty })
    let values = bundle.bundle.compactMap { figure.plan.trace.scalar(of: $0) }
    #expect(values.count == 9 && bundle.value(in: figure.plan.trace)?.elements == values)
    #expect(bundle.gradient.tensor?.elements == Array(repeating: 1, count: 9))
    // a's gradient is the sum over all nine.
    let into = try #require(graph.edges.first { $0.source.index == 0 })
    let (sum, whole) = (into.gradient.scalar, figure.plan.trace.gradient(of: into.source).scalar)
    #expect(abs(try #require(sum) - #require(whole)) < 1e-12)
  }

  @Test func calledInTurnAndSideBySide() throws {
    try expectGolden(figure(Self.neurons, .init(groups: .collapsed)).scene.transcript)
  }

  @Test func aConstantBelongsToTheFormula() throws {
    let text = "def f(a) = a * 2\ndef g(a) = a * 3\nx = 1\ny = f(f(g(x)))"
    #expect(
      try names(figure(text, .init(groups: .collapsed, fold: .all)).plan.graph)
        == ["g ×1", "f ×2"])
  }

  /// Whatever folds, the arrows into a node bring as much gradient as without.
  @Test(arguments: 1...6) func gradientsAreThoseOfTheTrace(count: Int) throws {
    for text in [Self.layers(2 * count, skip: " * x"), Self.neurons] {
      let figure = try figure(text, .init(groups: .collapsed, fold: .all, collapsed: Set(all)))
      for (index, node) in figure.plan.graph.nodes.enumerated() where node.kind == .leaf {
        let sum = figure.plan.graph.edges.filter { $0.from == index }
          .compactMap(\.gradient.scalar).reduce(0, +)
        let gradient = try #require(figure.plan.trace.gradient(of: node.id).scalar)
        #expect(abs(sum - gradient) <= 1e-12 * max(1, abs(gradient)))
      }
    }
  }

  @Test(arguments: [
    ("Layer 1", "Layer 12", "Layer 1 … 12"), ("f", "f", "f"), ("1층", "9층", "1층 … 9층"),
    ("은닉층 2", "은닉층 49", "은닉층 2 … 49"), ("in", "in 2", "in … 2"),
  ])
  func namesOfFolds(first: String, last: String, name: String) {
    #expect(Folds.name(from: first, to: last) == name)
  }

  @Test func boxesHoldTheirArrows() throws {
    let text =
      "a = 1; b = 2; c = 3; d = 4; e = 5\ndef f(p, q, r, s, t) = p*q + r*s + t\n"
      + "y = f(a, b, c, d, e)"
    for direction in FigureOptions.Direction.allCases {
      let plan = try figure(text, .init(direction: direction, groups: .collapsed)).plan
      let box = try #require(plan.graph.nodes.firstIndex { $0.kind == .group("f") })
      let frame = plan.faces[box].frame.offset(by: plan.anchor(box))
      for (index, edge) in plan.graph.edges.enumerated() where edge.to == box {
        let end = try #require(plan.curve(index).pieces.last?.end)
        let room = frame.expanded(by: 1)
        #expect(room.x <= end.x && end.x <= room.maxX && room.y <= end.y && end.y <= room.maxY)
      }
    }
  }

  // MARK: Loops

  /// A loop of ten passes that take an entry each.
  private static func loop(_ body: String) -> String {
    """
    const x = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]; param w = 0.7; h = 0.5
    for t in 0:10 { \(body) }
    L = h^2
    """
  }

  @Test func equalPassesFold() throws {
    let graph = try collapsed(Self.loop("h = tanh(w * h + x[t])"), ["t"], .automatic)
    #expect(names(graph) == ["t = 0 … 9 ×10"])
    #expect(try names(collapsed(Self.loop("h = tanh(w * h)"), ["t"], .none)).count == 10)
    #expect(
      try names(collapsed(Self.loop("h = tanh(w * h)"), ["t = 3"], .automatic)) == ["t = 3 ×1"])
  }

  @Test func passesThatComputeWithTheirNumberDiffer() throws {
    let graph = try collapsed(Self.loop("h = tanh(w * h + 0.1 * t)"), ["t"], .automatic)
    #expect(names(graph).count == 10)
  }

  @Test func loopsAreNamedByTheirNumbers() throws {
    let names = GroupNames(try trace(Self.loop("h = tanh(w * h)")))
    #expect(names.all == ["t", "tanh"])
    #expect(names.matching("t") == ["t"] && names.matching("t = 4") == ["t = 4"])
    #expect(names.matching("t = *").count == 10 && names.matching("u").isEmpty)
  }

  @Test func aLargeLoopIsDrawnPassByPass() throws {
    let text = Self.loop("a = w * h; b = a + x[t]; c = tanh(b); d = c * c; e = d + a; h = e * 0.5")
    let graph = try figure(text, .init(fold: .none)).plan.graph
    #expect(self.names(graph) == (0..<10).map { "t = \($0) ×1" })
  }
}
