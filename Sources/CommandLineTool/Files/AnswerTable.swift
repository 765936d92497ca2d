import Exercises
import Formats
import Wording

/// What a class wrote: a table with a column `id` and a column for each blank.
struct AnswerTable {
  private let path: String
  private let roster: Roster
  /// For each blank the column of its answers; nil where there is none.
  private let columns: [Int?]

  /// The students, in the order of the file.
  var ids: [String] { roster.ids }
  /// The letters of blanks that no column is for.
  let missing: [String]
  /// The columns that are for no blank.
  let others: [String]

  /// Reads a table.
  ///
  /// - Parameter blanks: What was asked for.
  /// - Throws: `Failure` where it cannot be read, a student or a blank stands there twice, or there is
  ///   a column for no blank at all.
  init(path: String, blanks: Blanks) throws(Failure) {
    self.path = path == "-" ? "<stdin>" : path
    roster = try Roster(path: path)
    var columns: [Int?] = Array(repeating: nil, count: blanks.count)
    var others: [String] = []
    for (column, name) in roster.columns.enumerated() where column != roster.column {
      guard let blank = blanks.first(where: { Self.names(name, $0) }) else {
        if !Roster.trimmed(name).isEmpty { others.append(name) }
        continue
      }
      if let first = columns[blank.index] {
        throw Failure(
          .badData, at: self.path,
          Bilingual(
            en: "the columns '\(roster.columns[first])' and '\(name)' are both for "
              + "\(blank.letter), \(blank.id)",
            ko: "'\(roster.columns[first])' 열과 '\(name)' 열이 모두 \(blank.letter), "
              + "곧 \(blank.id)의 답입니다"),
          remedy: Bilingual(en: "leave one of them out", ko: "둘 가운데 하나를 빼십시오"))
      }
      columns[blank.index] = column
    }
    guard columns.contains(where: { $0 != nil }) else {
      let letters = blanks.prefix(3).map(\.letter).joined(separator: ", ")
      throw Failure(
        .badData, at: self.path,
        Bilingual(en: "no column is for a blank", ko: "빈칸의 답이 든 열이 없습니다"),
        remedy: Bilingual(
          en: "name columns by the letters on the sheet, such as \(letters), or by ids such as "
            + (blanks.first?.id ?? ""),
          ko: "열 이름을 문제지에 적힌 \(letters) 같은 글자나 \(blanks.first?.id ?? "") 같은 id로 쓰십시오"))
    }
    self.columns = columns
    self.others = others
    missing = blanks.filter { columns[$0.index] == nil }.map(\.letter)
  }

  /// What a student wrote, one for each blank.
  ///
  /// - Parameter index: Which student.
  func responses(of index: Int) -> (Blanks) -> [Response] {
    let fields = roster.rows[index].fields
    return { blanks in
      blanks.map { blank in
        columns[blank.index].map { Response(fields[$0], count: blank.shape.count) } ?? .none
      }
    }
  }

  /// Whether a column's name means a blank: `(a)`, `a` or its id.
  private static func names(_ column: String, _ blank: Blank) -> Bool {
    let name = Roster.trimmed(column)
    return name == blank.id || name.lowercased() == blank.letter
      || "(\(name.lowercased()))" == blank.letter
  }
}
