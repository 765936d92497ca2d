import Autodiff
import Derivation
import Wording

// What a derivation is about, found by name.

extension Trace<Double> {
  /// The node with a name.
  func node(_ name: String, _ language: Language) throws(BackdrawError) -> NodeID {
    guard let node = annotations.node(named: name) else {
      throw .unknown(
        name, Bilingual(en: "the graph has no such variable", ko: "그래프에 이런 변수가 없습니다"),
        among: names, in: language)
    }
    return node
  }

  /// An entry of the tensor with a name; negative indices count from the end.
  func entry(
    _ name: String, _ index: [Int], _ language: Language
  ) throws(BackdrawError) -> Entry {
    let node = try node(name, language)
    let extents = shape(of: node).extents
    let written = name + "[" + index.map(String.init).joined(separator: ", ") + "]"
    guard recordsGradient(node) else {
      throw Self.noEntry(
        written,
        Bilingual(
          en: "a constant has no gradient; name a variable", ko: "상수에는 기울기가 없습니다. 변수의 이름을 주십시오"),
        language)
    }
    guard !extents.isEmpty else {
      throw Self.noEntry(
        written,
        Bilingual(
          en: "'\(name)' is a single number; give its name alone",
          ko: "'\(name)'\(Particle.topic.after(name)) 수 하나입니다. 이름만 주십시오"), language)
    }
    guard index.count == extents.count, zip(index, extents).allSatisfy({ (-$1..<$1).contains($0) })
    else {
      let ranges = extents.map { "0–\($0 - 1)" }.joined(separator: ", ")
      throw Self.noEntry(
        written,
        Bilingual(
          en: "there is no such entry; indices run over \(ranges)",
          ko: "이런 원소가 없습니다. 인덱스 범위는 \(ranges)입니다"), language)
    }
    return Entry(node: node, index: zip(index, extents).map { $0 < 0 ? $0 + $1 : $0 })
  }

  private static func noEntry(
    _ written: String, _ what: Bilingual, _ language: Language
  ) -> BackdrawError {
    BackdrawError(
      .unknownName,
      Bilingual(
        en: "'\(written)': error: \(what[.english])", ko: "'\(written)': 오류: \(what[.korean])"),
      in: language)
  }
}
