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
}

/// What parts of an operation are called: μ, σ², x̂; ∂L/∂A where they are gradients; A* where the graph
/// has an A of its own.
struct PartNames {
  /// What gradients are of.
  var differentiated: Math = "L"
  /// The names of the graph.
  var taken: Set<Math> = []

  /// A part's name.
  subscript(part: Formula.Abbreviation) -> Math {
    switch part {
    case .mean: free("μ")
    case .variance: .superscript(free("σ"), .number("2"))
    case .meanSquare: .superscript(free("rms"), .number("2"))
    case .standardized: starred(.accented(.identifier("x"), .hat))
    case .weights: free("A")
    case .gradientOfWeights: .derivative(of: differentiated, by: free("A"))
    case .gradientOfScores: .derivative(of: differentiated, by: free("S"))
    }
  }

  private func free(_ name: String) -> Math { starred(.identifier(name)) }

  /// No name of a graph ends in a star.
  private func starred(_ name: Math) -> Math {
    taken.contains(name) ? [name, .sign("*")] : name
  }
}
