import Autodiff
import Notation
import Wording

/// The sentences of the other forms of backpropagation.
struct ModeWords {
  private let derivation: Derivation

  init(_ derivation: Derivation) { self.derivation = derivation }

  private func sentence(en english: Sentence, ko korean: Sentence) -> Sentence {
    BilingualSentence(en: english, ko: korean)[derivation.language]
  }

  private func name(_ node: NodeID) -> Math { derivation.symbol(of: node) }

  private func noun(_ node: NodeID) -> Bilingual { derivation.trace.kind(of: node).profile.noun }

  // MARK: Forward mode

  func seed(_ name: Math) -> Sentence {
    sentence(
      en: "Start at \(name), which changes exactly as much as itself: its rate is 1.",
      ko: "\(name)에서 시작합니다. 자기 자신으로 미분하면 1입니다.")
  }

  /// - Parameter operands: How many of the node's operands change.
  func rate(_ node: NodeID, of operands: Int) -> Sentence {
    let (name, noun) = (name(node), noun(node))
    return operands == 1
      ? sentence(
        en: "\(name) (\(noun.english)): the operand's rate times the local derivative.",
        ko: "\(name)(\(noun.korean)): 피연산자의 미분에 국소적 미분을 곱합니다.")
      : sentence(
        en: """
          \(name) (\(noun.english)): \(operands) operands change, each brings its rate times its local \
          derivative; they are added up.
          """,
        ko: """
          \(name)(\(noun.korean)): 변하는 피연산자 \(operands)개가 저마다 미분에 국소적 미분을 곱해 보내고, \
          그것을 모두 더합니다.
          """)
  }

  func agreement(_ symbol: Math, _ number: Math, isSame: Bool) -> Sentence {
    isSame
      ? sentence(
        en: "The backward pass found the same: \(symbol) = \(number).",
        ko: "역전파로 구한 값도 같습니다: \(symbol) = \(number).")
      : sentence(
        en: "The backward pass found something else: \(symbol) = \(number).",
        ko: "역전파로 구한 값은 다릅니다: \(symbol) = \(number).")
  }

  // MARK: Paths

  func locals(_ node: NodeID) -> Sentence {
    let (name, noun) = (name(node), noun(node))
    return sentence(
      en: "\(name) (\(noun.english)): the local derivative of each arrow into it.",
      ko: "\(name)(\(noun.korean)): 들어오는 화살표마다 곱할 국소적 미분입니다.")
  }

  func path(_ number: Int, _ nodes: [NodeID], symbol: (NodeID) -> Math) -> Sentence {
    let way = Math.joined(nodes.map(symbol), by: "→")
    return sentence(en: "Path \(number): \(way)", ko: "경로 \(number): \(way)")
  }

  func sumOfPaths(_ count: Int) -> Sentence {
    sentence(
      en: "The gradient is the sum over all \(count) paths.",
      ko: "기울기는 경로 \(count)개의 곱을 모두 더한 값입니다.")
  }

  func comparison(_ paths: Paths) -> Sentence {
    let arrows = paths.arrows
    guard let count = paths.count, let steps = paths.steps else {
      return sentence(
        en: """
          There are more than 10¹⁹ paths. Backpropagation takes each of the \(arrows) arrows on them once, \
          as it adds up at each node what has arrived before it goes on.
          """,
        ko: """
          경로가 10¹⁹개보다 많습니다. 역전파는 노드마다 도착한 기울기를 먼저 더하고 나서 나아가므로, \
          경로에 놓인 화살표 \(arrows)개를 한 번씩만 지납니다.
          """)
    }
    if count == 1 {
      return sentence(
        en: "There is one path, of \(arrows == 1 ? "one arrow" : "\(arrows) arrows").",
        ko: "경로는 하나이고, 화살표 \(arrows)개로 되어 있습니다.")
    }
    let (ways, all) = (grouped(count), grouped(steps))
    return sentence(
      en: """
        There are \(ways) paths, which take \(all) arrows one after the other. Backpropagation takes each \
        of the \(arrows) arrows on them once, as it adds up at each node what has arrived before it goes \
        on.
        """,
      ko: """
        경로는 \(ways)개이고, 하나씩 따라가면 화살표를 모두 \(all)번 지납니다. 역전파는 노드마다 도착한 \
        기울기를 먼저 더하고 나서 나아가므로, 그 위의 화살표 \(arrows)개를 한 번씩만 지납니다.
        """)
  }

  /// A whole number with a comma before every three digits.
  private func grouped(_ number: UInt64) -> String {
    var text = ""
    for (place, digit) in String(number).reversed().enumerated() {
      if place > 0, place % 3 == 0 { text.append(",") }
      text.append(digit)
    }
    return String(text.reversed())
  }

  // MARK: Jacobians

  func jacobian(_ node: NodeID, rows: Int, columns: [Int]) -> Sentence {
    let (name, noun) = (name(node), noun(node))
    let sizes = columns.map { "\(rows)×\($0)" }.joined(separator: ", ")
    return columns.count == 1
      ? sentence(
        en: """
          \(name) (\(noun.english)): its Jacobian is \(sizes). The gradient that arrives, a row, times \
          this matrix is the vector–Jacobian product that goes on.
          """,
        ko: """
          \(name)(\(noun.korean)): 야코비 행렬의 크기는 \(sizes)입니다. 도착한 기울기를 행으로 놓고 이 행렬을 \
          곱한 벡터–야코비 곱(VJP)이 다음으로 흘러갑니다.
          """)
      : sentence(
        en: """
          \(name) (\(noun.english)): a Jacobian for each operand, \(sizes). The gradient that arrives, a \
          row, times each of them are the vector–Jacobian products that go on.
          """,
        ko: """
          \(name)(\(noun.korean)): 피연산자마다 야코비 행렬이 있고, 크기는 \(sizes)입니다. 도착한 기울기를 행으로 \
          놓고 각 행렬을 곱한 벡터–야코비 곱(VJP)이 다음으로 흘러갑니다.
          """)
  }

  var rowOrder: Sentence {
    sentence(
      en: "The entries of a matrix are counted row by row: each is a row or a column here.",
      ko: "행렬의 원소는 행 순서로 늘어놓습니다. 원소 하나가 여기서는 행 하나 또는 열 하나입니다.")
  }

  func largeJacobian(_ symbol: Math, _ rows: Int, _ columns: Int) -> Sentence {
    sentence(
      en: """
        \(symbol) would have \(rows)×\(columns) entries: too many to be written, and the backward pass never \
        writes it either; it computes the product alone.
        """,
      ko: """
        \(symbol, .topic) \(rows)×\(columns) 크기여서 다 적지 않습니다. 역전파도 이 행렬을 만들지 않고 곱만 \
        계산합니다.
        """)
  }
}
