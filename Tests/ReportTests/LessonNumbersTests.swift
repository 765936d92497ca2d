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
    var description: String { graph }

    init(
      _ graph: String, _ values: [String: [Double]], gradients: [String: [Double]] = [:]
    ) {
      self.graph = graph
      self.values = values
      self.gradients = gradients
    }
  }

  static let all = [
    Expected(
      "01-two-apples/lesson", ["total": [220]],
      gradients: ["apple": [2.2], "count": [110], "tax": [200]]),
    Expected(
      "02-apples-and-oranges/lesson", ["total": [715]],
      gradients: [
        "apple": [2.2], "apple_count": [110], "orange": [3.3], "orange_count": [165],
        "tax": [650], "sum": [1.1],
      ]),
    Expected("03-local-computation/lesson", ["total": [4200]], gradients: ["apple": [2]]),
    Expected("04-chain-rule/lesson", ["z": [49]], gradients: ["x": [14], "y": [14]]),
    Expected(
      "05-wx-plus-b/lesson", ["f": [-7]],
      gradients: ["w": [5], "x": [-2], "b": [1], "g": [1]]),
    Expected("07-sum-and-product/lesson", ["z": [15]], gradients: ["x": [1.3], "y": [1.3]]),
    Expected("07-sum-and-product/product", ["z": [50]], gradients: ["x": [6.5], "y": [13]]),
    Expected("09-sigmoid-taken-apart/lesson", ["y": [0.880797]], gradients: ["x": [0.104994]]),
    Expected("10-hadamard-product/jacobian", ["full": [0.4, -5, 12], "short": [0.4, -5, 12]]),
    Expected(
      "12-affine-batch/lesson", ["P": [0, 0, 0, 10, 10, 10], "Y": [1, 2, 3, 11, 12, 13]],
      gradients: ["B": [5, 7, 9]]),
    Expected(
      "13-softmax-with-loss/lesson", ["y": [0.3, 0.2, 0.5]], gradients: ["z": [0.3, -0.8, 0.5]]),
    Expected(
      "13-softmax-with-loss/right", ["y": [0.01, 0.99, 0]], gradients: ["z": [0.01, -0.01, 0]]),
    Expected("14-softmax-taken-apart/identity", [:], gradients: ["z": [0.2, -0.3, -0.4]]),
    Expected(
      "17-one-neuron/lesson", ["z": [1.5], "sigma": [0.817574], "L": [0.668428]],
      gradients: [
        "sigma": [1.635149], "z": [0.243877], "w1": [0.487753], "w2": [1.219383],
      ]),
    Expected(
      "18-two-by-two-network/lesson",
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
      "19-two-layer-network/lesson",
      ["z1": [0.6478], "z2": [0.7225], "sigma3": [0.415433], "L": [0.536884]],
      gradients: [
        "sigma3": [1.710668], "W5": [0.272738], "W6": [0.279652], "b3": [0.415433],
        "sigma1": [-0.0716622], "W1": [-0.0161601], "W3": [0.0103193],
      ]),
  ]

  @Test(arguments: all) func numbersComeOut(_ expected: Expected) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Templates/lessons/\(expected.graph).graph")
    let graph = try parseGraph(Array(try Data(contentsOf: file)), file: expected.graph).get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    for (name, entries) in expected.values {
      let node = try #require(trace.annotations.node(named: name))
      expectClose(trace.value(of: node).elements, entries, name)
    }
    for (name, entries) in expected.gradients {
      let node = try #require(trace.annotations.node(named: name))
      expectClose(try #require(trace.gradient(of: node).tensor).elements, entries, name)
    }
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
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    func gradient(_ path: String, _ name: String) throws -> [Double] {
      let file = root.appending(path: "Templates/lessons/\(path).graph")
      let graph = try parseGraph(Array(try Data(contentsOf: file)), file: path).get()
      let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
      let node = try #require(trace.annotations.node(named: name))
      return try #require(trace.gradient(of: node).tensor).elements
    }
    let parts = try gradient("09-sigmoid-taken-apart/lesson", "x")
    expectClose(parts, try gradient("09-sigmoid-taken-apart/whole", "x"), "sigmoid")
    let exponentials = [0.2, 0.7, -0.4].map(exp)
    let sum = exponentials.reduce(0, +)
    let expected = zip(exponentials, [0.0, 1, 0]).map { $0 / sum - $1 }
    expectClose(try gradient("14-softmax-taken-apart/lesson", "z"), expected, "softmax")
  }
}
