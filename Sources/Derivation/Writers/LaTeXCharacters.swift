import Formats

/// How single characters are said in LaTeX, in prose and in mathematics.
package enum LaTeXCharacters {
  /// A text in which nothing is a command: specials are escaped, signs of mathematics become
  /// formulas, letters of any script stay.
  package static func prose(_ text: String) -> String {
    var prose = ""
    // Digits above or below the line that stand together are one script.
    var script: (sign: String, digits: String)?
    func endScript() {
      if let (sign, digits) = script { prose += "$\(sign){\(digits)}$" }
      script = nil
    }
    for character in text {
      if let next = self.script(character) {
        if next.sign != script?.sign { endScript() }
        script = (next.sign, (script?.digits ?? "") + next.digits)
        continue
      }
      endScript()
      if let escape = escapes[character] {
        prose += escape
      } else if let command = commands[character] {
        prose += "$\(command)$"
      } else if character.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
        prose += " "
      } else {
        prose.append(character)
      }
    }
    endScript()
    return prose
  }

  /// Prose whose longest words may be broken: nothing else in it could end a line.
  package static func breakable(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard word.count > longestWord else { return prose(String(word)) }
      return stride(from: 0, to: word.count, by: longestWord / 2).map { start in
        prose(String(word.dropFirst(start).prefix(longestWord / 2)))
      }.joined(separator: "\\allowbreak{}")
    }.joined(separator: " ")
  }

  /// How many letters of a word stay together at most.
  private static let longestWord = 24

  /// A sign in mathematics: `·` is `\cdot`.
  static func command(_ sign: String) -> String {
    sign.map { character in
      if let command = commands[character] { return command }
      switch character {
      case "{", "}", "%", "#", "&", "_", "$": return "\\\(character)"
      case "\\": return "\\backslash"
      case "^", "~": return "\\text{\(escapes[character] ?? "")}"
      default: return character.isASCII ? String(character) : "\\text{\(character)}"
      }
    }.joined(separator: " ")
  }

  /// A letter in mathematics, or nil where only the font of the text has it.
  static func letter(_ letter: String) -> String? {
    guard letter.count == 1, let character = letter.first else { return nil }
    if character.isASCII, character.isLetter || character.isNumber { return letter }
    return commands[character]
  }

  /// A bracket behind `\left` or `\right`.
  static func fence(_ bracket: String) -> String {
    switch bracket {
    case "{", "}": "\\" + bracket
    case "": "."
    case "⟨": "\\langle"
    case "⟩": "\\rangle"
    default: bracket
    }
  }

  private static let escapes = LaTeX.specials.merging([
    "<": "$<$", ">": "$>$", "|": "$|$", "\"": "''", "′": "$'$", "″": "$''$",
  ]) { $1 }

  /// A digit above or below the line, as names and powers have in plain text.
  private static func script(_ character: Character) -> (sign: String, digits: String)? {
    if let index = "₀₁₂₃₄₅₆₇₈₉".firstIndex(of: character) {
      return ("_", String("₀₁₂₃₄₅₆₇₈₉".distance(from: "₀₁₂₃₄₅₆₇₈₉".startIndex, to: index)))
    }
    if let index = "⁰¹²³⁴⁵⁶⁷⁸⁹".firstIndex(of: character) {
      return ("^", String("⁰¹²³⁴⁵⁶⁷⁸⁹".distance(from: "⁰¹²³⁴⁵⁶⁷⁸⁹".startIndex, to: index)))
    }
    return lowered[character].map { ("_", $0) } ?? raised[character].map { ("^", $0) }
  }

  private static let lowered = letters(
    "₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", "+-=()aehijklmnoprstuvx")
  private static let raised = letters(
    "⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᵀ", "+-=()abcdefghijklmnoprstuvwxyzT")

  private static func letters(_ scripts: String, _ letters: String) -> [Character: String] {
    Dictionary(uniqueKeysWithValues: zip(scripts, letters.map { String($0) }))
  }

  private static let commands = LaTeX.commands.merging([
    "∑": "\\sum", "∏": "\\prod", "⇒": "\\Rightarrow", "′": "\\prime", "…": "\\dots",
    "𝟏": "\\mathbf{1}", "ℒ": "\\mathcal{L}", "∫": "\\int", "⟨": "\\langle", "⟩": "\\rangle",
    "⋱": "\\ddots", "½": "\\tfrac{1}{2}",
  ]) { $1 }
}
