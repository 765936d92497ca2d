import Autodiff
import Derivation
import Diagram
import Scene
import Training
import Wording

/// The charts of the comparison of networks: a panel for each way to begin, a colour for each
/// activation, one axis for all gradients before and after learning.
package struct VanishCharts {
  private let result: VanishingResult
  private let language: Language
  /// The most that a chart may be wide; nil where it may be as wide as it is.
  private let width: Double?
  private let panels: [(title: Initialization, networks: [VanishingNetwork])]

  /// Prepares the charts.
  package init(_ result: VanishingResult, _ language: Language, width: Double? = nil) {
    self.width = width
    self.result = result
    self.language = language
    var panels: [(title: Initialization, networks: [VanishingNetwork])] = []
    for network in result.networks {
      let initialization = network.description.initialization
      if panels.last?.title != initialization { panels.append((initialization, [])) }
      panels[panels.count - 1].networks.append(network)
    }
    self.panels = panels
  }

  private func chart(
    _ frame: ChartFrame, counts: Bilingual = Bilingual(same: ""), first: Int = 1,
    measuring measure: any TextMeasuring,
    _ series: (VanishingNetwork) -> (values: [Double?], counts: [Int])
  ) -> Scene {
    var frame = frame
    frame.width = width
    return LayerPanels(
      frame, counts: counts,
      panels: panels.map { panel in
        LayerPanels.Panel(
          Bilingual(same: panel.title.title),
          panel.networks.map {
            let (values, counts) = series($0)
            return .init($0.description.activation.title, values, counts: counts)
          })
      }, firstLayer: first
    ).scene(in: language, measuring: measure)
  }

  /// A frame whose axis the gradients of all networks share, before and after learning.
  private func gradientFrame(_ title: Bilingual) -> ChartFrame {
    ChartFrame(
      title: title, x: VanishWords.layer, y: VanishWords.gradient, scale: .logarithmic,
      spanning: result.networks.flatMap { ($0.before + $0.after).map(\.meanGradient) })
  }

  private func dead(_ layers: [LayerStatistics]) -> [Int] { layers.map { $0.units?.dead ?? 0 } }

  /// Mean |∂L/∂W| of each layer before the first step.
  package func gradients(measuring measure: any TextMeasuring) -> Scene {
    chart(
      gradientFrame(
        Bilingual(
          en: "Mean size of each layer's gradients before learning",
          ko: "학습 전 층별 기울기 크기의 평균")),
      counts: VanishWords.dead, measuring: measure
    ) { ($0.before.map(\.meanGradient), dead($0.before)) }
  }

  /// The same after the last step.
  package func trained(measuring measure: any TextMeasuring) -> Scene {
    let steps = result.plan.steps
    return chart(
      gradientFrame(
        Bilingual(
          en: "Mean size of each layer's gradients after \(steps) steps",
          ko: "\(steps)걸음 학습한 뒤 층별 기울기 크기의 평균")),
      counts: VanishWords.dead, measuring: measure
    ) { ($0.after.map(\.meanGradient), dead($0.after)) }
  }

  /// Mean |activation| of each hidden layer before the first step.
  package func activations(measuring measure: any TextMeasuring) -> Scene {
    chart(
      ChartFrame(
        title: Bilingual(
          en: "Mean size of each layer's activations before learning",
          ko: "학습 전 층별 활성값 크기의 평균"),
        x: VanishWords.layer, y: VanishWords.activation, scale: .logarithmic),
      measuring: measure
    ) { ($0.before.compactMap { $0.units?.meanActivation }, []) }
  }

  /// The share of activations on a flat part of the function.
  package func saturation(measuring measure: any TextMeasuring) -> Scene {
    chart(
      ChartFrame(
        title: Bilingual(
          en: "Share of activations whose slope is below a tenth of the steepest",
          ko: "가장 가파른 곳의 10분의 1도 안 되는 기울기를 가진 활성값의 비율"),
        x: VanishWords.layer, y: VanishWords.saturated, spanning: [0, 1]),
      measuring: measure
    ) { ($0.before.compactMap { $0.units?.saturated }, []) }
  }

  /// The first layer's mean |∂L/∂W| in networks of different depths.
  package func depths(measuring measure: any TextMeasuring) -> Scene {
    chart(
      ChartFrame(
        title: Bilingual(
          en: "Mean size of the first layer's gradients by depth",
          ko: "깊이에 따른 1층 기울기 크기의 평균"),
        x: Bilingual(en: "number of layers", ko: "층수"),
        y: Bilingual(en: "mean |∂L/∂W₁|", ko: "|∂L/∂W₁|의 평균"), scale: .logarithmic),
      first: 2, measuring: measure
    ) { ($0.firstGradientByDepth, []) }
  }

  /// How many test images each network gets right after learning.
  package func accuracies(measuring measure: any TextMeasuring) -> Scene {
    let steps = result.plan.steps
    return BarChart(
      ChartFrame(
        title: Bilingual(
          en: "Test accuracy after \(steps) steps", ko: "\(steps)걸음 학습한 뒤의 시험 정확도"),
        x: Bilingual(en: "first weights", ko: "처음 가중치"),
        y: Bilingual(en: "test accuracy", ko: "시험 정확도"), spanning: [0, 1], width: width),
      categories: panels.map { Bilingual(same: $0.title.title) },
      series: result.plan.activations.indices.map { index in
        .init(
          result.plan.activations[index].title,
          panels.map { $0.networks[index].accuracy.after })
      }, labelsBars: true
    ).scene(in: language, numerals: Numerals(digits: 2), measuring: measure)
  }

  /// All charts, one below the other.
  package func all(measuring measure: any TextMeasuring) -> Scene {
    let charts = [
      gradients(measuring: measure), activations(measuring: measure),
      saturation(measuring: measure), depths(measuring: measure), trained(measuring: measure),
      accuracies(measuring: measure),
    ]
    return Scene(
      stacking: charts, title: Bilingual(en: "Vanishing gradients", ko: "기울기 소실")[language],
      language: language)
  }
}
