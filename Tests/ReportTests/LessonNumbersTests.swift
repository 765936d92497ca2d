import Autodiff
import Foundation
import GraphLanguage
import Testing

/// The book's own graphs hold the numbers of the lessons' sources, recomputed at full precision.
@Suite struct LessonNumbersTests {
  /// A graph file of the book, what to look at, and its entries to the digits given.
  struct Expected: CustomStringConvertible {
    let graph: String
    let values: [String: [Double]]
    let gradients: [String: [Double]]
    /// Parameters after the update.
    let after: [String: Double]
    var description: String { graph }

    init(
      _ graph: String, _ values: [String: [Double]], gradients: [String: [Double]] = [:],
      after: [String: Double] = [:]
    ) {
      self.graph = graph
      self.values = values
      self.gradients = gradients
      self.after = after
    }
  }

  static let all = [
    Expected(
      "01-two-apples/lesson", ["total": [220]],
      gradients: ["apple": [2.2], "count": [110], "tax": [200], "price": [1.1], "total": [1]]),
    Expected(
      "02-apples-and-oranges/lesson", ["total": [715]],
      gradients: [
        "apple": [2.2], "apple_count": [110], "orange": [3.3], "orange_count": [165],
        "tax": [650], "sum": [1.1],
      ]),
    Expected("03-local-computation/lesson", ["total": [4200]], gradients: ["apple": [2]]),
    Expected("04-chain-rule/lesson", ["z": [49]], gradients: ["x": [14], "y": [14], "t": [14]]),
    Expected(
      "05-wx-plus-b/lesson", ["f": [-7]],
      gradients: ["w": [5], "x": [-2], "b": [1], "g": [1]]),
    Expected("06-one-node/lesson", ["y": [9]], gradients: ["y": [0.5], "x": [3]]),
    Expected("06-one-node/whole", ["L": [4.5]], gradients: ["y": [0.5], "x": [3]]),
    Expected("08-sum-and-product/lesson", ["z": [15]], gradients: ["x": [1.3], "y": [1.3]]),
    Expected("08-sum-and-product/product", ["z": [50]], gradients: ["x": [6.5], "y": [13]]),
    Expected("08-sum-and-product/copy", ["y": [9]], gradients: ["x": [6]]),
    Expected("09-functions/relu", ["y": [2]], gradients: ["x": [1]]),
    Expected("09-functions/abs", ["y": [1.5]], gradients: ["x": [-1]]),
    Expected("09-functions/sigmoid", ["y": [0.731059]], gradients: ["x": [0.196612]]),
    Expected("09-functions/tanh", ["y": [0.462117]], gradients: ["x": [0.786448]]),
    Expected("09-functions/exp", ["y": [2.718282]], gradients: ["x": [2.718282]]),
    Expected("09-functions/log", ["y": [0.693147]], gradients: ["x": [0.5]]),
    Expected("09-functions/reciprocal", ["y": [0.5]], gradients: ["x": [-0.25]]),
    Expected("09-functions/power", ["y": [8]], gradients: ["x": [12]]),
    Expected("10-sigmoid-taken-apart/lesson", ["y": [0.880797]], gradients: ["x": [0.104994]]),
    Expected(
      "12-hadamard-product/lesson", ["z": [4, 10, 18]],
      gradients: ["x": [0.4, -5, 12], "y": [0.1, -2, 6]]),
    Expected("12-hadamard-product/jacobian", ["full": [0.4, -5, 12], "short": [0.4, -5, 12]]),
    Expected(
      "13-affine-row/lesson", ["Y": [3, 6, 4]],
      gradients: ["X": [-1, 0.5], "W": [1, -1, 2, 2, -2, 4], "B": [1, -1, 2]]),
    Expected(
      "14-affine-batch/lesson", ["P": [0, 0, 0, 10, 10, 10], "Y": [1, 2, 3, 11, 12, 13]],
      gradients: ["B": [5, 7, 9]]),
    Expected(
      "15-softmax-with-loss/lesson", ["y": [0.3, 0.2, 0.5]], gradients: ["z": [0.3, -0.8, 0.5]]),
    Expected(
      "15-softmax-with-loss/fused", ["L": [1.609438]], gradients: ["z": [0.3, -0.8, 0.5]]),
    Expected(
      "15-softmax-with-loss/right", ["z": [0, 4.595120, -800], "L": [0.01005034]],
      gradients: ["z": [0.01, -0.01, 0]]),
    Expected(
      "15-softmax-with-loss/batch", [:],
      gradients: [
        "Z": [0.1223642, -0.1673795, 0.04501529, -0.4647453, 0.03525473, 0.4294905]
      ]),
    Expected("16-softmax-taken-apart/identity", [:], gradients: ["z": [0.2, -0.3, -0.4]]),
    Expected("17-losses/lesson", ["L": [0.64]], gradients: ["y": [1.6]]),
    Expected("17-losses/sse", ["L": [1]], gradients: ["y": [1.6, -1.2]]),
    Expected("17-losses/bce", ["L": [0.223144]], gradients: ["y": [-1.25]]),
    Expected("17-losses/cross_entropy", ["L": [0.356675]], gradients: ["y": [0, -1.428571, 0]]),
    Expected("17-losses/hinge", ["L": [0.7]], gradients: ["y": [-1]]),
    Expected(
      "18-layers-that-remember/lesson", ["y": [1, 3, -1.75], "a": [1, 3, 0]],
      gradients: ["y": [0.1, -0.2, 0], "W": [0.2, 0.1, -0.4, -0.2, 0, 0], "v": [0, -0.5]]),
    Expected(
      "20-one-neuron/lesson", ["z": [1.5], "sigma": [0.817574], "L": [0.668428]],
      gradients: [
        "sigma": [1.635149], "z": [0.243877], "w1": [0.487753], "w2": [1.219383],
      ], after: ["w1": 0.012247, "w2": -1.119383]),
    Expected(
      "21-two-by-two-network/lesson",
      [
        "in_h3": [0.0275], "out_h3": [0.506875], "in_h4": [0.0425], "out_h4": [0.510623],
        "out_o5": [0.606478], "out_o6": [0.630481], "E": [0.242520],
      ],
      gradients: [
        "w35": [0.0721571], "w36": [-0.0424553], "w45": [0.0726907], "w46": [-0.0427692],
        "w13": [0.000188256], "w14": [0.000224813], "w23": [0.000376511], "w24": [0.000449627],
        "out_h3": [0.0150633],
      ]),
    Expected(
      "22-two-layer-network/lesson",
      [
        "z1": [0.6478], "z2": [0.7225], "sigma1": [0.656515], "sigma2": [0.673157],
        "sigma3": [0.415433], "L": [0.536884],
      ],
      gradients: [
        "sigma3": [1.710668], "W5": [0.272738], "W6": [0.279652], "b3": [0.415433],
        "sigma1": [-0.0716622], "W1": [-0.0161601], "W2": [-0.0161601], "W3": [0.0103193],
        "W4": [0.0103193], "z3": [0.415433],
      ],
      after: [
        "W1": 0.451360, "W2": 0.370660, "W3": 0.184781, "W4": 0.473181, "b1": -0.125740,
        "b2": 0.033581, "W5": -0.445238, "W6": -0.166752, "b3": -0.719733,
      ]),
    Expected("26-batch-sizes/lesson", ["L": [6]], gradients: ["w": [-10]], after: ["w": 2]),
    Expected("19-neurons-and-layers/lesson", ["y": [2.5, 7]]),
    Expected("19-neurons-and-layers/merged", ["W": [2.5, 3, 0, 2], "y": [2.5, 7]]),
  ]

  @Test(arguments: all) func numbersComeOut(_ expected: Expected) throws {
    let trace = try trace(expected.graph)
    for (name, entries) in expected.values {
      let node = try #require(trace.annotations.node(named: name))
      expectClose(trace.value(of: node).elements, entries, name)
    }
    for (name, entries) in expected.gradients {
      let node = try #require(trace.annotations.node(named: name))
      expectClose(try #require(trace.gradient(of: node).tensor).elements, entries, name)
    }
    for (name, value) in expected.after {
      let update = try #require(
        trace.updates.first { trace.annotations.names[$0.node] == name }, "\(name)")
      #expect(abs(update.after.elements[0] - value) < 1e-6, "\(name)")
    }
  }

  /// The derivative at a node alone, as the sources print it beside the gradients: ∂σ₃/∂z₃.
  @Test func localDerivativesComeOut() throws {
    let trace = try trace("22-two-layer-network/lesson")
    func local(_ name: String) throws -> Double {
      let node = try #require(trace.annotations.node(named: name))
      return try #require(trace.localDerivative(of: node, slot: 0))
    }
    expectClose([try local("sigma3")], [0.242848], "∂σ₃/∂z₃")
    expectClose([try local("sigma1")], [0.225503], "∂σ₁/∂z₁")
    let slope = try parseGraph(Array("x = 0; y = sigmoid(x)".utf8), file: "").get()
    let steepest = slope.tape.backward(from: slope.output, upstream: slope.upstream)
    #expect(steepest.localDerivative(of: slope.output, slot: 0) == 0.25)
  }

  /// ∂E/∂out_h3 of lesson 21 comes from both errors.
  @Test func aSharedUnitAddsUpWhatBothErrorsSend() throws {
    let trace = try trace("21-two-by-two-network/lesson")
    let unit = try #require(trace.annotations.node(named: "out_h3"))
    let parts = trace.uses(of: unit).compactMap { use in
      trace.edges(into: use.node).first { $0.from == unit }?.gradient.scalar
    }
    expectClose(parts.sorted(), [-0.0418794, 0.0569427], "E₆, E₅")
    expectClose([parts.reduce(0, +)], [0.0150633], "∂E/∂out_h3")
  }

  /// Lesson 24: the last layer moves more than ten times as far as the first.
  @Test func theLastLayerMovesFurther() throws {
    let trace = try trace("24-vanishing-gradients/lesson")
    func mean(_ layer: Int) -> Double {
      let changes = trace.updates.filter { $0.layer == layer }.flatMap(\.change.elements)
      return changes.map(abs).reduce(0, +) / Double(changes.count)
    }
    #expect(mean(1) > 10 * mean(0))
  }

  private func trace(_ path: String) throws -> Trace<Double> {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Templates/lessons/\(path).graph")
    let graph = try parseGraph(Array(try Data(contentsOf: file)), file: path).get()
    return graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }

  /// Within one unit of the sixth digit, as the sources print.
  private func expectClose(_ found: [Double], _ expected: [Double], _ name: String) {
    #expect(found.count == expected.count, "\(name)")
    for (a, b) in zip(found, expected) {
      #expect(abs(a - b) <= max(abs(b) * 5e-6, 1e-12), "\(name): \(a) for \(b)")
    }
  }

  /// The forms of one computation agree with one another.
  @Test func takenApartIsTheSame() throws {
    func gradient(_ path: String, _ name: String) throws -> [Double] {
      let trace = try trace(path)
      let node = try #require(trace.annotations.node(named: name))
      return try #require(trace.gradient(of: node).tensor).elements
    }
    let parts = try gradient("10-sigmoid-taken-apart/lesson", "x")
    expectClose(parts, try gradient("10-sigmoid-taken-apart/whole", "x"), "sigmoid")
    let exponentials = [0.2, 0.7, -0.4].map(exp)
    let sum = exponentials.reduce(0, +)
    let expected = zip(exponentials, [0.0, 1, 0]).map { $0 / sum - $1 }
    expectClose(try gradient("16-softmax-taken-apart/lesson", "z"), expected, "softmax")
    expectClose(try gradient("16-softmax-taken-apart/whole", "z"), expected, "softmax")
    expectClose(
      try gradient("19-neurons-and-layers/lesson", "W1"),
      try gradient("19-neurons-and-layers/merged", "W1"), "W₁")
  }
}
