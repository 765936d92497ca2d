import Autodiff
import Wording

// Bodies of functions, and loops.

extension Message {
  // MARK: Braces

  static let braceNeverClosed = Message(
    en: "'{' is never closed", ko: "'{' 괄호가 닫히지 않았습니다",
    help: Bilingual(en: "write '}' behind the last statement", ko: "마지막 문장 뒤에 '}' 괄호를 쓰십시오"))

  static let blocksTooDeep = Message(
    en: "braces are nested deeper than \(Limits.nesting)",
    ko: "중괄호가 \(Limits.nesting)단계보다 깊이 겹쳤습니다")

  /// A statement in the body of a function or in a loop that has no place there, or none elsewhere.
  static func misplaced(_ keyword: Keyword, inBody: Bool, inLoop: Bool) -> Message {
    let word = quoted(keyword.rawValue)
    switch keyword {
    case .return:
      return inBody
        ? Message(
          en: "'return' cannot stand in a loop", ko: "'return'은 반복문 안에 쓸 수 없습니다",
          help: Bilingual(
            en: "return the last value behind the loop's '}'",
            ko: "반복문의 '}' 뒤에서 마지막 값을 돌려주십시오"))
        : Message(
          en: "'return' stands in the body of a function",
          ko: "'return'은 함수의 본문에만 쓸 수 있습니다",
          help: Bilingual(
            en: "write def f(a) { … return … }", ko: "def f(a) { … return … }처럼 쓰십시오"))
    case .def:
      return Message(
        en: inBody
          ? "a function cannot be defined in another" : "a function cannot be defined in a loop",
        ko: inBody ? "함수 안에서 다른 함수를 정의할 수 없습니다" : "반복문 안에서 함수를 정의할 수 없습니다",
        help: Bilingual(
          en: "define it above, outside of the braces", ko: "중괄호 밖, 그 앞에서 정의하십시오"))
    case .param:
      return Message(
        en: "a parameter cannot be defined in the body of a function: each call would have its own",
        ko: "함수의 본문에서 매개변수를 정의할 수 없습니다. 호출할 때마다 따로 생깁니다",
        help: Bilingual(
          en: "define it outside, and give it to the function as an argument",
          ko: "밖에서 정의하고 함수에 인수로 넘기십시오"))
    case .const, .for, .output, .upstream, .rate, .title, .label, .layer, .highlight, .note, .rank,
      .order, .seed, .batch, .predict, .optimizer, .schedule:
      let place =
        inBody
        ? Bilingual(en: "the body of a function", ko: "함수의 본문")
        : Bilingual(en: "a loop", ko: "반복문 안")
      return Message(
        en: "\(word) speaks of the whole graph and cannot stand in \(place.english)",
        ko: "\(word) 문은 그래프 전체에 대한 것이라 \(place.korean)에 쓸 수 없습니다",
        help: Bilingual(
          en: "write it outside of the braces", ko: "중괄호 밖에 쓰십시오"))
    }
  }

  // MARK: Bodies

  static func returnMissing(_ function: String) -> Message {
    Message(
      en: "the body of \(quoted(function)) returns nothing",
      ko: "함수 \(quoted(function))의 본문이 아무것도 돌려주지 않습니다",
      help: Bilingual(
        en: "end it with return NAME", ko: "본문을 return 이름으로 끝내십시오"))
  }

  static let returnsNothing = Message(
    en: "'return' takes a value", ko: "'return' 뒤에는 값이 와야 합니다",
    help: Bilingual(en: "write return x, or return x, y", ko: "return x 또는 return x, y처럼 쓰십시오"))

  static func behindReturn(line: Int) -> Message {
    Message(
      en: "nothing stands behind 'return', which is on line \(line)",
      ko: "\(line)번째 줄의 'return' 뒤에는 문장을 쓸 수 없습니다",
      help: Bilingual(
        en: "write it before 'return', or outside of the braces",
        ko: "'return' 앞이나 중괄호 밖에 쓰십시오"))
  }

  static func parameterAssigned(_ name: String, isUsed: Bool) -> Message {
    Message(
      en: "\(quoted(name)) is a parameter of this function",
      ko: "\(quoted(name).with(.topic)) 이 함수의 매개변수입니다",
      help: Bilingual(en: "give the new value another name", ko: "새 값에는 다른 이름을 붙이십시오"))
  }

  // MARK: Several values

  /// A call whose function gives another number of values than there are names for them.
  static func resultCount(_ function: String, gives: Int, wanted: Int) -> Message {
    let values = Bilingual(
      en: gives == 1 ? "one value" : "\(gives) values", ko: "값 \(gives)개")
    let names = ["a", "b", "c", "d", "e", "f", "g", "h"].prefix(gives).joined(separator: ", ")
    let taking = gives <= 8 ? names : "a, b, …"
    let help = Bilingual(
      en: "write \(taking) = \(function)(…)", ko: "\(taking) = \(function)(…)처럼 쓰십시오")
    if wanted == 1 {
      return Message(
        en: "\(quoted(function)) gives \(values.english), and one is needed here",
        ko: "\(quoted(function).with(.topic)) \(values.korean)를 돌려주는데 여기에는 하나가 필요합니다",
        help: help)
    }
    return Message(
      en: "\(quoted(function)) gives \(values.english) for \(wanted) names",
      ko: "이름은 \(wanted)개인데 \(quoted(function).with(.topic)) \(values.korean)를 돌려줍니다", help: help)
  }

  static func severalNamesNeedCall(_ names: [String]) -> Message {
    let (first, second) = (names[0], names.count > 1 ? names[1] : "b")
    return Message(
      en: "several names take the values of one call of a function",
      ko: "이름 여러 개에는 값을 여러 개 돌려주는 함수의 호출 하나만 쓸 수 있습니다",
      help: Bilingual(
        en: "write \(names.joined(separator: ", ")) = f(…), or each on a line of its own: "
          + "\(first) = …; \(second) = …",
        ko: "\(names.joined(separator: ", ")) = f(…)처럼 쓰거나, \(first) = …; \(second) = …처럼 따로 쓰십시오"))
  }

  static func nameTwiceInAssignment(_ name: String) -> Message {
    Message(
      en: "\(quoted(name)) stands twice before '='",
      ko: "'=' 앞에 \(quoted(name).with(.subject)) 두 번 나옵니다")
  }

  // MARK: Loops

  static let loopHelp = Bilingual(
    en: "write for t in 0:4 { … }", ko: "for t in 0:4 { … }처럼 쓰십시오")

  static let rangeAsCall = Message(
    en: "a loop counts in a:b", ko: "반복 범위는 a:b로 씁니다",
    help: Bilingual(
      en: "for range(4) write for t in 0:4 { … }; a step stands third, 0:10:2",
      ko: "range(4)는 for t in 0:4 { … }처럼 쓰십시오. 간격은 0:10:2처럼 세 번째에 씁니다"))

  static func oneBound(_ number: Int) -> Message {
    Message(
      en: "a loop counts from one number up to, and without, another",
      ko: "반복문은 한 수에서 다른 수 바로 앞까지 셉니다",
      help: Bilingual(
        en: "write for t in 0:\(max(number, 1)) { … }",
        ko: "for t in 0:\(max(number, 1)) { … }처럼 쓰십시오"))
  }

  static let boundNotWhole = Message(
    en: "a loop counts in whole numbers",
    ko: "반복문의 범위는 정수여야 합니다",
    help: Bilingual(
      en: "write numbers, or arithmetic on numbers and on those of loops around: 0:2*t",
      ko: "수나 0:2*t처럼 수와 바깥 반복문의 번호로 된 식을 쓰십시오"))

  static let stepIsZero = Message(
    en: "a loop with step 0 never ends", ko: "간격이 0이면 반복이 끝나지 않습니다")

  static func noPasses(_ from: Int, _ to: Int, step: Int) -> Message {
    let isTurned = step > 0 ? to < from : to > from
    let way = step > 0 ? "up" : "down"
    return Message(
      en: "this loop has no pass: it counts from \(from) \(way) to, and without, \(to)",
      ko: "한 번도 돌지 않는 반복문입니다. \(from)에서 \(to) 바로 앞까지 셉니다",
      help: isTurned
        ? Bilingual(
          en: "to count the other way, write \(from):\(to):\(-step)",
          ko: "반대로 세려면 \(from):\(to):\(-step)처럼 쓰십시오") : nil)
  }

  static let tooManyPasses = Message(
    en: "the loops have more than 1,000,000 passes here",
    ko: "반복 횟수가 여기서 1,000,000번을 넘습니다",
    help: Bilingual(
      en: "compute with vectors and matrices in place of many scalars",
      ko: "스칼라를 늘어놓는 대신 벡터와 행렬로 계산하십시오"))

  static func loopNameTaken(_ name: String, line: Int) -> Message {
    Message(
      en: "\(quoted(name)) is already defined on line \(line)",
      ko: "\(quoted(name).with(.topic)) \(line)번째 줄에서 이미 정의했습니다",
      help: Bilingual(
        en: "give the loop's number another name", ko: "반복문의 번호에 다른 이름을 붙이십시오"))
  }

  static func loopNumberAssigned(_ name: String) -> Message {
    Message(
      en: "\(quoted(name)) is the number of this loop",
      ko: "\(quoted(name).with(.topic)) 이 반복문의 번호입니다",
      help: Bilingual(en: "give the value another name", ko: "값에는 다른 이름을 붙이십시오"))
  }

  static func loopIsOver(_ name: String, line: Int) -> Message {
    Message(
      en: "undefined name \(quoted(name)): it is the number of the loop on line \(line), and known "
        + "inside of it alone",
      ko: "\(quoted(name).with(.topic)) \(line)번째 줄에 있는 반복문의 번호이며 그 안에서만 쓸 수 있습니다")
  }

  // MARK: Passes by name

  static func unknownPass(_ name: String, known: [String]) -> Message {
    let shown = known.count <= 4 ? known : Array(known.prefix(2)) + ["…"] + known.suffix(1)
    let list = shown.joined(separator: ", ")
    return Message(
      en: "there is no \(quoted(name))", ko: "\(quoted(name).with(.topic)) 없습니다",
      help: Bilingual(en: "there are \(list)", ko: "있는 것은 \(list)입니다"))
  }
}
