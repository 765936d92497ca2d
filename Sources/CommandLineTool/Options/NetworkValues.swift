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
  /// `sgd`, `momentum`, `momentum:0.9`, `adam` or `adam:0.85,0.99`.
  static let optimizer = ValueReader(
    noun: Bilingual(
      en: "sgd, momentum:SHARE or adam:SHARE,SHARE with shares from 0 and below 1, or one of these "
        + "names alone",
      ko: "sgd, momentum:비율, adam:비율,비율(비율은 0 이상 1 미만) 가운데 하나나 그 이름"),
    values: Bilingual(
      en: "sgd, momentum:SHARE, adam:SHARE,SHARE", ko: "sgd, momentum:비율, adam:비율,비율"),
    choices: ["sgd", "momentum", "adam"],
    read: { text in
      let parts = text.lowercased().split(separator: ":", omittingEmptySubsequences: false)
      guard parts.count > 1 else { return OptimizerKind.named(text.lowercased()) }
      let shares = parts[1].split(separator: ",", omittingEmptySubsequences: false)
        .compactMap { Double($0) }.filter { (0..<1).contains($0) }
      let given = parts[1].count { $0 == "," } + 1
      guard parts.count == 2, shares.count == given else { return nil }
      switch (parts[0], given) {
      case ("momentum", 1): return .momentum(shares[0])
      case ("adam", 2): return .adam(beta1: shares[0], beta2: shares[1], epsilon: 1e-8)
      default: return nil
      }
    },
    shown: { optimizer in
      switch optimizer {
      case .sgd: "sgd"
      case .momentum(let share): "momentum:\(share)"
      case .adam(let beta1, let beta2, _): "adam:\(beta1),\(beta2)"
      }
    })
}

extension OptimizerKind {
  /// An optimizer with its usual constants.
  fileprivate static func named(_ name: String) -> OptimizerKind? {
    switch name {
    case "sgd": .sgd
    case "momentum": .momentum
    case "adam": .adam
    default: nil
    }
  }

  /// The learning rate that suits it where nobody names one.
  var usualRate: Double {
    switch self {
    case .sgd, .momentum: 0.1
    case .adam: 0.001
    }
  }
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
