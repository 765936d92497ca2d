import Wording

/// The words of the book's index.
enum BookWords {
  static let lede = "역전파를 그리고, 연필로 검산할 수 있게 풀어 씁니다. Backpropagation, drawn and derived."

  static let introduction = Bilingual(
    en: "Each lesson shows a computation as a graph, runs it forward and backward, and writes out "
      + "every step: the rule, the numbers, the product.",
    ko: "강마다 계산을 그래프로 그리고 순전파와 역전파를 따라가며, 모든 단계를 규칙, 숫자, 곱의 순서로 적습니다.")

  static let creditsTitle = "출처 · Sources"

  static let credits = [
    "A. 스탠퍼드 CS231n을 따른 역전파 해설. 김해동(고려대학교 데이터 과학 연구실)의 자료를 바탕으로 합니다. "
      + "A Korean article on backpropagation after Stanford's CS231n, from material by Kim Haedong.",
    "B. 사이토 고키, 「밑바닥부터 시작하는 딥러닝」 5장에 대한 독자의 정리. "
      + "A reader's notes on chapter 5 of Koki Saitoh, Deep Learning from Scratch.",
    "C. Sanghyuk Chun, Machine Learning 스터디 (18) Neural Network Introduction, 2015.",
    "D. 한국어 강의 슬라이드: 사과, f = wx + b, 시그모이드의 대수. "
      + "Korean lecture slides: apples, f = wx + b, the sigmoid's algebra.",
    "E. 윤대희, 순전파와 역전파 강의. Yoon Daehee, lecture on forward and back propagation.",
    "MNIST: Y. LeCun, C. Cortes, C. Burges, CC BY-SA 3.0.",
  ]
}
