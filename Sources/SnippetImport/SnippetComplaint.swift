import Wording

/// Why a line of Python cannot be translated: where, and for what reason.
package struct SnippetComplaint: Error, Sendable, Hashable {
  package let place: SnippetPlace
  package let message: Bilingual

  init(_ place: SnippetPlace, _ reason: Reason) {
    self.place = place
    message = reason.message
  }

  enum Reason {
    /// A sign that stands nowhere in Python, or not here.
    case unreadable(String)
    case number
    case endlessText
    /// The words end before the expression does.
    case endsEarly
    case deep
    /// A statement that is not straight-line: `for`, `if`, `def`, `class`.
    case statement(String)
    /// A statement that computes nothing that a graph could hold.
    case noAssignment
    case operation(String)
    case name(String)
    case function(String)
    case keyword(String, of: String)
    case arguments(String)
    case method(String)
    case attribute(String)
    case draws(String)
    case target
    /// A line that is not indented as its neighbours.
    case indentation
    /// A statement that ends with a colon, and nothing belongs to it.
    case noBody
    /// A loop over something else than `range` with whole numbers.
    case loop
    /// A parameter with a value of its own, or as many as there are.
    case parameter
    case noReturn(String)
    case definedTwice(String)
    /// A name that a function reads gets another value.
    case readByFunction(String)

    var message: Bilingual {
      switch self {
      case .unreadable(let sign):
        Bilingual(en: "'\(sign)' cannot stand here", ko: "여기에 올 수 없는 기호입니다: \(sign)")
      case .number: Bilingual(en: "this is no number", ko: "수가 아닙니다")
      case .endlessText:
        Bilingual(en: "the text has no end: close its quotation mark", ko: "닫는 따옴표가 없습니다")
      case .endsEarly:
        Bilingual(en: "the line ends before its expression", ko: "식이 끝나기 전에 줄이 끝났습니다")
      case .deep:
        Bilingual(en: "this is nested too deeply", ko: "너무 깊이 겹쳐 있습니다")
      case .statement(let word):
        Bilingual(
          en:
            "'\(word)' is no straight line: write its steps out, or as a loop or a function of the "
            + "graph language",
          ko: "'\(word)' 문은 한 줄씩 옮길 수 없습니다. 단계를 풀어 쓰거나 그래프 언어의 반복문이나 "
            + "함수로 쓰십시오")
      case .noAssignment:
        Bilingual(
          en: "nothing is assigned here: give the result a name",
          ko: "대입이 없는 줄입니다. 결과에 이름을 붙이십시오")
      case .operation(let sign):
        Bilingual(
          en: "'\(sign)' has no counterpart in the graph language",
          ko: "그래프 언어에는 '\(sign)'에 해당하는 것이 없습니다")
      case .name(let name):
        Bilingual(
          en: "'\(name)' is defined nowhere above", ko: "'\(name)'의 정의가 이 위에 없습니다")
      case .function(let name):
        Bilingual(
          en: "'\(name)' has no counterpart; 'backdraw functions' lists what there is",
          ko: "'\(name)'에 해당하는 함수가 없습니다. 'backdraw functions'로 함수 목록을 볼 수 있습니다")
      case .keyword(let keyword, let function):
        Bilingual(
          en: "'\(keyword)=' of '\(function)' has no counterpart",
          ko: "'\(function)'의 '\(keyword)='에 해당하는 것이 없습니다")
      case .arguments(let function):
        Bilingual(
          en: "'\(function)' has arguments here that cannot be translated",
          ko: "'\(function)'의 인자를 옮길 수 없습니다")
      case .method(let name):
        Bilingual(
          en: "the method '\(name)' has no counterpart", ko: "메서드 '\(name)'에 해당하는 것이 없습니다")
      case .attribute(let name):
        Bilingual(
          en: "the attribute '\(name)' has no counterpart: write its number",
          ko: "속성 '\(name)'에 해당하는 것이 없습니다. 값을 직접 쓰십시오")
      case .draws(let name):
        Bilingual(
          en: "'\(name)' draws numbers that only running it would show: write a literal, or "
            + "normal(0, 1, shape=[2, 3])",
          ko: "'\(name)'의 난수는 실행해야 알 수 있습니다. 값을 쓰거나 normal(0, 1, shape=[2, 3])처럼 "
            + "쓰십시오")
      case .indentation:
        Bilingual(
          en: "the line is not indented as the others of its block",
          ko: "들여쓰기가 같은 블록의 다른 줄과 다릅니다")
      case .noBody:
        Bilingual(en: "nothing stands behind the colon", ko: "콜론 뒤에 오는 것이 없습니다")
      case .loop:
        Bilingual(
          en: "a loop goes over range(…) of whole numbers that are written out",
          ko: "반복문은 정수를 직접 쓴 range(…)로만 옮길 수 있습니다")
      case .parameter:
        Bilingual(
          en: "a parameter is a name alone, without a value, * or /, and there is at least one",
          ko: "매개변수는 기본값, *, / 없이 이름만 쓰고, 하나 이상 있어야 합니다")
      case .noReturn(let name):
        Bilingual(
          en: "'\(name)' returns nothing: end it with return",
          ko: "'\(name)' 함수가 돌려주는 값이 없습니다. return으로 끝내십시오")
      case .definedTwice(let name):
        Bilingual(en: "'\(name)' is defined twice", ko: "'\(name)' 함수를 두 번 정의했습니다")
      case .readByFunction(let name):
        Bilingual(
          en:
            "'\(name)' gets another value, and a function above reads it: give it to the function",
          ko: "'\(name)'의 값이 바뀌는데 위의 함수가 이 이름을 읽습니다. 함수의 인자로 주십시오")
      case .target:
        Bilingual(
          en: "only a name, or as many names as values, can be assigned to",
          ko: "이름 하나, 또는 값과 개수가 같은 이름들에만 대입할 수 있습니다")
      }
    }
  }
}
