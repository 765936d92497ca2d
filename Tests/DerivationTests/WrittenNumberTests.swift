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

  /// More digits than a double has, and arithmetic, stand as they were typed.
  @Test func whatDigitsDoNotSayStandsAsItWasTyped() throws {
    let third = try lines("x = 2; y = x * (1/3)")
    #expect(third[0] == "y = x · 1/3 = 2 · 1/3 = 0.6667", "\(third)")
    #expect(third.contains("∂y/∂x = ∂(x · 1/3)/∂x = 1/3"), "\(third)")
    let long = try lines("x = 2; y = x * 1.2345678901234567 + 0.1")
    #expect(long[0].hasPrefix("u₁ = x · 1.2345678901234567 = 2 · 1.2345678901234567 = "), "\(long)")
    #expect(long.contains("∂y/∂x = ∂(x · 1.2345678901234567 + 0.1)/∂x = 1.2345678901234567"))
    let sum = try lines("x = 2; y = x - (0.1 + 0.2)")
    #expect(sum[0] == "y = x − (0.1 + 0.2) = 2 − (0.1 + 0.2) = 1.7", "\(sum)")
    let row = try lines("x = [1, 2]; y = sum(x * [1/3, -2/7])")
    #expect(row[0].hasPrefix("u₁ = x ∘ [1/3, −2/7] = [1, 2] ∘ [1/3, −2/7] = [0.3333, −0.5714]"))
    let plain = try lines("x = 2; y = x * (1/2) * (2 * 3)")
    #expect(plain[0] == "u₁ = x · 0.5 = 2 · 0.5 = 1")
    #expect(plain.contains("∂y/∂x = ∂(x · 0.5 · 6)/∂x = 6 · 0.5 = 3"), "\(plain)")
  }

  @Test func parametersStandAsTheyWereTyped() throws {
    let root = try lines("x = 8; y = x^(1/3)")
    #expect(root[0] == "y = x^(1/3) = 8^(1/3) = 2", "\(root)")
    #expect(root[2] == "∂y/∂x = 1/3 · x^(1/3 − 1) = 1/3 · 8^(1/3 − 1) = 0.08333", "\(root)")
    let leaky = try lines("x = -2; y = leaky_relu(x, slope=1/3)")
    #expect(leaky[0] == "y = {x (x > 0); 1/3 · x (x ≤ 0)} = 1/3 · (−2) = −0.6667", "\(leaky)")
    let rate = try lines("param w = 0.5; L = w * w; rate 1/3")
    #expect(rate.last == "w′ = w − 1/3 · ∂L/∂w = 0.5 − 1/3 · 1 = 0.1667", "\(rate)")
  }

  /// What a pencil makes of decimals has no digits of binary numbers.
  @Test func productsOfDecimalsAreDecimals() throws {
    let lines = try lines("x = 2; y = 0.1 * x * 3")
    #expect(!lines.contains { $0.contains("0.30000000000000004") }, "\(lines)")
    #expect(lines.contains { $0.hasSuffix("= 0.3") }, "\(lines)")
  }
}
