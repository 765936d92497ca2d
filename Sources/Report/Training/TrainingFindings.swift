import Derivation
import Training
import Wording

/// What a training run has found, in sentences: how far the loss fell and how soon, how well the
/// network does on what it learned from and on what it did not, and what it confuses most.
struct TrainingFindings {
  let result: TrainingResult
  let language: Language

  /// A sentence or two for each thing that was found.
  var sentences: [Bilingual] { [fall, generalization, mistakes].compactMap { $0 } }

  private static let numerals = Numerals(digits: 3)

  /// The mean losses of stretches of updates, a twentieth of the run each.
  private var stretches: [Double] {
    let losses = result.losses.map(Double.init)
    let length = max(1, losses.count / 20)
    return stride(from: 0, to: losses.count, by: length).map { start in
      let stretch = losses[start..<min(start + length, losses.count)]
      return stretch.reduce(0, +) / Double(stretch.count)
    }
  }

  private var fall: Bilingual? {
    let stretches = stretches
    guard stretches.count > 1, let first = result.losses.first.map(Double.init),
      let last = stretches.last, first.isFinite, last.isFinite
    else { return nil }
    let (from, to) = (Self.numerals.text(first), Self.numerals.text(last))
    let updates = grouped(result.losses.count)
    guard last < first else {
      return Bilingual(
        en: "The loss did not fall: it was \(from) at first and is \(to) at the end.",
        ko: "손실은 줄지 않았습니다. 처음에 \(from), 끝에 \(to)입니다.")
    }
    let found = Bilingual(
      en: "In \(updates) updates the loss fell from \(from) to \(to).",
      ko: "\(updates)번 갱신하는 동안 손실이 \(from)에서 \(to.with(.by)) 줄었습니다.")
    guard let half = stretches.firstIndex(where: { $0 <= (first + last) / 2 }) else { return found }
    let length = max(1, result.losses.count / 20)
    let within = grouped(min((half + 1) * length, result.losses.count))
    return Bilingual(
      en: "\(found.english) The first half of that took no more than \(within) updates.",
      ko: "\(found.korean) 그 절반은 \(within)번 안에 줄어든 것입니다.")
  }

  private var generalization: Bilingual? {
    guard let final = result.final, let measure = result.measure else { return nil }
    switch measure {
    case .accuracy:
      let (train, test) = (percent(final.train), percent(final.test))
      return Bilingual(
        en: "It gets \(train) of the images right that it learned from, and \(test) of those that "
          + "it has never seen.",
        ko: "배운 이미지는 \(train)를, 처음 보는 이미지는 \(test)를 맞힙니다.")
    case .loss:
      let (train, test) = (Self.numerals.text(final.train), Self.numerals.text(final.test))
      return Bilingual(
        en: "Its loss is \(train) on what it learned from and \(test) on what it has never seen.",
        ko: "손실은 배운 글에서 \(train), 처음 보는 글에서 \(test)입니다.")
    }
  }

  private var mistakes: Bilingual? { TrainingCharts(result, language).commonMistake }
}
