import Autodiff
import Foundation
import Testing

@testable import GraphLanguage

private let all = Set(OperationKind.composites)

private func graph(_ text: String, expanding: Set<OperationKind>) throws -> Graph {
  try parseGraph(Array(text.utf8), file: "t", expanding: expanding).get()
}

@Suite struct ExpansionTests {
  @Test func theSigmoidIsTheOneOfTheBoard() throws {
    let graph = try graph("x = 0.6; y = sigmoid(x)", expanding: [.sigmoid])
    #expect(
      graph.outline == [
        "x", "#1", "#2 = negate(x)", "#3 = exp(#2)", "#4 = add(#1, #3)", "y = reciprocal(#4)",
      ])
    let annotations = graph.tape.annotations
    #expect(
      (0..<graph.tape.nodeCount).map { annotations.groupPath(of: NodeID($0)).count } == [
        0, 1, 1, 1, 1, 1,
      ])
    #expect(annotations.groups[0].name == "sigmoid" && annotations.groups[0].call == 1)
  }

  @Test func softmaxWithCrossEntropyShowsEveryNode() throws {
    let one = try graph(
      "z = [0.3, 2.9, 4]; t = [0, 0, 1]; L = softmax_cross_entropy(z, t)",
      expanding: [.softmaxCrossEntropy])
    #expect(
      one.outline == [
        "z", "t", "#2 = exp(z)", "#3 = sum(#2)", "#4 = divide(#2, #3)", "#5 = log(#4)",
        "#6 = multiply(t, #5)", "#7 = sum(#6)", "L = negate(#7)",
      ])
    let batch = try graph(
      "z = [[0.3, 2.9], [1, 2]]; t = [1, 0]; L = softmax_cross_entropy(z, t)",
      expanding: [.softmaxCrossEntropy])
    #expect(
      batch.outline == [
        "z", "t", "#2 = one_hot(t)", "#3 = exp(z)", "#4 = sum(#3)", "#5 = reshape(#4)",
        "#6 = divide(#3, #5)", "#7 = log(#6)", "#8 = multiply(#2, #7)", "#9 = sum(#8)",
        "#10 = negate(#9)", "#11", "L = divide(#10, #11)",
      ])
  }

  @Test func partsOfPartsAreTakenApartToo() throws {
    let text = "def f(a) = silu(a) + 1\nx = 0.3\ny = f(x)"
    #expect(try graph(text, expanding: [.silu]).outline.contains("#2 = multiply(x, #1)"))
    let graph = try graph(text, expanding: all)
    let annotations = graph.tape.annotations
    #expect(
      annotations.groupPath(of: NodeID(1)).map { annotations.groups[$0].name } == [
        "f", "silu", "sigmoid",
      ])
  }

  @Test(arguments: FunctionTests.calls)
  func everyFunctionHasItsValue(text: String, value: Double) throws {
    let setting =
      "x = 0.5; v = [1, 2, 3]; w = [3, 1, 1]; M = [[1, 2], [3, 4]]; I = [[[1, 2], [3, 4]]]\n"
    let result = try graph(setting + "y = " + text, expanding: all).result
    #expect(abs(try #require(result) - value) < 1e-12)
  }

  /// Graphs of composites upon composites that nobody wrote.
  @Test(arguments: 0..<40)
  func nothingChangesInRandomGraphs(seed: UInt64) throws {
    var random = Generator(state: seed &* 0x9E37_79B9_7F4A_7C15 &+ 5)
    let text = Self.text(&random)
    let (whole, parts) = (try graph(text, expanding: []), try graph(text, expanding: all))
    #expect(parts.tape.nodeCount > whole.tape.nodeCount && parts.warnings.isEmpty)
    try expectSame(whole, parts, text)
  }

  private static func text(_ random: inout Generator) -> String {
    let rows = 1 + random.below(3)
    func number() -> String { String(format: "%.2f", Double(random.below(300)) / 100 - 1.5) }
    func row(_ count: Int) -> String {
      "[" + (0..<count).map { _ in number() }.joined(separator: ", ") + "]"
    }
    func matrix(_ rows: Int, _ columns: Int) -> String {
      "[" + (0..<rows).map { _ in row(columns) }.joined(separator: ", ") + "]"
    }
    var lines = [
      "n0 = \(matrix(rows, 3))", "W = \(matrix(3, 3))", "b = \(row(3))", "def f(a) = tanh(a) * a",
    ]
    let steps = [
      "sigmoid(A)", "tanh(A)", "softplus(A)", "silu(A)", "gelu(A)", "mish(A)", "dropout(A)",
      "softmax(A)",
      "softmax(A, axis=0)", "log_softmax(A)", "affine(A, W, b)", "A * sigmoid(B)", "f(A) + B",
      "A - mean(B, axis=1)[0]", "mean(A, axis=0) + B", "dot(A[0], B[0]) * A", "mean(A) * B",
    ]
    for index in 1...(3 + random.below(6)) {
      let step = steps[random.below(steps.count)]
      let (a, b) = (random.below(index), random.below(index))
      lines.append(
        "n\(index) = " + step.replacing("A", with: "n\(a)").replacing("B", with: "n\(b)"))
    }
    let last = "n\(lines.count - 4)"
    let labels = "[" + (0..<rows).map { _ in "\(random.below(3))" }.joined(separator: ", ") + "]"
    let losses = [
      "mse(\(last), W[0, 0])", "sse(\(last), n0)", "half_sse(\(last), n0)",
      "bce(sigmoid(\(last)), sigmoid(n0))", "cross_entropy(softmax(\(last)), labels)",
      "softmax_cross_entropy(\(last), labels)", "softmax_cross_entropy(\(last), softmax(n0))",
      "softmax_loss(\(last), labels)", "hinge(\(last), n0)",
    ]
    lines += ["labels = \(labels)", "L = " + losses[random.below(losses.count)]]
    return lines.joined(separator: "\n")
  }

  private func expectSame(_ whole: Graph, _ parts: Graph, _ text: String) throws {
    let a = whole.tape.backward(from: whole.output, upstream: whole.upstream)
    let b = parts.tape.backward(from: parts.output, upstream: parts.upstream)
    // Passes of a loop share a name, and figures and pages tell them apart.
    let designations = Designations(whole.tape.annotations)
    let others = Designations(parts.tape.annotations)
    let nodes = parts.tape.annotations.names.keys
    for node in whole.tape.annotations.names.keys {
      let name = try #require(designations.text(node))
      let other = try #require(nodes.first { others.text($0) == name })
      #expect(close(a.value(of: node), b.value(of: other)), "\(name) in \(text)")
      if a.role(of: node) != .operation {
        let (x, y) = (a.gradient(of: node).tensor, b.gradient(of: other).tensor)
        #expect((x == nil) == (y == nil))
        if let x, let y { #expect(close(x, y), "∂\(name) in \(text)") }
      }
    }
  }

  private func close(_ a: Tensor<Double>, _ b: Tensor<Double>) -> Bool {
    a.shape == b.shape
      && zip(a.elements, b.elements).allSatisfy {
        abs($0 - $1) <= 1e-12 * max(1, abs($0), abs($1))
      }
  }

  @Test func everyLessonCanBeTakenApart() throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../../Templates/lessons").standardizedFileURL
    let lessons = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    var count = 0
    for lesson in lessons {
      let path = folder.appending(path: lesson).appending(path: "lesson.graph").path
      guard let bytes = FileManager.default.contents(atPath: path) else { continue }
      let text = String(decoding: bytes, as: UTF8.self)
      try expectSame(try graph(text, expanding: []), try graph(text, expanding: all), lesson)
      count += 1
    }
    #expect(count > 0)
  }

  @Test func aLabelThatNamesNoClassIsStillTheLosssError() {
    let text = "z = [1, 2, 3]; L = softmax_loss(z, 3)"
    guard case .failure(let diagnostics) = parseGraph(Array(text.utf8), file: "t", expanding: all)
    else {
      Issue.record("the label is accepted")
      return
    }
    #expect(
      diagnostics.errors.map(\.message.english) == errors(text).map { String($0.dropFirst(6)) })
  }

  @Test(arguments: [
    ("softmax([1000, 2])[0]", "'softmax', taken apart, is not finite everywhere"),
    ("sigmoid(-800)", "'sigmoid', taken apart, is not finite everywhere"),
    ("softplus(-40)", "'softplus', taken apart, loses digits here"),
    ("bce([0, 0.5], [0, 1])", "'bce', taken apart, is not finite everywhere"),
  ])
  func whereThePartsFailThePageSaysWhyTheWholeExists(call: String, message: String) throws {
    let text = "a = 0; y = a + " + call
    #expect(try graph(text, expanding: []).warnings.isEmpty)
    let warning = try #require(try graph(text, expanding: all).warnings.first)
    #expect(warning.message.english.hasPrefix(message))
    #expect(
      warning.message.english.contains("one piece") && warning.message.korean.contains("한 연산"))
  }
}
