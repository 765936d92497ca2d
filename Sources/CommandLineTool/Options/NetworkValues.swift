import ArgumentParser
import Autodiff
import Training
import Wording

// How networks are described on the command line.

extension ValueReader<Initialization> {
  /// `normal:0.01`, `xavier` or `he`.
  static let initialization = ValueReader(
    noun: Bilingual(
      en: "normal:DEVIATION, such as normal:0.01, xavier or he",
      ko: "normal:표준편차(예: normal:0.01), xavier, he 가운데 하나"),
    values: Bilingual(en: "normal:DEVIATION, xavier, he", ko: "normal:표준편차, xavier, he"),
    choices: ["xavier", "he"],
    read: { text in
      let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
      switch (parts.first, parts.count) {
      case ("xavier", 1): return .xavier
      case ("he", 1): return .he
      case ("normal", 2):
        return ValueReader<Double>.positive.read(String(parts[1])).map { .normal($0) }
      default: return nil
      }
    },
    shown: { initialization in
      switch initialization {
      case .normal(let deviation): "normal:\(deviation)"
      case .xavier: "xavier"
      case .he: "he"
      }
    })
}

extension ValueReader<OptimizerKind> {
  /// `sgd`, `momentum`, `momentum:0.9` or `adam`.
  static let optimizer = ValueReader(
    noun: Bilingual(
      en: "sgd, momentum:SHARE with a share from 0 and below 1, or adam",
      ko: "sgd, momentum:비율(0 이상 1 미만), adam 가운데 하나"),
    values: Bilingual(en: "sgd, momentum:SHARE, adam", ko: "sgd, momentum:비율, adam"),
    choices: ["sgd", "momentum", "adam"],
    read: { text in
      let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
      switch (parts.first, parts.count) {
      case ("sgd", 1): return .sgd
      case ("adam", 1): return .adam
      case ("momentum", 1): return .momentum(0.9)
      case ("momentum", 2):
        return Double(parts[1]).flatMap { (0..<1).contains($0) ? .momentum($0) : nil }
      default: return nil
      }
    },
    shown: { optimizer in
      switch optimizer {
      case .sgd: "sgd"
      case .momentum(let share): "momentum:\(share)"
      case .adam: "adam"
      }
    })
}

extension ValueReader<[Int]> {
  /// The units of hidden layers, `100,50`; `none` where there are none.
  static let widths = ValueReader(
    noun: Bilingual(
      en: "up to 50 numbers between 1 and 10,000, separated by commas, or none",
      ko: "1부터 10,000까지의 수를 쉼표로 이은 것(50개까지)이나 none"),
    read: { text in
      if text.isEmpty || text == "none" { return [] }
      let numbers = text.split(separator: ",", omittingEmptySubsequences: false).map { Int($0) }
      let isGood = numbers.allSatisfy { $0.map((1...10_000).contains) ?? false }
      return isGood && numbers.count <= 50 ? numbers.compactMap(\.self) : nil
    },
    shown: { $0.map(String.init).joined(separator: ",") })
}
