import Wording

/// The words of the book's own pages.
enum BookWords {
  /// What the book is about, in the title of its index.
  static let subject = Bilingual(en: "Backpropagation", ko: "역전파")

  static let lede = Bilingual(
    en: "Backpropagation, drawn and derived.", ko: "역전파를 그리고, 연필로 검산할 수 있게 풀어 씁니다.")

  /// What a reader will be able to do.
  static let promise = Bilingual(
    en:
      "Behind every network that learns there is one idea: run the computation backward, and each "
      + "number tells you how much it mattered. Read these lessons and you can do it with a pencil, "
      + "say why each red number is what it is, and write the program that finds it.",
    ko: "학습하는 모든 신경망 뒤에는 한 가지 생각이 있습니다. 계산을 거꾸로 따라가면 숫자마다 결과에 얼마나 "
      + "영향을 주었는지 알 수 있다는 것입니다. 이 책을 읽고 나면 그 계산을 연필로 해 보고, 빨간 숫자가 왜 그 "
      + "값인지 설명하고, 그것을 구하는 프로그램까지 직접 쓸 수 있습니다.")

  /// What the picture at the beginning shows; behind it comes a link to the lesson.
  static let opening = Bilingual(
    en: "Green is what the computation gives, red is how much the result changes with each number.",
    ko: "초록은 계산한 값이고, 빨강은 그 숫자를 조금 바꿀 때 결과가 얼마나 바뀌는지입니다.")

  /// What leads from the site's door into the book.
  static let read = Bilingual(en: "Read in English", ko: "한국어로 읽기")

  // The map of the lessons.
  static let map = Bilingual(en: "The map", ko: "강의 지도")
  static let mapNote = Bilingual(
    en: "An arrow leads from a lesson to one that builds on it.",
    ko: "화살표는 먼저 읽을 강의에서 그것을 바탕으로 하는 강의로 이어집니다.")
  /// What who has a pointer is told beside.
  static let mapPointing = Bilingual(
    en: "Point at a lesson to see all that comes before it; click to read it.",
    ko: "강의를 가리키면 그 전에 읽을 강의가 모두 켜지고, 누르면 그 강의로 갑니다.")
  static let lessonList = Bilingual(en: "All lessons", ko: "강의 목록")

  /// What the map says to who does not see it.
  static func mapDescription(_ count: Int, _ parts: Int) -> Bilingual {
    Bilingual(
      en:
        "\(count) lessons in \(parts) parts; arrows lead from each lesson to those that build on it.",
      ko: "강의 \(count)개를 \(parts)부로 나누어 그렸습니다. 화살표는 먼저 읽을 강의에서 그것을 바탕으로 하는 "
        + "강의로 이어집니다.")
  }

  /// What is said of a lesson on the map: what it is called, and by what numbers those that it builds on.
  static func onMap(_ heading: PageHeading, needs: [PageHeading]) -> Bilingual {
    Bilingual { language in
      let (number, title) = (heading.numberText[language], heading.title(language))
      let name = Bilingual(en: "\(number): \(title)", ko: "\(number) \(title)")[language]
      guard !needs.isEmpty else { return name }
      let numbers = needs.map { String($0.number) }.joined(separator: ", ")
      return name + Bilingual(en: ", after \(numbers)", ko: ", \(numbers)강 다음")[language]
    }
  }

  // Navigation.
  static let book = Bilingual(en: "Book", ko: "책")
  static let contents = Bilingual(en: "Contents", ko: "차례")
  static let glossary = Bilingual(en: "Glossary", ko: "용어집")
  static let operations = Bilingual(en: "Operations", ko: "연산")
  static let search = Bilingual(en: "Search", ko: "찾기")
  static let neighbours = Bilingual(en: "Previous and next", ko: "이전과 다음")
  static let previous = Bilingual(en: "Previous", ko: "이전")
  static let next = Bilingual(en: "Next", ko: "다음")

  static let glossaryLede = Bilingual(
    en: "The words of the lessons. Each lesson links a word here where it first uses it.",
    ko: "강의에 나오는 말을 모았습니다. 강의에서 처음 나온 자리를 누르면 이곳으로 옵니다.")

  static let operationsLede = Bilingual(
    en: "Every operation of the graph language, each with its formula, its derivative and an "
      + "example.",
    ko: "그래프 언어의 모든 연산입니다. 연산마다 식, 국소적 미분, 그림, 예제가 있습니다.")

  // What the search page says.
  static let searchLede = Bilingual(
    en: "Lessons, terms and operations, in English or Korean.", ko: "강의, 용어, 연산을 한국어나 영어로 찾습니다.")
  static let query = Bilingual(en: "Search for", ko: "찾을 말")
  static let found = Bilingual(en: "Found", ko: "찾은 것")
  static let nothingFound = Bilingual(
    en: "Nothing found. Try a shorter word, or the Korean one.",
    ko: "찾은 것이 없습니다. 더 짧은 말이나 영어로 찾아보십시오.")
  static let lessons = Bilingual(en: "Lessons", ko: "강의")
  static let terms = Bilingual(en: "Terms", ko: "용어")
  static let otherPages = Bilingual(en: "Other pages", ko: "그 밖의 쪽")
}
