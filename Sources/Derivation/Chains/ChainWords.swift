import Autodiff
import Notation
import Wording

/// The sentences of chains.
struct ChainWords {
  private let derivation: Derivation

  init(_ derivation: Derivation) { self.derivation = derivation }

  private func sentence(en english: Sentence, ko korean: Sentence) -> Sentence {
    BilingualSentence(en: english, ko: korean)[derivation.language]
  }

  private func name(_ node: NodeID) -> Math { derivation.symbol(of: node) }

  /// Why a rule needs no algebra the second time.
  var knownRule: String {
    Bilingual(en: "the rule derived above", ko: "위에서 유도한 규칙")[derivation.language]
  }

  /// - Parameter arrows: How many arrows leave the node, all of them into one line of formulas.
  func oneWay(_ node: NodeID, to top: NodeID, arrows: Int) -> Sentence {
    let (name, end) = (name(node), name(top))
    if arrows > 1 {
      return sentence(
        en: """
          From \(name), \(arrows) arrows lead into one formula, whose derivative adds them up. Multiply \
          the derivatives from there to \(end).
          """,
        ko: """
          \(name)에서 나가는 화살표 \(arrows)개가 한 식에 모두 들어 있으므로, 그 식의 미분이 이들을 더합니다. \
          거기서 \(end)까지 놓인 미분을 모두 곱합니다.
          """)
    }
    if top == derivation.trace.output {
      return sentence(
        en: "One path leads from \(name) to \(end): multiply the local derivatives along it.",
        ko: "\(name)에서 \(end)까지 가는 길은 하나입니다. 길에 놓인 국소적 미분을 모두 곱합니다.")
    }
    return sentence(
      en:
        "One path leads from \(name) to \(end), whose gradient is already known: go on from there.",
      ko: """
        \(name)에서 \(end)까지 가는 길은 하나이고, \(end)의 기울기는 이미 구했습니다. \
        거기서부터 국소적 미분을 곱합니다.
        """)
  }

  func severalWays(_ node: NodeID, through users: [NodeID]) -> Sentence {
    if derivation.passes(of: node) != nil {
      let sum = derivation.sumOverPasses(of: node)
      return sentence(
        en: """
          \(name(node)) serves in \(users.count) passes of the loop: what comes back from each of them \
          is added up, \(sum).
          """,
        ko: """
          \(name(node))에서 나가는 길은 반복문의 회차마다 하나씩 \(users.count)갈래입니다. \
          회차마다 돌아온 기울기를 모두 더합니다: \(sum).
          """)
    }
    let names = Sentence.list(users.map(name))
    return sentence(
      en: """
        \(users.count) paths lead on from \(name(node)), through \(names): what comes back along \
        each of them is added up.
        """,
      ko: """
        \(name(node))에서 나가는 길은 \(names) 쪽으로 \(users.count)갈래입니다. \
        갈래마다 돌아온 기울기를 모두 더합니다.
        """)
  }

  /// - Parameter isNested: Whether the rules put into one another follow.
  func tensors(_ node: NodeID, isNested: Bool) -> Sentence {
    let name = name(node)
    return isNested
      ? sentence(
        en: """
          \(name): there are vectors or matrices on the way, so the order of factors counts. The \
          rules are put into one another; then each is worked out node by node.
          """,
        ko: """
          \(name): 가는 길에 벡터나 행렬이 있어 곱하는 순서를 바꿀 수 없습니다. 규칙을 차례로 대입한 뒤, \
          노드마다 하나씩 계산합니다.
          """)
      : sentence(
        en: """
          \(name): there are vectors or matrices on the way, so the order of factors counts; each \
          rule is worked out node by node.
          """,
        ko: """
          \(name): 가는 길에 벡터나 행렬이 있어 곱하는 순서를 바꿀 수 없습니다. 노드마다 규칙을 하나씩 \
          풀어 갑니다.
          """)
  }

  func long(_ node: NodeID) -> Sentence {
    sentence(
      en: """
        \(name(node)): the paths to the output are too long or too many for one product, so the \
        gradient is followed node by node.
        """,
      ko: """
        \(name(node)): 출력까지 가는 길이 너무 길거나 많아 하나의 곱으로 쓰지 않고, 노드마다 하나씩 \
        따라갑니다.
        """)
  }

  func noWay(_ node: NodeID, _ form: Chain.Form) -> Sentence {
    let name = name(node)
    if form == .notComputed {
      return sentence(
        en: "\(name) is a constant: no gradient is computed for it.",
        ko: "\(name, .topic) 상수이므로 기울기를 계산하지 않습니다.")
    }
    let output = self.name(derivation.trace.output)
    if !derivation.trace.shape(of: node).isScalar {
      return sentence(
        en: "\(output) does not depend on \(name): every entry of its gradient is exactly 0.",
        ko: "\(output, .topic) \(name)에 의존하지 않으므로 기울기의 모든 원소가 정확히 0입니다.")
    }
    return sentence(
      en: "\(output) does not depend on \(name): its gradient is exactly 0.",
      ko: "\(output, .topic) \(name)에 의존하지 않으므로 기울기는 정확히 0입니다.")
  }

  /// The largest relative error that proves anything, as in `backdraw check`.
  private static let proofLimit = 1e-6

  /// The central difference of a leaf's entries, and how far it is from the gradient.
  func proof(_ entries: [GradientCheck.Entry]) -> Sentence? {
    guard let first = entries.first else { return nil }
    if entries.contains(where: { $0.kink != nil }) {
      return sentence(
        en: "A kink lies within every step of the central difference, so it proves nothing here.",
        ko: "중앙 차분의 간격을 아무리 줄여도 그 안에 꺾인 점이 있어 여기서는 중앙 차분으로 확인할 수 없습니다.")
    }
    if entries.contains(where: \.relativeError.isNaN) {
      return sentence(
        en: "The gradient is NaN, and so is the central difference: nothing can be checked here.",
        ko: "기울기도 중앙 차분도 NaN이어서 여기서는 확인할 수 없습니다.")
    }
    let worst = entries.map(\.relativeError).max() ?? 0
    let error = Numerals(digits: 2).text(worst)
    let verdicts = entries.map { $0.verdict(tolerance: Self.proofLimit) }
    if verdicts.contains(.differs) {
      return sentence(
        en: "Check: the central difference differs, with a relative error of \(error).",
        ko: "확인: 중앙 차분과 다릅니다. 상대 오차는 \(error)입니다.")
    }
    if verdicts.contains(.undecided) {
      return sentence(
        en: "The central difference is itself not exact enough, so it proves nothing here.",
        ko: "여기서는 중앙 차분 자체가 그만큼 정확하지 않아 중앙 차분으로 확인할 수 없습니다.")
    }
    if entries.count == 1 {
      let digits = Numerals(digits: derivation.numerals.digits + 4)
      let number = digits.text(first.numerical)
      return sentence(
        en: "Check: the central difference is \(number), a relative error of \(error).",
        ko: "확인: 중앙 차분으로 구하면 \(number), 상대 오차 \(error)입니다.")
    }
    return sentence(
      en:
        "Check: the central differences of all \(entries.count) entries agree, with a relative error "
        + "of at most \(error).",
      ko: "확인: 원소 \(entries.count)개를 모두 중앙 차분으로 구하면 상대 오차는 \(error) 이하입니다.")
  }
}
