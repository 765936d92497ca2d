import Wording

/// The words of a trace's tables.
enum TraceWords {
  static let variable = Bilingual(en: "variable", ko: "변수")
  static let parameter = Bilingual(en: "parameter", ko: "매개변수")
  static let constant = Bilingual(en: "constant", ko: "상수")
  static let notComputed = Bilingual(en: "not computed: constant", ko: "계산하지 않음: 상수")

  static let flat = Bilingual(
    en: "not computed: it changes in steps", ko: "계산하지 않음: 계단처럼 변함")

  // Titles of columns.
  static let node = Bilingual(en: "node", ko: "노드")
  static let operation = Bilingual(en: "operation", ko: "연산")
  static let operands = Bilingual(en: "operands", ko: "피연산자")
  static let shape = Bilingual(en: "shape", ko: "모양")
  static let value = Bilingual(en: "value", ko: "값")
  static let gradient = Bilingual(en: "gradient", ko: "기울기")
  static let note = Bilingual(en: "note", ko: "비고")
  static let from = Bilingual(en: "from", ko: "나온 곳")
  static let to = Bilingual(en: "to", ko: "들어간 곳")
  static let slot = Bilingual(en: "slot", ko: "자리")
  static let local = Bilingual(en: "local derivative", ko: "국소적 미분")
  static let before = Bilingual(en: "before", ko: "갱신 전")
  static let after = Bilingual(en: "after", ko: "갱신 후")
  static let change = Bilingual(en: "change", ko: "변화")

  // Lines above and below tables.
  static let edges = Bilingual(
    en: "Arrows, and what flows back along them", ko: "화살표와 그 위로 되돌아 흐르는 기울기")
  static let warnings = Bilingual(en: "Warnings", ko: "경고")
  static let leftOut = Bilingual(
    en: "… stands for entries left out; --format json has them all.",
    ko: "…은 생략한 원소입니다. --format json 으로는 모두 볼 수 있습니다.")

  static func start(at output: String, with upstream: String) -> Bilingual {
    Bilingual(
      en: "The backward pass starts at \(output) with \(upstream).",
      ko: "역전파는 \(output)에서 상류 기울기 \(upstream.with(.by)) 시작합니다.")
  }

  /// The same where it starts with the seed 1.
  static func seed(at output: String) -> Bilingual {
    Bilingual(
      en:
        "The backward pass starts at \(output) with 1: \(output) changes exactly as much as itself.",
      ko: "역전파는 \(output)에서 1로 시작합니다. 출력은 자기 자신만큼 그대로 변하기 때문입니다.")
  }

  static func updates(rate: String) -> Bilingual {
    Bilingual(en: "Update with rate \(rate)", ko: "학습률 \(rate.with(.by)) 갱신")
  }

  static func line(_ number: Int) -> Bilingual {
    Bilingual(en: "line \(number)", ko: "\(number)행")
  }
}
