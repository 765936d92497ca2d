import Autodiff
import Derivation
import Formats
import Training
import Wording

/// The check of a whole network as tables for people and as JSON for programs.
package struct NetworkCheckReport {
  private let check: NetworkCheck
  private let language: Language
  private let numerals: Numerals
  private let verdict: CheckVerdict

  /// Prepares a report.
  ///
  /// - Parameter tolerance: The largest relative error that passes.
  package init(
    _ check: NetworkCheck, tolerance: Double = 1e-6, language: Language,
    numerals: Numerals = Numerals()
  ) {
    self.check = check
    self.language = language
    self.numerals = numerals
    verdict = CheckVerdict(check.entries, tolerance: tolerance)
  }

  /// Whether all gradients off the kinks agree.
  package var passes: Bool { verdict.passes }

  // MARK: Tables

  /// Titles, and cells by rows.
  struct Table {
    let head: [String]
    let rows: [[String]]
  }

  /// A row for each array of parameters.
  var arrays: Table {
    Table(
      head: [
        Words.array, Words.parameters, Words.mean, Words.largest, Words.kinks, Words.zeros,
      ].map { $0[language] },
      rows: check.groups.map { group in
        [
          group.name, String(group.entries.count), numerals.text(group.meanDifference),
          numerals.text(group.maximumDifference), String(group.entries.count - group.smooth.count),
          String(group.smooth.count { $0.backward == 0 && $0.numerical == 0 }),
        ]
      })
  }

  /// A row for each size of the step.
  var steps: Table {
    Table(
      head: [Words.step, Words.mean, Words.kinks].map { $0[language] },
      rows: check.steps.map {
        [numerals.power($0.size), numerals.text($0.meanDifference), String($0.kinks)]
      })
  }

  /// The parameters that lie near a kink, as the graph language would name them.
  private var kinks: [String] {
    check.groups.flatMap { group in
      group.entries.filter { $0.kink != nil }.map { entry in
        entryName(group.name, Shape(group.extents).indices(of: entry.index))
      }
    }
  }

  private enum Words {
    static let array = Bilingual(en: "array", ko: "배열")
    static let parameters = Bilingual(en: "parameters", ko: "매개변수")
    static let mean = Bilingual(en: "mean difference", ko: "차이의 평균")
    static let largest = Bilingual(en: "largest difference", ko: "가장 큰 차이")
    static let kinks = Bilingual(en: "near a kink", ko: "꺾인 점 근처")
    static let zeros = Bilingual(en: "both exactly 0", ko: "둘 다 정확히 0")
    static let step = Bilingual(en: "step h", ko: "걸음 h")
    static let notCounted = Bilingual(
      en: "Near a kink of ReLU, not counted: ", ko: "ReLU의 꺾인 점 근처라 세지 않음: ")
  }

  private var cost: Bilingual {
    let numerical = Numerals(digits: 3).text(check.numericalSeconds)
    let backward = Numerals(digits: 3).text(check.backwardSeconds * 1e6)
    let times = Numerals(digits: 2).text(check.numericalSeconds / check.backwardSeconds)
    return Bilingual(
      en: "\(check.forwardPasses) forward passes took \(numerical) s; one forward and one backward "
        + "pass took \(backward) µs: \(times) times less.",
      ko: "순전파 \(check.forwardPasses)번에 \(numerical)초가 걸렸습니다. 순전파 한 번과 역전파 한 번에는 "
        + "\(backward) µs가 걸렸습니다. \(times)배 차이입니다.")
  }

  /// Writes the tables, the parameters near kinks, the cost and the verdict.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    var table = TextTable(arrays.head.enumerated().map { ($1, $0 == 0 ? .left : .right) })
    for row in arrays.rows { table.append(row) }
    try table.write(to: sink)
    try writeLine(to: sink)
    let kinks = kinks
    if !kinks.isEmpty {
      let shown = kinks.prefix(20).joined(separator: ", ") + (kinks.count > 20 ? ", …" : "")
      try writeLine(Words.notCounted[language] + shown, to: sink)
    }
    try writeLine(cost[language], to: sink)
    try writeLine(verdict.text(numerals)[language], to: sink)
  }

  // MARK: CSV

  /// Writes a row for each parameter, at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeCSV(to sink: @escaping ByteSink) throws {
    let table = CSVWriter(to: sink)
    try table.row(["name", "index", "backward", "numerical", "near_kink"])
    for group in check.groups {
      for entry in group.entries {
        try table.row([
          .text(group.name), .indices(Shape(group.extents).indices(of: entry.index)),
          .number(entry.backward), .number(entry.numerical), .whole(entry.kink == nil ? 0 : 1),
        ])
      }
    }
  }

  // MARK: JSON

  /// Writes one object with every parameter at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    try json.object { json in
      json.field("schema", "backdraw.network-check/1")
      json.field("network", check.plan.network.widths)
      json.field("batch", check.plan.batch)
      json.field("step", check.plan.step)
      verdict.write(&json)
      json.field("forward_passes", check.forwardPasses)
      json.field("seconds", check.numericalSeconds)
      json.field("backward_seconds", check.backwardSeconds)
      json.newLine()
      try json.field("arrays") { try $0.list(check.groups, .each) { try write($1, &$0) } }
    }
    try json.finish()
  }

  private func write(_ group: NetworkCheck.Group, _ json: inout JSONWriter) throws {
    try json.object { json in
      json.field("name", group.name)
      json.field("shape", group.extents)
      json.field("mean", group.meanDifference)
      json.field("maximum", group.maximumDifference)
      json.field("kinks", group.entries.filter { $0.kink != nil }.map(\.index))
      json.newLine()
      try json.field("backward") { try $0.list(group.entries) { $0.value($1.backward) } }
      json.newLine()
      try json.field("numerical") { try $0.list(group.entries) { $0.value($1.numerical) } }
    }
  }
}
