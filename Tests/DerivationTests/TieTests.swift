import Autodiff
import Testing

@testable import Derivation

/// Where entries tie, the ones that were chosen are named with their shares, and every sum matches.
@Suite struct TieTests {
  private func notes(_ graph: String) throws -> [String] {
    try Derivation(try trace(graph), language: .english).backward.flatMap(\.notes).map(\.text)
  }

  private func entry(_ graph: String, _ name: String, _ index: [Int]) throws -> Step {
    let trace = try trace(graph)
    let node = try #require(trace.annotations.node(named: name))
    return Derivation(trace, language: .english).entryStep(Entry(node: node, index: index))
  }

  @Test func tiedEntriesAreNamedWithTheirShares() throws {
    #expect(
      try notes("x = [3, 1, 3]; y = max(x)").contains(
        "x[0] = x[2] = 3: each receives 1/2 of the gradient."))
    let rows = try notes("x = [[3, 3, 3], [2, 5, 2], [1, 0, 0]]; y = sum(min(x, axis=1))")
    #expect(rows.contains("x[0, 0] = x[0, 1] = x[0, 2] = 3: each receives 1/3 of the gradient."))
    #expect(rows.contains("x[1, 0] = x[1, 2] = 2: each receives 1/2 of the gradient."))
    #expect(rows.contains("x[2, 1] = x[2, 2] = 0: each receives 1/2 of the gradient."))
    let many = try notes("x = [0, 0, 0, 0, 0, 0]; y = max(x)")
    #expect(many.contains("x[0] = x[1] = ⋯ = x[5] = 0: each receives 1/6 of the gradient."))
  }

  @Test func tiedOperandsAreNamedWithTheirShares() throws {
    #expect(
      try notes("a = 2; b = 2; y = max(a, b)").contains(
        "a = b = 2: each receives 1/2 of the gradient."))
    let row = try notes("a = [2, 3, 1]; y = sum(max(a, 2))")
    #expect(row.contains("a[0] = 2: each receives 1/2 of the gradient."), "\(row)")
    let more = try notes("a = [1, 1, 1, 1, 1, 1]; b = 1; y = sum(min(a, b))")
    #expect(more.contains("a[0] = b = 1: each receives 1/2 of the gradient."), "\(more)")
    #expect(more.contains("There are 2 more ties of this kind."), "\(more)")
  }

  private func forward(_ graph: String) throws -> [String] {
    let derivation = Derivation(try trace(graph), language: .english)
    return derivation.forward.flatMap(\.equations).map { PlainTextWriter().text($0.math) }
  }

  @Test func numbersThatWouldBePrintedAlikeAreToldApart() throws {
    #expect(
      try forward("x = 0.1; y = 0.2; z = 0.3; m = max(x + y, z)").last
        == "m = max(u₁, z) = max(0.30000000000000004, 0.3) = 0.3")
    #expect(
      try forward("a = 1.23451; b = 1.23452; m = max(a, b)").last
        == "m = max(a, b) = max(1.23451, 1.23452) = 1.235")
    #expect(
      try forward("x = [1.00001, 1.00002, 0]; m = min(max(x), 2)")[0]
        == "u₁ = max(x) = max([1.00001, 1.00002, 0]) = 1")
    #expect(
      try forward("x = 0.1; y = 0.2; m = clip(x + y, 0, 0.3)").last
        == "m = min(max(u₁, 0), 0.3) = min(max(0.30000000000000004, 0), 0.3) = 0.3")
    // Where they are equal, or differ in what is printed, nothing is added.
    #expect(
      try forward("a = 0.3; b = 0.3; m = max(a, b)").last == "m = max(a, b) = max(0.3, 0.3) = 0.3")
  }

  @Test func aRuleDoesNotSpeakOfOneEntryWhereSeveralTie() throws {
    let derivation = Derivation(try trace("x = [3, 3]; y = max(x)"), language: .english)
    #expect(derivation.backward[0].sentence.text.contains("they share it equally"))
    let single = Derivation(try trace("x = [3, 2]; y = max(x)"), language: .english)
    #expect(!single.backward[0].sentence.text.contains("share"))
  }

  @Test func anEntrysSumHasItsShare() throws {
    let tied = try entry("x = [3, 3, 1]; y = max(x) * 2", "x", [0])
    #expect(
      tied.equations.map { PlainTextWriter().text($0.math) }
        == ["∂y/∂x[0] = ∂y/∂u₁ · 1/2 = 2 · 0.5 = 1"])
    #expect(tied.notes.map(\.text).contains("x[0] = x[1] = 3: each receives 1/2 of the gradient."))
    let other = try entry("x = [3, 3, 1]; y = max(x) * 2", "x", [2])
    #expect(other.notes.map(\.text).contains("not the maximum"))
    let slice = try entry("x = [3, 4, 1]; y = sum(x[1:])", "x", [0])
    #expect(slice.notes.map(\.text) == ["not selected"])
  }

  @Test func longSumsSayWhatTheyAddUp() throws {
    let numbers = (1...8).map(String.init).joined(separator: ", ")
    let step = try entry("a = 2; x = [\(numbers)]; y = a * x; L = sum(y * y)", "a", [])
    let last = PlainTextWriter().text(try #require(step.equations.last).math)
    #expect(last.hasPrefix("∂L/∂a = ∂L/∂y[0] · x[0] + ∂L/∂y[1] · x[1] + ⋯ + ∂L/∂y[7] · x[7] = "))
  }
}

/// What is said beside the equations holds for the numbers at hand.
@Suite struct SayingTests {
  private func steps(_ graph: String, of name: String) throws -> [Step] {
    let trace = try trace(graph)
    let node = try #require(trace.annotations.node(named: name))
    return Derivation(trace, language: .english).chains(of: [node]).flatMap(\.steps)
  }

  private func reasons(_ graph: String, of name: String) throws -> [String] {
    try steps(graph, of: name).flatMap(\.equations).flatMap(\.links).compactMap(\.reason)
  }

  @Test func aTargetThatMovesIsNotFixed() throws {
    #expect(
      try reasons("x = 3; t = 1; y = mse(x, t)", of: "x").contains {
        $0.contains("the target is fixed")
      })
    let moving = try reasons("x = 3; y = mse(x, x * 2)", of: "x")
    #expect(moving.contains { $0.contains("the target is held here") }, "\(moving)")
    #expect(!moving.contains { $0.contains("fixed") }, "\(moving)")
    let other = try reasons("x = 0.3; w = 2; p = sigmoid(x); y = bce(p, p * 0.5)", of: "x")
    #expect(!other.contains { $0.contains("fixed") }, "\(other)")
  }

  @Test func zerosHaveTheirShape() throws {
    let step = try steps("x = [1, 2]; t = [3, 4]; y = sum(x * x)", of: "t")[0]
    #expect(step.equations.map { PlainTextWriter().text($0.math) } == ["∂y/∂t = [0, 0]"])
    #expect(
      step.sentence.text == "y does not depend on t: every entry of its gradient is exactly 0.")
    let number = try steps("x = [1, 2]; t = 3; y = sum(x * x)", of: "t")[0]
    #expect(number.equations.map { PlainTextWriter().text($0.math) } == ["∂y/∂t = 0"])
  }

  @Test func nothingIsSaidTwice() throws {
    let graph = "z = [[1, 2], [3, 4]]; t = [0, 1]; y = softmax_cross_entropy(z, t)"
    for step in try steps(graph, of: "t") {
      #expect(Set(step.notes.map(\.text)).count == step.notes.count, "\(step.notes)")
    }
  }

  /// The formula as it is printed overflows, the value does not.
  @Test func valuesBeyondTheirFormulaAreEqual() throws {
    for (graph, line) in [
      ("x = 800; y = softplus(x)", "y = ln(1 + eˣ) = ln(1 + e⁸⁰⁰) = 800"),
      (
        "x = [800, -1]; y = sum(softplus(x))",
        "u₁ = ln(1 + eˣ) = ln(1 + e^[800, −1]) = [800, 0.3133]"
      ),
    ] {
      let step = Derivation(try trace(graph), language: .english).forward[0]
      #expect(step.equations.map { PlainTextWriter().text($0.math) } == [line])
      #expect(step.notes.contains { $0.text.contains("overflows") }, "\(step.notes)")
    }
    let small = Derivation(try trace("x = 8; y = softplus(x)"), language: .english).forward[0]
    #expect(small.notes.isEmpty)
  }

  @Test func theSignOfAZeroIsSaidWhereItCounts() throws {
    let steps = Derivation(try trace("x = 0; u = -x; y = 1 / u"), language: .english).forward
    #expect(PlainTextWriter().text(steps[1].equations[0].math) == "y = 1/u = 1/−0 = −∞")
    #expect(steps[1].notes.contains { $0.text.contains("−0 is a zero with a minus sign") })
    let finite = Derivation(try trace("x = 0; u = -x; y = 1 + u"), language: .english).forward
    #expect(PlainTextWriter().text(finite[1].equations[0].math) == "y = 1 + u = 1 + 0 = 1")
  }

  /// What leads from a line to the next is said in text as well, however short the chain is.
  @Test func reasonsStandInTextOnShortChains() throws {
    let derivation = Derivation(try trace("x = 1; y = sigmoid(x)"), language: .english)
    let equations = derivation.chains(of: derivation.chainNodes).flatMap(\.steps)
      .flatMap(\.equations)
    var count = 0
    for equation in equations {
      let text = PlainTextWriter().lines(equation, width: 1_000).joined(separator: "\n")
      for reason in equation.links.compactMap(\.reason) {
        #expect(text.contains(reason), "\(text)")
        count += 1
      }
    }
    #expect(count > 3)
  }

  @Test func columnsAreExplained() throws {
    let product = Derivation(
      try trace("W = [[1, 2], [3, 4]]; x = [1, 2]; y = sum(W @ x)"), language: .korean)
    #expect(product.forward[0].notes.map(\.text) == ["벡터는 행으로 적고, 곱셈에 필요한 열은 xᵀ로 적습니다."])
    let rows = Derivation(
      try trace("W = [[1, 2], [3, 4]]; x = [1, 2]; y = sum(x @ W)"), language: .english)
    #expect(rows.forward[0].notes.isEmpty)
  }

  /// What the machine cannot hold is not said to be 0.
  @Test func valuesTooSmallForTheMachineAreNotZero() throws {
    for graph in [
      "x = -800; y = exp(x)", "x = -800; y = softplus(x)", "x = -800; y = sigmoid(x)",
      "x = 1e-200; y = x * 1e-200", "x = 1e-200; y = x^2", "x = [-800, 1]; y = sum(exp(x))",
      "x = [1000, 0]; y = sum(softmax(x) * [1, 2])",
    ] {
      let step = Derivation(try trace(graph), language: .english).forward[0]
      #expect(step.equations[0].links.last?.relation == "≈", "\(graph)")
      #expect(
        step.notes.contains { $0.text.contains("smaller than the smallest number") }, "\(graph)")
    }
    for graph in ["x = 0; y = x * 3", "x = 0; y = x^2", "x = -1; y = relu(x)", "x = 1; y = log(x)"]
    {
      let step = Derivation(try trace(graph), language: .english).forward[0]
      #expect(step.equations[0].links.last?.relation == "=", "\(graph)")
    }
    let flat = Derivation(try trace("x = -800; y = sigmoid(x) * 2"), language: .english)
    #expect(flat.backward.flatMap(\.equations).allSatisfy { !$0.isApproximate })
  }
}
