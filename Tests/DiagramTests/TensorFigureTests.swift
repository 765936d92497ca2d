import Derivation
import Scene
import Testing

@testable import Diagram

/// Tensors in figures: numbers up to six rows and columns, slices side by side and in rows, constants
/// always.
@Suite struct TensorFigureTests {
  private func literal(_ extents: [Int], from first: Int = 1) -> String {
    guard let extent = extents.first else { return String(first) }
    let inner = Array(extents.dropFirst())
    let size = inner.reduce(1, *)
    return "["
      + (0..<extent).map { literal(inner, from: first + $0 * size) }
      .joined(separator: ", ") + "]"
  }

  @Test(arguments: [
    [6], [6, 6], [1, 6], [6, 1], [2, 3, 4], [6, 2, 2], [1, 1, 1], [2, 2, 2, 2], [1, 1, 4, 4],
    [3, 2, 1, 6],
  ])
  func numbersUpToSixBySixAreWritten(extents: [Int]) throws {
    let scene = try figure("x = \(literal(extents)); y = sum(2 * x)").scene
    let count = extents.reduce(1, *)
    let words = scene.words(in: "forward")
    for number in 1...count { #expect(words.contains("\(number)")) }
    #expect(!scene.layers.flatMap(\.items).contains { if case .image = $0 { true } else { false } })
  }

  @Test(arguments: [
    [7], [7, 2], [2, 7], [2, 2, 7], [2, 2, 2, 7], [2, 3, 3, 3], [1, 1, 1, 1, 2],
  ])
  func largerOnesAreHeatStrips(extents: [Int]) throws {
    let scene = try figure("x = \(literal(extents)); y = sum(2 * x)").scene
    #expect(scene.layers.flatMap(\.items).contains { if case .image = $0 { true } else { false } })
  }

  @Test func constantsStandAsTheyWereWritten() throws {
    let words = try figure(
      "x = [[1, 2], [3, 4]]; y = sum(x * [[0.0001, 524288], [3.1415926535, 7]]) + 2.71828 * sum(x)"
    ).scene.words(in: "node")
    for word in ["524288", "3.1415926535", "7", "2.71828"] { #expect(words.contains(word)) }
    let large = try figure("x = 2; y = sum(x * \(literal([9])))").scene.words(in: "node")
    #expect(large.contains("⋯") && large.contains("9"))
    #expect(!large.contains { $0.contains("×") })
  }

  @Test func powersAreSetAsPowers() throws {
    let words = try figure("x = 2; p = 3; y = x^2 + x^p").scene.words(in: "node")
    #expect(!words.contains { $0.contains("^") })
    #expect(words.contains("y"))
  }
}
