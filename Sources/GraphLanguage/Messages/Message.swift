import Autodiff
import Wording

/// What is wrong, and what to do about it, in both languages.
///
/// The messages stand in files by subject: reading, meaning, building.
struct Message: Sendable, Hashable {
  let text: Bilingual
  let help: Bilingual?

  init(_ text: Bilingual, help: Bilingual? = nil) {
    self.text = text
    self.help = help
  }

  init(en english: String, ko korean: String, help: Bilingual? = nil) {
    self.init(Bilingual(en: english, ko: korean), help: help)
  }

  /// The message for what went wrong inside a function, with the line that called it.
  func inCall(onLine line: Int) -> Message {
    Message(
      en: "\(text.english) (in the call on line \(line))",
      ko: "\(text.korean) (\(line)번째 줄의 호출에서)", help: help)
  }

  /// The message for what went wrong in a pass of a loop that is not its first.
  func inPass(_ pass: Annotations.Pass) -> Message {
    Message(
      en: "\(text.english) (in the pass \(pass.text))",
      ko: "\(text.korean) (\(pass.text) 회차에서)", help: help)
  }
}

/// A word of the file between quotation marks, shortened where it is very long.
func quoted(_ word: String) -> String {
  "'" + shortened(word) + "'"
}

/// A word, shortened where nobody would read all of it.
private func shortened(_ word: String) -> String {
  guard word.utf8.count > 60 else { return word }
  let head = word.prefix(40)
  return head.utf8.count > 400 ? "…" : head + "…"
}

/// A shape as NumPy writes it, shortened where it has very many axes.
func shown(_ shape: Shape) -> String {
  shape.rank <= 12 ? shape.description : "of \(shape.rank) axes"
}
