import Wording

extension LessonTags {
  /// What a tag says is wrong with it.
  struct Unknown: Error {
    let message: Bilingual

    init(en english: String, ko korean: String) {
      message = Bilingual(en: english, ko: korean)
    }

    /// The graph has no such name.
    init(name: String) {
      self.init(
        en: "the graph has no '\(name)'; write one of its names, or '{{use GRAPH}}' before",
        ko: "그래프에 \("'\(name)'".with(.subject)) 없습니다. "
          + "그래프에 있는 이름을 쓰거나 앞에 '{{use 그래프}}'를 쓰십시오")
    }

    /// The update leaves it alone.
    init(notUpdated name: String) {
      self.init(
        en: "'\(name)' is not updated; make it a param and give a rate",
        ko: "\("'\(name)'".with(.topic)) 갱신되지 않습니다. param으로 만들고 rate를 쓰십시오")
    }

    /// A constant has no gradient.
    init(constant name: String) {
      self.init(
        en: "'\(name)' is a constant and has no gradient; make it a variable in the graph",
        ko: "\("'\(name)'".with(.topic)) 상수라서 기울기가 없습니다. 그래프에서 변수로 만드십시오")
    }

    /// There is no such tag.
    init(tag words: [String]) {
      let tag = words.joined(separator: " ")
      self.init(
        en: "there is no tag '{{\(tag)}}'; Templates/lessons/README.md lists the tags",
        ko: "'{{\(tag)}}'라는 태그는 없습니다. 태그는 Templates/lessons/README.md에 있습니다")
    }
  }
}
