import Diagram
import Scene
import Training
import Wording

/// The curves of a training run.
public struct TrainingCharts {
  private let result: TrainingResult
  private let language: Language

  /// Prepares the charts of a run.
  public init(_ result: TrainingResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  private static let step = Bilingual(en: "step", ko: "학습 단계")

  /// The loss of each step, faintly, and its moving average.
  public func loss(measuring measure: any TextMeasuring) -> Scene {
    let points = result.losses.enumerated().map { Point(Double($0.offset), Double($0.element)) }
    return LineChart(
      title: Bilingual(en: "Loss at each step", ko: "단계별 손실"), x: Self.step,
      y: Bilingual(en: "loss", ko: "손실"),
      series: [.init(Bilingual(en: "loss", ko: "손실"), points, smoothing: 0.98)],
      spanning: [0]
    ).scene(in: language, measuring: measure)
  }

  /// The accuracies on the training and the test images.
  public func accuracy(measuring measure: any TextMeasuring) -> Scene {
    func points(_ share: (TrainingResult.Evaluation) -> Double) -> [Point] {
      result.evaluations.map { Point(Double($0.step), share($0)) }
    }
    return LineChart(
      title: Bilingual(en: "Accuracy on training and test images", ko: "훈련 이미지와 시험 이미지의 정확도"),
      x: Self.step, y: Bilingual(en: "accuracy", ko: "정확도"),
      series: [
        .init(Bilingual(en: "training", ko: "훈련"), points(\.train)),
        .init(Bilingual(en: "test", ko: "시험"), points(\.test)),
      ], labelsEnds: false, spanning: [0, 1]
    ).scene(in: language, measuring: measure)
  }

  /// Both charts, one above the other.
  public func both(measuring measure: any TextMeasuring) -> Scene {
    let charts = [loss(measuring: measure), accuracy(measuring: measure)]
    let gap = 24.0
    var scene = Scene(
      size: Size(
        charts.map(\.size.width).max() ?? 0,
        charts.map(\.size.height).reduce(gap * Double(charts.count - 1), +)),
      title: Bilingual(en: "A training run", ko: "학습 과정")[language],
      description: charts.map(\.description).joined(separator: " "), language: language.rawValue)
    var top = 0.0
    for chart in charts {
      scene.place(chart, at: Point(0, top))
      top += chart.size.height + gap
    }
    return scene
  }
}
