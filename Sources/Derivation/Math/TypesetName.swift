import Notation

extension Math {
  /// A variable's name as a mathematician sets it.
  ///
  ///     W1 → W₁    w_13 → w₁₃    w1_10 → w₁,₁₀    x_hat → x̂    sigma_3 → σ₃    Delta_W → ΔW
  ///     W_xh → Wₓₕ    x_train → x with “train” below    dL_dx → dL/dx as a fraction
  ///
  /// What is a word, such as `learning_rate`, stays as it is, and so does `dL`.
  package static func name(_ name: String) -> Math {
    TypesetName.derivative(name) ?? TypesetName(name)?.math
      ?? .identifier(TypesetName.greek(name) ?? name)
  }

  /// Whether the piece is a name of more than one part that a power needs in brackets.
  var isLooseName: Bool {
    switch self {
    case .fraction: true
    case .row(let pieces): pieces.first == .sign(TypesetName.change)
    default: false
    }
  }
}

/// A name taken apart: a letter or a word, what stands over it, and its indices.
struct TypesetName {
  private let base: String
  /// Whether the base is one letter, Latin or Greek, and no word.
  private let isLetter: Bool
  private var accent: Math.Accent?
  private var indices: [Math] = []
  /// Whether the whole is a change of the variable: ΔW.
  private var isChange = false

  /// The sign of a change.
  static let change = "Δ"

  /// - Returns: nil where the name is words that stay as they are.
  init?(_ name: String) {
    var parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    if parts.count > 1, parts[0] == "Delta", Self.beginsWithLetter(parts[1]) {
      isChange = true
      parts.removeFirst()
    }
    let digits = parts[0].reversed().prefix { $0.isASCII && $0.isNumber }.count
    let letters = String(parts[0].dropLast(digits))
    // Several letters with numbers of their own in one word, as in `x1w1x2w2`: a last one alone
    // would be no index of the whole.
    guard !letters.isEmpty, digits == 0 || !letters.contains(where: \.isNumber) else { return nil }
    let greek = Self.greek(letters)
    base = greek ?? letters
    isLetter = greek != nil || letters.count == 1 && Self.isLatin(letters)
    if digits > 0 { indices.append(.number(String(parts[0].suffix(digits)))) }
    var words = 0
    for part in parts.dropFirst() {
      if isLetter, accent == nil, let accent = Math.Accent(rawValue: String(part)) {
        self.accent = accent
      } else if let index = Self.shortIndex(part) {
        indices.append(index)
      } else if isLetter, words == 0, let index = Self.longIndex(part) {
        words += 1
        indices.append(index)
      } else {
        return nil
      }
    }
    // Several endings of a word are more words.
    if !isLetter, parts.count > 2 { return nil }
  }

  /// The name as mathematics.
  var math: Math {
    var math = Math.identifier(base)
    if let accent { math = .accented(math, accent) }
    if indices.count == 1 {
      math = .subscript(math, indices[0])
    } else if indices.count > 1 {
      math = .subscript(math, .row(Self.separated(indices)))
    }
    return isChange ? .row([.sign(Self.change), math]) : math
  }

  /// The indices with commas between them, in one row.
  private static func separated(_ indices: [Math]) -> [Math] {
    indices.enumerated().flatMap { place, index in
      let pieces = if case .row(let letters) = index { letters } else { [index] }
      return (place > 0 ? [.sign(",")] : []) + pieces
    }
  }

  // MARK: Derivatives

  /// The fraction that `dL_dx` spells, where both are letters; nil for any other name.
  static func derivative(_ name: String) -> Math? {
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard let first = parts.first, first.first == "d", first.count > 1 else { return nil }
    for place in parts.indices.dropFirst() where parts[place].first == "d" {
      let above = parts[..<place].joined(separator: "_").dropFirst()
      let below = parts[place...].joined(separator: "_").dropFirst()
      guard let a = TypesetName(String(above)), let b = TypesetName(String(below)),
        a.isLetter, b.isLetter, !a.isChange, !b.isChange
      else { continue }
      return .fraction(.row([.sign("d"), a.math]), .row([.sign("d"), b.math]))
    }
    return nil
  }

  // MARK: Indices

  /// An index that may stand below a word, too: a number, a letter, a letter with a number.
  private static func shortIndex(_ part: Substring) -> Math? {
    if part.allSatisfy({ $0.isASCII && $0.isNumber }) { return .number(String(part)) }
    let letters = part.prefix { !$0.isNumber }
    let digits = part.dropFirst(letters.count)
    guard digits.allSatisfy({ $0.isASCII && $0.isNumber }) else { return nil }
    if digits.isEmpty, let greek = greek(String(letters)) { return .identifier(greek) }
    return letters.count == 1 && isLatin(letters) ? .identifier(String(part)) : nil
  }

  /// An index behind a letter: several indices `xh`, or a word.
  private static func longIndex(_ part: Substring) -> Math? {
    let letters = part.prefix { !$0.isNumber }
    let digits = part.dropFirst(letters.count)
    guard isLatin(letters), letters.count <= longestIndex,
      digits.allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    let areIndices =
      letters.count == 2 && !shortWords.contains(letters.lowercased())
      || letters.allSatisfy { ("i"..."n").contains($0) } && letters.count <= 4 && letters != "min"
        && letters != "in"
    return digits.isEmpty && areIndices
      ? .row(letters.map { .identifier(String($0)) }) : .identifier(String(part))
  }

  /// How many letters a word below the line has at most.
  private static let longestIndex = 8
  /// What two letters say that are not two indices.
  private static let shortWords: Set<String> = [
    "in", "up", "lo", "hi", "to", "id", "on", "ok", "at", "of", "if", "is", "no", "tr", "te", "re",
    "im", "eq", "lr", "fc", "or", "by",
  ]

  // MARK: Letters

  private static func isLatin(_ word: some StringProtocol) -> Bool {
    !word.isEmpty
      && word.utf8.allSatisfy { (65...90).contains($0) || (97...122).contains($0) }
  }

  private static func beginsWithLetter(_ part: Substring) -> Bool {
    let letters = part.prefix { !$0.isNumber }
    return letters.count == 1 || greek(String(letters)) != nil
  }

  /// A Greek letter, by its name or itself; nil for any other word.
  static func greek(_ word: String) -> String? {
    if let letter = greekLetters[word] { return letter }
    guard let scalar = word.unicodeScalars.first, word.unicodeScalars.count == 1 else { return nil }
    return (0x391...0x3C9).contains(scalar.value) ? word : nil
  }

  private static let greekLetters: [String: String] = [
    "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "zeta": "ζ", "eta": "η",
    "theta": "θ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν", "xi": "ξ",
    "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "chi": "χ",
    "psi": "ψ", "omega": "ω",
    "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ",
    "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω",
  ]
}
