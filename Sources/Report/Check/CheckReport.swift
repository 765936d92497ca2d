import Autodiff
import Derivation
import Notation
import Wording

/// A gradient check as a table or as JSON: entry by entry, and of large tensors the worst entry.
package struct CheckReport {
  private let check: GradientCheck
  private let trace: Trace<Double>
  private let tolerance: Double
  private let language: Language
  private let numerals: Numerals
  /// The entries that exceed the tolerance.
  private let failures: [GradientCheck.Entry]

  /// Describes a check in the words of a language.
  package init(
    _ check: GradientCheck, of trace: Trace<Double>, tolerance: Double, language: Language,
    numerals: Numerals = Numerals()
  ) {
    self.check = check
    self.trace = trace
    self.tolerance = tolerance
    self.language = language
    self.numerals = numerals
    failures = check.failures(tolerance: tolerance)
  }

  /// Whether all entries that no kink excuses are within the tolerance.
  package var passes: Bool { failures.isEmpty }

  private func say(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  // MARK: Table

  /// Writes the entries, then those on kinks, then the verdict.
  ///
  /// - Throws: The sink's error.
  package func writeTable(to sink: ByteSink) throws {
    func line(_ text: String) throws {
      var text = text + "\n"
      try text.withUTF8 { try sink(UnsafeRawBufferPointer($0)) }
    }
    let (counted, kinks) = tables
    if counted.rowCount > 0 { try counted.write(to: sink) }
    if kinks.rowCount > 0 {
      let title = say(
        "At a kink, where a difference says little; not counted:",
        "꺾인 점이어서 차분으로 확인할 수 없는 원소(세지 않음):")
      try line((counted.rowCount > 0 ? "\n" : "") + title)
      try line("")
      try kinks.write(to: sink)
    }
    if counted.rowCount + kinks.rowCount > 0 { try line("") }
    try line(verdict)
  }

  /// The entries that count, and those on kinks.
  private var tables: (counted: TextTable, kinks: TextTable) {
    let columns: [(String, TextTable.Alignment)] = [
      (say("leaf", "잎"), .left), (say("backward", "역전파"), .point),
      (say("central difference", "중앙 차분"), .point),
      (say("relative error", "상대 오차"), .point),
    ]
    var counted = TextTable(columns + [(say("result", "결과"), .left)])
    var kinks = TextTable(columns + [(say("kink", "꺾인 점"), .left)])
    for entries in leaves {
      let smooth = entries.filter { $0.kink == nil }
      if let first = smooth.first, smooth.count > TensorText.most {
        // The worst entry stands for all; of equals the first.
        let worst = smooth.dropFirst().reduce(first) {
          $1.relativeError > $0.relativeError ? $1 : $0
        }
        let others = say("; worst of \(smooth.count)", "; \(smooth.count)개 가운데 최대")
        counted.append(cells(worst) + [result(worst) + others])
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
      name(of: entry), numerals.text(entry.backward), numerals.text(entry.numerical),
      numerals.text(entry.relativeError),
    ]
  }

  private func result(_ entry: GradientCheck.Entry) -> String {
    entry.relativeError <= tolerance ? say("agrees", "일치") : say("DIFFERS", "불일치")
  }

  private func name(of node: NodeID) -> String {
    trace.annotations.names[node] ?? "#\(node.index)"
  }

  /// An entry as the graph language would take it: `W[3, 7]`.
  private func name(of entry: GradientCheck.Entry) -> String {
    let indices = indices(of: entry)
    let name = name(of: entry.leaf)
    return indices.isEmpty ? name : "\(name)[\(indices.map(String.init).joined(separator: ", "))]"
  }

  private func indices(of entry: GradientCheck.Entry) -> [Int] {
    let shape = trace.shape(of: entry.leaf)
    return zip(shape.strides, shape.extents).map { entry.index / $0 % $1 }
  }

  private func words(for kink: NodeID) -> String {
    let kind = trace.kind(of: kink)
    let place = kind.kinkWords.map { " (\($0.place[language]); \($0.convention[language]))" } ?? ""
    return "\(kind.name), " + say("node", "노드") + " \(name(of: kink))" + place
  }

  private var verdict: String {
    let counted = check.entries.count { $0.kink == nil }
    let limit = numerals.text(tolerance)
    if counted == 0 {
      return say(
        "There is nothing to hold against a difference.", "차분과 비교할 기울기가 없습니다.")
    }
    if passes {
      return say(
        "\(counted == 1 ? "The gradient agrees" : "All \(counted) gradients agree") "
          + "with central differences within \(limit).",
        "기울기 \(counted)개가 모두 \(limit) 이내에서 중앙 차분과 일치합니다.")
    }
    return say(
      "\(failures.count) of \(counted) gradients "
        + "\(failures.count == 1 ? "differs" : "differ") by more than \(limit).",
      "기울기 \(counted)개 가운데 \(failures.count)개의 오차가 \(limit)\(Particle.object.after(limit)) 넘습니다.")
  }

  // MARK: JSON

  /// Writes one object: the tolerance, whether all passes, and every entry.
  ///
  /// - Throws: The sink's error.
  package func writeJSON(to sink: @escaping ByteSink) throws {
    var json = JSONWriter(to: sink)
    json.raw("{\"schema\": \"backdraw.check/1\", \"tolerance\": ")
    json.number(tolerance)
    json.raw(passes ? ", \"passes\": true" : ", \"passes\": false")
    json.raw(",\n \"entries\": [")
    for (position, entry) in check.entries.enumerated() {
      json.raw(position == 0 ? "\n  {\"node\": " : ",\n  {\"node\": ")
      json.integer(entry.leaf.index)
      json.raw(", \"name\": ")
      json.string(orNull: trace.annotations.names[entry.leaf])
      json.raw(", \"index\": ")
      json.integers(indices(of: entry))
      json.raw(", \"backward\": ")
      json.number(entry.backward)
      json.raw(", \"numerical\": ")
      json.number(entry.numerical)
      json.raw(", \"relative_error\": ")
      json.number(entry.relativeError)
      json.raw(", \"kink\": ")
      if let kink = entry.kink { json.integer(kink.index) } else { json.raw("null") }
      json.raw("}")
      try json.drain()
    }
    json.raw("]}\n")
    try json.flush()
  }
}
