import Wording

/// The words of the book's own pages.
enum BookWords {
  /// What the book is about, in the title of its index.
  static let subject = Bilingual(en: "Backpropagation", ko: "역전파")

  static let lede = Bilingual(
    en: "Backpropagation, drawn and derived.", ko: "역전파를 그리고, 연필로 검산할 수 있게 풀어 씁니다.")

  static let introduction = Bilingual(
    en: "Each lesson shows a computation as a graph, runs it forward and backward, and writes out "
      + "every step: the rule, the numbers, the product.",
    ko: "강마다 계산을 그래프로 그리고 순전파와 역전파를 따라가며, 모든 단계를 규칙, 숫자, 곱의 순서로 적습니다.")

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
