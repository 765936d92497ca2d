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
    let isKorean = language == .korean
    func pick(_ english: String, _ korean: String) -> String { isKorean ? korean : english }
    let charts = TrainingCharts(result, language)
    let measure = figures.measure
    func section(
      _ title: String, _ text: String, _ scene: Scene, _ name: String
    ) throws -> ExperimentModel.Section {
      ExperimentModel.Section(
        title: title, text: text,
        content: framed(
          try figures.picture(scene, name + "-"), label: ExplainWords(language).figureLabel))
    }
    let widths = result.plan.network.widths.map(String.init).joined(separator: "-")
    let last = result.evaluations.last
    var sections: [ExperimentModel.Section] = []
    if !result.losses.isEmpty {
      sections.append(
        try section(
          pick("Loss", "손실"),
          pick(
            "The loss of each batch, faintly, and its moving average.",
            "배치마다의 손실을 옅게, 그 이동 평균을 진하게 그렸습니다."),
          charts.loss(measuring: measure), "loss"))
    }
    if result.evaluations.count > 1 {
      sections.append(
        try section(
          pick("Accuracy", "정확도"),
          pick(
            "Measured on all training and all test images.", "훈련 이미지 전체와 시험 이미지 전체로 쟀습니다."),
          charts.accuracy(measuring: measure), "accuracy"))
    }
    if result.gradients.count > 1 {
      sections.append(
        try section(
          pick("Gradients", "기울기"),
          pick(
            "How large each layer's gradients are while it learns.",
            "학습하는 동안 층마다 기울기가 얼마나 큰지 그렸습니다."),
          charts.gradients(measuring: measure), "gradients"))
    }
    sections.append(
      try section(
        pick("Weights before", "학습 전 가중치"),
        pick(
          "The weights into each unit of the first layer, as a picture of the inputs' size.",
          "첫 층의 유닛마다 들어오는 가중치를 입력과 같은 크기의 그림으로 나타냈습니다."),
        charts.weights(learned: false, measuring: measure), "before"))
    sections.append(
      try section(
        pick("Weights after", "학습 뒤 가중치"),
        pick("The same units after the last update.", "같은 유닛의 마지막 갱신 뒤 모습입니다."),
        charts.weights(learned: true, measuring: measure), "after"))
    sections.append(
      try section(
        pick("What was taken for what", "무엇을 무엇으로 보았는가"),
        pick(
          "Rows are the true classes of the test images, columns what the network said.",
          "행은 시험 이미지의 정답, 열은 신경망의 답입니다."),
        charts.confusion(measuring: measure), "confusion"))
    if !result.outcome.mistakes.isEmpty {
      sections.append(
        try section(
          pick("The worst mistakes", "가장 크게 틀린 이미지"),
          pick(
            "Where the network was surest of a wrong answer.", "틀린 답을 가장 확신한 이미지들입니다."),
          charts.mistakes(measuring: measure), "mistakes"))
    }
    let accuracy = Int(((last?.test ?? 0) * 1000).rounded())
    let title = pick("A training run", "학습 과정")
    let lede = pick(
      "A network \(widths) after \(result.losses.count) updates: "
        + "\(accuracy / 10).\(accuracy % 10) % of the test images right.",
      "신경망 \(widths)\(Particle.topic.after(widths)) \(result.losses.count)번 갱신한 뒤 시험 이미지의 "
        + "\(accuracy / 10).\(accuracy % 10) %를 맞혔습니다.")
    return Page(
      language: language, title: title,
      content: templates.render(
        "experiment.mustache", ExperimentModel(title: title, lede: lede, sections: sections))
    ).html(templates)
  }
}
