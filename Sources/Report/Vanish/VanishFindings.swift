import Derivation
import Training
import Wording

/// What a comparison of networks has found, in sentences: where the gradient fades most and by which
/// kind of factor, where it holds, and who learned.
struct VanishFindings {
  let result: VanishingResult

  /// A sentence or two for each thing that was found.
  var sentences: [Bilingual] { [silent, faded, held, learned].compactMap { $0 } }

  private static let numerals = Numerals(digits: 2)

  /// How many times smaller the first layer's mean gradient is than the last's, for each network
  /// whose first layer has one.
  private var shrinkage: [(network: VanishingNetwork, factor: Double)] {
    result.networks.compactMap { network in
      guard let first = network.before.first?.meanGradient, first > 0,
        let last = network.before.last?.meanGradient, last > 0
      else { return nil }
      return (network, last / first)
    }
  }

  /// The networks in whose first layer every gradient is exactly 0.
  private var silent: Bilingual? {
    let names = result.networks.filter { $0.before.first?.meanGradient == 0 }
      .map(\.description.title)
    guard !names.isEmpty else { return nil }
    return Bilingual(
      en: "Exactly nothing reaches layer 1 of: \(names.map(\.english).joined(separator: "; ")).",
      ko: "1층에 기울기가 전혀 닿지 않은 신경망: \(names.map(\.korean).joined(separator: "; ")).")
  }

  private var faded: Bilingual? {
    guard let most = shrinkage.max(by: { $0.factor < $1.factor }), most.factor > 1 else {
      return nil
    }
    let (name, times) = (most.network.description.title, Self.numerals.text(most.factor))
    let depth = most.network.before.count
    let found = Bilingual(
      en: "The gradient fades most with \(name.english): in layer 1 it is \(times) times smaller "
        + "than in layer \(depth).",
      ko: "기울기가 가장 많이 줄어든 신경망은 \(name.korean)입니다. 1층의 기울기가 \(depth)층의 "
        + "\(times)분의 1입니다.")
    guard let cause = cause(of: most.network.path) else { return found }
    return Bilingual(
      en: "\(found.english) \(cause.english)", ko: "\(found.korean) \(cause.korean)")
  }

  /// Which kind of factor makes a path's product small: the weights or the activations' slopes.
  private func cause(of path: GradientPath) -> Bilingual? {
    var (weights, slopes) = ([Double](), [Double]())
    for factor in path.factors {
      switch factor.kind {
      case .loss: continue
      case .weight: weights.append(factor.value.magnitude)
      case .derivative: slopes.append(factor.value.magnitude)
      }
    }
    let (byWeights, bySlopes) = (weights.reduce(1, *), slopes.reduce(1, *))
    guard byWeights > 0, bySlopes > 0, min(byWeights, bySlopes) < 1 else { return nil }
    let (a, b) = (Self.numerals.text(byWeights), Self.numerals.text(bySlopes))
    let isByWeights = byWeights < bySlopes
    return Bilingual(
      en: "Along the path on which most comes back, its \(weights.count) weights multiply to \(a) "
        + "and the \(slopes.count) slopes of the activation to \(b): most of it is the "
        + (isByWeights ? "weights'" : "slopes'") + " doing.",
      ko: "가장 많이 되돌아오는 길에서 가중치 \(weights.count)개의 곱은 \(a), 활성화 함수의 미분 "
        + "\(slopes.count)개의 곱은 \(b)입니다. 주로 "
        + (isByWeights ? "가중치" : "활성화 함수의 미분") + " 때문에 줄어들었습니다.")
  }

  /// Where the first and the last layer are most alike.
  private var held: Bilingual? {
    func change(_ factor: Double) -> Double { max(factor, 1 / factor) }
    guard shrinkage.count > 1,
      let best = shrinkage.min(by: { change($0.factor) < change($1.factor) })
    else { return nil }
    let (name, times) = (best.network.description.title, Self.numerals.text(change(best.factor)))
    let isSmaller = best.factor >= 1
    return Bilingual(
      en: "It keeps its size best with \(name.english): layer 1 has \(times) times "
        + (isSmaller ? "less" : "more") + ".",
      ko: "크기가 가장 잘 유지된 신경망은 \(name.korean)입니다. 1층의 기울기가 마지막 층의 "
        + (isSmaller ? "\(times)분의 1입니다." : "\(times)배입니다."))
  }

  private var learned: Bilingual? {
    let (plan, networks) = (result.plan, result.networks)
    guard plan.steps > 0, let best = networks.max(by: { $0.accuracy.after < $1.accuracy.after })
    else { return nil }
    let count = networks.count(where: \.hasLearned)
    guard count > 0 else {
      return Bilingual(
        en: "None of \(networks.count) networks learned anything in \(plan.steps) steps.",
        ko: "\(plan.steps)스텝 동안 신경망 \(networks.count)개 가운데 아무것도 배우지 못했습니다.")
    }
    let (name, share) = (best.description.title, percent(best.accuracy.after))
    return Bilingual(
      en:
        "\(count) of \(networks.count) networks learned anything in \(plan.steps) steps; the best, "
        + "\(name.english), gets \(share) of the test images right.",
      ko: "\(plan.steps)스텝 동안 무언가를 배운 신경망은 \(networks.count)개 가운데 \(count)개입니다. 가장 잘 배운 "
        + "것은 \(name.korean)이고, 시험 이미지의 \(share)를 맞힙니다.")
  }
}
