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
      language: language, title: Bilingual(en: "A training run", ko: "학습 과정")[language],
      lede: lede[language], sections: try sections(figures)
    ).html(templates)
  }

  private var lede: Bilingual {
    let widths = dashed(result.plan.network.widths)
    let share = Int(((result.final?.test ?? 0) * 1000).rounded())
    let accuracy = "\(share / 10).\(share % 10) %"
    return Bilingual(
      en: "A network \(widths) after \(result.losses.count) updates: "
        + "\(accuracy) of the test images right.",
      ko: "신경망 \(widths.with(.topic)) \(result.losses.count)번 갱신한 뒤 시험 이미지의 "
        + "\(accuracy)를 맞혔습니다.")
  }

  /// What a section is called, and what it says of its chart.
  private struct Words {
    let title, text: Bilingual

    static let loss = Words(
      title: Bilingual(en: "Loss", ko: "손실"),
      text: Bilingual(
        en: "The loss of each batch, faintly, and its moving average.",
        ko: "배치마다의 손실을 옅게, 그 이동 평균을 진하게 그렸습니다."))
    static let accuracy = Words(
      title: Bilingual(en: "Accuracy", ko: "정확도"),
      text: Bilingual(
        en: "Measured on all training and all test images.",
        ko: "훈련 이미지 전체와 시험 이미지 전체로 쟀습니다."))
    static let gradients = Words(
      title: Bilingual(en: "Gradients", ko: "기울기"),
      text: Bilingual(
        en: "How large each layer's gradients are while it learns.",
        ko: "학습하는 동안 층마다 기울기가 얼마나 큰지 그렸습니다."))
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
    let charts = TrainingCharts(result, language)
    let measure = figures.measure
    func section(_ words: Words, _ scene: Scene, _ name: String) throws -> ExperimentPage.Section {
      ExperimentPage.Section(
        title: words.title[language], text: words.text[language],
        content: try figures.figure(
          scene, name: name, label: ExplainWords(language).figureLabel))
    }
    var sections: [ExperimentPage.Section] = []
    if !result.losses.isEmpty {
      sections.append(try section(.loss, charts.loss(measuring: measure), "loss-"))
    }
    if result.evaluations.count > 1 {
      sections.append(try section(.accuracy, charts.accuracy(measuring: measure), "accuracy-"))
    }
    if result.gradients.count > 1 {
      sections.append(try section(.gradients, charts.gradients(measuring: measure), "gradients-"))
    }
    sections.append(
      try section(.before, charts.weights(learned: false, measuring: measure), "before-"))
    sections.append(
      try section(.after, charts.weights(learned: true, measuring: measure), "after-"))
    sections.append(try section(.confusion, charts.confusion(measuring: measure), "confusion-"))
    if !result.outcome.mistakes.isEmpty {
      sections.append(try section(.mistakes, charts.mistakes(measuring: measure), "mistakes-"))
    }
    return sections
  }
}
