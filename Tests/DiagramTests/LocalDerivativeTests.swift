import Autodiff
import Derivation
import Foundation
import Scene
import Testing
import Wording

@testable import Diagram

/// Beside each red arrow, upstream × local = downstream can be read.
@Suite struct LocalDerivativeTests {
  private static func options(_ change: (inout FigureOptions) -> Void = { _ in }) -> FigureOptions {
    .whole {
      $0.writesLocals = true
      change(&$0)
    }
  }

  /// How many arrows between scalars a graph's figure has; each of them shows what it has to.
  private func check(_ text: String, _ name: String) throws -> Int {
    let trace = try trace(text)
    let options = Self.options()
    let plan = FigurePlan(trace, options: options, measuring: MonospaceMeasure())
    let numbers = NumberSetter(
      derivation: plan.derivation, options: options, names: plan.names, setter: plan.setter,
      blankSize: NumberSetter.blankSize)
    var count = 0
    for (edge, arrow) in zip(plan.graph.edges, plan.arrows) {
      let end = plan.graph.nodes[edge.to]
      guard end.kind == .operation, let downstream = edge.gradient.scalar,
        trace.isOnPath(edge.user),
        let upstream = trace.gradient(of: end.id).scalar
      else { continue }
      count += 1
      let contribution = try #require(numbers.contribution(of: edge))
      let local = try #require(
        plan.derivation.localDerivative(contribution, through: end.id)?.scalar, "\(name)")
      let product = upstream * local
      let isSame =
        product == downstream || product.isNaN && downstream.isNaN
        || abs(product - downstream) <= 1e-9 * max(abs(product), abs(downstream))
      #expect(isSame, "\(upstream) × \(local) is not \(downstream) in \(name)")
      // And that is what stands there.
      let lines = arrow.gradientLines.map(\.plainText)
      #expect(lines.count == 2, "\(name)")
      #expect(
        lines.last?.hasSuffix("= " + options.numerals.text(local)) == true, "\(lines) in \(name)")
    }
    return count
  }

  @Test func upstreamTimesLocalIsDownstream() throws {
    var count = 0
    for file in OperandOrderTests.files {
      count += try check(String(contentsOfFile: file, encoding: .utf8), file)
    }
    #expect(count > 500)
  }

  @Test(arguments: 0..<150) func randomGraphs(_ seed: Int) throws {
    let text = OperandOrderTests.random(UInt64(seed))
    #expect(try check(text, text) > 4)
  }

  @Test func rulesAreNamedAndNumbersFollow() throws {
    func lines(_ text: String, _ change: (inout FigureOptions) -> Void = { _ in }) throws
      -> [String]
    {
      try figure(text, Self.options(change)).plan.arrows.compactMap {
        $0.gradientLines.last?.plainText
      }
    }
    #expect(try lines("x = 2; y = 5; z = x * y") == ["∂z/∂x = y = 5", "∂z/∂y = x = 2"])
    #expect(
      try lines("x = 3; y = x^2; z = y * y") == [
        "∂y/∂x = 2 · x = 6", "(∂z/∂y)₁ = y = 9", "(∂z/∂y)₂ = y = 9",
      ])
    #expect(try lines("x = 3; y = sigmoid(2 * x)").first == "∂u₁/∂x = 2")
    #expect(try lines("x = -3; y = relu(x)") == ["∂y/∂x = 0"])
    // Every term of a sum has 1, however the sum was computed.
    #expect(
      try lines("a = 1; b = 2; c = 3; d = 4; s = a + b + c + d")
        == ["a", "b", "c", "d"].map { "∂s/∂\($0) = 1" })
    // Tensors: entry by entry, by a product of matrices, over the entries of a sum.
    #expect(
      try lines(Lesson.matrices) == [
        "= ∂L/∂u₁ · Wᵀ", "= Xᵀ · ∂L/∂u₁", "= ∂L/∂u₂", "= ∑ᵢ ∂L/∂u₂",
        "= ∂L/∂u₃ ∘ [[1, 1, 1], [1, 0, 1], [1, 0, 1]]", "∂L/∂u₃ = 𝟏₃ₓ₃",
      ])
    // A collapsed call has a rule of its own that no figure shows.
    #expect(try lines(Lesson.calls) { $0.groups = .collapsed }.count == 1)
  }

  /// Room is laid out for them.
  @Test(arguments: [
    Lesson.apples, Lesson.square, Lesson.neuron, Lesson.network, Lesson.kinks, Lesson.calls,
    Lesson.softmax, Lesson.matrices, Lesson.large,
  ])
  func nothingOverlaps(_ text: String) throws {
    for direction in FigureOptions.Direction.allCases {
      for style in FigureOptions.Style.allCases {
        for blank in [FigureOptions.Blank.none, .gradients] {
          let options = Self.options {
            $0.direction = direction
            $0.style = style
            $0.blank = blank
            $0.rowLength = 900
          }
          #expect(overlaps(in: try figure(text, options)) == [], "\(direction) \(style) \(blank)")
        }
      }
    }
  }

  @Test func theSmallestNumberIsNoSmaller() throws {
    let plain = try figure(Lesson.neuron).numberSize
    #expect(try figure(Lesson.neuron, Self.options()).numberSize == plain)
  }

  /// A local derivative with the value of an operation would tell that value.
  @Test func valuesToFillInStayHidden() throws {
    let options = Self.options { $0.blank = .values }
    let lines = try figure("x = 3; y = exp(x); z = y * 7; L = z * x", options).plan.arrows
      .compactMap { $0.gradientLines.last?.plainText }
    // What follows from what is given stands there.
    #expect(lines == ["∂y/∂x = y =", "∂z/∂y = 7", "∂L/∂z = x = 3", "∂L/∂x = z ="])
  }

  @Test func productsToFillInHaveTheirFactors() throws {
    let figure = try figure(Lesson.square, Self.options { $0.blank = .products })
    #expect(
      figure.plan.arrows.contains { $0.gradientLines.last?.plainText.hasSuffix("= 3") == true })
  }

  @Test func theDescriptionSaysThem() throws {
    #expect(try figure(Lesson.square, Self.options()).description.contains("3 to x (local 3)"))
    let hidden = Self.options { $0.blank = .gradients }
    #expect(try !figure(Lesson.square, hidden).description.contains("local"))
  }
}
