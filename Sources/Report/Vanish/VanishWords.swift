import Autodiff
import Derivation
import Notation
import Training
import Wording

/// The words of the comparison of layers: what is measured, and what it is called in tables.
enum VanishWords {
  static let layer = Bilingual(en: "layer", ko: "층")
  static let gradient = Bilingual(en: "mean |∂L/∂W|", ko: "|∂L/∂W|의 평균")
  static let activation = Bilingual(en: "mean |activation|", ko: "|활성값|의 평균")
  static let saturated = Bilingual(en: "share of saturated activations", ko: "포화한 활성값의 비율")
  static let dead = Bilingual(
    en: "units that pass exactly nothing for all images of the batch",
    ko: "배치의 모든 이미지에서 기울기를 조금도 보내지 않는 유닛의 수")

  static let network = Bilingual(en: "network", ko: "신경망")
  static let zeros = Bilingual(en: "exactly 0", ko: "정확히 0")
  /// In the place of the accuracy of a network whose outputs are no numbers.
  static let nothingToCount = Bilingual(en: "nothing to count", ko: "셀 것이 없음")
  static let deadUnits = Bilingual(en: "dead units", ko: "죽은 유닛")
  static let saturatedUnits = Bilingual(en: "saturated", ko: "포화")
  static let change = Bilingual(en: "mean |ΔW|", ko: "|ΔW|의 평균")
  static let gradientAfter = Bilingual(en: "after learning", ko: "학습 뒤")
  static let loss = Bilingual(en: "loss, first and last", ko: "처음과 마지막 손실")
  static let accuracy = Bilingual(
    en: "test accuracy, before and after", ko: "학습 전후의 시험 정확도")
  static let learned = Bilingual(en: "learned", ko: "배웠는가")
  static let yes = Bilingual(en: "yes", ko: "예")
  static let no = Bilingual(en: "no", ko: "아니요")

  static let gradientsTitle = Bilingual(en: "Gradients before learning", ko: "학습 전의 기울기")
  static let trainedTitle = Bilingual(en: "Who learned", ko: "누가 배웠는가")
  static let pathTitle = Bilingual(en: "Along one path", ko: "한 길을 따라")
  /// What stands before the factors of a path.
  static let path = Bilingual(en: "path: ", ko: "길: ")
}

extension NetworkDescription.Activation {
  /// What the activation is called, in a word.
  var title: Bilingual {
    switch self {
    case .relu: OperationKind.relu.noun
    case .sigmoid: OperationKind.sigmoid.noun
    case .tanh: Bilingual(same: OperationKind.tanh.name)
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
