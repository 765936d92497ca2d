import Autodiff
import Wording

/// The words of a derivation.
extension Derivation {
  func forwardSentence(_ node: NodeID) -> Sentence {
    "\(symbols.symbol(node)): \(trace.kind(of: node).noun[language])"
  }

  func backwardSentence(_ node: NodeID, _ arrows: Int) -> Sentence {
    let name = symbols.symbol(node)
    let noun = trace.kind(of: node).noun[language]
    let isLeaf = trace.role(of: node) != .operation
    let passing = Sentence(passingSentence(trace.kind(of: node)))
    switch language {
    case .korean:
      let what: Sentence = isLeaf ? "\(name)" : "\(name)(\(noun))"
      if node == trace.output {
        return isLeaf ? "출력 \(what)에서 시작합니다." : "출력 \(what)에서 시작합니다. \(passing)"
      }
      let arrival: Sentence =
        arrows > 1
        ? "\(what)에 화살표 \(arrows)개가 모두 도착했으니 더합니다." : "\(what)에 기울기가 도착했습니다."
      return isLeaf ? arrival : "\(arrival) \(passing)"
    case .english:
      let what: Sentence = isLeaf ? "\(name)" : "\(name) (\(noun))"
      if node == trace.output {
        return isLeaf
          ? "Start at the output \(what)." : "Start at the output \(what). \(passing)"
      }
      let arrival: Sentence =
        arrows > 1
        ? "\(arrows == 2 ? "Both" : "All \(arrows)") arrows have arrived at \(what): add them up."
        : "The gradient has arrived at \(what)."
      return isLeaf ? arrival : "\(arrival) \(passing)"
    }
  }

  /// How an operation passes a gradient on, in one sentence.
  private func passingSentence(_ kind: OperationKind) -> String {
    let sentence: Bilingual
    switch kind {
    case .add:
      sentence = Bilingual(
        en: "A sum hands the gradient on unchanged.", ko: "덧셈은 기울기를 그대로 흘려보냅니다.")
    case .subtract:
      sentence = Bilingual(
        en: "A difference hands it on, with the sign turned for what is subtracted.",
        ko: "뺄셈은 기울기를 그대로 흘려보내되, 빼는 쪽은 부호를 바꿉니다.")
    case .multiply:
      sentence = Bilingual(
        en: "A product multiplies it by the other factor.",
        ko: "곱셈은 상대편 값을 곱해 흘려보냅니다.")
    case .identity:
      sentence = Bilingual(
        en: "A copy hands it on unchanged.", ko: "항등은 기울기를 그대로 흘려보냅니다.")
    case .reshape, .flatten, .transpose:
      sentence = Bilingual(
        en: "Every entry goes back to its own place.", ko: "원소마다 제자리로 되돌려 보냅니다.")
    case .concat:
      sentence = Bilingual(
        en: "Each part receives its own piece.", ko: "이어 붙인 조각마다 제 몫을 되돌려 보냅니다.")
    case .index:
      sentence = Bilingual(
        en: "The entries that were taken receive it; all others receive 0.",
        ko: "골라낸 원소만 기울기를 받고 나머지는 0입니다.")
    case .sum:
      sentence = Bilingual(
        en: "Every entry receives the gradient of its sum.",
        ko: "더한 원소마다 합의 기울기를 그대로 받습니다.")
    case .mean:
      sentence = Bilingual(
        en: "Every entry receives an equal share of it.", ko: "원소마다 기울기를 똑같이 나누어 받습니다.")
    case .matmul, .affine:
      sentence = Bilingual(
        en: "A matrix product multiplies it by the other factor, transposed, on the side where "
          + "that stood.",
        ko: "행렬곱은 상대편 행렬을 전치하여, 그 행렬이 있던 쪽에 곱해 흘려보냅니다.")
    case .relu:
      sentence = Bilingual(
        en: "ReLU lets it pass where its input is positive.",
        ko: "ReLU는 입력이 양수인 곳만 통과시킵니다.")
    case .max, .maxOver, .min, .minOver:
      sentence = Bilingual(
        en: "Only the entry that was chosen receives it.", ko: "선택된 값만 기울기를 받습니다.")
    default:
      sentence = Bilingual(
        en: "Multiply it by the local derivative.", ko: "여기에 국소적 미분을 곱합니다.")
    }
    return sentence[language]
  }

  /// What a node says that has not received all of its gradient yet.
  func waitingSentence(_ node: NodeID, arrived: Int, of count: Int) -> Sentence {
    let name = symbols.symbol(node)
    return language == .korean
      ? "\(name, .topic) 기다립니다. 화살표 \(count)개 가운데 \(arrived)개가 도착했습니다."
      : "\(name) waits: \(arrived) of \(count) arrows have arrived."
  }

  /// Why a gradient is exactly zero.
  package func zeroSentence(_ reason: ZeroReason) -> String { reason.words[language] }
}

extension ZeroReason {
  /// The reason in a few words.
  package var words: Bilingual {
    switch self {
    case .notOnPath:
      Bilingual(en: "the output does not depend on it", ko: "출력이 이 값에 의존하지 않음")
    case .upstreamIsZero:
      Bilingual(en: "the gradient that arrives is zero", ko: "들어온 기울기가 0")
    case .reluIsOff: Bilingual(en: "ReLU is off", ko: "ReLU 꺼짐")
    case .notTheMaximum: Bilingual(en: "not the maximum", ko: "최댓값이 아님")
    case .notTheMinimum: Bilingual(en: "not the minimum", ko: "최솟값이 아님")
    case .otherFactorIsZero: Bilingual(en: "the other factor is zero", ko: "곱해지는 값이 0")
    case .kink: Bilingual(en: "at a kink, taken as zero", ko: "꺾인 점, 0으로 약속")
    case .notTaken: Bilingual(en: "not selected", ko: "선택되지 않음")
    case .outsideMargin: Bilingual(en: "outside the margin", ko: "마진 밖")
    case .label: Bilingual(en: "a label does not change", ko: "레이블은 변하는 값이 아님")
    case .sumsToZero: Bilingual(en: "the arrows cancel", ko: "화살표의 합이 0")
    case .saturated: Bilingual(en: "flat here to the last digit", ko: "여기서는 완전히 평평함")
    }
  }
}
