import Wording

/// What a program says to those who read it.
struct ExportWords {
  /// The language.
  let language: Language

  /// Prepares the words.
  init(_ language: Language) { self.language = language }

  /// A line of comment.
  func comment(_ text: Bilingual) -> String { "# \(text[language])" }

  let numbers = Bilingual(en: "The numbers of the graph.", ko: "그래프의 수.")
  let forward = Bilingual(en: "Forward: every value.", ko: "순전파: 값을 구한다.")
  let backward = Bilingual(
    en: "Backward: upstream gradient × local derivative, and what arrives twice adds up.",
    ko: "역전파: 도착한 기울기 × 국소적 미분, 두 번 도착하면 더한다.")
  let autograd = Bilingual(en: "Backward: automatically.", ko: "역전파: 자동으로 구한다.")
  let checks = Bilingual(
    en: "The values and gradients that Backdraw found.", ko: "Backdraw가 구한 값과 기울기.")
  /// What a program prints at its end.
  var agreed: String {
    Bilingual(en: "all values and gradients agree", ko: "모든 값과 기울기가 일치합니다")[language]
  }
}
