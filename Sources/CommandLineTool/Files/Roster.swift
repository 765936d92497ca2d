import Formats
import Report
import Wording

/// The students of a class, by their ids.
struct Roster {
  /// The ids, in the order of the file.
  let ids: [String]
  /// The names of all columns.
  let columns: [String]
  /// Which of them holds the ids.
  let column: Int
  /// What stands in the table, a row for each id.
  let rows: [CSVTable.Row]

  /// What the column of ids may be called.
  private static let titles = ["id", "학번"]
  /// What the columns may be called that stand on the line for name and number.
  private static let nameTitles = ["name", "이름", "성명"]
  private static let numberTitles = ["number", "학번"]

  /// Reads a roster: a table with a column `id`.
  ///
  /// - Throws: `Failure` where it cannot be read, or an id is no name for a file.
  init(path: String) throws(Failure) {
    let bytes =
      path == "-" ? try InputFile.readStandardInput(name: "<stdin>") : try InputFile.read(path)
    let table: CSVTable
    do throws(CSVTable.Flaw) {
      table = try CSVTable(bytes)
    } catch {
      throw Failure(error, in: path)
    }
    guard let column = Self.column(Self.titles, in: table.columns) else {
      throw Failure(
        .badData, at: path,
        Bilingual(en: "no column is called id", ko: "id라는 열이 없습니다"),
        remedy: Bilingual(
          en: "name it in the first line, such as id,name", ko: "첫 줄에 id,name처럼 열 이름을 쓰십시오"))
    }
    var known = StudentIDs()
    var ids: [String] = []
    // Spreadsheets write rows of separators behind the last student.
    let rows = table.rows.filter { row in
      row.fields.contains { !Self.trimmed($0).isEmpty }
    }
    var refusals: [(failure: Failure, line: Int)] = []
    for row in rows {
      let id = Self.trimmed(row.fields[column])
      do throws(Failure) {
        try known.add(id, at: row.line, in: path)
        ids.append(id)
      } catch {
        refusals.append((error, row.line))
      }
    }
    if let first = refusals.first {
      throw first.failure.naming(otherLines: refusals.dropFirst().map(\.line))
    }
    guard !ids.isEmpty else {
      throw Failure(.badData, at: path, Bilingual(en: "it names nobody", ko: "학생이 한 명도 없습니다"))
    }
    self.ids = ids
    columns = table.columns
    self.column = column
    self.rows = rows
  }

  /// A field without the spaces around it.
  static func trimmed(_ text: String) -> String {
    let start = text.drop { $0 == " " }
    return String(start.reversed().drop { $0 == " " }.reversed())
  }

  /// The first column that is called so.
  private static func column(_ titles: [String], in columns: [String]) -> Int? {
    columns.firstIndex { titles.contains(trimmed($0.lowercased())) }
  }

  /// The students, with what the columns name and number say of them.
  var students: [Student] {
    let name = Self.column(Self.nameTitles, in: columns)
    let number = Self.column(Self.numberTitles, in: columns)
    return zip(ids, rows).map { id, row in
      Student(
        id: id,
        nameLine: NameLine(name: name.map { row.fields[$0] }, number: number.map { row.fields[$0] })
      )
    }
  }
}

extension Failure {
  /// What is wrong with a table.
  init(_ flaw: CSVTable.Flaw, in path: String) {
    let name = path == "-" ? "<stdin>" : path
    switch flaw {
    case .notUTF8(let line):
      self.init(
        .badData, at: "\(name):\(line)", Bilingual(en: "this is not UTF-8", ko: "UTF-8로 쓴 글이 아닙니다"),
        remedy: Bilingual(en: "save the table as CSV UTF-8", ko: "표를 CSV UTF-8로 저장하십시오"))
    case .noHeader:
      self.init(
        .badData, at: name, Bilingual(en: "the table is empty", ko: "표가 비어 있습니다"))
    case .quotes(let line):
      self.init(
        .badData, at: "\(name):\(line)",
        Bilingual(en: "a quoted field does not end", ko: "따옴표로 연 칸이 닫히지 않았습니다"),
        remedy: Bilingual(
          en: "close it before the next separator, and write \"\" for a quotation mark",
          ko: "다음 구분 기호 앞에서 닫고, 따옴표 자체는 \"\"로 쓰십시오"))
    case .fieldCount(let line, let count, let expected):
      self.init(
        .badData, at: "\(name):\(line)",
        Bilingual(
          en:
            "there \(count == 1 ? "is 1 field" : "are \(count) fields"), and the first line names \(expected)",
          ko: "칸이 \(count)개인데 첫 줄의 열은 \(expected)개입니다"))
    case .fieldTooLong(let line):
      self.init(
        .badData, at: "\(name):\(line)",
        Bilingual(
          en: "a field has more than \(CSVTable.mostBytes) bytes",
          ko: "\(CSVTable.mostBytes)바이트가 넘는 칸이 있습니다"))
    case .columnTwice(let column):
      self.init(
        .badData, at: name,
        Bilingual(
          en: "two columns are called '\(column.prefix(40))'",
          ko: "'\(column.prefix(40))' 열이 둘입니다"))
    }
  }
}
