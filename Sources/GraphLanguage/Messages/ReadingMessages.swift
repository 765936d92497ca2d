import Autodiff
import Wording

// What can be wrong before anybody asks what the words mean.

extension Message {
  static let nulByte = Message(
    en: "a NUL byte: this is not a text file",
    ko: "NUL 바이트가 있습니다. 텍스트 파일이 아닙니다")

  static func notUTF8(_ byte: UInt8) -> Message {
    let hex = "0x" + String(byte, radix: 16, uppercase: true)
    return Message(
      en: "byte \(hex) is no part of UTF-8 text",
      ko: "바이트 \(hex.with(.topic)) UTF-8 글자가 아닙니다",
      help: Bilingual(en: "save the file as UTF-8", ko: "파일을 UTF-8로 저장하십시오"))
  }

  /// A character that begins no word.
  static func foreign(_ character: String) -> Message {
    let scalar = character.unicodeScalars.first
    let shown = scalar.map(isVisible) ?? false ? quoted(character) : code(scalar)
    return Message(
      en: "unexpected character \(shown)", ko: "쓸 수 없는 문자입니다: \(shown)",
      help: Habit.remedy(ofSign: character) ?? replacements[character].map(written)
        ?? (isSubscript(scalar) ? subscriptHelp : scalar.flatMap(halfWidthHelp)))
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .nonspacingMark, .enclosingMark, .lineSeparator, .paragraphSeparator,
      .privateUse, .unassigned, .surrogate:
      false
    default: !scalar.properties.isDefaultIgnorableCodePoint
    }
  }

  private static func code(_ scalar: Unicode.Scalar?) -> String {
    let digits = String(scalar?.value ?? 0, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }

  /// What is typed in the place of characters that a word processor or a keyboard brings.
  private static let replacements: [String: String] = [
    "×": "*", "·": "*", "⋅": "*", "∙": "*", "∗": "*", "÷": "/", "−": "-", "–": "-", "—": "-",
    "（": "(", "）": ")", "，": ",", "＝": "=", "＋": "+", "＊": "*", "／": "/", "；": ";",
    "＜": "<", "＞": ">", "≤": "<=", "≥": ">=", "≦": "<=", "≧": ">=", "⩽": "<=", "⩾": ">=",
    "≠": "!=", "！": "!",
    "√": "sqrt(x)", "∑": "sum(x)", "∞": "inf", "½": "1/2",
    "“": "\"", "”": "\"", "‘": "\"", "’": "\"", "²": "^2", "³": "^3",
  ]

  private static func isSubscript(_ scalar: Unicode.Scalar?) -> Bool {
    scalar.map { (0x2080...0x2089).contains($0.value) } ?? false
  }

  /// The sign that a full-width one stands for.
  private static func halfWidthHelp(_ scalar: Unicode.Scalar) -> Bilingual? {
    guard (0xFF01...0xFF5E).contains(scalar.value) else { return nil }
    return Unicode.Scalar(scalar.value - 0xFEE0).map { written(String($0)) }
  }

  private static func written(_ text: String) -> Bilingual {
    let isSign = !text.contains { $0.isLetter || $0.isNumber }
    return Bilingual(
      en: "write '\(text)'", ko: isSign ? "'\(text)' 기호를 쓰십시오" : "\(text)처럼 쓰십시오")
  }

  private static let subscriptHelp = Bilingual(
    en: "write the digit itself: W1 is shown as W₁",
    ko: "숫자를 그대로 쓰십시오. W1은 W₁로 보입니다")

  static func malformedNumber(_ word: String) -> Message {
    let digits = word.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    let rest = word.dropFirst(digits.count)
    let isProduct = rest.first.map { $0 != "_" } ?? false
    return Message(
      en: "\(quoted(word)) is neither a number nor a name",
      ko: "\(quoted(word).with(.topic)) 수도 이름도 아닙니다",
      help: isProduct && word.utf8.count < 60
        ? Bilingual(
          en: "to multiply, write \(digits) * \(rest); a name does not begin with a digit",
          ko: "곱하려면 \(digits) * \(rest)처럼 쓰십시오. 이름은 숫자로 시작할 수 없습니다")
        : nil)
  }

  static let overlongName = Message(
    en: "a name has at most \(Lexer.longestName) bytes",
    ko: "이름은 \(Lexer.longestName)바이트를 넘을 수 없습니다")

  static let unterminatedString = Message(
    en: "this string does not end on its line", ko: "문자열이 이 줄에서 끝나지 않습니다",
    help: Bilingual(
      en: "close it with \"; a quotation mark inside is written \\\"",
      ko: "\"로 닫으십시오. 문자열 안의 따옴표는 \\\"로 씁니다"))

  static func unknownEscape(_ scalar: Unicode.Scalar) -> Message {
    Message(
      en: "unknown escape \(quoted("\\" + String(scalar)))",
      ko: "알 수 없는 이스케이프 \(quoted("\\" + String(scalar)))",
      help: Bilingual(
        en: "only \\\" and \\\\ are escapes", ko: "이스케이프는 \\\"와 \\\\뿐입니다"))
  }

  static func controlCharacter(_ scalar: Unicode.Scalar) -> Message {
    Message(
      en: "a string cannot hold the character \(code(scalar))",
      ko: "문자열에 쓸 수 없는 문자입니다: \(code(scalar))")
  }

  /// What is wrong with a word that could stand nowhere; nil for a good one.
  static func malformed(_ kind: Token.Kind, _ word: String) -> Message? {
    switch kind {
    case .foreign: foreign(word)
    case .malformedNumber: malformedNumber(word)
    case .overlongName: overlongName
    case .unterminatedString: unterminatedString
    case .name, .number, .string, .plus, .minus, .times, .over, .at, .power, .less, .atMost,
      .greater, .atLeast, .equality, .inequality, .leftParenthesis, .rightParenthesis, .leftBracket,
      .rightBracket, .leftBrace, .rightBrace, .comma, .colon, .equals, .dot, .arrow, .semicolon,
      .newline, .end:
      nil
    }
  }

  static let chainedComparison = Message(
    en: "two comparisons stand in a row", ko: "비교가 잇달아 나옵니다",
    help: Bilingual(
      en: "where both are to hold, write (a < b) * (b < c)",
      ko: "둘 다 성립하는 곳은 (a < b) * (b < c)처럼 쓰십시오"))

  // MARK: Brackets

  static func neverClosed(_ opener: String) -> Message {
    Message(
      en: "\(quoted(opener)) is never closed", ko: "\(quoted(opener)) 괄호가 닫히지 않았습니다")
  }

  static func closesNothing(_ closer: String) -> Message {
    Message(
      en: "\(quoted(closer)) closes no bracket", ko: "\(quoted(closer)) 괄호에 짝이 없습니다")
  }

  static func closesAnother(_ closer: String, opener: String, line: Int) -> Message {
    Message(
      en: "\(quoted(closer)) does not close the \(quoted(opener)) on line \(line)",
      ko: "\(quoted(closer)) 괄호는 \(line)번째 줄의 \(quoted(opener)) 괄호와 짝이 맞지 않습니다")
  }

  static let nestedTooDeep = Message(
    en: "brackets, signs, powers or calls are nested deeper than \(Limits.nesting)",
    ko: "괄호, 부호, 거듭제곱, 호출이 \(Limits.nesting)단계보다 깊이 겹쳤습니다",
    help: Bilingual(
      en: "give the inner parts names of their own", ko: "안쪽 식에 이름을 따로 붙이십시오"))

  // MARK: What should stand here

  /// What may stand before a closing bracket beside it.
  enum Continuation: Sendable {
    case comma, `operator`
  }

  /// What should stand where something else does.
  enum Expectation: Sendable {
    case value, statement, name, string, equals, parameters, transposition, end, operatorOrEnd
    case arrowOrEnd, definition, block, loopIn, loopColon, loopEnd, pass
    case fileName, tensorName
    case batchEquals, batchSource, optimizer, schedule
    case closing(Token, or: Continuation)

    fileprivate var wording: Bilingual {
      switch self {
      case .value: Bilingual(en: "a value", ko: "값이")
      case .statement: Bilingual(en: "a name or a statement", ko: "이름이나 명령이")
      case .name: Bilingual(en: "a name", ko: "이름이")
      case .string: Bilingual(en: "a text in quotation marks", ko: "따옴표로 묶은 문자열이")
      case .equals: Bilingual(en: "'='", ko: "'=' 기호가")
      case .parameters: Bilingual(en: "'(' and parameters", ko: "'(' 괄호와 매개변수가")
      case .transposition: Bilingual(en: "'T' after '.'", ko: "'.' 뒤에 'T'가")
      case .end: Bilingual(en: "the end of the statement", ko: "문장의 끝이")
      case .operatorOrEnd:
        Bilingual(en: "an operator or the end of the statement", ko: "연산자나 문장의 끝이")
      case .arrowOrEnd:
        Bilingual(en: "'->' or the end of the statement", ko: "'->'나 문장의 끝이")
      case .definition: Bilingual(en: "'=' or '{'", ko: "'=' 또는 '{' 기호가")
      case .block: Bilingual(en: "'{'", ko: "'{' 괄호가")
      case .loopIn: Bilingual(en: "'in'", ko: "'in'이")
      case .loopColon: Bilingual(en: "':'", ko: "':' 기호가")
      case .pass: Bilingual(en: "the number of a pass", ko: "회차의 번호가")
      case .loopEnd: Bilingual(en: "':' or '{'", ko: "':' 또는 '{' 기호가")
      case .fileName:
        Bilingual(en: "a file's path in quotation marks", ko: "따옴표로 묶은 파일 경로가")
      case .tensorName:
        Bilingual(en: "a tensor's name in quotation marks", ko: "따옴표로 묶은 텐서 이름이")
      case .batchEquals: Bilingual(en: "'='", ko: "'=' 기호가")
      case .batchSource:
        Bilingual(
          en: "images, labels, text, tokens or positions",
          ko: "images, labels, text, tokens, positions 가운데 하나가")
      case .optimizer: Bilingual(en: "sgd, momentum or adam", ko: "sgd, momentum, adam 가운데 하나가")
      case .schedule: Bilingual(en: "constant or linear", ko: "constant나 linear가")
      case .closing(let opener, let continuation): Self.closing(opener, continuation)
      }
    }

    private static func closing(_ opener: Token, _ continuation: Continuation) -> Bilingual {
      let closer = opener.kind == .leftParenthesis ? "')'" : "']'"
      return continuation == .comma
        ? Bilingual(en: "',' or \(closer)", ko: "',' 또는 \(closer) 기호가")
        : Bilingual(en: "an operator or \(closer)", ko: "연산자 또는 \(closer) 괄호가")
    }
  }

  static func unexpected(
    _ kind: Token.Kind, _ word: String, _ expectation: Expectation
  ) -> Message {
    let expected = expectation.wording
    return Message(
      en: "expected \(expected.english), found \(found(kind, word).english)",
      ko: "\(expected.korean) 와야 하는데 \(found(kind, word).korean)",
      help: help(kind, word, expectation))
  }

  private static let logicalWords: Set<String> = ["and", "or", "not", "|"]

  private static func found(_ kind: Token.Kind, _ word: String) -> Bilingual {
    switch kind {
    case .end: Bilingual(en: "the end of the text", ko: "여기서 끝났습니다")
    case .newline: Bilingual(en: "the end of the line", ko: "줄이 끝났습니다")
    case .string: Bilingual(en: "a text in quotation marks", ko: "문자열이 있습니다")
    case .name, .number, .malformedNumber, .overlongName, .unterminatedString, .foreign:
      Bilingual(en: quoted(word), ko: "\(quoted(word).with(.subject)) 있습니다")
    case .plus, .minus, .times, .over, .at, .power, .less, .atMost, .greater, .atLeast, .equality,
      .inequality, .leftParenthesis, .rightParenthesis, .leftBracket, .rightBracket, .leftBrace,
      .rightBrace, .comma, .colon, .equals, .dot, .arrow, .semicolon:
      Bilingual(en: quoted(word), ko: "\(quoted(word)) 기호가 있습니다")
    }
  }

  private static func help(
    _ kind: Token.Kind, _ word: String, _ expectation: Expectation
  ) -> Bilingual? {
    let startsValue =
      kind == .name || kind == .number || kind == .leftParenthesis || kind == .leftBracket
    switch expectation {
    case .operatorOrEnd where kind == .equals, .closing where kind == .equals:
      return comparisonHelp
    case .operatorOrEnd where Self.logicalWords.contains(word),
      .closing where Self.logicalWords.contains(word):
      return Bilingual(
        en: "where both hold: (a > 0) * (b > 0); where either does: max(a > 0, b > 0)",
        ko: "둘 다이면 (a > 0) * (b > 0), 하나라도이면 max(a > 0, b > 0)처럼 쓰십시오")
    case .operatorOrEnd where kind == .name && Habit.remedy(ofWord: word) != nil,
      .closing where kind == .name && Habit.remedy(ofWord: word) != nil:
      return Habit.remedy(ofWord: word)
    case .operatorOrEnd where kind == .comma:
      return Bilingual(
        en: "several numbers are written [1, 2], and a thousand is 1000",
        ko: "여러 수는 [1, 2]처럼, 천은 1000처럼 씁니다")
    case .closing(_, or: .comma) where startsValue:
      return Bilingual(en: "put a comma between them", ko: "사이에 쉼표를 쓰십시오")
    case .statement where kind == .over || kind == .string:
      return Bilingual(en: "a comment begins with #", ko: "주석은 #로 시작합니다")
    case .operatorOrEnd where startsValue:
      return Bilingual(
        en: "to multiply, write '*'; another statement stands on its own line or after ';'",
        ko: "곱하려면 '*' 기호를 쓰고, 다른 문장이면 줄을 바꾸거나 ';' 기호를 쓰십시오")
    case .closing(_, or: .operator) where startsValue:
      return Bilingual(en: "to multiply, write '*'", ko: "곱하려면 '*' 기호를 쓰십시오")
    case .closing(_, or: .comma) where kind == .semicolon:
      return Bilingual(
        en: "rows have brackets of their own: [[1, 2], [3, 4]]",
        ko: "행마다 대괄호로 묶으십시오: [[1, 2], [3, 4]]")
    case .closing(_, or: .operator) where kind == .comma:
      return Bilingual(
        en: "a list of numbers is written [1, 2]", ko: "여러 수의 목록은 [1, 2]처럼 씁니다")
    case .string where kind == .name:
      return Bilingual(en: "write \"…\"", ko: "\"…\"처럼 따옴표로 묶으십시오")
    case .value where kind == .string:
      return Bilingual(
        en: "a number stands without quotation marks", ko: "수는 따옴표 없이 쓰십시오")
    case .value where kind == .over:
      return Bilingual(
        en: "'/' divides, and a comment begins with #", ko: "나누려면 '/' 하나만 쓰고, 주석은 #로 시작합니다")
    case .value where kind == .equals:
      return Bilingual(en: "'=' stands once, after a name", ko: "'=' 기호는 이름 뒤에 한 번만 씁니다")
    case .statement:
      return Bilingual(
        en: "to name a value, write name = value", ko: "값에 이름을 붙이려면 이름 = 값처럼 쓰십시오")
    case .definition:
      return Bilingual(
        en: "write def f(a) = … on one line, or def f(a) { … return … }",
        ko: "한 줄이면 def f(a) = …, 여러 줄이면 def f(a) { … return … }처럼 쓰십시오")
    case .block, .loopIn, .loopColon, .loopEnd:
      return loopHelp
    case .pass:
      return Bilingual(
        en: "h(0) is h in the pass 0 of a loop", ko: "h(0)은 반복문의 0번 회차에서 계산한 h입니다")
    case .batchEquals, .batchSource:
      return batchHelp
    case .optimizer, .schedule, .value, .name, .string, .equals, .parameters, .transposition, .end,
      .operatorOrEnd,
      .arrowOrEnd, .closing, .fileName, .tensorName:
      return nil
    }
  }
}
