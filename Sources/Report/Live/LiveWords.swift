import Wording

/// What a reader is told where numbers follow.
enum LiveWords {
  /// The button beneath a figure.
  static let button = Bilingual(en: "Try your own numbers", ko: "다른 수로 해 보기")

  /// All words of the script, as an object of JavaScript.
  static func script(_ language: Language) -> String {
    "{" + words.map { "\($0.0):\(quoted($0.1[language]))" }.joined(separator: ",") + "}"
  }

  private static let words: [(String, Bilingual)] = [
    ("title", Bilingual(en: "Your own numbers", ko: "다른 수로 해 보기")),
    ("close", Bilingual(en: "Back to the printed numbers", ko: "원래 수로 돌아가기")),
    (
      "note",
      Bilingual(
        en: "Change an input: every value and every gradient is computed anew, forward and then "
          + "backward. The page beneath keeps its printed numbers.",
        ko: "입력을 바꾸면 순전파와 역전파를 다시 해서 모든 값과 기울기를 새로 구합니다. "
          + "뒤에 있는 본문의 수는 그대로입니다.")
    ),
    ("figure", Bilingual(en: "The figure with your numbers", ko: "바꾼 수로 그린 그림")),
    ("leaves", Bilingual(en: "Inputs", ko: "입력")),
    (
      "first",
      Bilingual(
        en: "The graph has more inputs; the first % can be changed here.",
        ko: "입력이 더 있지만 여기서는 처음 %개만 바꿀 수 있습니다.")
    ),
    ("reset", Bilingual(en: "Reset", ko: "처음 값으로")),
    ("numbers", Bilingual(en: "Every number", ko: "모든 값과 기울기")),
    ("table", Bilingual(en: "Values and gradients", ko: "값과 기울기")),
    ("name", Bilingual(en: "Name", ko: "이름")),
    ("value", Bilingual(en: "Value", ko: "값")),
    ("gradient", Bilingual(en: "Gradient", ko: "기울기")),
    ("nudge", Bilingual(en: "Nudge an input", ko: "입력을 살짝 움직여 보기")),
    (
      "nudgeHow",
      Bilingual(
        en:
          "Move one input by Δ and see how far the output moves. The smaller the step, the nearer "
          + "the quotient comes to the gradient, until so few digits of the difference are left that "
          + "it gets worse again.",
        ko: "입력 하나를 Δ만큼 움직이고 출력이 얼마나 움직이는지 봅니다. Δ가 작을수록 둘의 비는 기울기에 "
          + "가까워지다가, 너무 작으면 뺄셈에서 남는 자릿수가 모자라 다시 어긋납니다.")
    ),
    ("input", Bilingual(en: "Input", ko: "움직일 입력")),
    ("nudgeTable", Bilingual(en: "Steps from 1 down to a millionth", ko: "Δ를 1에서 백만분의 1까지 줄이면")),
    ("change", Bilingual(en: "Change of the output", ko: "출력의 변화")),
    ("quotient", Bilingual(en: "Change ÷ Δ", ko: "변화 ÷ Δ")),
    ("guess", Bilingual(en: "Hide a number and find it", ko: "수를 가리고 맞혀 보기")),
    (
      "guessHow",
      Bilingual(
        en: "Click a number in the figure, or choose one here. Then work it out and type it.",
        ko: "그림에서 수를 누르거나 아래에서 골라 가린 다음, 직접 계산해서 적어 보십시오.")
    ),
    ("which", Bilingual(en: "Number", ko: "가릴 수")),
    ("hide", Bilingual(en: "Hide", ko: "가리기")),
    ("answer", Bilingual(en: "Your answer", ko: "내가 구한 값")),
    ("check", Bilingual(en: "Check", ko: "확인")),
    ("show", Bilingual(en: "Show it", ko: "답 보기")),
    ("right", Bilingual(en: "Right: %.", ko: "맞았습니다. 답은 %입니다.")),
    ("wrong", Bilingual(en: "Not yet. Look at what flows in.", ko: "아직 아닙니다. 무엇이 흘러드는지 다시 보십시오.")),
    ("was", Bilingual(en: "It is %.", ko: "답은 %입니다.")),
    ("hideFirst", Bilingual(en: "Hide a number first.", ko: "먼저 수를 하나 가리십시오.")),
    ("noNumber", Bilingual(en: "Type a number, such as −0.25.", ko: "−0.25처럼 수를 적으십시오.")),
  ]
}
