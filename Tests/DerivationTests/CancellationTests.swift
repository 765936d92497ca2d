import Testing

@testable import Derivation

/// Lines whose terms nearly or wholly cancel, and powers whose rule has no value.
@Suite struct CancellationTests {
  private func steps(_ graph: String) throws -> (lines: [String], notes: [String]) {
    let trace = try trace(graph)
    let derivation = Derivation(trace, language: .english)
    let leaves = trace.nodes.filter { trace.role(of: $0) == .variable }
    let steps =
      derivation.forward + derivation.backward + derivation.chains(of: leaves).flatMap(\.steps)
    return (
      steps.flatMap(\.equations).map { PlainTextWriter().text($0.math) },
      steps.flatMap(\.notes).map(\.text)
    )
  }

  @Test func enoughDigitsAreShownWhereTermsNearlyCancel() throws {
    let (lines, _) = try steps("x = 1.4999912345; y = 1.5000712445; z = exp(x - y)")
    #expect(lines[0] == "u₁ = x − y = 1.49999123 − 1.50007124 = −8.001×10⁻⁵", "\(lines[0])")
    let arrows = try steps("x = 0.3; y = x * 3 - x * 3.0000001").lines
    #expect(arrows.contains { $0.hasSuffix("= (−3.0000001) + 3 = −1×10⁻⁷") }, "\(arrows)")
  }

  @Test func whatRoundingLeavesIsZeroAndSaidSo() throws {
    let (lines, notes) = try steps("x = 0.1; y = 0.2; z = x + y - 0.3")
    #expect(lines[1] == "z = u₁ − 0.3 = 0.3 − 0.3 = 0")
    #expect(
      notes.contains(
        "The terms cancel. Exactly, 0 is left; in the machine rounding leaves 5.551×10⁻¹⁷."))
    let sum = try steps("x = [0.1, 0.2, -0.3]; z = sum(x)")
    #expect(sum.lines[0] == "z = ∑ x = ∑ [0.1, 0.2, −0.3] = 0")
    let softmax = try steps("x = [1, 2, 3]; y = sum(softmax(x))").lines
    #expect(softmax.contains { $0.hasPrefix("∂y/∂x = ") && $0.hasSuffix(" ≈ [0, 0, 0]") })
    // A logarithm of large operands has the rounding of those.
    for x in ["1000.3, 1000.3, 1000.3", "123.7, 123.7", "-20000.1, -20000.1, -20000.1"] {
      let lines = try steps("x = [\(x)]; y = 3.7 * sum(log_softmax(x))").lines
      let zeros = x.split(separator: ",").map { _ in "0" }.joined(separator: ", ")
      #expect(
        lines.contains { $0.hasPrefix("∂y/∂x = ") && $0.hasSuffix("= [\(zeros)]") }
          || lines.contains { $0.hasPrefix("∂y/∂x = ") && $0.hasSuffix("≈ [\(zeros)]") },
        "\(lines)")
    }
  }

  /// What is made of what rounding left is rounding, too, in each step that follows.
  @Test func whatIsMadeOfRoundingIsZero() throws {
    let mean = try steps("v = [0.26, 0.29, -0.047, 0.47, 0.76]; m = mean(v); L = sum((v - m)^2)")
    #expect(
      mean.lines.contains { $0.hasPrefix("∂L/∂m = ") && $0.hasSuffix("= 0") }, "\(mean.lines)")
    #expect(
      mean.lines.contains { $0.hasPrefix("(∂L/∂v)") && $0.hasSuffix("[0, 0, 0, 0, 0]") },
      "\(mean.lines)")
    #expect(!mean.lines.contains { $0.contains("×10⁻¹⁷") }, "\(mean.lines)")
    let scalar = try steps("a = 0.1; b = 0.2; u = a + b - 0.3; v = abs(u); y = v * 4").lines
    #expect(scalar.contains("v = |u| = |5.551×10⁻¹⁷| = 0"), "\(scalar)")
    #expect(scalar.contains("y = v · 4 = 5.551×10⁻¹⁷ · 4 = 0"), "\(scalar)")
  }

  /// A difference of numbers as they were written is no rounding.
  @Test func aSmallDifferenceOfWrittenNumbersStays() throws {
    let (lines, notes) = try steps("x = 1.0000000000000002; y = x - 1")
    #expect(lines[0] == "y = x − 1 = 1.0000000000000002 − 1 = 2.22×10⁻¹⁶")
    #expect(!notes.contains { $0.contains("rounding") })
  }

  @Test func conventionsOfPowersAreNamedAsSuch() throws {
    let constant = try steps("x = 0; y = x^0")
    #expect(constant.lines.contains("∂y/∂x = ∂(x⁰)/∂x = 0"))
    #expect(constant.notes.contains("By convention, 0⁰ = 1."))
    for (graph, rule) in [
      ("x = 0; p = 2; y = x^p", "∂y/∂p = y · ln(x) = 0"),
      ("x = 0; p = 0; y = x^p", "∂y/∂x = p · x^(p − 1) = 0"),
      (
        "x = [0, 2]; p = [0, 3]; y = sum(x^p)",
        "∂y/∂x = ∂y/∂u₁ ∘ p ∘ x^(p − 1) = [1, 1] ∘ [0, 12] = [0, 12]"
      ),
      (
        "x = 0; y = exp(x^x)",
        "∂u₁/∂x = ∂(xˣ)/∂x = x · x^(x − 1) + xˣ · ln(x) = 0"
      ),
    ] {
      let (lines, notes) = try steps(graph)
      #expect(lines.contains(rule), "\(lines)")
      #expect(notes.contains { $0.contains("the rule has no value. By convention, ") })
      #expect(!lines.contains { $0.contains("≈") || $0.contains("NaN") || $0.contains("0⁻¹") })
    }
    // Where the rule has a value, infinite or not, nothing is a convention.
    for graph in ["x = 0; y = x^-1", "x = 0; p = -1; y = x^p", "x = -2; p = 3; y = x^p"] {
      #expect(try !steps(graph).notes.contains { $0.contains("convention") })
    }
  }
}
