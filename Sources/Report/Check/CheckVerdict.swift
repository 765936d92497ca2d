import Autodiff
import Derivation
import Formats
import Wording

/// Whether gradients agree with central differences: what the check of a graph and that of a network
/// say in the end.
struct CheckVerdict {
  /// The largest relative error that passes.
  let tolerance: Double
  /// How many gradients are counted: those on no kink.
  let counted: Int
  /// How many of them exceed the tolerance.
  let failures: Int
  /// Of how many nothing can be said: the difference is itself not exact enough, or both are no numbers.
  let undecided: Int
  /// How many of those are no numbers.
  private let nonNumbers: Int

  /// Judges entries.
  init(_ entries: [GradientCheck.Entry], tolerance: Double) {
    let smooth = entries.filter { $0.kink == nil }
    self.tolerance = tolerance
    counted = smooth.count
    let verdicts = smooth.map { $0.verdict(tolerance: tolerance) }
    failures = verdicts.count { $0 == .differs }
    undecided = verdicts.count { $0 == .undecided }
    nonNumbers = smooth.count { $0.relativeError.isNaN }
  }

  var passes: Bool { failures == 0 }

  /// The verdict in a sentence.
  func text(_ numerals: Numerals) -> Bilingual {
    let limit = numerals.text(tolerance)
    if counted == 0 {
      return Bilingual(
        en: "There is nothing to hold against a difference.",
        ko: "차분과 비교할 기울기가 없습니다.")
    }
    if failures > 0 {
      return Bilingual(
        en: "\(failures) of \(counted) gradients \(failures == 1 ? "differs" : "differ") "
          + "by more than \(limit).",
        ko: "기울기 \(counted)개 가운데 \(failures)개의 오차가 \(limit.with(.object)) 넘습니다.")
    }
    let agreeing = counted - undecided
    if undecided > 0, nonNumbers == undecided {
      return Bilingual(
        en:
          "\(agreeing) of \(counted) gradients \(agreeing == 1 ? "agrees" : "agree") with central "
          + "differences within \(limit); \(nonNumbers) \(nonNumbers == 1 ? "is" : "are") NaN, and "
          + "agree\(nonNumbers == 1 ? "s" : "") with nothing.",
        ko: "기울기 \(counted)개 가운데 \(agreeing)개가 \(limit) 이내에서 중앙 차분과 일치합니다. "
          + "\(nonNumbers)개는 NaN이어서 확인할 수 없습니다.")
    }
    if undecided > 0 {
      return Bilingual(
        en:
          "\(agreeing) of \(counted) gradients \(agreeing == 1 ? "agrees" : "agree") with central "
          + "differences within \(limit); of \(undecided) nothing can be said, because the "
          + "difference is itself not that exact"
          + (nonNumbers > 0 ? ", or NaN (\(nonNumbers) of them)." : "."),
        ko: "기울기 \(counted)개 가운데 \(agreeing)개가 \(limit) 이내에서 중앙 차분과 일치합니다. "
          + "나머지 \(undecided)개는 중앙 차분이 그만큼 정확하지 않아 "
          + (nonNumbers > 0 ? "확인할 수 없고, 그 가운데 \(nonNumbers)개는 NaN입니다." : "확인할 수 없습니다."))
    }
    return Bilingual(
      en: "\(counted == 1 ? "The gradient agrees" : "All \(counted) gradients agree") "
        + "with central differences within \(limit).",
      ko: "기울기 \(counted)개가 모두 \(limit) 이내에서 중앙 차분과 일치합니다.")
  }

  /// The fields that both checks have in JSON.
  func write(_ json: inout JSONWriter) {
    json.field("tolerance", tolerance)
    json.field("passes", passes)
    json.field("undecided", undecided)
  }
}

extension Shape {
  /// The indices of an entry that is counted in row-major order.
  func indices(of entry: Int) -> [Int] {
    zip(strides, extents).map { entry / $0 % $1 }
  }
}

/// An entry as the graph language would take it: `W[3, 7]`; a scalar is its name alone.
func entryName(_ name: String, _ indices: [Int]) -> String {
  indices.isEmpty ? name : "\(name)[\(indices.map(String.init).joined(separator: ", "))]"
}
