import ArgumentParser
import Autodiff
import Derivation
import GraphLanguage
import Wording

/// Which single entries are derived in full.
struct EntryOptions: ParsableArguments {
  @Option(
    name: .customLong("entry"),
    help: ArgumentHelp(
      Bilingual(
        en: "Derive one entry's gradient in full, such as W1[3,2] or b[-1], indices from 0; may be "
          + "repeated.",
        ko: "W1[3,2]나 b[-1] 같은 원소 하나의 기울기를 끝까지 풀어 씁니다. 인덱스는 0부터이고, "
          + "여러 번 쓸 수 있습니다."),
      value: Bilingual(en: "name[i,j]", ko: "이름[i,j]")))
  var entries: [String] = []

  /// The entries that were asked for.
  ///
  /// - Throws: `Failure` where one cannot be read or does not exist.
  func read(_ graph: Graph, _ trace: Trace<Double>) throws(Failure) -> [Entry] {
    var found: [Entry] = []
    for text in entries {
      let entry = try entry(text, graph, trace)
      if !found.contains(entry) { found.append(entry) }
    }
    return found
  }

  private func entry(
    _ text: String, _ graph: Graph, _ trace: Trace<Double>
  ) throws(Failure) -> Entry {
    guard let open = text.lastIndex(of: "["), text.last == "]", open > text.startIndex else {
      throw failure(
        Bilingual(
          en: "'\(text)' does not name an entry",
          ko: "'\(text)'\(Particle.topic.after(text)) 원소의 이름이 아닙니다"),
        Bilingual(en: "write NAME[ROW, COLUMN]", ko: "이름[행, 열]처럼 쓰십시오"))
    }
    let name = text[..<open].trimmed
    let inner = text[text.index(after: open)...].dropLast()
    let indices = inner.split(separator: ",", omittingEmptySubsequences: false).map {
      Int($0.trimmed)
    }
    let node = try graph.nodes(named: [name], for: "--entry")[0]
    let extents = trace.shape(of: node).extents
    guard !extents.isEmpty else {
      throw failure(
        Bilingual(
          en: "'\(name)' is a single number", ko: "'\(name)'\(Particle.topic.after(name)) 수 하나입니다"),
        Bilingual(en: "use --of \(name)", ko: "\("--of \(name)".with(.object)) 쓰십시오"))
    }
    let ranges = Bilingual(
      en: extents.map { "0 to \($0 - 1)" }.joined(separator: ", "),
      ko: extents.map { "0–\($0 - 1)" }.joined(separator: ", "))
    guard indices.count == extents.count, indices.allSatisfy({ $0 != nil }) else {
      throw failure(
        Bilingual(
          en: "'\(text)' needs \(extents.count) whole \(extents.count == 1 ? "number" : "numbers") "
            + "in its brackets",
          ko: "'\(text)'의 괄호 안에는 정수 \(extents.count)개가 있어야 합니다"),
        Bilingual(
          en: "the indices of '\(name)' run from \(ranges.english)",
          ko: "'\(name)'의 인덱스 범위는 \(ranges.korean)입니다"))
    }
    var index: [Int] = []
    for (given, extent) in zip(indices.compactMap(\.self), extents) {
      guard (-extent..<extent).contains(given) else {
        throw failure(
          Bilingual(
            en: "index \(given) of '\(text)' is out of range",
            ko: "'\(text)'의 인덱스 \("\(given)".with(.subject)) 범위를 벗어납니다"),
          Bilingual(
            en: "the indices of '\(name)' run from \(ranges.english), or from the end with −",
            ko: "'\(name)'의 인덱스 범위는 \(ranges.korean)이고, 음수는 뒤에서부터 셉니다"))
      }
      index.append(given < 0 ? given + extent : given)
    }
    guard trace.recordsGradient(node) else {
      throw failure(
        Bilingual(
          en: "'\(name)' is a constant and has no gradient",
          ko: "'\(name)'\(Particle.topic.after(name)) 상수이므로 기울기가 없습니다"),
        Bilingual(en: "name a variable", ko: "변수의 이름을 주십시오"))
    }
    return Entry(node: node, index: index)
  }

  private func failure(_ message: Bilingual, _ remedy: Bilingual) -> Failure {
    Failure(.usage, at: "--entry", message, remedy: remedy)
  }
}

extension StringProtocol {
  fileprivate var trimmed: String {
    String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
  }
}
