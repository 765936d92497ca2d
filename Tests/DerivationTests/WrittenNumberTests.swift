import Testing

@testable import Derivation

/// What the author wrote stands as it was written; only what is computed is rounded.
@Suite struct WrittenNumberTests {
  private func lines(_ graph: String) throws -> [String] {
    let trace = try trace(graph)
    let derivation = Derivation(trace, language: .english)
    let leaves = trace.nodes.filter { trace.role(of: $0) == .variable }
    let steps =
      derivation.forward + derivation.backward + derivation.chains(of: leaves).flatMap(\.steps)
    return (steps.flatMap(\.equations) + trace.updates.map(derivation.equation)).map {
      PlainTextWriter().text($0.math)
    }
  }

  @Test func constantsKeepTheirDigits() throws {
    let lines = try lines("x = 2.3456789; y = (x - 1.11589) * 1.123456")
    #expect(lines[0] == "u₁ = x − 1.11589 = 2.346 − 1.11589 = 1.23", "\(lines[0])")
    #expect(lines[1].hasPrefix("y = u₁ · 1.123456 = 1.23 · 1.123456 = "), "\(lines[1])")
    #expect(lines.contains("∂y/∂u₁ = 1.123456"))
    #expect(lines.contains("∂y/∂x = ∂((x − 1.11589) · 1.123456)/∂x = 1.123456"), "\(lines)")
  }

  @Test func tensorsAndParametersKeepTheirDigits() throws {
    let row = try lines("x = [2, 3]; y = sum(x * [1.123456, -2])")
    #expect(row[0] == "u₁ = x ∘ [1.123456, −2] = [2, 3] ∘ [1.123456, −2] = [2.247, −6]")
    let power = try lines("x = 2; y = exp(x^1.123456)")
    #expect(power[0] == "u₁ = x^1.123456 = 2^1.123456 = 2.179", "\(power[0])")
    #expect(power.contains("∂u₁/∂x = 1.123456 · x^0.123456 = 1.123456 · 2^0.123456 = 1.224"))
    let leaky = try lines("x = -2; y = leaky_relu(x, slope=0.123456)")
    #expect(leaky[0] == "y = {x (x > 0); 0.123456 · x (x ≤ 0)} = 0.123456 · (−2) = −0.2469")
    #expect(leaky.contains("∂y/∂x = {1 (x > 0); 0.123456 (x ≤ 0)} = 0.123456"), "\(leaky)")
  }

  @Test func ratesKeepTheirDigits() throws {
    let lines = try lines("param w = 2; rate 0.123449; L = w^2")
    #expect(lines.last == "w′ = w − 0.123449 · ∂L/∂w = 2 − 0.123449 · 4 = 1.506")
  }
}
