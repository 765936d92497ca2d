import Derivation
import Diagram
import Scene
import Training
import Wording

/// A training run as one self-contained page.
package struct TrainingPage {
  private let result: TrainingResult
  private let language: Language
  private let templates: PageTemplates

  /// Prepares a page.
  package init(_ result: TrainingResult, language: Language, templates: PageTemplates) {
    self.result = result
    self.language = language
    self.templates = templates
  }

  /// The page.
  ///
  /// - Throws: What the painter throws.
  package func html(figures: FigureWriter) throws -> String {
    ExperimentPage(
      language: language, title: title,
      lede: lede[language],
      findings: TrainingFindings(result: result, language: language).sentences.map { $0[language] },
      sections: try sections(figures)
    ).html(templates)
  }

  private var title: String {
    let usual = Bilingual(en: "A training run", ko: "학습 과정")[language]
    return switch result.subject {
    case .network: usual
    case .graph(let title, _): title[language] ?? usual
    }
  }

  /// What learned, and how well it does after the last update.
  private var lede: Bilingual {
    let numerals = Numerals(digits: 4)
    let updates = result.losses.count
    let name: Bilingual =
      switch result.subject {
      case .network(let network):
        Bilingual(
          en: "A network \(dashed(network.widths))",
          ko: "신경망 \(dashed(network.widths).with(.topic))")
      case .graph:
        Bilingual(
          en: "A graph of \(grouped(result.parameterCount)) parameters",
          ko: "매개변수 \(grouped(result.parameterCount))개의 그래프는")
      }
    let after = Bilingual(
      en: "\(name[.english]) after \(updates) updates: ", ko: "\(name[.korean]) \(updates)번 갱신한 뒤 ")
    let found: Bilingual
    switch (result.measure, result.final) {
    case (.accuracy?, let final?):
      let share = Int((final.test * 1000).rounded())
      let accuracy = "\(share / 10).\(share % 10) %"
      found = Bilingual(
        en: "\(accuracy) of the test images right.", ko: "시험 이미지의 \(accuracy)를 맞혔습니다.")
    case (.loss?, let final?):
      let (loss, perplexity) = (
        numerals.text(final.test), numerals.text(result.perplexity ?? .nan)
      )
      found = Bilingual(
        en:
          "a loss of \(loss) nats for each letter of documents that it has not seen, a perplexity "
          + "of \(perplexity).",
        ko: "배우지 않은 글에서 글자마다 손실이 \(loss) nat이고, 퍼플렉서티는 \(perplexity)입니다.")
    case (_, nil), (nil, _):
      let loss = numerals.text(Double(result.losses.last ?? .nan))
      found = Bilingual(
        en: "the loss before the last update was \(loss).",
        ko: "마지막 갱신 전의 손실은 \(loss.with(.copula))었습니다.")
    }
    return Bilingual(
      en: after[.english] + found[.english], ko: after[.korean] + found[.korean])
  }

  /// What a section is called, and what it says of its chart.
  private struct Words {
    let title, text: Bilingual

    static let loss = Words(
      title: Bilingual(en: "Loss", ko: "손실"),
      text: Bilingual(
        en: "The loss of each batch, faintly, and its moving average.",
        ko: "배치마다의 손실을 옅게, 그 이동 평균을 진하게 그렸습니다."))
    static let gradients = Words(
      title: Bilingual(en: "Gradients", ko: "기울기"),
      text: Bilingual(
        en: "How large each layer's gradients are while it learns.",
        ko: "학습하는 동안 층마다 기울기가 얼마나 큰지 그렸습니다."))
    static let parameterGradients = Words(
      title: Bilingual(en: "Gradients", ko: "기울기"),
      text: Bilingual(
        en: "The mean of |∂L/∂w| over the entries of each parameter or layer, while it learns.",
        ko: "학습하는 동안 매개변수나 층마다 원소들의 |∂L/∂w| 평균을 그렸습니다."))
    static let filters = Bilingual(
      en: "Each filter as a picture, one for each channel that it reads; the first 20.",
      ko: "필터를 그것이 읽는 채널마다 그림 하나로 나타냈고, 처음 20개를 보입니다.")
    static let units = Bilingual(
      en: "The weights into each unit, as a picture of the images' size; the first 20.",
      ko: "유닛마다 들어오는 가중치를 이미지와 같은 크기의 그림으로 나타냈고, 처음 20개를 보입니다.")
    static let samples = Words(
      title: Bilingual(en: "Drawn from what was learned", ko: "배운 것에서 뽑은 글"),
      text: Bilingual(
        en: "Letter by letter: what the network gives each letter that may come next becomes a "
          + "probability, one is drawn, and so on to the end.",
        ko: "한 글자씩 뽑았습니다. 신경망이 다음에 올 글자마다 준 값을 확률로 바꾸어 하나를 뽑고, 끝이 나올 "
          + "때까지 되풀이합니다."))
    static let before = Words(
      title: Bilingual(en: "Weights before", ko: "학습 전 가중치"),
      text: Bilingual(
        en: "The weights into each unit of the first layer, as a picture of the inputs' size.",
        ko: "첫 층의 유닛마다 들어오는 가중치를 입력과 같은 크기의 그림으로 나타냈습니다."))
    static let after = Words(
      title: Bilingual(en: "Weights after", ko: "학습 뒤 가중치"),
      text: Bilingual(
        en: "The same units after the last update.", ko: "같은 유닛의 마지막 갱신 뒤 모습입니다."))
    static let confusion = Words(
      title: Bilingual(en: "What was taken for what", ko: "무엇을 무엇으로 보았는가"),
      text: Bilingual(
        en: "Rows are the true classes of the test images, columns what the network said.",
        ko: "행은 시험 이미지의 정답, 열은 신경망의 답입니다."))
    static let mistakes = Words(
      title: Bilingual(en: "The worst mistakes", ko: "가장 크게 틀린 이미지"),
      text: Bilingual(
        en: "Where the network was surest of a wrong answer.",
        ko: "틀린 답을 가장 확신한 이미지들입니다."))
  }

  private func sections(_ figures: FigureWriter) throws -> [ExperimentPage.Section] {
    let measure = figures.measure
    func section(
      _ words: Words, _ name: String, _ chart: (TrainingCharts) -> Scene
    ) throws -> ExperimentPage.Section {
      ExperimentPage.Section(
        title: words.title[language], text: words.text[language],
        content: try figures.figure(name: name, label: ExplainWords(language).figureLabel) {
          chart(TrainingCharts(result, language, width: $0))
        })
    }
    var sections: [ExperimentPage.Section] = []
    if !result.losses.isEmpty {
      sections.append(try section(.loss, "loss-") { $0.loss(measuring: measure) })
    }
    if let measured = result.measure.map(TrainingWords.init), result.evaluations.count > 1 {
      let words = Words(title: measured.heading, text: measured.text)
      sections.append(try section(words, "accuracy-") { $0.measured(measuring: measure) })
    }
    if !result.samples.isEmpty { sections.append(samples) }
    if result.gradients.count > 1 {
      let words = result.network == nil ? Words.parameterGradients : .gradients
      sections.append(try section(words, "gradients-") { $0.gradients(measuring: measure) })
    }
    for (index, picture) in result.pictures.enumerated() {
      let prefix = index == 0 ? "" : "\(index + 1)-"
      for learned in [false, true] {
        sections.append(
          try section(
            words(picture, learned: learned), (learned ? "after-" : "before-") + prefix
          ) { $0.weights(picture, learned: learned, measuring: measure) })
      }
    }
    guard let outcome = result.outcome else { return sections }
    sections.append(try section(.confusion, "confusion-") { $0.confusion(measuring: measure) })
    if !outcome.mistakes.isEmpty {
      sections.append(try section(.mistakes, "mistakes-") { $0.mistakes(measuring: measure) })
    }
    return sections
  }

  /// What is said of a parameter's pictures.
  private func words(_ picture: WeightPicture, learned: Bool) -> Words {
    guard result.network == nil else { return learned ? .after : .before }
    let name = picture.name
    let title =
      learned
      ? Bilingual(en: "\(name) after", ko: "학습 뒤 \(name)")
      : Bilingual(en: "\(name) before", ko: "학습 전 \(name)")
    let text =
      switch (learned, picture.form) {
      case (true, _):
        Bilingual(en: "The same weights after the last update.", ko: "같은 가중치의 마지막 갱신 뒤 모습입니다.")
      case (false, .units): Words.units
      case (false, .filters): Words.filters
      }
    return Words(title: title, text: text)
  }

  private var samples: ExperimentPage.Section {
    ExperimentPage.Section(
      title: Words.samples.title[language], text: Words.samples.text[language],
      content: Self.list(result.samples))
  }

  /// Texts that were drawn, as a list.
  static func list(_ samples: [String]) -> HTML {
    .element(
      "ul", ["class": "samples"],
      samples.map { .element("li", .element("code", HTML(text: $0))) }.joined(separator: "\n"))
      + "\n"
  }
}
