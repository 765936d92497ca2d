import Autodiff
import Testing

@testable import Derivation

/// Forward mode, all paths and Jacobians, held against the backward pass.
@Suite struct ModeTests {
  private func entries(_ trace: Trace<Double>, most: Int = 3) -> [Entry] {
    trace.nodes.filter { trace.role(of: $0) != .operation && trace.recordsGradient($0) }.flatMap {
      node in
      let shape = trace.shape(of: node)
      let places = Set([0, shape.count / 2, shape.count - 1]).sorted().prefix(most)
      return places.map { Entry(node: node, index: shape.index(ofPlace: $0)) }
    }
  }

  private func isNear(_ a: Double, _ b: Double) -> Bool {
    a == b || abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-6)
  }

  /// A tangent is pushed through every operation, and comes out as the gradient that came back.
  @Test func tangentsAreTheGradients() throws {
    for graph in OperationGraphs.all {
      let trace = try trace(graph.text)
      guard trace.upstream.scalar == 1 else { continue }
      let derivation = Derivation(trace, language: .english)
      for entry in entries(trace) {
        let mode = ForwardMode(derivation, along: entry)
        let forward = mode.tangents[trace.output.index]?.elements[0] ?? 0
        let place = trace.shape(of: entry.node).place(of: entry.index)
        let backward = try #require(trace.gradient(of: entry.node).tensor).elements[place]
        #expect(isNear(forward, backward), "\(graph.name) \(entry): \(forward) \(backward)")
        #expect(mode.agreement.text.hasPrefix("The backward pass found the same"))
      }
    }
  }

  /// Every row of a Jacobian is a vector–Jacobian product; every column is what a tangent becomes.
  @Test func jacobiansHoldFromBothSides() throws {
    for graph in OperationGraphs.all {
      let trace = try trace(graph.text)
      for edge in trace.edges where trace.recordsGradient(edge.from) {
        let jacobian = trace.jacobian(of: edge.to, slot: edge.slot)
        let (operand, columns) = (trace.shape(of: edge.from), jacobian.shape.extents[1])
        for column in Set([0, columns / 2, columns - 1]) {
          var unit = Tensor<Double>(repeating: 0, shape: operand)
          unit.elements[column] = 1
          let pushed = trace.pushedForward(unit, through: edge.to, slot: edge.slot)
          for (row, entry) in pushed.elements.enumerated() {
            let expected = jacobian.elements[row * columns + column]
            #expect(isNear(entry, expected), "\(graph.name) \(edge.to)")
          }
        }
      }
    }
  }

  @Test func theirLinesHold() throws {
    var audit = Audit(digits: 4)
    for graph in OperationGraphs.all {
      let trace = try trace(graph.text)
      let derivation = Derivation(trace, language: .korean)
      var steps = entries(trace, most: 1).flatMap {
        ForwardMode(derivation, along: $0).steps("t")
      }
      steps += derivation.jacobianNodes.compactMap { derivation.jacobianStep($0, "j") }
      for entry in entries(trace, most: 1) {
        steps += Paths(derivation, from: entry.node).steps("p")
      }
      for equation in steps.flatMap(\.equations) { try audit.read(equation) }
    }
    #expect(audit.faults == [])
    #expect(audit.checked > 600, "\(audit.checked)")
    #expect(audit.approximate * 20 < audit.checked, "\(audit.approximate) ≈")
  }

  @Test func pathsAreCountedAndAddUp() throws {
    let trace = try trace("x = 3; w = 2; u = x * w; v = sin(u) + u^2; L = v * x")
    let derivation = Derivation(trace, language: .english)
    let x = try #require(trace.annotations.node(named: "x"))
    let paths = Paths(derivation, from: x)
    #expect(paths.count == 3)
    #expect(paths.arrows == 7)
    #expect(paths.steps == 9)
    #expect(paths.ways.map { $0.map(\.to.index) } == [[2, 3, 5, 6], [2, 4, 5, 6], [6]])
    #expect(paths.agreement?.text == "The backward pass found the same: ∂L/∂x = 113.5.")
    // The arrow straight to the output is not the gradient.
    let lines = paths.steps("").flatMap(\.equations).map { PlainTextWriter().text($0.math) }
    #expect(lines.contains("(∂L/∂x)_direct = v = 35.72"))
    #expect(lines.last == "∂L/∂x = (∂L/∂x)₁ + (∂L/∂x)₂ + (∂L/∂x)₃ = 5.761 + 72 + 35.72 = 113.5")
  }

  /// Two ways through each of eighty steps are more than any list, and are counted all the same.
  @Test func tooManyPathsAreOnlyCounted() throws {
    func chain(_ length: Int) throws -> Paths {
      let text = (0..<length).reduce("a0 = 0.5") { "\($0); a\($1 + 1) = tanh(a\($1)) + a\($1)" }
      let trace = try trace(text)
      return Paths(Derivation(trace, language: .english), from: NodeID(0))
    }
    #expect(try chain(6).count == 64)
    #expect(try chain(6).ways.count == 64)
    #expect(try chain(7).count == 128)
    #expect(try chain(7).ways.isEmpty)
    #expect(try chain(80).count == nil)
    #expect(try chain(80).comparison.text.hasPrefix("There are more than 10¹⁹ paths."))
  }

  @Test func whatDoesNotReachTheOutputHasNoPath() throws {
    let trace = try trace("x = 3; y = x * 2; L = x + 1")
    let derivation = Derivation(trace, language: .english)
    let y = try #require(trace.annotations.node(named: "y"))
    #expect(Paths(derivation, from: y).count == 0)
    #expect(Paths(derivation, from: y).steps("").isEmpty)
  }

  /// Down a parabola, every step takes a fifth of what is left.
  @Test func descentGoesStepByStep() throws {
    let trace = try trace("param x = 4; L = x^2; rate 0.1")
    let descent = GradientDescent(from: trace, steps: 5)
    #expect(descent.traces.count == 6)
    for (step, trace) in descent.traces.enumerated() {
      var expected = 4.0
      for _ in 0..<step { expected -= 0.1 * 2 * expected }
      #expect(trace.scalar(of: NodeID(0)) == expected)
      #expect(descent.losses[step] == expected * expected)
      #expect(trace.gradient(of: NodeID(0)).scalar == 2 * expected)
    }
    // What was given is left alone.
    #expect(trace.scalar(of: NodeID(0)) == 4)
    let update = try #require(descent.traces[1].updates.first)
    let line = Derivation(descent.traces[1], language: .english).equation(of: update)
    #expect(
      PlainTextWriter().text(line.math) == "x′ = x − 0.1 · ∂L/∂x = 3.2 − 0.1 · 6.4 = 2.56")
  }
}
