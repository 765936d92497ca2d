import Autodiff
import GraphLanguage
import Testing
import Wording

@testable import Derivation

private func graph(_ text: String) throws -> Graph {
  try parseGraph(Array(text.utf8), file: "<expression>").get()
}

private func chain(_ text: String, of name: String) throws -> Chain {
  let graph = try graph(text)
  let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
  let node = try #require(trace.annotations.node(named: name))
  return Derivation(trace, language: .english).chains(of: [node])[0]
}

private func lines(_ chain: Chain) -> [String] {
  chain.steps.flatMap(\.equations).map { PlainTextWriter().text($0.math) }
}

private let neuron = "x = 2; w = 0.5; b = 1; z = w*x + b; s = sigmoid(z); L = bce(s, 0)"

@Suite struct ChainTests {
  @Test func oneWayIsOneProductWithEachFactorDerived() throws {
    let chain = try chain(neuron, of: "w")
    #expect(chain.form == .unrolled)
    let lines = lines(chain)
    #expect(lines.first == "∂L/∂w = ∂L/∂s · ∂s/∂z · ∂z/∂w")
    #expect(lines.contains("∂z/∂w = ∂(w · x + b)/∂w = x = 2"))
    #expect(lines.last == "∂L/∂w = ∂L/∂s · ∂s/∂z · ∂z/∂w = 8.389 · 0.105 · 2 = 1.762")
  }

  @Test func severalWaysAreAddedUpAndComeFirst() throws {
    let chain = try chain("a = 2; p = 3*a; q = sin(a); b = 5; h = p*q; L = h + p", of: "a")
    #expect(chain.steps.map(\.anchor) == ["c2", "c0"])
    let lines = lines(chain)
    // p leads to L itself and through h: the part by the direct way has a name of its own.
    #expect(lines[0] == "∂L/∂p = (∂L/∂p)_L + ∂L/∂h · ∂h/∂p")
    #expect(lines.last?.hasPrefix("∂L/∂a = (∂L/∂a)_q + (∂L/∂a)ₚ = ") == true)
  }

  @Test func powersOfSumsAreMultipliedOut() throws {
    let lines = lines(try chain("t = 3; o = 1; E = 0.5*(t - o)^2", of: "o"))
    #expect(
      lines == [
        "∂E/∂o = ∂(0.5 · (t − o)²)/∂o = 0.5 · 2 · (t − o) · (−1) = −(t − o) = −(3 − 1) = −2"
      ])
  }

  @Test func whatTwoWaysUseIsLinkedOnce() throws {
    let chain = try chain(
      "o = 1.1; c = exp(o); y = c/(o^2 + 1); b = y/(o^2 + 1); x = b^2/(y^2 + 1)", of: "o")
    let links = try #require(chain.steps.last?.links)
    #expect(!links.isEmpty && Set(links).count == links.count)
  }

  @Test func aNameThatIsPutInNeedsNoBrackets() throws {
    let lines = lines(
      try chain("x = [1, 2]; a = 2; y = sum(a*x); k = 3; z = k * y; L = 5 * z", of: "a"))
    #expect(lines[0].contains("∑") && !lines[0].contains("(k)") && !lines[0].contains("(5)"))
  }

  @Test func whatIsNotPutTogetherIsNotAnnounced() throws {
    let forked = try chain("x = [1, 2]; y = max(x) * sum(x)", of: "x").steps[0]
    #expect(forked.equations.isEmpty && !forked.sentence.text.contains("put into one another"))
    let single = try chain("x = [1, 2]; y = sum(x * x[0])", of: "x").steps[0]
    #expect(single.equations.isEmpty != single.sentence.text.contains("put into one another"))
  }

  @Test(arguments: ["x = [1e8, 2]; y = sum(sin(x * x))", "x = [0, 1]; y = sum(log(x))"])
  func aDifferenceThatIsFarOffProvesNothing(_ text: String) throws {
    let graph = try graph(text)
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let x = try #require(trace.annotations.node(named: "x"))
    let chains = Derivation(trace, language: .english).chains(
      of: [x], check: graph.tape.checkGradients(trace))
    let notes = chains.flatMap(\.steps).flatMap(\.notes).map(\.text)
    #expect(notes.contains { $0.hasSuffix("so it proves nothing here.") })
    #expect(!notes.contains { $0.contains("agree") })
  }

  @Test func whatWasFoundIsLinkedAndNotDerivedAgain() throws {
    let graph = try graph(neuron)
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let nodes = ["w", "b"].compactMap { trace.annotations.node(named: $0) }
    let chains = Derivation(trace, language: .korean).chains(of: nodes)
    let anchors = Set(chains[0].steps.map(\.anchor))
    let links = chains[1].steps.flatMap(\.links)
    #expect(links.count == 2)
    #expect(links.allSatisfy { anchors.contains($0.anchor) })
    #expect(!lines(chains[1]).contains { $0.hasPrefix("∂L/∂s = ") })
  }

  @Test func anUpstreamGradientIsTheFirstFactor() throws {
    let lines = lines(try chain("x = 10; y = 5; z = x*y; upstream 1.3", of: "x"))
    #expect(lines.last == "∂L/∂x = ∂L/∂z · ∂z/∂x = 1.3 · 5 = 6.5")
  }

  @Test func tensorsAreFollowedNodeByNode() throws {
    let chain = try chain(
      "X = [[1, 2]]; W = [[1, 0], [2, 1]]; Y = X @ W; L = sum(sigmoid(Y))", of: "W")
    #expect(chain.form == .tensors)
    #expect(
      lines(chain)[0].hasPrefix("∂L/∂W = Xᵀ · ∂L/∂Y = Xᵀ · (∂L/∂u₁ ∘ u₁ ∘ (1 − u₁))"))
    #expect(chain.steps.count == 4)
  }

  @Test func aLongWayIsFollowedNodeByNode() throws {
    var text = "x0 = 0.5\n"
    for i in 1...40 { text += "x\(i) = sin(x\(i - 1))\n" }
    let chain = try chain(text, of: "x0")
    #expect(chain.form == .long)
    #expect(chain.steps.count == 41)
  }

  @Test func constantsAndUnusedLeavesHaveNoChain() throws {
    #expect(try chain("const c = 1; x = 2; y = c*x", of: "c").form == .notComputed)
    #expect(try chain("a = 1; x = 2; y = x*x", of: "a").form == .noPath)
  }

  /// Laws over random graphs: an unrolled chain ends in the engine's gradient, and no factor is
  /// derived twice.
  @Test(arguments: 0..<60) func randomChainsEndInTheGradient(seed: Int) throws {
    let graph = try graph(randomGraph(seed: UInt64(seed)))
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let derivation = Derivation(trace, language: .english)
    let nodes = trace.nodes.filter { trace.role(of: $0) == .variable }
    var lefts: Set<String> = []
    for (node, chain) in zip(nodes, derivation.chains(of: nodes)) where chain.form == .unrolled {
      let gradient = try #require(trace.gradient(of: node).scalar)
      let last = try #require(chain.steps.last?.equations.last?.links.last)
      #expect(PlainTextWriter().text(last.math) == Numerals().text(gradient))
      for equation in chain.steps.flatMap(\.equations) {
        let text = PlainTextWriter().text(equation.math)
        #expect(lefts.insert(text).inserted, "\(text) twice")
      }
    }
  }

  private func randomGraph(seed: UInt64) -> String {
    var state = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    var names = ["a", "b", "c"]
    var text = "a = 0.7\nb = -1.2\nc = 2.1\n"
    for i in 0..<6 {
      let (p, q) = (names[next(names.count)], names[next(names.count)])
      let right = [
        "\(p) * \(q) + 2 * \(p)", "sigmoid(\(p))", "tanh(\(p) - \(q))", "\(p) * \(p) - \(q)",
        "0.5 * (\(p) - \(q))^2", "relu(\(p))", "sin(\(p)) * \(q)", "-(\(p) + \(q) * 3)",
      ][next(8)]
      names.append("v\(i)")
      text += "v\(i) = \(right)\n"
    }
    return text + "L = v5 * v4 + v3\n"
  }
}
