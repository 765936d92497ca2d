import Autodiff
import Wording

/// The words of figures.
enum FigureWords {
  /// What is said of a node whose operation has no derivative where it is.
  static let kink = Bilingual(en: "At a kink", ko: "꺾인 점에 있음")

  /// What a figure is called whose graph has no title.
  static let graph = Bilingual(en: "Computational graph", ko: "계산 그래프")

  /// What a legend says of arrows and numbers.
  static let value = Bilingual(en: "forward: value", ko: "순전파: 값")
  static let gradient = Bilingual(en: "backward: gradient", ko: "역전파: 기울기")
  static let valueAbove = Bilingual(en: "above: value", ko: "위: 값")
  static let gradientBelow = Bilingual(en: "below: gradient", ko: "아래: 기울기")
  static let operandNumbers = Bilingual(
    en: "1, 2 in a node: first and second operand", ko: "노드 안의 1, 2: 첫째와 둘째 피연산자")

  /// What a legend says of the mark where numbers stop being finite.
  static let birth = Bilingual(
    en: "triangle: not finite from here on", ko: "삼각형: 여기서부터 유한하지 않음")

  /// What a legend says of arrows of different width.
  static func width(of strength: FigureOptions.Strength) -> Bilingual {
    switch strength {
    case .value: Bilingual(en: "wider and stronger: larger |value|", ko: "굵고 진할수록 |값|이 큼")
    case .gradient: NetworkWords.width(of: .gradient)
    }
  }

  /// What a pass is called.
  static func pass(_ pass: FigureOptions.Pass) -> Bilingual {
    switch pass {
    case .forward: Bilingual(en: "Forward", ko: "순전파")
    case .backward: Bilingual(en: "Backward", ko: "역전파")
    case .both: Bilingual(en: "Both passes", ko: "순전파와 역전파")
    }
  }

  /// What numbers in rows and columns are called: `3×2 matrix`, `vector of 8`.
  static func tensor(_ extents: [Int]) -> Bilingual {
    let shape = extents.map(String.init).joined(separator: "×")
    return switch extents.count {
    case 1: Bilingual(en: "vector of \(shape)", ko: "원소 \(shape)개 벡터")
    case 2: Bilingual(en: "\(shape) matrix", ko: "\(shape) 행렬")
    default: Bilingual(en: "\(shape) tensor", ko: "\(shape) 텐서")
    }
  }

  /// How long a vector is.
  static func entries(_ count: Int) -> Bilingual {
    Bilingual(en: "\(count) entries", ko: "원소 \(count)개")
  }

  /// How many arrows a sum is over.
  static func arrows(_ count: Int) -> Bilingual {
    Bilingual(en: "\(count) arrows", ko: "화살표 \(count)개")
  }

  /// What one square of a heat strip stands for.
  static func mean(of block: (rows: Int, columns: Int)) -> Bilingual {
    let extent = "\(block.rows)×\(block.columns)"
    return Bilingual(en: "square: mean of \(extent)", ko: "한 칸: \(extent)개 평균")
  }

  /// What a description says of a figure with heat strips.
  static let heatStrips = Bilingual(
    en: "Large tensors are drawn as heat strips; where there are more entries than squares, "
      + "a square is the mean of several.",
    ko: "큰 텐서는 색칸으로 그렸습니다. 원소가 칸보다 많으면 한 칸은 여러 원소의 평균입니다.")

  /// Why a gradient is zero, in a word or two, or nil where that takes more.
  static func short(_ reason: ZeroReason) -> Bilingual? {
    switch reason {
    case .reluIsOff: Bilingual(en: "ReLU off", ko: "ReLU 꺼짐")
    case .notTheMaximum: Bilingual(en: "not the max", ko: "최댓값 아님")
    case .notTheMinimum: Bilingual(en: "not the min", ko: "최솟값 아님")
    case .otherFactorIsZero: Bilingual(same: "× 0")
    case .dropped: Bilingual(en: "dropped", ko: "드롭됨")
    case .kink: Bilingual(en: "at the kink", ko: "꺾인 점")
    case .notChosen: Bilingual(en: "not chosen", ko: "선택 안 됨")
    case .condition: Bilingual(en: "condition", ko: "조건")
    case .onlySteps: Bilingual(en: "comparison", ko: "비교")
    case .equalEntries: Bilingual(en: "all equal", ko: "모두 같음")
    case .notTaken: Bilingual(en: "not taken", ko: "선택 안 됨")
    case .outsideMargin: Bilingual(en: "outside", ko: "마진 밖")
    case .outsideBounds: Bilingual(en: "out of bounds", ko: "범위 밖")
    case .label: Bilingual(en: "label", ko: "레이블")
    case .saturated: Bilingual(en: "flat", ko: "평평함")
    case .notOnPath, .upstreamIsZero, .sumsToZero: nil
    }
  }
}
