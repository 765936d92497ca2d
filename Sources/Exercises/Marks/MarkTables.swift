import Formats
import Wording

/// What the answers of a class are worth, as tables of comma-separated values.
///
/// Columns and verdicts are called the same in each language, for other programs; only what is said of
/// mistakes is in the reader's. No text in them is a student's but the id, so that none is a formula.
package struct MarkTables: Sendable {
  /// A student and what the answers are worth.
  package struct Student: Sendable {
    /// What became of the answers.
    package enum Outcome: Sendable {
      /// Marks, one for each blank.
      case marked(Blanks, [Mark])
      /// No numbers are known that they could be held against, and why.
      case notGradable(Bilingual)
    }

    package let id: String
    package let outcome: Outcome

    /// Somebody's marks.
    package init(id: String, _ outcome: Outcome) {
      self.id = id
      self.outcome = outcome
    }

    /// What was asked for and what it is worth; nil where nothing could be graded.
    fileprivate var marked: (blanks: Blanks, marks: [Mark])? {
      switch outcome {
      case .marked(let blanks, let marks): (blanks, marks)
      case .notGradable: nil
      }
    }
  }

  private let students: [Student]
  private let blanks: Blanks
  private let language: Language

  /// Prepares the tables of a class, in the order of its students.
  ///
  /// - Parameter blanks: What everybody was asked for; its answers are not looked at.
  package init(_ students: [Student], blanks: Blanks, language: Language) {
    self.students = students
    self.blanks = blanks
    self.language = language
  }

  /// What stands in the place of verdicts where nothing could be graded.
  private static let notGradable = "not-gradable"

  /// A row for each student: `id,points,of`, a verdict on each blank, what went wrong, and why there
  /// are no marks, where there are none.
  package var marks: [UInt8] {
    var rows: [[CSVWriter.Cell]] = [
      ["id", "points", "of"] + blanks.map { .text($0.id) } + ["mistakes", "problem"]
    ]
    for student in students {
      switch student.outcome {
      case .marked(let blanks, let marks):
        let points = marks.reduce(0) { $0 + $1.points }
        rows.append(
          [.text(student.id), .number(rounded(points)), .whole(marks.count)]
            + marks.map { .text($0.verdict.rawValue) }
            + [.text(mistakes(in: marks, blanks)), .text(nil)])
      case .notGradable(let reason):
        rows.append(
          [.text(student.id), .number(nil), .whole(blanks.count)]
            + blanks.map { _ in .text(Self.notGradable) } + [.text(nil), .text(reason[language])])
      }
    }
    return bytes(rows)
  }

  /// A row for each student and blank: `id,blank,letter,answer`; none for who has no numbers.
  package var key: [UInt8] {
    var rows: [[CSVWriter.Cell]] = [["id", "blank", "letter", "answer"]]
    for student in students {
      for blank in student.marked.map({ Array($0.blanks) }) ?? [] {
        rows.append([
          .text(student.id), .text(blank.id), .text(blank.letter), answer(to: blank),
        ])
      }
    }
    return bytes(rows)
  }

  /// A row for each blank: how many were judged how, and how well it tells the good from the weak;
  /// only who could be graded counts.
  package var statistics: [UInt8] {
    let header =
      ["blank", "letter", "students"] + Mark.Verdict.allCases.map(\.rawValue)
      + ["difficulty", "discrimination", "commonest mistake", "mistaken"]
    var rows: [[CSVWriter.Cell]] = [header.map { .text($0) }]
    let marks = students.compactMap { $0.marked?.marks }
    for blank in blanks {
      guard !marks.isEmpty else {
        let shares = Mark.Verdict.allCases.map { _ in CSVWriter.Cell.number(nil) }
        rows.append(
          [.text(blank.id), .text(blank.letter), .whole(0)] + shares
            + [.number(nil), .number(nil), .text(nil), .whole(nil)])
        continue
      }
      let item = ItemStatistics(of: blank.index, in: marks)
      rows.append(
        [.text(blank.id), .text(blank.letter), .whole(marks.count)]
          + Mark.Verdict.allCases.map { .number(rounded(item.share($0))) }
          + [
            .number(rounded(item.difficulty)), .number(item.discrimination.map(rounded)),
            .text(item.commonestMistake?.kind.rawValue), .whole(item.commonestMistake?.count),
          ])
    }
    return bytes(rows)
  }

  /// One number, or the entries of a tensor in brackets: a cell that began with a minus sign and is no
  /// number would be a formula to a spreadsheet.
  private func answer(to blank: Blank) -> CSVWriter.Cell {
    let numbers = blank.expected.map { $0 == 0 ? 0 : $0 }
    guard numbers.count != 1 else { return .number(numbers[0]) }
    return .text("[" + numbers.map(written).joined(separator: " ") + "]")
  }

  /// In the fewest digits: 3, not 3.0.
  private func written(_ x: Double) -> String {
    Int(exactly: x).map { $0.magnitude < 1_000_000_000_000 ? "\($0)" : "\(x)" } ?? "\(x)"
  }

  /// What went wrong, in words: `(c) Only the sign is wrong.`
  private func mistakes(in marks: [Mark], _ blanks: Blanks) -> String? {
    let notes = zip(blanks, marks).compactMap { blank, mark -> String? in
      let words =
        mark.response.flaw(expecting: blank.shape.count).map { [$0] }
        ?? mark.mistakes.map(\.feedback)
      guard !words.isEmpty else { return nil }
      return blank.letter + " " + words.map { $0[language] }.joined(separator: " ")
    }
    return notes.isEmpty ? nil : notes.joined(separator: " ")
  }

  private func bytes(_ rows: [[CSVWriter.Cell]]) -> [UInt8] {
    var bytes: [UInt8] = []
    withoutActuallyEscaping({ (row: UnsafeRawBufferPointer) in bytes.append(contentsOf: row) }) {
      let writer = CSVWriter(to: $0)
      // Memory takes everything.
      for row in rows { try? writer.row(row) }
    }
    return bytes
  }

  /// Four digits behind the point.
  private func rounded(_ x: Double) -> Double {
    let rounded = (x * 10_000).rounded() / 10_000
    return rounded == 0 ? 0 : rounded
  }
}

extension Response {
  /// Why it could not be read as the numbers that are asked for; nil where it could.
  func flaw(expecting count: Int) -> Bilingual? {
    switch self {
    case .none, .numbers: nil
    case .count(let given):
      Bilingual(
        en: "There \(given == 1 ? "is 1 number" : "are \(given) numbers") where \(count) "
          + "\(count == 1 ? "is" : "are") asked for.",
        ko: "수 \(count)개를 적을 곳에 \(given)개를 적었습니다.")
    case .unreadable:
      Bilingual(en: "This is not a number.", ko: "수로 읽을 수 없습니다.")
    }
  }
}
