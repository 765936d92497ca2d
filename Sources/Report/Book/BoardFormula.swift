import Autodiff
import Derivation
import Notation
import Wording

/// A formula as a lesson's author types it, typeset: `∂L/∂X_i = sum_j ∂L/∂Y_j · W_ij`.
///
/// `value(x)` and `gradient(x)` stand for what the engine computed, in the passes' colours; all else
/// is as it is read.
struct BoardFormula {
  /// What is wrong with a formula.
  struct Fault: Error {
    let message: Bilingual

    init(en english: String, ko korean: String) {
      message = Bilingual(en: english, ko: korean)
    }
  }

  private var tokens: [Token]
  private var place = 0
  private let number: (_ word: NumberWord, _ name: String) throws -> Math

  /// A word that stands for numbers of the engine.
  enum NumberWord: String {
    case value, gradient
  }

  private enum Token: Equatable {
    case word(String)
    case digits(String)
    case sign(Character)
  }

  /// Reads a formula.
  ///
  /// - Parameter number: The numbers of a `value` or `gradient` of a name.
  /// - Throws: `Fault`, or what `number` throws.
  static func read(
    _ text: String, number: (_ word: NumberWord, _ name: String) throws -> Math
  ) throws -> Equation {
    try withoutActuallyEscaping(number) { number in
      var formula = BoardFormula(tokens: try tokens(of: text), number: number)
      var equation = Equation(try formula.sum())
      while formula.take("=") { equation.add(try formula.sum()) }
      if let rest = formula.next {
        throw misplaced(formula.text(rest))
      }
      return equation
    }
  }

  private init(tokens: [Token], number: @escaping (NumberWord, String) throws -> Math) {
    self.tokens = tokens
    self.number = number
  }

  private static func misplaced(_ text: String) -> Fault {
    Fault(en: "'\(text)' is out of place", ko: "'\(text)'의 자리가 잘못되었습니다")
  }

  private static let unclosed = Fault(en: "')' is missing", ko: "')'가 빠졌습니다")

  private static let signs: Set<Character> = [
    "+", "-", "−", "·", "*", "∘", "×", "/", "^", "(", ")", "=", ",", "∂",
  ]

  private static func tokens(of text: String) throws -> [Token] {
    var tokens: [Token] = []
    var rest = text[...]
    while let first = rest.first {
      if first.isLetter {
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "′" }
        tokens.append(.word(String(word)))
        rest = rest.dropFirst(word.count)
      } else if first.isNumber {
        let digits = rest.prefix { $0.isNumber || $0 == "." }
        tokens.append(.digits(String(digits)))
        rest = rest.dropFirst(digits.count)
      } else if first == " " {
        rest = rest.dropFirst()
      } else {
        guard signs.contains(first) else {
          throw Fault(
            en: "'\(first)' means nothing here; leave it out",
            ko: "\("'\(first.description)'".with(.topic)) 쓸 수 없는 기호입니다. 빼십시오")
        }
        tokens.append(.sign(first == "-" ? "−" : first == "*" ? "·" : first))
        rest = rest.dropFirst()
      }
    }
    return tokens
  }

  private var next: Token? { place < tokens.count ? tokens[place] : nil }

  private func text(_ token: Token) -> String {
    switch token {
    case .word(let text), .digits(let text): text
    case .sign(let sign): String(sign)
    }
  }

  private mutating func take(_ sign: Character) -> Bool {
    guard next == .sign(sign) else { return false }
    place += 1
    return true
  }

  // MARK: Pieces

  private mutating func sum() throws -> Math {
    var row: [Math] = []
    if take("−") { row.append(.sign("−")) }
    row.append(try term())
    while let sign = ["+", "−"].first(where: { take($0) }) {
      row += [.sign(String(sign)), try term()]
    }
    return row.count == 1 ? row[0] : .row(row)
  }

  private mutating func term() throws -> Math {
    var row = [try quotient()]
    while let sign = (["·", "∘", "×"] as [Character]).first(where: { take($0) }) {
      row += [.sign(String(sign)), try quotient()]
    }
    return row.count == 1 ? row[0] : .row(row)
  }

  private mutating func quotient() throws -> Math {
    var value = try power()
    while take("/") { value = .fraction(value, try power()) }
    return value
  }

  private mutating func power() throws -> Math {
    let base = try atom()
    guard take("^") else { return base }
    if next == .word("T") {
      place += 1
      return .superscript(base, .text("T"))
    }
    return .superscript(base, take("−") ? .row([.sign("−"), try atom()]) : try atom())
  }

  private mutating func atom() throws -> Math {
    guard let token = next else {
      throw Fault(en: "something is missing at the end", ko: "끝에 빠진 것이 있습니다")
    }
    place += 1
    switch token {
    case .digits(let digits): return .number(digits)
    case .sign("∂"): return .row(["∂", try atom()])
    case .sign("("):
      let inside = try sum()
      guard take(")") else { throw Self.unclosed }
      return inside.bracketed
    case .sign(let sign): throw Self.misplaced(String(sign))
    case .word(let word): return try self.word(word)
    }
  }

  private mutating func word(_ word: String) throws -> Math {
    if word == "sum" || word.hasPrefix("sum_") {
      let below = word.dropFirst(4)
      return .big("∑", below: below.isEmpty ? nil : .identifier(String(below)), try term())
    }
    if let number = NumberWord(rawValue: word), take("(") {
      guard case .word(let name) = next else {
        throw Fault(en: "'\(word)(' needs a name", ko: "'\(word)(' 뒤에 이름을 쓰십시오")
      }
      place += 1
      guard take(")") else { throw Self.unclosed }
      return try self.number(number, name)
    }
    guard let name = Self.functions[word] else { return .name(word) }
    let function = Math.function(name)
    guard take("(") else { return .row([function, try power()]) }
    var arguments = [try sum()]
    while take(",") { arguments.append(try sum()) }
    guard take(")") else { throw Self.unclosed }
    return .row([function, Math.joined(arguments, by: ",").bracketed])
  }

  /// What functions are called on a board, by their names there and in the graph language.
  private static let functions: [String: String] = {
    var functions: [String: String] = [:]
    for kind in OperationKind.allCases where kind.isFunctionOfBoards {
      let name =
        switch kind.profile.writing {
        case .name(let name), .prefix(let name), .alongAxis(let name): name
        case .definition, .itsName, .itsNameAlongAxes, .itsCall, .base, .powerOfE, .root, .bars,
          .subscripts:
          kind.name
        }
      functions[kind.name] = name
      functions[name] = name
    }
    return functions
  }()
}

extension OperationKind {
  /// Whether it is written as a name that is applied: a function, an activation, a choice, softmax.
  fileprivate var isFunctionOfBoards: Bool {
    switch profile.family {
    case .function, .activation, .choice, .classification, .sequences: true
    case .leaf, .arithmetic, .linearAlgebra, .reduction, .shape, .images, .normalization, .loss:
      false
    }
  }
}
