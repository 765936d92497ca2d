import Formats
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
  /// No id is longer: it becomes a part of a file's name.
  private static let mostBytes = 200

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
    guard
      let column = table.columns.firstIndex(where: {
        Self.titles.contains(Self.trimmed($0.lowercased()))
      })
    else {
      throw Failure(
        .badData, at: path,
        Bilingual(en: "no column is called id", ko: "id라는 열이 없습니다"),
        remedy: Bilingual(
          en: "name it in the first line, such as id,name", ko: "첫 줄에 id,name처럼 열 이름을 쓰십시오"))
    }
    var lines: [String: Int] = [:]
    var ids: [String] = []
    // Spreadsheets write rows of separators behind the last student.
    let rows = table.rows.filter { row in
      row.fields.contains { !Self.trimmed($0).isEmpty }
    }
    for row in rows {
      let id = Self.trimmed(row.fields[column])
      guard Self.isName(id) else {
        throw Failure(
          .badData, at: "\(path):\(row.line)",
          Bilingual(
            en: "'\(id.prefix(40))' is no id that files can be named by",
            ko:
              "'\(id.prefix(40))'\(Particle.topic.after(String(id.prefix(40)))) 파일 이름에 쓸 수 있는 id가 아닙니다"
          ),
          remedy: Bilingual(
            en: "begin with a letter or a digit, and use letters, digits, - _ . @ + and spaces",
            ko: "글자나 숫자로 시작해 글자, 숫자, - _ . @ +, 빈칸만 쓰십시오"))
      }
      if let first = lines.updateValue(row.line, forKey: id) {
        throw Failure(
          .badData, at: "\(path):\(row.line)",
          Bilingual(
            en: "the id '\(id)' stands on line \(first) already",
            ko: "id '\(id)'\(Particle.topic.after(id)) 이미 \(first)행에 있습니다"),
          remedy: Bilingual(
            en: "give each student an id of their own", ko: "학생마다 다른 id를 주십시오"))
      }
      ids.append(id)
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

  /// Whether an id is one part of a path, and means nothing to a shell or a spreadsheet.
  private static func isName(_ id: String) -> Bool {
    guard let first = id.first, first.isLetter || first.isNumber, id.utf8.count <= mostBytes else {
      return false
    }
    return id.allSatisfy { $0.isLetter || $0.isNumber || "-_.@+ ".contains($0) }
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
          en: "there are \(count) fields, and the first line names \(expected)",
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
