import Autodiff
import Derivation
import GraphLanguage
import Notation
import Wording

/// What is said of an operation by itself: its example, worked out, with its kink and where its rule
/// comes from. Its page and the terminal say the same.
struct OperationExplanation {
  let kind: OperationKind
  let example: Example
  let graph: LessonGraph

  /// Works out the example of an operation; nil where nobody writes it.
  ///
  /// - Throws: `Diagnostics` where the example is bad.
  init?(_ kind: OperationKind) throws {
    guard let example = kind.profile.example else { return nil }
    self.kind = kind
    self.example = example
    graph = try LessonGraph(
      name: "sample", source: Array(example.text.utf8),
      file: "\(OperationPage.name(kind))/sample.graph")
  }

  /// Where the operation has no derivative, and what is taken there.
  var kink: Bilingual? {
    kind.kinkWords.map { kink in
      Bilingual(
        en: "There is no derivative at \(kink.place.english). By convention, "
          + "\(kink.convention.english).",
        ko: "\(kink.place.korean)에서는 미분이 없습니다. 약속: \(kink.convention.korean).")
    }
  }

  /// The headings.
  enum Heading {
    static let use = Bilingual(en: "How it is written", ko: "쓰는 방법")
    static let value = Bilingual(en: "Value", ko: "값")
    static let derivative = Bilingual(en: "Local derivative", ko: "국소적 미분")
    static let algebra = Bilingual(en: "Where the rule comes from", ko: "유도")
    static let kink = Bilingual(en: "Kink", ko: "꺾인 점")
    static let plot = Bilingual(en: "Plot", ko: "그림")
    static let example = Bilingual(en: "An example", ko: "예제")
    static let lessons = Bilingual(en: "Lessons that use it", ko: "이 연산이 나오는 강의")
  }
}
