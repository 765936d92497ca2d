import Exercises
import GraphLanguage
import Wording

/// Works out a student's numbers again, and holds the answers against them.
struct StudentMarker {
  let drawing: GraphDrawing
  let wishes: GraphDrawing.Wishes
  /// The seed of all who have none of their own.
  let seed: UInt64
  /// Who has a seed or literals of their own; nil where the ids say everything.
  let known: [String: Student]?
  /// What an answer is worth that is right given the student's own earlier numbers.
  let followThrough: Double

  /// Marks a student, or says why that cannot be done.
  ///
  /// - Throws: What would keep anybody from being graded, such as data that cannot be read.
  func mark(_ index: Int, of table: AnswerTable) throws -> MarkTables.Student {
    let id = table.ids[index]
    let outcome: MarkTables.Student.Outcome
    do {
      outcome = try mark(student(id), table.responses(of: index))
    } catch let failure as Failure {
      guard failure.status == .badData, let reason = failure.reason else { throw failure }
      outcome = .notGradable(reason)
    } catch let diagnostics as Diagnostics {
      outcome = .notGradable(diagnostics.summary)
    }
    return MarkTables.Student(id: id, outcome)
  }

  private func student(_ id: String) throws(Failure) -> Student {
    guard let known else { return Student(id: id) }
    guard let student = known[id] else {
      throw Failure(
        .badData,
        Bilingual(
          en: "the manifest has no '\(id)'",
          ko: "--manifest 명단에 '\(id)'\(Particle.subject.after(id)) 없습니다"))
    }
    return student
  }

  private func mark(
    _ student: Student, _ responses: (Blanks) -> [Response]
  ) throws -> MarkTables.Student.Outcome {
    let drawn = try drawing.draw(seed, for: student, wishes)
    if let blank = drawn.blanks.first(where: { !$0.answer.elements.allSatisfy(\.isFinite) }) {
      throw Failure(
        .badData,
        Bilingual(
          en: "of these numbers, \(blank.id) is not finite",
          ko: "이 학생의 수로는 \(blank.id) 값이 유한하지 않습니다"),
        remedy: Bilingual(
          en: "give the --seed and --nice of the sheets", ko: "문제지를 만들 때의 --seed, --nice를 주십시오"))
    }
    return .marked(
      drawn.blanks,
      Mark.marks(
        of: responses(drawn.blanks), to: drawn.blanks, in: drawn.trace, followThrough: followThrough
      ))
  }
}
