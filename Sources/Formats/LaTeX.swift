/// How single characters are said in LaTeX, whatever the document.
package enum LaTeX {
  /// What has a meaning in TeX, as a letter of a text.
  package static let specials: [Character: String] = [
    "\\": "\\textbackslash{}", "{": "\\{", "}": "\\}", "$": "\\$", "&": "\\&", "#": "\\#",
    "%": "\\%", "_": "\\_", "^": "\\textasciicircum{}", "~": "\\textasciitilde{}",
    "`": "\\textasciigrave{}",
  ]

  /// Signs and Greek letters that no keyboard has, as commands of mathematics.
  package static let commands: [Character: String] = [
    "−": "-", "×": "\\times", "÷": "\\div", "·": "\\cdot", "∘": "\\circ", "⋆": "\\star",
    "∗": "\\ast", "±": "\\pm",
    "∂": "\\partial", "∇": "\\nabla", "√": "\\surd", "∞": "\\infty", "∈": "\\in",
    "≈": "\\approx", "≠": "\\ne", "≤": "\\le", "≥": "\\ge", "→": "\\to", "←": "\\leftarrow",
    "⋯": "\\cdots", "⋮": "\\vdots",
    "α": "\\alpha", "β": "\\beta", "γ": "\\gamma", "δ": "\\delta", "ε": "\\varepsilon",
    "ζ": "\\zeta", "η": "\\eta", "θ": "\\theta", "ι": "\\iota", "κ": "\\kappa", "λ": "\\lambda",
    "μ": "\\mu", "ν": "\\nu", "ξ": "\\xi", "ο": "o", "π": "\\pi", "ρ": "\\rho", "σ": "\\sigma",
    "τ": "\\tau", "υ": "\\upsilon", "φ": "\\varphi", "χ": "\\chi", "ψ": "\\psi", "ω": "\\omega",
    "Γ": "\\Gamma", "Δ": "\\Delta", "Θ": "\\Theta", "Λ": "\\Lambda", "Ξ": "\\Xi", "Π": "\\Pi",
    "Σ": "\\Sigma", "Φ": "\\Phi", "Ψ": "\\Psi", "Ω": "\\Omega",
  ]
}
