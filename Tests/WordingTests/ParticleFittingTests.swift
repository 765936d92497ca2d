import Testing

@testable import Wording

@Test(arguments: [
  ("15.84", "이 됩니다", "가 됩니다"), ("9", "이 되어", "가 되어"), ("16", "가 되어", "이 되어"),
  ("0.6565", "과 다른", "와 다른"), ("3", "와 다른", "과 다른"), ("−16", "로 바꾸면", "으로 바꾸면"),
  ("−18", "으로 바꾸면", "로 바꾸면"), ("0.5", "을", "를"), ("39,760", "를 모두", "을 모두"),
  ("2", "고, 그", "이고, 그"), ("4", "이므로", "이므로"), ("0.1377", "고", "이고"), ("4", "이었고", "였고"),
  ("0.1377", "였고", "이었고"),
  ("2", "이라고", "라고"), ("7", "라고", "이라고"), ("5", "으로는", "로는"), ("6", "로는", "으로는"),
  ("1.049×10⁶", "를", "을"), ("2", "은", "는"), ("2", "과의", "와의"),
])
func aParticleIsFittedToTheNumberBeforeIt(number: String, typed: String, fitted: String) {
  #expect(typed.fitted(after: number) == fitted)
}

@Test(arguments: [
  ("2", "입니다"), ("3", "입니다"), ("2", "이상"), ("3", "가지"), ("2", "로그"), ("2", " 이 됩니다"),
  ("2", ", 이것은"), ("", "이 됩니다"), ("map", "이 됩니다"), ("2", "개를"), ("3", "과목"),
])
func whatIsNoParticleStays(number: String, text: String) {
  #expect(text.fitted(after: number) == text)
}
