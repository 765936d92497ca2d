import Autodiff
import Derivation
import Training
import Wording

/// The check of a whole network as a table for people and as JSON for programs.
package struct NetworkCheckReport {
  private let check: NetworkCheck
  private let tolerance: Double
  private let language: Language
  private let numerals: Numerals

  /// Prepares a report.
  ///
  /// - Parameter tolerance: The largest |a − b| / max(1, |a|, |b|) that passes.
  package init(
    _ check: NetworkCheck, tolerance: Double = 1e-6, language: Language,
    numerals: Numerals = Numerals()
  ) {
    self.check = check
    self.tolerance = tolerance
    self.language = language
    self.numerals = numerals
  }

  /// Whether all gradients off the kinks agree.
  package var passes: Bool { failures == 0 }

  private var failures: Int {
    check.groups.reduce(0) { $0 + $1.smooth.count { !($0.relativeError <= tolerance) } }
  }

  private func say(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  // MARK: Tables

  /// The titles of the table of arrays.
  var head: [String] {
    [
      say("array", "배열"), say("parameters", "매개변수"), say("mean difference", "차이의 평균"),
      say("largest difference", "가장 큰 차이"), say("near a kink", "꺾인 점 근처"),
      say("both exactly 0", "둘 다 정확히 0"),
    ]
  }

  /// A row for each array.
  var rows: [[String]] {
    check.groups.map { group in
      [
        group.name, String(group.entries.count), numerals.text(group.meanDifference),
        numerals.text(group.maximumDifference), String(group.entries.count - group.smooth.count),
        String(group.smooth.count { $0.backward == 0 && $0.numerical == 0 }),
      ]
    }
  }

  /// The titles of the table of steps.
  var stepHead: [String] {
    [
      say("step h", "걸음 h"), say("mean difference", "차이의 평균"),
      say("near a kink", "꺾인 점 근처"),
    ]
  }

  /// A row for each step.
  var stepRows: [[String]] {
    check.steps.map {
      [numerals.power($0.size), numerals.text($0.meanDifference), String($0.kinks)]
    }
  }

  /// The parameters that lie near a kink, as the graph language would name them, with the ReLU.
  var kinks: [String] {
    check.groups.flatMap { group in
      group.entries.filter { $0.kink != nil }.map { entry in
        let strides = Shape(group.extents).strides
        let index = zip(strides, group.extents).map { String(entry.index / $0 % $1) }
        return "\(group.name)[\(index.joined(separator: ", "))]"
      }
    }
  }

  private var verdict: String {
    let count = check.parameterCount - kinks.count
    let limit = numerals.text(tolerance)
    if passes {
      return say(
        "All \(count) gradients agree with central differences within \(limit).",
        "기울기 \(count)개가 모두 \(limit) 이내에서 중앙 차분과 일치합니다.")
    }
    return say(
      "\(failures) of \(count) gradients differ by more than \(limit).",
      "기울기 \(count)개 가운데 \(failures)개의 오차가 \(limit)\(Particle.object.after(limit)) 넘습니다.")
  }

  private var cost: String {
    let numerical = Numerals(digits: 3).text(check.numericalSeconds)
    let backward = Numerals(digits: 3).text(check.backwardSeconds * 1e6)
    let times = Numerals(digits: 2).text(check.numericalSeconds / check.backwardSeconds)
    return say(
      "\(check.forwardPasses) forward passes took \(numerical) s; one forward and one backward pass "
        + "took \(backward) µs: \(times) times less.",
      "순전파 \(check.forwardPasses)번에 \(numerical)초가 걸렸습니다. 순전파 한 번과 역전파 한 번에는 "
        + "\(backward) µs가 걸렸습니다. \(times)배 차이입니다.")
  }

  /// Writes the tables, the parameters near kinks, the cost and the verdict.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    func line(_ text: String) throws { try Array((text + "\n").utf8).withUnsafeBytes(sink) }
    func write(_ head: [String], _ rows: [[String]]) throws {
      var table = TextTable(head.enumerated().map { ($1, $0 == 0 ? .left : .right) })
      for row in rows { table.append(row) }
      try table.write(to: sink)
      try line("")
    }
    try write(head, rows)
    if !kinks.isEmpty {
      let shown = kinks.prefix(20).joined(separator: ", ") + (kinks.count > 20 ? ", …" : "")
      try line(say("Near a kink of ReLU, not counted: ", "ReLU의 꺾인 점 근처라 세지 않음: ") + shown)
    }
    try line(cost)
    try line(verdict)
  }

  // MARK: JSON

  /// Writes one object with every parameter at full precision.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.raw("{\"schema\": \"backdraw.network-check/1\", \"network\": ")
    json.integers(check.plan.network.widths)
    json.raw(", \"batch\": ")
    json.integer(check.plan.batch)
    json.raw(", \"step\": ")
    json.number(check.plan.step)
    json.raw(", \"tolerance\": ")
    json.number(tolerance)
    json.raw(passes ? ", \"passes\": true" : ", \"passes\": false")
    json.raw(", \"forward_passes\": ")
    json.integer(check.forwardPasses)
    json.raw(", \"seconds\": ")
    json.number(check.numericalSeconds)
    json.raw(", \"backward_seconds\": ")
    json.number(check.backwardSeconds)
    json.raw(",\n \"arrays\": [")
    for (position, group) in check.groups.enumerated() {
      json.raw(position == 0 ? "\n  {\"name\": " : ",\n  {\"name\": ")
      json.string(group.name)
      json.raw(", \"shape\": ")
      json.integers(group.extents)
      json.raw(", \"mean\": ")
      json.number(group.meanDifference)
      json.raw(", \"maximum\": ")
      json.number(group.maximumDifference)
      json.raw(", \"kinks\": ")
      json.integers(group.entries.filter { $0.kink != nil }.map(\.index))
      json.raw(",\n   \"backward\": [")
      try write(group.entries.lazy.map(\.backward), &json)
      json.raw("],\n   \"numerical\": [")
      try write(group.entries.lazy.map(\.numerical), &json)
      json.raw("]}")
    }
    json.raw("]}\n")
    try json.flush()
  }

  private func write(_ numbers: some Sequence<Double>, _ json: inout JSONWriter) throws {
    var isFirst = true
    for number in numbers {
      if !isFirst { json.raw(", ") }
      isFirst = false
      json.number(number)
      try json.drain()
    }
  }
}

extension Numerals {
  /// A number as `text` has it, but a power of ten without the 1 before it: `10⁻⁵`.
  func power(_ x: Double) -> String {
    let printed = decimal(x)
    guard printed.text == "1", let exponent = printed.exponent else { return text(x) }
    return "10" + Numerals.superscript(exponent)
  }
}

/// A whole number with its thousands set off: `39,760`.
func grouped(_ number: Int) -> String {
  var digits = String(number.magnitude)
  var place = digits.count - 3
  while place > 0 {
    digits.insert(",", at: digits.index(digits.startIndex, offsetBy: place))
    place -= 3
  }
  return (number < 0 ? "−" : "") + digits
}
