import Autodiff
import Testing

@testable import GraphLanguage

/// The lessons of `worked-examples.md` as a lecturer would type them, with the numbers that must
/// come out.
@Suite struct LessonTests {
  @Test func lesson1() throws {
    let graph = try graph(
      """
      # Deep Learning from Scratch, ch. 5
      title "Two apples and a tax"
      title ko "사과 두 개와 소비세"

      apple = 100
      count = 2
      tax   = 1.1
      price = apple * count
      total = price * tax
      """)
    try expect(graph, "total", 220, ["apple": 2.2, "count": 110, "tax": 200, "price": 1.1])
    #expect(graph.tape.annotations.title[for: .korean] == "사과 두 개와 소비세")
    #expect(graph.tape.nodeCount == 5)
  }

  @Test func lesson2() throws {
    let graph = try graph(
      """
      apple = 100; apples = 2; orange = 150; oranges = 3; tax = 1.1
      sum = apple * apples + orange * oranges
      total = sum * tax
      """)
    try expect(
      graph, "total", 715,
      ["apple": 2.2, "apples": 110, "orange": 3.3, "oranges": 165, "tax": 650, "sum": 1.1])
  }

  @Test func lesson4() throws {
    try expect(try graph("x = 3; y = 4; t = x + y; z = t^2"), "z", 49, ["x": 14, "y": 14, "t": 14])
  }

  @Test func lesson5() throws {
    try expect(
      try graph("w = -2; x = 5; b = 3; g = w * x; f = g + b"), "f", -7,
      ["w": 5, "x": -2, "b": 1, "g": 1])
  }

  @Test func lesson17() throws {
    let graph = try graph(
      """
      const x = [2, 5]
      param w = [0.5, 0.1]
      s = dot(x, w)
      σ = sigmoid(s)
      loss = mse(σ, 0)
      rate 1
      """)
    #expect(abs(try graph.value("s") - 1.5) < 1e-15)
    try expect(graph, "loss", 0.668428, ["σ": 1.635149, "s": 0.243877])
    let gradient = graph.trace.gradient(of: try graph.node("w")).tensor?.elements ?? []
    #expect(zip(gradient, [0.487753, 1.219383]).allSatisfy { abs($0 - $1) < 5e-7 })
    #expect(graph.tape.annotations.rate == 1)
  }

  @Test func lesson18() throws {
    let graph = try graph(
      """
      const i1 = 0.05; const i2 = 0.10; const t5 = 0.01; const t6 = 0.99
      param w13 = .15; param w23 = .20; param w14 = .25; param w24 = .30
      param w35 = .40; param w45 = .45; param w36 = .50; param w46 = .55
      def neuron(x1, w1, x2, w2) = sigmoid(x1 * w1 + x2 * w2)
      layer "Hidden"
      layer ko "은닉층"
      h3 = neuron(i1, w13, i2, w23)
      h4 = neuron(i1, w14, i2, w24)
      layer "Output"; layer ko "출력층"
      o5 = neuron(h3, w35, h4, w45)
      o6 = neuron(h3, w36, h4, w46)
      layer end
      E = 1/2 * (t5 - o5)^2 + 1/2 * (t6 - o6)^2
      """)
    try expect(
      graph, "E", 0.242520,
      [
        "w35": 0.0721571, "w36": -0.0424553, "w45": 0.0726907, "w46": -0.0427692,
        "w13": 0.000188256, "w14": 0.000224813, "w23": 0.000376511, "w24": 0.000449627,
        "h3": 0.0150633,
      ])
    #expect(abs(try graph.value("o5") - 0.606478) < 5e-7)
  }

  @Test func lesson19() throws {
    let graph = try graph(
      """
      const x1 = 1; const x2 = 1; const y = 0
      layer "Layer 1"
      param W1 = .4352; param W2 = .3545; param b1 = -.1419
      param W3 = .1951; param W4 = .4835; param b2 = .0439
      z1 = W1 * x1 + W2 * x2 + b1
      z2 = W3 * x1 + W4 * x2 + b2
      s1 = sigmoid(z1); s2 = sigmoid(z2)
      layer "Layer 2"
      param W5 = -.1725; param W6 = .1129; param b3 = -.3043
      z3 = W5 * s1 + W6 * s2 + b3
      s3 = sigmoid(z3)
      layer end
      L = bce(s3, y)
      rate 1
      """)
    try expect(
      graph, "L", 0.536884,
      [
        "s3": 1.710668, "W5": 0.272738, "W6": 0.279652, "b3": 0.415433, "s1": -0.0716622,
        "W1": -0.0161601, "W2": -0.0161601, "W3": 0.0103193, "W4": 0.0103193,
      ])
  }

  /// Holds the output's value and some gradients against printed numbers.
  private func expect(
    _ graph: Graph, _ output: String, _ value: Double, _ gradients: KeyValuePairs<String, Double>,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws {
    #expect(graph.tape.annotations.names[graph.output] == output, sourceLocation: sourceLocation)
    let found = try #require(graph.result, sourceLocation: sourceLocation)
    #expect(abs(found - value) < 5e-7 * max(1, abs(value)), sourceLocation: sourceLocation)
    let trace = graph.trace
    for (name, expected) in gradients {
      let gradient = trace.gradient(of: try graph.node(name)).scalar ?? .nan
      #expect(
        abs(gradient - expected) < 6e-7 * max(1, abs(expected)), "\(name)",
        sourceLocation: sourceLocation)
    }
  }
}

extension Graph {
  fileprivate var trace: Trace<Double> { tape.backward(from: output, upstream: upstream) }
}
