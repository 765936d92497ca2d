import GraphLanguage
import Report
import Wording

/// Somebody who gets a sheet, and what its numbers come from.
struct Student: Sendable {
  /// What files are named by, and what numbers are drawn from.
  let id: String
  /// What stands on the line for name and number already.
  var nameLine = NameLine()
  /// What the numbers are drawn from beside the id; nil where it is the same for all.
  var seed: UInt64?
  /// Leaves that have other literals than the graph's.
  var settings: [GraphInputs.Setting] = []
}

/// The ids of a class, each one part of a path, and nobody's twice.
struct StudentIDs {
  /// Where each stands.
  private var lines: [String: Int] = [:]

  /// No id is longer: it becomes a part of a file's name.
  private static let mostBytes = 200

  /// Takes an id.
  ///
  /// - Throws: `Failure` where it is no name for a file, or stands there already.
  mutating func add(_ id: String, at line: Int, in file: String) throws(Failure) {
    guard Self.isName(id) else {
      let shown = String(id.prefix(40))
      throw Failure(
        .badData, at: "\(file):\(line)",
        Bilingual(
          en: "'\(shown)' is no id that files can be named by",
          ko: "'\(shown)'\(Particle.topic.after(shown)) 파일 이름에 쓸 수 있는 id가 아닙니다"),
        remedy: Bilingual(
          en: "begin with a letter or a digit, and use letters, digits, - _ . @ + and spaces",
          ko: "글자나 숫자로 시작해 글자, 숫자, - _ . @ +, 빈칸만 쓰십시오"))
    }
    if let first = lines.updateValue(line, forKey: id) {
      throw Failure(
        .badData, at: "\(file):\(line)",
        Bilingual(
          en: "the id '\(id)' stands on line \(first) already",
          ko: "id '\(id)'\(Particle.topic.after(id)) 이미 \(first)행에 있습니다"),
        remedy: Bilingual(
          en: "give each student an id of their own", ko: "학생마다 다른 id를 주십시오"))
    }
  }

  /// Whether an id is one part of a path, and means nothing to a shell or a spreadsheet.
  private static func isName(_ id: String) -> Bool {
    guard let first = id.first, first.isLetter || first.isNumber, id.utf8.count <= mostBytes else {
      return false
    }
    return id.allSatisfy { $0.isLetter || $0.isNumber || "-_.@+ ".contains($0) }
  }
}
