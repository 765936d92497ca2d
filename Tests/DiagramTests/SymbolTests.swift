import Autodiff
import Derivation
import Foundation
import Scene
import Testing
import Wording

@testable import Diagram

/// A figure of symbols: names above arrows, upstream · local below, and no number of the trace.
@Suite struct SymbolTests {
  private static func options(_ change: (inout FigureOptions) -> Void = { _ in }) -> FigureOptions {
    .whole {
      $0.writesSymbols = true
      change(&$0)
    }
  }

  /// What stands below the arrows of a figure, in their order.
  private func gradients(
    _ text: String, _ change: (inout FigureOptions) -> Void = { _ in }
  ) throws -> [String] {
    try figure(text, Self.options(change)).plan.arrows.compactMap { $0.gradient?.plainText }
  }

  @Test func theChainRuleStandsAtTheArrows() throws {
    let chain = "x = 3; y = 4; t = x + y; z = t^2"
    #expect(
      try gradients(chain) == ["∂z/∂t · ∂t/∂x", "∂z/∂t · ∂t/∂y", "∂z/∂z · ∂z/∂t", "∂z/∂z"])
    let values = try figure(chain, Self.options()).plan.arrows.compactMap { $0.value?.plainText }
    #expect(values == ["t"])
    // What arrives at the output from elsewhere is a gradient with a name.
    #expect(try gradients("x = 3; y = x^2; upstream 0.5") == ["∂L/∂y · ∂y/∂x", "∂L/∂y"])
    // A result without a name has a letter, and one that is used twice a slot.
    #expect(
      try gradients("x = 3; z = (x * x) * 2")
        == ["∂z/∂u₁ · (∂u₁/∂x)₁", "∂z/∂u₁ · (∂u₁/∂x)₂", "∂z/∂z · ∂z/∂u₁", "∂z/∂z"])
  }

  @Test func tensorsHaveTheirRules() throws {
    #expect(
      try gradients(Lesson.matrices) == [
        "∂L/∂u₁ · Wᵀ", "Xᵀ · ∂L/∂u₁", "∂L/∂u₂", "∑ᵢ ∂L/∂u₂",
        "∂L/∂u₃ ∘ {1 (u₂ > 0); 0 (u₂ ≤ 0)}",
        "∂L/∂L · ∂L/∂u₃", "∂L/∂L",
      ])
  }

  @Test func aSumSaysOfHowManyArrows() throws {
    let faces = try figure("x = 3; a = 2 * x; z = a * x", Self.options()).plan.faces
    #expect(faces.compactMap { $0.note?.plainText } == ["∂z/∂x = ∑ 2 arrows"])
  }

  /// Above every arrow stands a name or nothing, below it a product of derivatives.
  @Test(arguments: 0..<60) func noArrowHasANumber(_ seed: Int) throws {
    let text = OperandOrderTests.random(UInt64(seed))
    let figure = try figure(text, Self.options())
    let writer = PlainTextWriter()
    let names = Set(figure.trace.nodes.map { writer.text(figure.plan.derivation.symbol(of: $0)) })
    for arrow in figure.plan.arrows {
      #expect(arrow.value.map { names.contains($0.plainText) } != false, "\(text)")
      #expect(arrow.gradient.map { $0.plainText.contains("∂") } != false, "\(text)")
    }
  }

  /// Room is laid out for them.
  @Test(arguments: [
    Lesson.apples, Lesson.square, Lesson.neuron, Lesson.network, Lesson.kinks, Lesson.calls,
    Lesson.softmax, Lesson.matrices, Lesson.large,
  ])
  func nothingOverlaps(_ text: String) throws {
    for direction in FigureOptions.Direction.allCases {
      for style in FigureOptions.Style.allCases {
        let options = Self.options {
          $0.direction = direction
          $0.style = style
          $0.rowLength = 900
        }
        #expect(overlaps(in: try figure(text, options)) == [], "\(direction) \(style)")
      }
    }
  }

  @Test func theDescriptionSaysThem() throws {
    let description = try figure("x = 3; y = 4; z = x * y", Self.options()).description
    #expect(
      description
        == "x × y gives z. Backward from z with ∂z/∂z: ∂z/∂z · ∂z/∂x to x, ∂z/∂z · ∂z/∂y to y.")
  }

  /// A layout is chosen for letters as for numbers.
  @Test func lettersHaveASize() throws {
    #expect(try figure(Lesson.square, Self.options()).numberSize != nil)
  }
}
