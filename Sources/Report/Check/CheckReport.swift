import Autodiff
import Derivation
import Formats
import Notation
import Wording

/// A gradient check as a table or as JSON: entry by entry, and of large tensors the worst entry.
package struct CheckReport {
  private let check: GradientCheck
  private let trace: Trace<Double>
  private let language: Language
  private let numerals: Numerals
  private let verdict: CheckVerdict
  private let designations: Designations
  /// The nodes whose operands lie on a kink, and not only near one.
  private let kinks: Set<NodeID>

  /// Describes a check in the words of a language.
  package init(
    _ check: GradientCheck, of trace: Trace<Double>, tolerance: Double, language: Language,
    numerals: Numerals = Numerals()
  ) {
    self.check = check
    self.trace = trace
    designations = Designations(trace.annotations)
    kinks = Set(trace.kinks.map(\.node))
    self.language = language
    self.numerals = numerals
    verdict = CheckVerdict(check.entries, tolerance: tolerance)
  }

  /// Whether all entries that no kink excuses are within the tolerance.
  package var passes: Bool { verdict.passes }

  // MARK: Table

  /// Writes the entries, then those on kinks, then the verdict.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    let (counted, kinks) = tables
    if counted.rowCount > 0 { try counted.write(to: sink) }
    if kinks.rowCount > 0 {
      if counted.rowCount > 0 { try writeLine(to: sink) }
      try writeLine(Words.kinksTitle[language], to: sink)
      try writeLine(to: sink)
      try kinks.write(to: sink)
    }
    if counted.rowCount + kinks.rowCount > 0 { try writeLine(to: sink) }
    try writeLine(verdict.text(numerals)[language], to: sink)
  }

  /// The entries that count, and those on kinks.
  private var tables: (counted: TextTable, kinks: TextTable) {
    let columns: [(String, TextTable.Alignment)] = [
      (Words.leaf[language], .left), (Words.backward[language], .point),
      (Words.numerical[language], .point), (Words.error[language], .point),
    ]
    var counted = TextTable(columns + [(Words.result[language], .left)])
    var kinks = TextTable(columns + [(Words.kink[language], .left)])
    for entries in leaves {
      let smooth = entries.filter { $0.kink == nil }
      if let first = smooth.first, smooth.count > TensorText.most {
        // The worst entry stands for all; of equals the first.
        let worst = smooth.dropFirst().reduce(first) {
          $1.relativeError > $0.relativeError ? $1 : $0
        }
        counted.append(
          cells(worst) + [result(worst) + Words.worst(of: smooth.count)[language]])
      } else {
        for entry in smooth { counted.append(cells(entry) + [result(entry)]) }
      }
      for entry in entries {
        if let kink = entry.kink { kinks.append(cells(entry) + [words(for: kink)]) }
      }
    }
    return (counted, kinks)
  }

  /// The entries of each leaf.
  private var leaves: [ArraySlice<GradientCheck.Entry>] {
    var leaves: [ArraySlice<GradientCheck.Entry>] = []
    var start = 0
    for end in 1...max(1, check.entries.count) where end <= check.entries.count {
      if end == check.entries.count || check.entries[end].leaf != check.entries[start].leaf {
        leaves.append(check.entries[start..<end])
        start = end
      }
    }
    return leaves
  }

  private func cells(_ entry: GradientCheck.Entry) -> [String] {
    [
      entryName(name(of: entry.leaf), indices(of: entry)), numerals.text(entry.backward),
      numerals.text(entry.numerical), numerals.text(entry.relativeError),
    ]
  }

  private func result(_ entry: GradientCheck.Entry) -> String {
    switch entry.verdict(tolerance: verdict.tolerance) {
    case .agrees: Words.agrees[language]
    case .differs: Words.differs[language]
    case .undecided: Words.undecided[language]
    }
  }

  private func name(of node: NodeID) -> String {
    designations.text(node) ?? "#\(node.index)"
  }

  private func indices(of entry: GradientCheck.Entry) -> [Int] {
    trace.shape(of: entry.leaf).indices(of: entry.index)
  }

  private func words(for kink: NodeID) -> String {
    let kind = trace.kind(of: kink)
    let place =
      trace.kinkWords(of: kink, naming: name(of:)).map { words in
        // What was taken by convention is said only where the values lie on the kink itself.
        kinks.contains(kink)
          ? " (\(words.place[language]); \(words.convention[language]))"
          : " (\(Words.near(words.place)[language]))"
      } ?? ""
    return "\(kind.name), \(Words.node[language]) \(name(of: kink))\(place)"
  }

  private enum Words {
    static let leaf = Bilingual(en: "leaf", ko: "잎")
    static let backward = Bilingual(en: "backward", ko: "역전파")
    static let numerical = Bilingual(en: "central difference", ko: "중앙 차분")
    static let error = Bilingual(en: "relative error", ko: "상대 오차")
    static let result = Bilingual(en: "result", ko: "결과")
    static let kink = Bilingual(en: "kink", ko: "꺾인 점")
    static let kinksTitle = Bilingual(
      en: "At a kink, where a difference says little; not counted:",
      ko: "꺾인 점이어서 차분으로 확인할 수 없는 원소(세지 않음):")
    static let agrees = Bilingual(en: "agrees", ko: "일치")
    static let differs = Bilingual(en: "DIFFERS", ko: "불일치")
    static let undecided = Bilingual(en: "cannot be told", ko: "확인할 수 없음")
    static let node = Bilingual(en: "node", ko: "노드")

    /// Values that no step can keep on one side of a kink.
    static func near(_ place: Bilingual) -> Bilingual {
      Bilingual(
        en: "as good as at \(place.english); the derivative is that of the side it lies on",
        ko: "\(place.korean)에 아주 가깝습니다. 미분은 놓인 쪽의 값입니다")
    }

    static func worst(of count: Int) -> Bilingual {
      Bilingual(en: "; worst of \(count)", ko: "; \(count)개 가운데 최대")
    }
  }

  // MARK: CSV

  /// Writes a row for each entry, at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeCSV(to sink: @escaping ByteSink) throws {
    let table = CSVWriter(to: sink)
    try table.row([
      "name", "index", "backward", "numerical", "relative_error", "uncertainty", "kink",
    ])
    for entry in check.entries {
      try table.row([
        .text(name(of: entry.leaf)), .indices(indices(of: entry)), .number(entry.backward),
        .number(entry.numerical), .number(entry.relativeError), .number(entry.uncertainty),
        .text(entry.kink.map(name)),
      ])
    }
  }

  // MARK: JSON

  /// Writes one object: the tolerance, whether all passes, and every entry.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    try json.object { json in
      json.field("schema", "backdraw.check/1")
      verdict.write(&json)
      json.newLine()
      try json.field("entries") { try $0.list(check.entries, .each) { write($1, &$0) } }
    }
    try json.finish()
  }

  private func write(_ entry: GradientCheck.Entry, _ json: inout JSONWriter) {
    json.object {
      $0.field("node", entry.leaf.index)
      $0.field("name", trace.annotations.names[entry.leaf])
      let passes = trace.annotations.passes(of: entry.leaf)
      if !passes.isEmpty { $0.field("pass", passes) }
      $0.field("index", indices(of: entry))
      $0.field("backward", entry.backward)
      $0.field("numerical", entry.numerical)
      $0.field("relative_error", entry.relativeError)
      $0.field("uncertainty", entry.uncertainty)
      $0.field("kink", entry.kink?.index)
    }
  }
}
