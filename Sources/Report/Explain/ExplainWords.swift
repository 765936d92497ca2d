import Autodiff
import Derivation
import Wording

/// The words of an explanation's headings and tables.
struct ExplainWords {
  private let language: Language

  init(_ language: Language) { self.language = language }

  private func pick(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  var untitled: String { pick("A computation and its gradients", "계산과 기울기") }
  var forwardTitle: String { pick("Forward pass", "순전파") }
  var backwardTitle: String { pick("Backward pass", "역전파") }
  var backwardLede: String {
    pick(
      "From the output back to the inputs: at each node the gradient that arrives is multiplied by "
        + "the local derivative, and where several arrows arrive at one node they are added up.",
      "출력에서 입력 쪽으로 거슬러 갑니다. 노드마다 들어온 기울기에 국소적 미분을 곱해 보내고, "
        + "한 노드에 화살표가 여러 개 도착하면 모두 더합니다.")
  }
  var nothingFlows: String {
    pick(
      "The output depends on constants alone, so no gradient flows back.",
      "출력이 상수에만 의존하므로 거슬러 흐르는 기울기가 없습니다.")
  }
  /// What a link from a step back to its node in the figure says.
  func inFigure(_ node: NodeID, _ derivation: Derivation) -> String {
    let name = PlainTextWriter().text(derivation.symbol(of: node))
    return pick("\(name) in the figure", "그림에서 \(name) 보기")
  }

  var reused: String { pick("Already found:", "이미 구한 것:") }
  /// The title of the chains of some derivatives, or of all.
  func chainsTitle(of derivatives: [String]) -> String {
    let names = derivatives.joined(separator: ", ")
    return names.isEmpty
      ? pick("The chain rule for each variable", "변수마다 펼친 연쇄법칙")
      : pick("The chain rule for \(names)", "\(names)의 연쇄법칙")
  }

  var chainsLede: String {
    pick(
      "The same gradients once more, each from the output down to one variable: the factors, how "
        + "each comes about, the numbers, the product.",
      "같은 기울기를 변수마다 출력에서부터 다시 구합니다. 인수를 늘어놓고, 하나씩 유도하고, 수를 넣어 곱합니다.")
  }
  var chainsElsewhere: String {
    pick(
      "The chain of one variable, written out: backdraw explain --of NAME.",
      "한 변수의 연쇄법칙을 펼쳐 보려면 backdraw explain --of 이름 을 쓰십시오.")
  }
  var noFigure: String {
    pick(
      "The graph is too large for a figure on this page: 'backdraw render' draws it.",
      "그래프가 커서 이 페이지에는 그림을 싣지 않았습니다. 그림은 'backdraw render'로 그릴 수 있습니다.")
  }
  /// The title of single entries.
  func entriesTitle(of derivatives: [String]) -> String {
    let names = derivatives.joined(separator: ", ")
    return pick("One entry in full: \(names)", "원소 하나를 끝까지: \(names)")
  }
  var answersTitle: String { pick("Answers", "답") }
  var valuesTitle: String { pick("Every value and every gradient", "모든 값과 기울기") }
  var updatesTitle: String { pick("The update", "매개변수 갱신") }
  var valuesCaption: String {
    pick("Values of the forward pass, gradients of the backward pass", "순전파의 값과 역전파의 기울기")
  }
  var updatesCaption: String {
    pick("Each step goes against the gradient", "갱신할 때는 기울기의 반대 방향으로 움직입니다")
  }
  var name: String { pick("Name", "이름") }
  var operation: String { pick("Operation", "연산") }
  var value: String { pick("Value", "값") }
  var gradient: String { pick("Gradient", "기울기") }
  var before: String { pick("Before", "갱신 전") }
  var after: String { pick("After", "갱신 후") }
  var change: String { pick("Change", "변화") }
  var notComputed: String { pick("not computed", "계산하지 않음") }
  var figureLabel: String {
    pick(
      "The graph; it scrolls where it is wider than the page", "계산 그래프. 화면보다 넓으면 옆으로 밀어 볼 수 있습니다")
  }
  var caption: String {
    pick(
      "Green arrows run forward with the value above them, red arrows run backward with the "
        + "gradient below them.",
      "초록 화살표는 순전파이며 위에 값이, 빨간 화살표는 역전파이며 아래에 기울기가 적혀 있습니다.")
  }

  func lede(inputs: Int, operations: Int, output: String) -> String {
    func count(_ number: Int, _ noun: String) -> String {
      "\(number) \(noun)" + (number == 1 ? "" : "s")
    }
    return pick(
      "\(count(operations, "operation")) on \(count(inputs, "input")) "
        + "\(operations == 1 ? "gives" : "give") \(output).",
      "입력 \(inputs)개와 연산 \(operations)개로 \(output.with(.object)) 구합니다.")
  }

  func shortened(_ shown: Int, _ all: Int) -> String {
    pick(
      "This graph is large: the first \(shown) of \(all) steps are written out. "
        + "'backdraw trace' prints every number.",
      "그래프가 커서 \(all)단계 가운데 처음 \(shown)단계만 적었습니다. 모든 수는 'backdraw trace'로 볼 수 있습니다.")
  }

  func role(_ role: Role) -> String {
    switch role {
    case .variable: pick("variable", "변수")
    case .parameter: pick("parameter", "매개변수")
    case .constant: pick("constant", "상수")
    case .operation: operation
    }
  }
}
