import Autodiff
import Notation
import Testing
import Wording

@testable import Derivation

/// Names as a mathematician sets them.
struct NameTests {
  private func text(_ name: String) -> String { PlainTextWriter().text(.name(name)) }
  private func latex(_ name: String) -> String { LaTeXWriter().text(.name(name)) }
  private func mathML(_ name: String) -> String { MathMLWriter().inline(.name(name)) }

  @Test(arguments: [
    ("x", "x"), ("W1", "W₁"), ("w_13", "w₁₃"), ("w1_10", "w₁,₁₀"), ("w11_0", "w₁₁,₀"),
    ("w_1_3", "w₁,₃"), ("sigma_3", "σ₃"), ("alpha_1", "α₁"), ("Gamma", "Γ"), ("Delta_W", "ΔW"),
    ("Delta_W1", "ΔW₁"), ("Delta_1", "Δ₁"), ("delta_W", "δ_W"), ("W_xh", "Wₓₕ"), ("W_in", "W_in"),
    ("x_train", "x_train"), ("x_max", "x_max"), ("x_hat", "x\u{302}"), ("y_bar", "y\u{304}"),
    ("x_tilde", "x\u{303}"), ("x_dot", "x\u{307}"), ("x_hat_1", "x\u{302}₁"),
    ("x1_hat", "x\u{302}₁"), ("dL_dx", "dL/dx"), ("dL_dW1", "dL/dW₁"),
    ("dL_dy_hat", "dL/dy\u{302}"),
    ("dL", "dL"), ("loss_1", "loss₁"), ("out_h3", "outₕ₃"),
  ])
  func shortEndingsAreIndicesAccentsAndDerivatives(name: String, text: String) {
    #expect(self.text(name) == text)
  }

  /// What an operation calls its own parts is no name of the graph.
  @Test func partsHaveNamesOfTheirOwn() throws {
    func lines(_ graph: String) throws -> [String] {
      let derivation = Derivation(try trace(graph), language: .english)
      return (derivation.forward + derivation.backward).flatMap(\.equations).map {
        PlainTextWriter().text($0.math)
      }
    }
    let taken = try lines("A = [[1, 2], [3, 4]]; S = [[1, 0], [0, 1]]; y = sum(attention(A, S, A))")
    #expect(taken.contains { $0.hasPrefix("A* = softmax(") })
    #expect(!taken.contains { $0.hasPrefix("A = ") }, "\(taken)")
    #expect(taken.contains { $0.hasPrefix("∂y/∂S* = A* ∘") }, "\(taken)")
    let mean = try lines("x = [1, 2, 4]; mu = 3; y = sum(layer_norm(x) * mu)")
    #expect(mean.contains { $0.hasPrefix("μ* = ∑ x/3") }, "\(mean)")
    #expect(try lines("x = [1, 2, 4]; y = sum(layer_norm(x))").contains { $0.hasPrefix("μ = ") })
  }

  @Test(arguments: [
    "x1w1x2w2", "conv2d1", "the_price_of_an_apple", "the_price_of_a", "learning_rate", "log_var",
    "orange_count", "is_ok",
    "data_dim", "loss_hat", "사과", "사과_값", "x_", "_x", "a__b", "a_price_of_x", "dL",
  ])
  func wordsStayAsTheyAre(name: String) {
    #expect(Math.name(name) == .identifier(name))
  }

  @Test func writersSetAccentsDerivativesAndRowsOfIndices() {
    #expect(latex("x_hat") == "\\hat{x}")
    #expect(latex("mu_bar_1") == "\\bar{\\mu}_{1}")
    #expect(latex("dL_dx") == "\\frac{\\mathrm{d} L}{\\mathrm{d} x}")
    #expect(latex("Delta_W") == "\\Delta W")
    #expect(latex("w1_10") == "w_{1 , 10}")
    #expect(latex("W_xh") == "W_{x h}")
    #expect(latex("x_train") == "x_{\\mathrm{train}}")
    #expect(
      mathML("y_tilde")
        == "<math><mrow><mover accent=\"true\"><mi>y</mi><mo>~</mo></mover></mrow></math>")
    #expect(mathML("W_xh").contains("<mi>x</mi><mo separator=\"true\">&#x2063;</mo><mi>h</mi>"))
    #expect(mathML("w1_10").contains("<mn>1</mn><mo separator=\"true\">,</mo><mn>10</mn>"))
  }

  @Test func aDerivativeOrAChangeIsInBracketsBelowAPower() throws {
    let example = try trace("dL_dx = 3; Delta_W = 2; y = dL_dx^2 * Delta_W^2")
    let derivation = Derivation(example, language: .english)
    let step = derivation.forward.map { step in
      step.equations.map { PlainTextWriter().text($0.math) }.joined()
    }
    #expect(step[0].contains("(dL/dx)²"))
    #expect(step[1].contains("(ΔW)²"))
  }

  @Test func namesSetAlikeStandAsTheyWereWritten() throws {
    let example = try trace(
      "w1 = 1; w_1 = 2; α = 3; alpha = 4; w2 = 5; y = w1 * w_1 * α * alpha * w2")
    let names = DisplayNames(example, in: .english)
    #expect(
      example.nodes.compactMap { names.text($0) } == ["w1", "w_1", "α", "alpha", "w₂", "y"])
  }

  @Test func aNameThatALabelHasTakenStandsAsItWasWritten() throws {
    let example = try trace("w1 = 1; w = 2; label w \"w₁\"; y = w1 * w")
    let names = DisplayNames(example, in: .english)
    #expect(example.nodes.compactMap { names.text($0) } == ["w1", "w₁", "y"])
  }

  /// All names that can be made of some bases and endings, in one graph.
  @Test func noTwoNamesOfAGraphAreSetAlike() throws {
    let bases = [
      "x", "w", "w1", "w11", "α", "alpha", "alpha1", "Delta", "DeltaW", "dL", "dx", "loss", "사과",
    ]
    let endings = [
      "", "_1", "_10", "_1_0", "_0", "_110", "_hat", "_bar", "_x", "_xh", "_x_h", "_W", "_dx",
      "_train", "_price_of", "_1_hat", "_hat_1",
    ]
    let names = bases.flatMap { base in endings.map { base + $0 } }
    let source =
      names.map { "\($0) = 2" }.joined(separator: "\n") + "\ny = " + names.joined(separator: " + ")
    let example = try trace(source)
    for language in Language.allCases {
      let display = DisplayNames(example, in: language)
      var seen: [String: String] = [:]
      for node in example.nodes {
        guard let name = example.annotations.names[node], let text = display.text(node) else {
          continue
        }
        #expect(seen[text] == nil, "\(name) and \(seen[text] ?? "") are both \(text)")
        seen[text] = name
      }
      #expect(seen.count == names.count + 1)
    }
  }
}
