import Autodiff
import Derivation
import Wording

/// The words of an explanation's headings and tables.
struct ExplainWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  var untitled: String { Bilingual(en: "A computation and its gradients", ko: "계산과 기울기")[language] }
  var contentsTitle: String { Bilingual(en: "On this page", ko: "이 쪽의 차례")[language] }
  var figureTitle: String { Bilingual(en: "The figure", ko: "그림")[language] }
  var forwardTitle: String { Bilingual(en: "Forward pass", ko: "순전파")[language] }
  var backwardTitle: String { Bilingual(en: "Backward pass", ko: "역전파")[language] }
  var backwardLede: String {
    Bilingual(
      en:
        "From the output back to the inputs: at each node the gradient that arrives is multiplied by "
        + "the local derivative, and where several arrows arrive at one node they are added up.",
      ko: "출력에서 입력 쪽으로 거슬러 갑니다. 노드마다 들어온 기울기에 국소적 미분을 곱해 보내고, "
        + "한 노드에 화살표가 여러 개 도착하면 모두 더합니다.")[language]
  }
  var nothingFlows: String {
    Bilingual(
      en: "The output depends on constants alone, so no gradient flows back.",
      ko: "출력이 상수에만 의존하므로 거슬러 흐르는 기울기가 없습니다.")[language]
  }
  var stepsOnly: String {
    Bilingual(
      en: "The output changes in steps, so no gradient flows back.",
      ko: "출력이 계단처럼 변하므로 거슬러 흐르는 기울기가 없습니다.")[language]
  }
  /// What a link from a step back to its node in the figure says.
  func inFigure(_ node: NodeID, _ derivation: Derivation) -> String {
    let name = PlainTextWriter().text(derivation.symbol(of: node))
    return Bilingual(en: "\(name) in the figure", ko: "그림에서 \(name) 보기")[language]
  }

  var reused: String { Bilingual(en: "Already found:", ko: "이미 구한 것:")[language] }
  /// The title of the chains of some derivatives, or of all.
  func chainsTitle(of derivatives: [String]) -> String {
    let names = derivatives.joined(separator: ", ")
    return names.isEmpty
      ? Bilingual(en: "The chain rule for each variable", ko: "변수마다 펼친 연쇄법칙")[language]
      : Bilingual(en: "The chain rule for \(names)", ko: "\(names)의 연쇄법칙")[language]
  }

  var chainsLede: String {
    Bilingual(
      en:
        "The same gradients once more, each from the output down to one variable: the factors, how "
        + "each comes about, the numbers, the product.",
      ko: "같은 기울기를 변수마다 출력에서부터 다시 구합니다. 인수를 늘어놓고, 하나씩 유도하고, 수를 넣어 곱합니다.")[language]
  }
  var chainsElsewhere: String {
    Bilingual(
      en: "The chain of one variable, written out: backdraw explain --of NAME.",
      ko: "한 변수의 연쇄법칙을 펼쳐 보려면 backdraw explain --of 이름 을 쓰십시오.")[language]
  }
  var noFigure: String {
    Bilingual(
      en: "The graph is too large for a figure on this page: 'backdraw render' draws it.",
      ko: "그래프가 커서 이 페이지에는 그림을 싣지 않았습니다. 그림은 'backdraw render'로 그릴 수 있습니다.")[language]
  }
  /// The title of single entries.
  func entriesTitle(of derivatives: [String]) -> String {
    let names = derivatives.joined(separator: ", ")
    return Bilingual(en: "One entry in full: \(names)", ko: "원소 하나를 끝까지: \(names)")[language]
  }
  var answersTitle: String { Bilingual(en: "Answers", ko: "답")[language] }
  /// The title of a worksheet's key.
  func keyTitle(_ title: String) -> String {
    Bilingual(en: "\(title): answers", ko: "\(title): 정답")[language]
  }
  var studentName: String { Bilingual(en: "Name", ko: "이름")[language] }
  var studentNumber: String { Bilingual(en: "Student number", ko: "학번")[language] }
  var forwardTask: String {
    Bilingual(
      en: "Work out each value from those before it and write it into its box.",
      ko: "앞에서 구한 값으로 다음 값을 차례차례 구해 빈칸에 적으십시오.")[language]
  }
  var backwardTask: String {
    Bilingual(
      en: "From the output back to the inputs: multiply the gradient that arrives by the local "
        + "derivative, add up what arrives at one node, and write each gradient into its box. The "
        + "figure has the same letters.",
      ko: "출력에서 입력 쪽으로 거슬러 가며 들어온 기울기에 국소적 미분을 곱하고, 한 노드에 모인 것은 "
        + "더해서 빈칸에 적으십시오. 그림의 빈칸에도 같은 기호가 있습니다.")[language]
  }
  var givensTitle: String { Bilingual(en: "Given", ko: "주어진 값")[language] }
  var valuesTitle: String {
    Bilingual(en: "Every value and every gradient", ko: "모든 값과 기울기")[language]
  }
  var forwardValuesTitle: String { Bilingual(en: "Every value", ko: "모든 값")[language] }
  var updatesTitle: String { Bilingual(en: "The update", ko: "매개변수 갱신")[language] }
  var valuesCaption: String {
    Bilingual(
      en: "Values of the forward pass, gradients of the backward pass", ko: "순전파의 값과 역전파의 기울기")[
        language]
  }
  func updatesCaption(_ optimizer: OptimizerKind?) -> String {
    switch optimizer ?? .sgd {
    case .sgd, .momentum:
      Bilingual(en: "Each step goes against the gradient", ko: "갱신할 때는 기울기의 반대 방향으로 움직입니다")[
        language]
    case .adam:
      Bilingual(
        en: "Adam's first step: the means of the gradient and of its square, corrected for their "
          + "start, are the gradient and its square themselves, so that each entry moves by about "
          + "the rate",
        ko: "Adam의 첫 걸음입니다. 편향을 보정한 기울기의 평균과 제곱의 평균이 각각 기울기와 그 제곱 "
          + "자체이므로, 원소마다 학습률만큼 움직입니다")[language]
    }
  }
  var name: String { Bilingual(en: "Name", ko: "이름")[language] }
  var operation: String { Bilingual(en: "Operation", ko: "연산")[language] }
  var value: String { Bilingual(en: "Value", ko: "값")[language] }
  var gradient: String { Bilingual(en: "Gradient", ko: "기울기")[language] }
  var before: String { Bilingual(en: "Before", ko: "갱신 전")[language] }
  var after: String { Bilingual(en: "After", ko: "갱신 후")[language] }
  var change: String { Bilingual(en: "Change", ko: "변화")[language] }
  var notComputed: String { Bilingual(en: "not computed", ko: "계산하지 않음")[language] }

  var networkLabel: String {
    Bilingual(
      en: "The network; it scrolls where it is wider than the page",
      ko: "신경망. 화면보다 넓으면 옆으로 밀어 볼 수 있습니다")[language]
  }

  var figureLabel: String {
    Bilingual(
      en: "The graph; it scrolls where it is wider than the page",
      ko: "계산 그래프. 화면보다 넓으면 옆으로 밀어 볼 수 있습니다")[language]
  }
  var caption: String {
    Bilingual(
      en: "Green arrows run forward with the value above them, red arrows run backward with the "
        + "gradient below them.", ko: "초록 화살표는 순전파이며 위에 값이, 빨간 화살표는 역전파이며 아래에 기울기가 적혀 있습니다.")[
        language]
  }

  /// Below a figure of the forward pass alone.
  var forwardCaption: String {
    Bilingual(
      en: "Green arrows run forward with the value above them.",
      ko: "초록 화살표는 순전파이며 위에 값이 적혀 있습니다.")[language]
  }

  func lede(inputs: Int, operations: Int, output: String) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)" + (number == 1 ? "" : "s")
    }
    return Bilingual(
      en: "\(count(operations, "operation")) on \(count(inputs, "input")) "
        + "\(operations == 1 ? "gives" : "give") \(output).",
      ko: "입력 \(inputs)개와 연산 \(operations)개로 \(output.with(.object)) 구합니다.")[language]
  }

  func shortened(_ shown: Int, _ all: Int) -> String {
    Bilingual(
      en: "This graph is large: the first \(shown) of \(all) steps are written out. "
        + "'backdraw trace' prints every number.",
      ko: "그래프가 커서 \(all)단계 가운데 처음 \(shown)단계만 적었습니다. 모든 수는 'backdraw trace'로 볼 수 있습니다.")[language]
  }

  /// What is said where names are too long for a line of paper.
  var shortenedNames: String {
    Bilingual(
      en: "Long names are shortened: '…' stands for the letters that are left out.",
      ko: "긴 이름은 줄여 적었습니다. '…' 자리의 글자는 생략했습니다.")[language]
  }

  func shortenedTable(_ shown: Int, _ all: Int) -> String {
    Bilingual(
      en:
        "The table has the first \(shown) of \(all) values. 'backdraw trace' prints every number.",
      ko: "표에는 값 \(all)개 가운데 처음 \(shown)개만 실었습니다. 모든 수는 'backdraw trace'로 볼 수 있습니다.")[language]
  }

  func shortenedUpdates(_ shown: Int, _ all: Int) -> String {
    Bilingual(
      en: "The first \(shown) of \(all) updates are written out; the table has all of them.",
      ko: "갱신 \(all)개 가운데 처음 \(shown)개만 식으로 적었습니다. 표에는 모두 있습니다.")[language]
  }

  func role(_ role: Role) -> String {
    switch role {
    case .variable: Bilingual(en: "variable", ko: "변수")[language]
    case .parameter: Bilingual(en: "parameter", ko: "매개변수")[language]
    case .constant: Bilingual(en: "constant", ko: "상수")[language]
    case .operation: operation
    }
  }
}
