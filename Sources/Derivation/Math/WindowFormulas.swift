import Autodiff
import Notation

/// How formulas of windows that run over images are set.
extension FormulaSetter {
  /// x ⋆ W, ∂L/∂Y ∗ W, max over 2×2 of x.
  func windowed(_ rule: WindowRule, _ operands: [Formula]) -> Piece {
    switch rule {
    case .correlation, .filters: product(operands[0], operands[1], "⋆")
    case .convolution: product(operands[0], operands[1], "∗")
    case .patches, .returning:
      .of([.function(rule == .patches ? "patches" : "pixels"), .fenced(set(operands[0]))])
    case .maximum: overWindows("max", operands[0])
    case .average: overWindows("mean", operands[0])
    case .routing: overWindows("route", operands[1])
    case .sharing: overWindows("share", operands[0])
    }
  }

  private func overWindows(_ name: String, _ operand: Formula) -> Piece {
    let window = signature.attributes[AttributeName<Int>.window] ?? 1
    return .of([
      .subscript(.function(name), .text("\(window)×\(window)")), .fenced(set(operand)),
    ])
  }
}

extension Formula.Abbreviation {
  /// Whether it is a gradient, which the backward pass brings.
  var isGradient: Bool {
    switch self {
    case .gradientOfWeights, .gradientOfScores: true
    case .mean, .variance, .meanSquare, .standardized, .weights: false
    }
  }

  /// What it is called: μ, σ², x̂; ∂L/∂A where it is a gradient.
  func symbol(differentiated: Math) -> Math {
    switch self {
    case .mean: .identifier("μ")
    case .variance: .superscript(.identifier("σ"), .number("2"))
    case .meanSquare: .superscript(.identifier("rms"), .number("2"))
    case .standardized: .accented(.identifier("x"), .hat)
    case .weights: .identifier("A")
    case .gradientOfWeights: .derivative(of: differentiated, by: .identifier("A"))
    case .gradientOfScores: .derivative(of: differentiated, by: .identifier("S"))
    }
  }
}
