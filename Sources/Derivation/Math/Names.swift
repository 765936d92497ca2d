import Autodiff
import Notation
import Wording

extension Math {
  /// A variable's name as it is typeset: `W1` → W₁, `w_13` → w₁₃, `sigma_3` → σ₃, `dL` and `사과` as
  /// they are.
  package static func name(_ name: String) -> Math {
    if let underscore = name.lastIndex(of: "_") {
      let base = name[..<underscore]
      let index = name[name.index(after: underscore)...]
      if !base.isEmpty, !index.isEmpty, isShortIndex(index) {
        return .subscript(
          .name(String(base)),
          index.allSatisfy(\.isNumber)
            ? .number(String(index)) : .identifier(String(index)))
      }
      return .identifier(name)
    }
    let digits = name.reversed().prefix { $0.isASCII && $0.isNumber }.count
    if digits > 0, digits < name.count {
      let base = name.dropLast(digits)
      return .subscript(.identifier(greek(base)), .number(String(name.suffix(digits))))
    }
    return .identifier(greek(name[...]))
  }

  /// What may stand below the line: numbers, a letter or two, or a short word behind a letter.
  private static func isShortIndex(_ index: Substring) -> Bool {
    index.allSatisfy { $0.isNumber } || index.count <= 3
  }

  /// A Greek letter by its name; any other word as it is.
  private static func greek(_ word: Substring) -> String {
    greekLetters[String(word)] ?? String(word)
  }
}

private let greekLetters: [String: String] = [
  "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "eta": "η",
  "theta": "θ", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ", "pi": "π",
  "rho": "ρ", "sigma": "σ", "tau": "τ", "phi": "φ", "chi": "χ", "psi": "ψ", "omega": "ω",
  "Delta": "Δ", "Sigma": "Σ", "Phi": "Φ", "Omega": "Ω",
]

extension Trace {
  /// What a reader calls a node: its label, its typeset name, or nil where it has neither.
  package func displayName(of node: NodeID, in language: Language) -> Math? {
    // A label for the other language alone says nothing here; the name does.
    if let label = annotations.labels[node]?.label(in: language) { return .text(label) }
    return annotations.names[node].map(Math.name)
  }

  /// A node's name or label in plain text, as it is read aloud: `W₁`, `사과`; nil where it has none.
  package func plainName(of node: NodeID, in language: Language) -> String? {
    displayName(of: node, in: language).map { PlainTextWriter().text($0) }
  }
}
