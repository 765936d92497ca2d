import Autodiff
import Wording

// Names, functions and their arguments, statements.

extension Message {
  // MARK: Spelling

  static func meant(_ name: String) -> Bilingual { didYouMean(quoted(name)) }

  static func definedLater(_ name: String, line: Int) -> Bilingual {
    Bilingual(
      en: "it is defined on line \(line); a name is defined before it is used",
      ko: "\(line)번째 줄에서 정의됩니다. 이름은 쓰기 전에 정의해야 합니다")
  }

  // MARK: Names

  static func undefinedName(_ name: String) -> Message {
    Message(
      en: "undefined name \(quoted(name))", ko: "\(quoted(name).with(.topic)) 정의되지 않은 이름입니다",
      help: Habit.remedy(ofName: name))
  }

  static func ownDefinition(_ name: String, inLoop: Bool) -> Message {
    Message(
      en: "undefined name \(quoted(name)): a name cannot stand in its own definition",
      ko: "\(quoted(name).with(.topic)) 아직 정의되지 않았습니다. 이름은 자신의 정의 안에 쓸 수 없습니다",
      help: inLoop
        ? Bilingual(
          en: "give it a value before the loop: \(name) = 0",
          ko: "반복문 앞에서 \(name) = 0처럼 첫 값을 주십시오")
        : Bilingual(
          en: "give the new value another name, such as \(name)2",
          ko: "새 값에는 \(name)2처럼 다른 이름을 붙이십시오"))
  }

  static func functionAsValue(_ name: String) -> Message {
    Message(
      en: "undefined name \(quoted(name)): it is a function",
      ko: "\(quoted(name).with(.topic)) 값이 아니라 함수입니다",
      help: Bilingual(
        en: "call it: \(name)(…)", ko: "\(name)(…)처럼 인수와 함께 쓰십시오"))
  }

  /// - Parameter isUsed: Whether the old value stands on the right side.
  static func alreadyDefined(_ name: String, line: Int, isUsed: Bool = false) -> Message {
    Message(
      en: "\(quoted(name)) is already defined on line \(line)",
      ko: "\(quoted(name).with(.topic)) \(line)번째 줄에서 이미 정의했습니다",
      help: isUsed
        ? Bilingual(
          en: "give the new value another name, \(name)_new = …, or repeat the line in a loop, "
            + "for i in 0:3 { \(name) = … }",
          ko: "새 값에 \(name)_new = …처럼 다른 이름을 붙이거나, 반복하려면 "
            + "for i in 0:3 { \(name) = … }처럼 쓰십시오")
        : Bilingual(en: "give this one another name", ko: "다른 이름을 붙이십시오"))
  }

  static func literalNeeded(_ statement: String) -> Message {
    let isLeaf = statement != "upstream"
    return Message(
      en: "'\(statement)' takes a number or a bracket literal, not an expression of names",
      ko: "'\(statement)'에는 이름이 든 식이 아니라 수나 괄호 리터럴만 쓸 수 있습니다",
      help: isLeaf
        ? Bilingual(
          en: "leave '\(statement)' out to name the result of an operation",
          ko: "연산 결과에 이름을 붙이려면 '\(statement)' 없이 쓰십시오")
        : nil)
  }

  // MARK: Functions

  static func functionRedefined(_ name: String, line: Int?) -> Message {
    let help = Bilingual(en: "give this one another name", ko: "다른 이름을 붙이십시오")
    let function = quoted(name)
    if Builtin.named(name) != nil {
      return Message(
        en: "function \(function) is already defined: it is built in",
        ko: "\(function.with(.topic)) 이미 내장된 함수입니다", help: help)
    }
    return Message(
      en: "function \(function) is already defined\(line.map { " on line \($0)" } ?? "")",
      ko: "함수 \(function.with(.topic)) \(line.map { "\($0)번째 줄에서 " } ?? "")이미 정의했습니다",
      help: help)
  }

  static func parameterTwice(_ name: String) -> Message {
    Message(
      en: "parameter \(quoted(name)) stands twice",
      ko: "매개변수 \(quoted(name).with(.subject)) 두 번 나옵니다")
  }

  static func recursion(_ name: String) -> Message {
    Message(
      en: "function \(quoted(name)) cannot call itself",
      ko: "함수 \(quoted(name).with(.topic)) 자기 자신을 부를 수 없습니다")
  }

  static func undefinedFunction(_ name: String, meant: String?) -> Message {
    undefinedFunction(name, meant.map(Self.meant))
  }

  static func undefinedFunction(_ name: String, _ help: Bilingual?) -> Message {
    Message(
      en: "undefined function \(quoted(name))",
      ko: "\(quoted(name).with(.topic)) 정의되지 않은 함수입니다", help: help)
  }

  /// - Parameter isInLoop: Whether a loop assigned it, so that a pass of it may be meant.
  static func valueAsFunction(_ name: String, isInLoop: Bool = false) -> Message {
    Message(
      en: "undefined function \(quoted(name)): it is a value",
      ko: "\(quoted(name).with(.topic)) 함수가 아니라 값입니다",
      help: isInLoop
        ? Bilingual(
          en: "in an expression \(name) is its last value; what other passes give is collected in "
            + "the loop: s = s + \(name)",
          ko: "식에서 \(name)의 값은 마지막 값입니다. 다른 회차의 값은 반복문 안에서 s = s + \(name)처럼 모으십시오")
        : Bilingual(
          en: "to multiply, write \(name) * (…)", ko: "곱하려면 \(name) * (…)처럼 쓰십시오"))
  }

  // MARK: Arguments

  static func argumentCount(
    _ name: String, _ needed: ClosedRange<Int>, found: Int, _ signature: String,
    isKeywordMissing: Bool = false
  ) -> Message {
    let (least, most) = (needed.lowerBound, needed.upperBound)
    let count: Bilingual =
      switch most {
      case least: Bilingual(en: "\(least)", ko: "\(least)개")
      case .max: Bilingual(en: "at least \(least)", ko: "\(least)개 이상")
      case least + 1: Bilingual(en: "\(least) or \(most)", ko: "\(least)개나 \(most)개")
      default: Bilingual(en: "\(least) to \(most)", ko: "\(least)개에서 \(most)개")
      }
    let noun = most == 1 || needed == 1...Int.max ? "argument" : "arguments"
    return Message(
      en: "\(quoted(name)) takes \(count.english) \(noun), found \(found)",
      ko: "\(quoted(name))의 인수는 \(count.korean)인데 \(found)개가 있습니다",
      help: isKeywordMissing
        ? Bilingual(
          en: "an axis is given by name: \(signature)", ko: "축은 이름을 붙여 줍니다: \(signature)")
        : Bilingual(en: "write \(signature)", ko: "\(signature)처럼 쓰십시오"))
  }

  static func unknownKeyword(
    _ function: String, _ keyword: String, known: [String], _ signature: String,
    isValue: Bool = false
  ) -> Message {
    let meant =
      foreignKeywords[keyword].flatMap { known.contains($0) ? $0 : nil }
      ?? closestSpelling(of: keyword, among: known)
    return Message(
      en: "\(quoted(function)) has no keyword \(quoted(keyword))",
      ko: "\(quoted(function))에는 키워드 인수 \(quoted(keyword).with(.subject)) 없습니다",
      help: meant.map(Self.meant) ?? (isValue ? comparisonHelp : nil)
        ?? Bilingual(en: "write \(signature)", ko: "\(signature)처럼 쓰십시오"))
  }

  /// What keywords are called elsewhere.
  private static let foreignKeywords = [
    "dim": "axis", "axes": "axis", "keepdim": "keepdims", "keep_dims": "keepdims",
    "correction": "ddof", "unbiased": "ddof",
  ]

  /// What is meant by '=' between two values.
  static let comparisonHelp = Bilingual(
    en: "to compare, write '=='", ko: "비교하려면 '==' 기호를 쓰십시오")

  static func keywordTwice(_ keyword: String) -> Message {
    Message(
      en: "keyword \(quoted(keyword)) stands twice",
      ko: "키워드 인수 \(quoted(keyword).with(.subject)) 두 번 나옵니다")
  }

  static func keywordOfFunction(_ function: String, _ signature: String) -> Message {
    Message(
      en: "\(quoted(function)) takes no keywords", ko: "\(quoted(function))에는 키워드 인수를 쓸 수 없습니다",
      help: Bilingual(
        en: "give the arguments in order: \(signature)", ko: "인수를 순서대로 쓰십시오: \(signature)"))
  }

  static func positionalAfterKeyword(_ keyword: String, isValue: Bool = false) -> Message {
    Message(
      en: "an argument stands after the keyword \(quoted(keyword))",
      ko: "키워드 인수 \(quoted(keyword)) 뒤에 다른 인수가 있습니다",
      help: isValue
        ? comparisonHelp : Bilingual(en: "keywords stand last", ko: "키워드 인수는 맨 뒤에 씁니다"))
  }

  static func keywordNotNumber(_ keyword: String) -> Message {
    Message(
      en: "keyword \(quoted(keyword)) takes a number",
      ko: "키워드 인수 \(quoted(keyword))에는 수만 쓸 수 있습니다")
  }

  static func axisOfTwo(_ function: String) -> Message {
    Message(
      en: "\(quoted(function)) of two arguments takes no axis",
      ko: "인수가 두 개인 \(quoted(function))에는 축을 쓸 수 없습니다")
  }

  static let axisNotWhole = Message(
    en: "an axis is a whole number", ko: "축은 정수여야 합니다")

  /// What stands behind a keyword is none of its values.
  static func wrongValue(of keyword: CallForm.Keyword, _ value: KeywordValue) -> Message {
    switch keyword.values {
    case .number:
      if case .number = value { return keywordNotFinite(keyword.name) }
      return keywordNotNumber(keyword.name)
    case .whole where keyword.name == AttributeName.axis.name:
      if case .list = value {
        return Message(en: "one axis is given here", ko: "여기에는 축을 하나만 씁니다")
      }
      return axisNotWhole
    case .whole:
      return Message(
        en: "keyword \(quoted(keyword.name)) takes a whole number",
        ko: "키워드 인수 \(quoted(keyword.name))에는 정수만 쓸 수 있습니다")
    case .wholes:
      if case .number = value { return axisNotWhole }
      return Message(
        en: "an axis is a whole number, and several are a list of them",
        ko: "축은 정수이고, 여럿이면 정수의 목록입니다",
        help: Bilingual(en: "write axis=[0, 2]", ko: "axis=[0, 2]처럼 쓰십시오"))
    case .flag:
      return Message(
        en: "keyword \(quoted(keyword.name)) takes true or false",
        ko: "키워드 인수 \(quoted(keyword.name))에는 true나 false를 씁니다",
        help: Bilingual(
          en: "write \(keyword.name)=true", ko: "\(keyword.name)=true처럼 쓰십시오"))
    }
  }

  static func keywordNotFinite(_ keyword: String) -> Message {
    Message(
      en: "keyword \(quoted(keyword)) takes a finite number",
      ko: "키워드 인수 \(quoted(keyword))에는 유한한 수만 쓸 수 있습니다")
  }

  static func notWhole(_ function: String, _ parameter: String) -> Message {
    Message(
      en: "\(quoted(parameter)) of \(quoted(function)) is a whole number",
      ko: "\(quoted(function))의 \(quoted(parameter))에는 정수를 써야 합니다")
  }

  static func literalNumberNeeded(_ function: String, _ parameter: String) -> Message {
    Message(
      en: "\(quoted(parameter)) of \(quoted(function)) is a number that is written out",
      ko: "\(quoted(function))의 \(quoted(parameter))에는 수를 직접 써야 합니다",
      help: Bilingual(
        en: "write a number, or min and max for bounds that are computed",
        ko: "수를 쓰거나, 계산한 경계라면 min과 max를 쓰십시오"))
  }

  static let shapeNotWhole = Message(
    en: "a shape is a list of whole numbers", ko: "모양은 정수의 목록이어야 합니다",
    help: Bilingual(en: "write [2, 3]", ko: "[2, 3]처럼 쓰십시오"))

  static let axesNotWhole = Message(
    en: "the order of axes is a list of whole numbers", ko: "축의 순서는 정수의 목록이어야 합니다",
    help: Bilingual(
      en: "write permute(x, [1, 0]): the first axis of the result is the operand's axis 1",
      ko: "permute(x, [1, 0])처럼 쓰십시오. 결과의 첫 축이 피연산자의 축 1입니다"))

  static let paddingNotWhole = Message(
    en: "padding is a list of pairs of whole numbers, one for each axis",
    ko: "둘레의 0은 축마다 정수 두 개씩 목록으로 줍니다",
    help: Bilingual(
      en: "write pad(x, [[0, 0], [1, 1]]): before and behind each axis",
      ko: "pad(x, [[0, 0], [1, 1]])처럼 축마다 앞과 뒤에 둘 개수를 쓰십시오"))

  static func axisMissing(_ function: String, _ signature: String) -> Message {
    Message(
      en: "\(quoted(function)) needs an axis", ko: "\(quoted(function))에는 축이 필요합니다",
      help: Bilingual(en: "write \(signature)", ko: "\(signature)처럼 쓰십시오"))
  }

  static let textAsArgument = Message(
    en: "a text in quotation marks is no value here", ko: "따옴표로 묶은 글은 여기에 쓸 수 없습니다",
    help: Bilingual(
      en: "only einsum takes one, first of all: einsum(\"ij,jk->ik\", a, b)",
      ko: "einsum만 첫 인수로 글을 받습니다: einsum(\"ij,jk->ik\", a, b)"))

  static func textNeeded(_ function: String, _ signature: String) -> Message {
    Message(
      en: "\(quoted(function)) begins with its letters in quotation marks",
      ko: "\(quoted(function))의 첫 인수는 따옴표로 묶은 첨자입니다",
      help: Bilingual(en: "write \(signature)", ko: "\(signature)처럼 쓰십시오"))
  }

  // MARK: Statements

  static func unknownStatement(_ word: String, meant: String?) -> Message {
    Message(
      en: "unknown statement \(quoted(word))", ko: "\(quoted(word).with(.topic)) 알 수 없는 명령입니다",
      help: meant.map(Self.meant) ?? nameHelp)
  }

  static func expressionWithoutName(_ word: String) -> Message {
    Message(
      en: "a line cannot begin with the expression \(quoted(word))…",
      ko: "\(quoted(word))…처럼 식만 있는 줄은 쓸 수 없습니다", help: nameHelp)
  }

  static func callWithoutName(_ function: String) -> Message {
    Message(
      en: "a line cannot begin with the call of \(quoted(function))",
      ko: "함수 \(quoted(function)) 호출만 있는 줄은 쓸 수 없습니다",
      help: Bilingual(
        en: "name its result, name = \(function)(…), or define it, def \(function)(…) = …",
        ko: "결과에 이름을 붙이려면 이름 = \(function)(…), 함수를 정의하려면 def \(function)(…) = …처럼 쓰십시오"))
  }

  private static let nameHelp = Bilingual(
    en: "to name a value, write name = value", ko: "값에 이름을 붙이려면 이름 = 값처럼 쓰십시오")

  static func statementTwice(_ word: String, line: Int) -> Message {
    Message(
      en: "\(quoted(word)) stands once in a file; it is on line \(line) already",
      ko: "\(quoted(word).with(.topic)) 한 번만 쓸 수 있습니다. \(line)번째 줄에 이미 있습니다")
  }

  static let rateNotNumber = Message(
    en: "'rate' takes a number", ko: "'rate'에는 수만 쓸 수 있습니다")

  static func notFinite(_ word: String) -> Message {
    Message(
      en: "\(quoted(word)) must be finite", ko: "\(quoted(word)) 값은 유한해야 합니다")
  }

  // MARK: Texts

  static func unknownLanguage(_ word: String) -> Message {
    let codes = Language.allCases.map(\.rawValue)
    let english = codes.joined(separator: " or ")
    let korean = codes.joined(separator: ", ")
    return Message(
      en: "unknown language \(quoted(word))", ko: "\(quoted(word).with(.topic)) 알 수 없는 언어입니다",
      help: Bilingual(
        en: "write \(english), or leave it out for all; the text itself stands in quotation marks",
        ko: "\(korean) 가운데 하나를 쓰고, 모든 언어에 쓰려면 빼십시오. 글은 따옴표로 묶습니다"))
  }

  static func titleTwice(_ language: Language?) -> Message {
    let which = which(language)
    return Message(
      en: "the \(which.english)title stands twice", ko: "\(which.korean)제목이 두 번 나옵니다")
  }

  static func labelTwice(_ name: String, _ language: Language?) -> Message {
    let which = which(language)
    return Message(
      en: "the \(which.english)label of \(quoted(name)) stands twice",
      ko: "\(quoted(name))의 \(which.korean)표시 이름이 두 번 나옵니다")
  }

  static func layerTwice(_ language: Language?) -> Message {
    let which = which(language)
    return Message(
      en: "the \(which.english)name of this layer stands twice",
      ko: "이 층의 \(which.korean)이름이 두 번 나옵니다")
  }

  /// The language that a text is for, as a word before it; nothing for a text for all.
  static func which(_ language: Language?) -> Bilingual {
    switch language {
    case nil: Bilingual(same: "")
    case .english: Bilingual(en: "English ", ko: "영어 ")
    case .korean: Bilingual(en: "Korean ", ko: "한국어 ")
    }
  }

  static let noLayerOpen = Message(
    en: "no layer is open here", ko: "여기에는 열린 층이 없습니다",
    help: Bilingual(en: "a layer begins with layer \"…\"", ko: "층은 layer \"…\"로 시작합니다"))
}
