import Wording

// Highlights, notes, columns and their order.

extension Message {
  // MARK: Highlights

  static func noPath(_ from: String, _ to: String, isTurned: Bool) -> Message {
    let (a, b) = (quoted(from), quoted(to))
    return Message(
      en: "no arrows lead from \(a) to \(b)",
      ko: "\(a)에서 \(b.with(.by)) 이어지는 화살표가 없습니다",
      help: isTurned
        ? Bilingual(
          en: "they lead the other way: highlight \(to) -> \(from)",
          ko: "반대쪽으로 이어집니다: highlight \(to) -> \(from)")
        : Bilingual(
          en: "a path leads from an operand to what is computed with it",
          ko: "경로는 피연산자에서 그것으로 계산한 값으로 이어집니다"))
  }

  // MARK: Notes

  static func emptyNote(_ name: String) -> Message {
    Message(
      en: "the note of \(quoted(name)) says nothing", ko: "\(quoted(name))의 메모에 내용이 없습니다",
      help: Bilingual(
        en: "write what is to stand beside it, note \(name) \"…\"",
        ko: "곁에 적을 말을 note \(name) \"…\"처럼 쓰십시오"))
  }

  static func noteTwice(_ name: String, _ language: Language?) -> Message {
    let which = which(language)
    return Message(
      en: "the \(which.english)note of \(quoted(name)) stands twice",
      ko: "\(quoted(name))의 \(which.korean)메모가 두 번 나옵니다")
  }

  // MARK: Columns

  static func namesMissing(_ keyword: String) -> Message {
    Message(
      en: "'\(keyword)' takes two names or more", ko: "'\(keyword)' 문에는 이름이 둘 이상 있어야 합니다",
      help: Bilingual(
        en: "write \(keyword) a b", ko: "\(keyword) a b처럼 쓰십시오"))
  }

  static func commaBetweenNames(_ keyword: String) -> Message {
    Message(
      en: "the names behind '\(keyword)' stand without commas",
      ko: "'\(keyword)' 뒤의 이름은 쉼표 없이 씁니다",
      help: Bilingual(en: "write \(keyword) a b", ko: "\(keyword) a b처럼 쓰십시오"))
  }

  static func nameTwice(_ keyword: String, _ name: String) -> Message {
    Message(
      en: "\(quoted(name)) stands twice in this '\(keyword)'",
      ko: "이 '\(keyword)' 문에 \(quoted(name).with(.subject)) 두 번 나옵니다")
  }

  static func dependsInColumn(_ keyword: String, _ user: String, on operand: String) -> Message {
    Message(
      en: "\(quoted(user)) is computed from \(quoted(operand)), so that they cannot stand in one "
        + "column",
      ko: "\(quoted(user).with(.topic)) \(quoted(operand).with(.by)) 계산하므로 둘이 한 열에 설 수 없습니다",
      help: Bilingual(
        en: "leave one of them out of '\(keyword)'", ko: "'\(keyword)' 문에서 둘 가운데 하나를 빼십시오"))
  }

  static func contradictsColumns(_ keyword: String, line: Int) -> Message {
    Message(
      en: "this '\(keyword)' cannot hold together with 'rank' and 'order' up to line \(line)",
      ko: "이 '\(keyword)' 문은 \(line)번째 줄까지의 rank, order와 함께 지킬 수 없습니다",
      help: Bilingual(
        en: "one of them asks for the opposite: leave one out",
        ko: "서로 반대되는 것을 요구합니다. 하나를 빼십시오"))
  }
}
