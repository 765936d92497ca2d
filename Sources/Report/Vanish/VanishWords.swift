import Derivation
import Training
import Wording

/// The words of the comparison of networks.
struct VanishWords {
  let language: Language

  init(_ language: Language) { self.language = language }

  func pick(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  static let layer = Bilingual(en: "layer", ko: "층")
  static let gradient = Bilingual(en: "mean |∂L/∂W|", ko: "|∂L/∂W|의 평균")
  static let activation = Bilingual(en: "mean |activation|", ko: "|활성값|의 평균")
  static let saturated = Bilingual(en: "share of saturated activations", ko: "포화한 활성값의 비율")
  static let dead = Bilingual(
    en: "units that pass exactly nothing for all images of the batch",
    ko: "배치의 모든 이미지에서 기울기를 조금도 보내지 않는 유닛의 수")

  var gradientsTitle: String { pick("Gradients before learning", "학습 전의 기울기") }
  var trainedTitle: String { pick("Who learned", "누가 배웠는가") }
  var activationsTitle: String { pick("Activations", "활성값") }
  var saturationTitle: String { pick("Saturation", "포화") }
  var depthTitle: String { pick("By depth", "깊이에 따라") }
  var pathTitle: String { pick("Along one path", "한 길을 따라") }
  var numbersTitle: String { pick("Every number", "모든 수") }

  var network: String { pick("network", "신경망") }
  var layer: String { Self.layer[language] }
  var gradient: String { Self.gradient[language] }
  var activation: String { Self.activation[language] }
  var zeros: String { pick("exactly 0", "정확히 0") }
  var deadUnits: String { pick("dead units", "죽은 유닛") }
  var saturatedUnits: String { pick("saturated", "포화") }
  var change: String { pick("mean |ΔW|", "|ΔW|의 평균") }
  var gradientAfter: String { pick("after learning", "학습 뒤") }
  var loss: String { pick("loss, first and last", "처음과 마지막 손실") }
  var accuracy: String { pick("test accuracy, before and after", "학습 전후의 시험 정확도") }
  var learned: String { pick("learned", "배웠는가") }

  func learned(_ has: Bool) -> String { has ? pick("yes", "예") : pick("no", "아니요") }
}

extension NetworkDescription.Activation {
  /// What the activation is called.
  var title: Bilingual {
    switch self {
    case .relu: Bilingual(same: "ReLU")
    case .sigmoid: Bilingual(en: "sigmoid", ko: "시그모이드")
    default: Bilingual(same: rawValue)
    }
  }
}

extension Initialization {
  /// What the initialization is called: its distribution where it has no name.
  var title: String {
    switch self {
    case .normal(1): "N(0, 1)"
    case .normal(let deviation): "N(0, \(Numerals().text(deviation))²)"
    case .xavier: "Xavier"
    case .he: "He"
    }
  }

  /// What the initialization is called on the command line, in lessons and in JSON.
  package var key: String {
    switch self {
    case .normal(let deviation): "normal:\(Numerals(digits: 17).text(deviation))"
    case .xavier: "xavier"
    case .he: "he"
    }
  }
}

extension NetworkDescription {
  /// What tells a network from those it is compared with: `sigmoid, Xavier`.
  var title: Bilingual { activation.title.map { "\($0), \(initialization.title)" } }
}
