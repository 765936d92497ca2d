import Testing
import Wording

@Suite struct LanguageTests {
  @Test(arguments: [
    ("ko_KR.UTF-8", Language.korean), ("ko", .korean), ("KO-kr", .korean), ("en_GB", .english),
    ("C", .english), ("", .english), ("fr_FR", .english),
    // Konkani.
    ("kok_IN", .english),
  ])
  func aLocaleAsksForALanguage(locale: String, language: Language) {
    #expect(Language(locale: locale) == language)
  }

  @Test func everyLanguageHasItsOwnNameAndCode() {
    #expect(Set(Language.allCases.map(\.name)).count == Language.allCases.count)
    for language in Language.allCases {
      #expect(Language(locale: language.rawValue) == language)
      #expect(!language.name.isEmpty)
    }
  }

  @Test func aTextIsMadeForEachLanguage() {
    let text = Bilingual { $0.rawValue }
    for language in Language.allCases {
      #expect(text[language] == language.rawValue)
      #expect(text.map { $0 + "!" }[language] == language.rawValue + "!")
      #expect(Bilingual(same: "x²")[language] == "x²")
    }
  }

  @Test func everyLabelHasAWordOfItsOwnInEveryLanguage() {
    for language in Language.allCases {
      let words = MessageLabel.allCases.map { $0[language] }
      #expect(Set(words).count == words.count && words.allSatisfy { !$0.isEmpty })
    }
    #expect(MessageLabel.error[.english] == "error" && MessageLabel.error[.korean] == "오류")
  }

  // MARK: Texts of files

  @Test func textsFallBackToAnotherLanguage() {
    #expect(LocalizedText("a", [.korean: "가"])[.korean] == "가")
    #expect(LocalizedText("a", [.korean: "가"])[.english] == "a")
    #expect(LocalizedText(nil, [.korean: "가"])[.english] == "가")
    #expect(LocalizedText()[.english] == nil)
    #expect(LocalizedText(nil, [.korean: "가"]).label(in: .english) == nil)
    #expect(LocalizedText("a", [.korean: "가"]).label(in: .korean) == "가")
    #expect(LocalizedText("a", [.korean: "가"]).label(in: .english) == "a")
  }

  @Test func anEmptyTextIsNone() {
    #expect(LocalizedText("", [.korean: ""])[.korean] == nil)
    #expect(LocalizedText("", [.korean: "가", .english: ""])[.english] == "가")
    #expect(LocalizedText("a", [.english: ""]).label(in: .english) == "a")
  }

  @Test func whatWasGivenStandsInOrder() {
    var text = LocalizedText()
    #expect(text.isEmpty && text.all.isEmpty)
    for language in Language.allCases.reversed() { text[for: language] = language.rawValue }
    text[for: nil] = "all"
    #expect(text.general == "all" && !text.isEmpty)
    #expect(text.all.map(\.language) == [nil] + Language.allCases)
    #expect(text.all.map(\.text) == ["all"] + Language.allCases.map(\.rawValue))
    #expect(text == LocalizedText("all", [.english: "en", .korean: "ko"]))
  }
}

@Suite struct SpellingTests {
  @Test func aSlipIsRecognizedAndAskedFor() {
    let commands = ["render", "explain", "trace", "check"]
    #expect(closestSpelling(of: "rendr", among: commands) == "render")
    #expect(closestSpelling(of: "chekc", among: commands) == "check")
    #expect(closestSpelling(of: "frobnicate", among: commands) == nil)
    #expect(didYouMean("'x'") == Bilingual(en: "did you mean 'x'?", ko: "혹시 'x'를 쓰려고 했습니까?"))
  }
}
