import Autodiff
import Wording

/// The words of figures.
enum FigureWords {
  /// What is said of a node whose operation has no derivative where it is.
  static let kink = Bilingual(en: "At a kink", ko: "꺾인 점에 있음")

  /// What a figure is called whose graph has no title.
  static let graph = Bilingual(en: "Computational graph", ko: "계산 그래프")

  /// What a pass is called.
  static func pass(_ pass: FigureOptions.Pass) -> Bilingual {
    switch pass {
    case .forward: Bilingual(en: "Forward", ko: "순전파")
    case .backward: Bilingual(en: "Backward", ko: "역전파")
    case .both: Bilingual(en: "Both passes", ko: "순전파와 역전파")
    }
  }

  /// What numbers in rows and columns are called.
  static func tensor(rank: Int) -> Bilingual {
    switch rank {
    case 1: Bilingual(en: "vector", ko: "벡터")
    case 2: Bilingual(en: "matrix", ko: "행렬")
    default: Bilingual(en: "tensor", ko: "텐서")
    }
  }

  /// Why a gradient is zero, in a word or two, or nil where that takes more.
  static func short(_ reason: ZeroReason) -> Bilingual? {
    switch reason {
    case .reluIsOff: Bilingual(en: "ReLU off", ko: "ReLU 꺼짐")
    case .notTheMaximum: Bilingual(en: "not the max", ko: "최댓값 아님")
    case .notTheMinimum: Bilingual(en: "not the min", ko: "최솟값 아님")
    case .otherFactorIsZero: Bilingual(same: "× 0")
    case .kink: Bilingual(en: "at the kink", ko: "꺾인 점")
    case .notTaken: Bilingual(en: "not taken", ko: "선택 안 됨")
    case .outsideMargin: Bilingual(en: "outside", ko: "마진 밖")
    case .label: Bilingual(en: "label", ko: "레이블")
    case .saturated: Bilingual(en: "flat", ko: "평평함")
    case .notOnPath, .upstreamIsZero, .sumsToZero: nil
    }
  }
}
