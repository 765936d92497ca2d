import Wording

/// The words of the book's index.
enum BookWords {
  static let lede = Bilingual(
    en: "Backpropagation, drawn and derived.", ko: "역전파를 그리고, 연필로 검산할 수 있게 풀어 씁니다.")

  static let introduction = Bilingual(
    en: "Each lesson shows a computation as a graph, runs it forward and backward, and writes out "
      + "every step: the rule, the numbers, the product.",
    ko: "강마다 계산을 그래프로 그리고 순전파와 역전파를 따라가며, 모든 단계를 규칙, 숫자, 곱의 순서로 적습니다.")
}
