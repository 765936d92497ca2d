import GraphLanguage
import Report
import Wording

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The sheets of a batch in JSON lines: an object for each, that says more than a roster can.
///
///     {"id": "kim", "name": "김철수", "seed": 7, "set": {"W": [[1, 2], [3, 4]]}}
struct Manifest {
  /// Whose sheets they are, in the order of the file.
  let students: [Student]
  /// Keys that mean nothing here, each once.
  let others: [String]

  /// No line is longer.
  private static let mostBytes = 1 << 20

  /// Reads a manifest; - is standard input.
  ///
  /// - Throws: `Failure` where it cannot be read, or a line is not as it should be.
  init(path: String) throws(Failure) {
    let bytes =
      path == "-" ? try InputFile.readStandardInput(name: "<stdin>") : try InputFile.read(path)
    let name = path == "-" ? "<stdin>" : path
    var ids = StudentIDs()
    var students: [Student] = []
    var others: [String] = []
    for (index, line) in bytes.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      let (line, number) = (Self.stripped(line, isFirst: index == 0), index + 1)
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
      let written = try Self.decode(line, at: "\(name):\(number)")
      try ids.add(written.id, at: number, in: name)
      students.append(written.student(at: "\(name):\(number)"))
      for key in written.others where !others.contains(key) && others.count < 20 {
        others.append(key)
      }
    }
    guard !students.isEmpty else {
      throw Failure(.badData, at: name, Bilingual(en: "it names nobody", ko: "학생이 한 명도 없습니다"))
    }
    self.students = students
    self.others = others
  }

  /// A line without a byte-order mark before it and the carriage return behind it.
  private static func stripped(_ line: ArraySlice<UInt8>, isFirst: Bool) -> ArraySlice<UInt8> {
    var line = line
    if isFirst, line.starts(with: [0xEF, 0xBB, 0xBF]) { line = line.dropFirst(3) }
    return line.last == 0x0D ? line.dropLast() : line
  }

  private static func decode(
    _ line: ArraySlice<UInt8>, at place: String
  ) throws(Failure) -> ManifestLine {
    guard line.count <= mostBytes else {
      throw Failure(
        .badData, at: place,
        Bilingual(
          en: "the line has more than \(mostBytes) bytes", ko: "\(mostBytes)바이트가 넘는 행입니다"))
    }
    guard String(validating: line, as: UTF8.self) != nil else {
      throw Failure(
        .badData, at: place, Bilingual(en: "this is not UTF-8", ko: "UTF-8로 쓴 글이 아닙니다"),
        remedy: Bilingual(en: "save the file as UTF-8", ko: "파일을 UTF-8로 저장하십시오"))
    }
    do {
      return try JSONDecoder().decode(ManifestLine.self, from: Data(line))
    } catch {
      throw Failure(
        .badData, at: place, (error as? ManifestLine.Flaw)?.words ?? ManifestLine.notAnObject,
        remedy: Bilingual(
          en: #"write a line such as {"id": "kim", "set": {"x": 3}}"#,
          ko: #"{"id": "kim", "set": {"x": 3}} 같은 행을 쓰십시오"#))
    }
  }
}

/// One line of a manifest, as JSON has it.
private struct ManifestLine: Decodable {
  let id: String
  var nameLine = NameLine()
  var seed: UInt64?
  /// Names and literals, in the order of the names.
  var settings: [String] = []
  var others: [String] = []

  /// What is wrong with a line.
  enum Flaw: Error {
    /// A key that must be there is not.
    case missing(String)
    /// What stands behind a key is of another kind.
    case kind(String, Bilingual)

    var words: Bilingual {
      switch self {
      case .missing(let key):
        Bilingual(
          en: "there is no '\(key)'", ko: "'\(key)'\(Particle.subject.after(key)) 없습니다")
      case .kind(let key, let wanted):
        Bilingual(
          en: "'\(key.prefix(40))' takes \(wanted.english)",
          ko: "'\(key.prefix(40))'에는 \(wanted.korean) 써야 합니다")
      }
    }
  }

  static let notAnObject = Bilingual(
    en: "the line is no JSON object", ko: "JSON 객체 하나로 된 행이 아닙니다")

  private struct Key: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  /// A number, or numbers in brackets.
  private enum Literal: Decodable {
    case number(Double)
    case list([Literal])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let number = try? container.decode(Double.self) {
        self = .number(number)
      } else {
        self = .list(try container.decode([Literal].self))
      }
    }

    /// As the graph language has it.
    var text: String {
      switch self {
      case .number(let x):
        Int(exactly: x).map { $0.magnitude < 1_000_000_000_000 ? "\($0)" : "\(x)" } ?? "\(x)"
      case .list(let entries): "[" + entries.map(\.text).joined(separator: ", ") + "]"
      }
    }
  }

  init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func value<Value: Decodable>(
      _ key: String, _ kind: Bilingual, as type: Value.Type
    ) throws -> Value? {
      let key = Key(stringValue: key)
      guard container.contains(key) else { return nil }
      do {
        return try container.decode(Value.self, forKey: key)
      } catch {
        throw Flaw.kind(key.stringValue, kind)
      }
    }
    let text = Bilingual(en: "a text", ko: "글을")
    let idKey = Key(stringValue: "id")
    if let number = try? container.decode(Int.self, forKey: idKey) {
      id = "\(number)"
    } else {
      guard
        let text = try value(
          "id", Bilingual(en: "a text or a whole number", ko: "글이나 정수를"), as: String.self)
      else { throw Flaw.missing("id") }
      id = Roster.trimmed(text)
    }
    nameLine = NameLine(
      name: try value("name", text, as: String.self),
      number: try value("number", text, as: String.self))
    seed = try value(
      "seed", Bilingual(en: "a whole number from 0", ko: "0 이상의 정수를"), as: UInt64.self)
    let literals =
      try value(
        "set",
        Bilingual(
          en: "an object of leaves, each with a number or an array of numbers",
          ko: "변수마다 수나 수의 배열이 든 객체를"), as: [String: Literal].self) ?? [:]
    settings = literals.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value.text)" }
    if let bad = literals.keys.sorted().first(where: { !Self.isLeafName($0) }) {
      throw Flaw.kind(
        "set",
        Bilingual(
          en: "names of leaves, and '\(bad.prefix(40))' is none",
          ko: "변수 이름을 ('\(bad.prefix(40))' 대신)"))
    }
    let known = ["id", "name", "number", "seed", "set"]
    others = container.allKeys.map(\.stringValue).filter { !known.contains($0) }.sorted()
  }

  /// Whether a key can be a name, and is no piece of a program.
  private static func isLeafName(_ key: String) -> Bool {
    !key.isEmpty && !key.contains { "=;#\n\r\"".contains($0) }
  }

  func student(at place: String) -> Student {
    Student(
      id: id, nameLine: nameLine, seed: seed,
      settings: settings.map { GraphInputs.Setting($0, place: place) })
  }
}
