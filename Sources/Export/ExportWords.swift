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
  let gradientFunction = Bilingual(
    en: "Backward: JAX makes the gradient's function of the forward pass.",
    ko: "역전파: JAX가 순전파 함수에서 기울기 함수를 만든다.")
  let evaluation = Bilingual(en: "No gradient flows.", ko: "흐르는 기울기가 없다.")
  let recursion = Bilingual(
    en: "micrograd looks through the graph by recursion.", ko: "micrograd는 그래프를 재귀로 훑는다.")
  let checks = Bilingual(
    en: "The values and gradients that Backdraw found.", ko: "Backdraw가 구한 값과 기울기.")
  let preparations = Bilingual(en: "What is needed", ko: "준비")
  /// What a notebook says beneath its figure.
  func introduction(_ target: GraphExport.Target) -> Bilingual {
    let way =
      switch target {
      case .numpy:
        Bilingual(
          en: "NumPy computes every value; the backward pass is written out line by line.",
          ko: "값은 NumPy로 구하고, 역전파는 한 줄씩 풀어 씁니다.")
      case .pytorch:
        Bilingual(
          en: "PyTorch computes every value, and its autograd goes back.",
          ko: "값은 PyTorch로 구하고, 역전파는 자동 미분에 맡깁니다.")
      case .jax:
        Bilingual(
          en: "The forward pass is a function, of which JAX makes the function of its gradient.",
          ko: "순전파를 함수로 쓰면, JAX가 그 함수에서 기울기 함수를 만듭니다.")
      case .micrograd:
        Bilingual(
          en:
            "Every number is a `Value` that remembers what it was made of, and goes back by itself.",
          ko: "모든 수는 무엇으로 만들어졌는지 기억하는 `Value`이고, 스스로 역전파합니다.")
      }
    return Bilingual { language in
      Bilingual(
        en: "Green runs forward, values above; red runs backward, gradients below. ",
        ko: "초록색은 순전파로 위에 값이, 빨간색은 역전파로 아래에 기울기가 있습니다. ")[language]
        + way[language]
        + Bilingual(
          en: " Run the cells from the top: the last one checks every number of the figure.",
          ko: " 셀을 위에서부터 실행하면 마지막 셀이 그림의 모든 수를 확인합니다.")[language]
    }
  }
  /// What a program prints at its end.
  var agreed: String {
    Bilingual(en: "all values and gradients agree", ko: "모든 값과 기울기가 일치합니다")[language]
  }
}
