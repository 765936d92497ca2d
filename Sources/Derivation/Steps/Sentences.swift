import Autodiff
import Notation
import Wording

/// The words of a derivation.
extension Derivation {
  func forwardSentence(_ node: NodeID) -> Sentence {
    "\(symbols.symbol(node)): \(trace.kind(of: node).profile.noun[language])"
  }

  func backwardSentence(_ node: NodeID, _ arrows: Int) -> Sentence {
    let name = symbols.symbol(node)
    let isLeaf = trace.role(of: node) != .operation
    let profile = trace.kind(of: node).profile
    let noun = profile.noun
    let passing =
      switch kinks[node]?.kink.convention {
      case .shared: Passing.sharedByTies.sentence
      case .first: Passing.firstOfTies.sentence
      case .number, .parameter, nil: profile.passing.sentence
      }
    let what =
      isLeaf
      ? BilingualSentence(en: "\(name)", ko: "\(name)")
      : BilingualSentence(
        en: "\(name) (\(noun.english))", ko: "\(name)(\(noun.korean))")
    let arrival: BilingualSentence
    if node == trace.output {
      arrival = BilingualSentence(
        en: "Start at the output \(what.english).", ko: "출력 \(what.korean)에서 시작합니다.")
    } else if let passes = passes(of: node) {
      let sum = sumOverPasses(of: node)
      arrival = BilingualSentence(
        en: "\(what.english) serves in \(passes.count) passes of the loop: its gradient is the sum "
          + "over them, \(sum).",
        ko: "\(what.korean)에는 반복문의 회차 \(passes.count)개에서 기울기가 도착했습니다. 회차마다 온 것을 "
          + "더합니다: \(sum).")
    } else if arrows > 1 {
      let count = arrows == 2 ? "Both" : "All \(arrows)"
      arrival = BilingualSentence(
        en: "\(count) arrows have arrived at \(what.english): add them up.",
        ko: "\(what.korean)에 화살표 \(arrows)개가 모두 도착했으니 더합니다.")
    } else {
      arrival = BilingualSentence(
        en: "The gradient has arrived at \(what.english).",
        ko: "\(what.korean)에 기울기가 도착했습니다.")
    }
    var parts = [arrival]
    if isSeed(node) { parts.append(seedReason(name)) }
    if !isLeaf {
      let passing = BilingualSentence(en: Sentence(passing.english), ko: Sentence(passing.korean))
      // Of 1 times the local derivative the one sentence says enough.
      if !isSeed(node) || profile.passing != .byLocalDerivative { parts.append(passing) }
      if isSeed(node) { parts.append(seedPassing) }
    }
    return Sentence.spaced(parts.map { $0[language] })
  }

  /// ∂L/∂W = Σₜ (∂L/∂W)⁽ᵗ⁾
  func sumOverPasses(of node: NodeID) -> Math {
    let gradient = symbols.gradient(node)
    var names: [Math] = []
    for name in loopNames(of: node) {
      if !names.isEmpty { names.append(.sign(",")) }
      names.append(.name(name))
    }
    return [
      gradient, .sign("="),
      .big("Σ", below: .row(names), .superscript(.fenced(gradient), .fenced(.row(names)))),
    ]
  }

  /// What a node says that has not received all of its gradient yet.
  func waitingSentence(_ node: NodeID, arrived: Int, of count: Int) -> Sentence {
    let name = symbols.symbol(node)
    return BilingualSentence(
      en: "\(name) waits: \(arrived) of \(count) arrows have arrived.",
      ko: "\(name, .topic) 기다립니다. 화살표 \(count)개 가운데 \(arrived)개가 도착했습니다.")[language]
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
    case .dropped: Bilingual(en: "dropped by the mask", ko: "마스크가 끔")
    case .kink: Bilingual(en: "at a kink, taken as zero", ko: "꺾인 점, 0으로 약속")
    case .notChosen: Bilingual(en: "the other value was chosen", ko: "다른 값이 선택됨")
    case .condition:
      Bilingual(
        en: "a condition only chooses and passes nothing back", ko: "조건은 고르기만 하고 기울기를 넘기지 않음")
    case .onlySteps:
      Bilingual(
        en: "only comparisons depend on it, and they pass no gradient",
        ko: "비교에만 쓰이며, 비교는 기울기를 넘기지 않음")
    case .equalEntries: Bilingual(en: "all entries are equal", ko: "원소가 모두 같음")
    case .notTaken: Bilingual(en: "not selected", ko: "선택되지 않음")
    case .outsideMargin: Bilingual(en: "outside the margin", ko: "마진 밖")
    case .outsideBounds:
      Bilingual(en: "outside the bounds, where it is flat", ko: "범위 밖이어서 평평함")
    case .label: Bilingual(en: "a label does not change", ko: "레이블은 변하는 값이 아님")
    case .sumsToZero: Bilingual(en: "what the arrows bring cancels out", ko: "화살표마다 온 기울기가 서로 지워짐")
    case .saturated: Bilingual(en: "flat here to the last digit", ko: "여기서는 완전히 평평함")
    }
  }
}
