import Autodiff
import Derivation
import Diagram
import Scene
import Training
import Wording

/// The comparison of networks as one self-contained page.
package struct VanishPage {
  private let report: VanishReport
  private let charts: VanishCharts
  private let language: Language
  private let templates: PageTemplates

  /// Prepares a page.
  package init(
    _ result: VanishingResult, language: Language, numerals: Numerals = Numerals(),
    templates: PageTemplates
  ) {
    report = VanishReport(result, language, numerals: numerals)
    charts = VanishCharts(result, language)
    self.language = language
    self.templates = templates
  }

  /// The page.
  ///
  /// - Throws: What the painter throws.
  package func html(figures: FigureWriter) throws -> String {
    ExperimentPage(
      language: language, title: Bilingual(en: "Vanishing gradients", ko: "기울기 소실")[language],
      lede: lede[language],
      findings: VanishFindings(result: report.result).sentences.map { $0[language] },
      sections: try sections(figures)
    ).html(templates)
  }

  private var lede: Bilingual {
    let plan = report.result.plan
    let count = report.result.networks.count
    return Bilingual(
      en: "\(count) networks of \(plan.depth) layers, \(plan.width) units wide, look at the same "
        + "\(plan.batch) digits, and then learn \(plan.steps) steps each.",
      ko: "\(plan.depth)층, 너비 \(plan.width)인 신경망 \(count)개가 같은 숫자 이미지 "
        + "\(plan.batch)장을 본 다음 저마다 \(plan.steps)스텝 배웁니다.")
  }

  // MARK: Sections

  private func sections(_ figures: FigureWriter) throws -> [ExperimentPage.Section] {
    let measure = figures.measure
    func figure(_ scene: Scene, _ name: String) throws -> HTML {
      try figures.figure(scene, name: name, label: scene.title)
    }
    let depth = report.result.plan.depth
    return [
      section(
        VanishWords.gradientsTitle, Self.gradientsText,
        try figure(charts.gradients(measuring: measure), "gradients-")),
      section(
        Bilingual(en: "Activations", ko: "활성값"), Self.activationsText,
        try figure(charts.activations(measuring: measure), "activations-")),
      section(
        Bilingual(en: "Saturation", ko: "포화"), Self.saturationText,
        try figure(charts.saturation(measuring: measure), "saturation-")),
      section(
        Bilingual(en: "By depth", ko: "깊이에 따라"),
        Bilingual(
          en: "The same measure for the first layer of networks with 2 to \(depth) layers.",
          ko: "층이 2개부터 \(depth)개까지인 신경망의 1층을 같은 방법으로 쟀습니다."),
        try figure(charts.depths(measuring: measure), "depths-")),
      section(
        VanishWords.pathTitle, Self.pathText, report.result.networks.map(path).joined()),
      section(
        VanishWords.trainedTitle, Self.trainedText,
        try figure(charts.trained(measuring: measure), "trained-")
          + figure(charts.accuracies(measuring: measure), "accuracies-") + learnedTable),
      section(
        Bilingual(en: "Every number", ko: "모든 수"), Self.numbersText,
        report.result.networks.map(layersTable).joined()),
    ]
  }

  private func section(
    _ title: Bilingual, _ text: Bilingual, _ content: HTML
  ) -> ExperimentPage.Section {
    ExperimentPage.Section(title: title[language], text: text[language], content: content)
  }

  private static let gradientsText = Bilingual(
    en: "Each dot is a layer: the mean of |∂L/∂W| over its weights. The panels share one axis. "
      + "A number that is exactly 0 has no place on it and stands below.",
    ko: "점 하나가 층 하나이고, 그 층의 가중치 전체에 대한 |∂L/∂W|의 평균입니다. 모든 칸은 같은 축을 "
      + "씁니다. 정확히 0인 수는 축에 자리가 없으므로 아래에 따로 적습니다.")
  private static let activationsText = Bilingual(
    en: "What the layers pass forward. Where it shrinks, the gradient of the next layer's "
      + "weights, which is multiplied by it, shrinks too.",
    ko: "층이 앞으로 보내는 값입니다. 이 값이 작아지면 그것이 곱해지는 다음 층 가중치의 기울기도 "
      + "작아집니다.")
  private static let saturationText = Bilingual(
    en: "An activation is saturated where its slope is below a tenth of the steepest: a sigmoid "
      + "below 0.03 or above 0.97, a ReLU that is off.",
    ko: "기울기가 가장 가파른 곳의 10분의 1도 안 되면 포화한 것으로 봅니다. 시그모이드는 0.03 아래이거나 "
      + "0.97 위일 때, ReLU는 꺼져 있을 때입니다.")
  private static let pathText = Bilingual(
    en: "For one image, along the path with the largest product: s − t at a class, then by turns "
      + "a weight and the activation's derivative, from the last layer to the first.",
    ko: "이미지 한 장에 대해 곱이 가장 큰 길을 따라갑니다. 클래스의 s − t에서 시작해 마지막 층에서 "
      + "첫 층까지 가중치와 활성화 함수의 미분이 번갈아 곱해집니다.")
  private static let trainedText = Bilingual(
    en: "The gradients of the same batch after learning, on the axis of the first chart.",
    ko: "학습을 마친 뒤 같은 배치의 기울기를 첫 그림과 같은 축에 그렸습니다.")
  private static let numbersText = Bilingual(
    en: "Some zeros of the first layer are no dead units: pixels that are blank in all images of "
      + "the batch multiply by 0.",
    ko: "1층의 0 가운데 일부는 죽은 유닛 때문이 아닙니다. 배치의 모든 이미지에서 비어 있는 픽셀이 0을 "
      + "곱하기 때문입니다.")

  // MARK: Pieces

  /// Who learned, as a table.
  var learnedTable: HTML {
    HTMLTable(
      caption: VanishWords.trainedTitle[language], head: report.networkHead,
      rows: report.networkRows
    ).html
  }

  /// A network's layers, as a table that opens.
  private func layersTable(_ network: VanishingNetwork) -> HTML {
    let title = network.description.title[language]
    let table = HTMLTable(
      caption: title, head: report.layerHead, rows: report.layerRows(network))
    return .element(
      "details", .element("summary", HTML(text: title)), "\n", table.html) + "\n"
  }

  /// A network's path: its units, and the factors with their product.
  func path(_ network: VanishingNetwork) -> HTML {
    let units = report.pathUnits(network).map(String.init).joined(separator: " → ")
    let route = Bilingual(en: "(units \(units))", ko: "(유닛 \(units))")[language]
    let factors = network.path.factors.map {
      HTML.math(report.numerals.factor($0.value))
    }
    let product = report.numerals.text(network.path.product)
    return .element(
      "p", HTML(text: network.description.title[language] + " "),
      .element("span", ["class": "reason"], HTML(text: route))) + "\n"
      + .element(
        "p", ["class": "equation"], factors.joined(separator: " · "), " ≈ ",
        .element("b", ["class": "backward"], HTML(text: product))) + "\n"
  }
}
