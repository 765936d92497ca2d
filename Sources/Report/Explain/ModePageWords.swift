import Derivation
import Notation
import Wording

/// The words of a page about another form of differentiation.
struct ModePageWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  func forwardTitle(_ name: String) -> String {
    Bilingual(
      en: "Forward mode: the rates of change by \(name)",
      ko: "순방향 모드: \(name.with(.by)) 미분한 값")[language]
  }

  var forwardLede: String {
    Bilingual(
      en:
        "One pass from the input to the output: beside each value goes the rate at which it changes.",
      ko: "입력에서 출력으로 한 번 나아가면서 값마다 그 미분을 함께 계산합니다.")[language]
  }

  var rate: String { Bilingual(en: "Rate", ko: "미분")[language] }

  var passesTitle: String {
    Bilingual(en: "How many passes each mode needs", ko: "모드마다 필요한 계산 횟수")[language]
  }

  func passes(inputs: Int, outputs: Int) -> String {
    func times(_ count: Int) -> String { count == 1 ? "one pass" : "\(count) passes" }
    func numbers(_ count: Int) -> String { count == 1 ? "one number" : "\(count) numbers" }
    return Bilingual(
      en: "The inputs of this graph are \(numbers(inputs)), its output is \(numbers(outputs)). "
        + "Forward mode needs \(times(inputs)) for the whole gradient, one for each number of the "
        + "inputs; backpropagation needs \(times(outputs)), one for each number of the output.",
      ko: "이 그래프의 입력은 수 \(inputs)개, 출력은 수 \(outputs)개입니다. 기울기를 모두 구하려면 순방향 모드는 "
        + "입력의 수마다 한 번씩 \(inputs)번, 역전파는 출력의 수마다 한 번씩 \(outputs)번 계산해야 합니다.")[
        language]
  }

  func pathsTitle(_ name: String) -> String {
    Bilingual(en: "All paths from \(name)", ko: "\(name)에서 나가는 모든 경로")[language]
  }

  func noPath(_ name: Math, _ output: Math) -> Sentence {
    switch language {
    case .english: "No path leads from \(name) to \(output): its gradient is exactly 0."
    case .korean: "\(name)에서 \(output)까지 가는 경로가 없으므로 기울기는 정확히 0입니다."
    }
  }

  func pathsNotWritten(_ limit: Int) -> String {
    Bilingual(
      en:
        "They are not written out: that is done for up to \(limit) paths, through tensors of up to 6 "
        + "entries.",
      ko: "경로를 하나씩 적지 않았습니다. 경로가 \(limit)개 이하이고 지나는 텐서의 원소가 6개 이하일 때만 적습니다.")[language]
  }

  var jacobiansTitle: String {
    Bilingual(en: "Jacobians and vector–Jacobian products", ko: "야코비 행렬과 벡터–야코비 곱")[language]
  }

  var jacobiansLede: String {
    Bilingual(
      en:
        "A Jacobian has a row for each entry of the result and a column for each entry of the operand.",
      ko: "야코비 행렬에는 결과의 원소마다 행이, 피연산자의 원소마다 열이 하나씩 있습니다.")[language]
  }

  var noJacobians: String {
    Bilingual(
      en: "There is no operation on tensors here that a gradient flows through.",
      ko: "기울기가 흐르는 텐서 연산이 없습니다.")[language]
  }
}
