import Diagram
import Scene
import Training
import Wording

/// The curves of a training run.
package struct TrainingCharts {
  let result: TrainingResult
  let language: Language
  /// The most that a chart may be wide; nil where it may be as wide as it is.
  let width: Double?

  /// Prepares the charts of a run.
  package init(_ result: TrainingResult, _ language: Language, width: Double? = nil) {
    self.width = width
    self.result = result
    self.language = language
  }

  private static let step = Bilingual(en: "step", ko: "학습 단계")

  /// The loss of each step, faintly, and its moving average.
  package func loss(measuring measure: any TextMeasuring) -> Scene {
    let points = result.losses.enumerated().map { Point(Double($0.offset), Double($0.element)) }
    let loss = Bilingual(en: "loss", ko: "손실")
    return LineChart(
      ChartFrame(
        title: Bilingual(en: "Loss at each step", ko: "단계별 손실"), x: Self.step, y: loss,
        spanning: [0], width: width),
      series: [.init(loss, points, smoothing: 0.98)]
    ).scene(in: language, measuring: measure)
  }

  /// What was measured on what was learned from and on what was not, the last time after the last
  /// update.
  package func measured(measuring measure: any TextMeasuring) -> Scene {
    func points(_ number: (TrainingResult.Evaluation) -> Double) -> [Point] {
      result.evaluations.map { Point(Double($0.updates), number($0)) }
    }
    let words = TrainingWords(result.measure ?? .accuracy)
    return LineChart(
      ChartFrame(
        title: words.chartTitle, x: TrainingWords.updates, y: words.measure,
        spanning: words.spanning, width: width),
      series: [
        .init(TrainingWords.training, points(\.train)), .init(words.test, points(\.test)),
      ], labelsEnds: false
    ).scene(in: language, measuring: measure)
  }

  /// The size of each layer's or each parameter's gradients while it learns.
  package func gradients(measuring measure: any TextMeasuring) -> Scene {
    LineChart(
      ChartFrame(
        title: result.network == nil
          ? Bilingual(en: "Mean size of gradients while learning", ko: "학습하는 동안 기울기 크기의 평균")
          : Bilingual(
            en: "Mean size of each layer's gradients while learning", ko: "학습하는 동안 층별 기울기 크기의 평균"),
        x: Self.step, y: VanishWords.gradient, scale: .logarithmic, width: width),
      series: result.gradientGroups.enumerated().map { index, group in
        .init(
          group.name, result.gradients.map { Point(Double($0.step), $0.means[index]) },
          smoothing: 0.8)
      }
    ).scene(in: language, measuring: measure)
  }

  /// The most common mistake in a sentence; nil where there is none.
  var commonMistake: Bilingual? {
    result.outcome?.mostCommon.map { mistake in
      let (label, predicted) = ("\(mistake.label)", "\(mistake.predicted)")
      return Bilingual(
        en: "The most common mistake is to take \(label) for \(predicted), \(mistake.count) times.",
        ko: "가장 흔한 실수는 \(label.with(.object)) \(predicted.with(.by)) 본 것으로 "
          + "\(mistake.count)번입니다.")
    }
  }

  /// How often each class was taken for each.
  package func confusion(measuring measure: any TextMeasuring) -> Scene {
    let confusion = result.outcome?.confusion ?? []
    let classes = confusion.indices.map(String.init)
    var scene = HeatMap(
      ChartFrame(
        title: Bilingual(
          en: "Test images: rows are what was true, columns what was said",
          ko: "시험 이미지: 행은 정답, 열은 신경망의 답"), width: width),
      values: confusion.map { $0.map(Double.init) }, rows: classes,
      columns: classes, side: 44, writesNumbers: true
    ).scene(in: language, measuring: measure)
    if let mistake = commonMistake, let wrong = result.outcome?.wrong {
      let count = Bilingual(
        en: "\(wrong) images were classified wrong. ", ko: "모두 \(wrong)장을 틀렸습니다. ")
      scene.description = count[language] + mistake[language] + " " + scene.description
    }
    return scene
  }

  /// The images that were classified worst, with what was said and what was true.
  package func mistakes(measuring measure: any TextMeasuring) -> Scene {
    let (rows, columns) = result.imageSize ?? (1, 1)
    let mistakes = (result.outcome?.mistakes ?? []).prefix(20)
    let entries = mistakes.compactMap { mistake -> ImageGrid.Entry? in
      // Ink is dark on paper.
      PixelGrid(columns: columns, rows: rows, grey: mistake.pixels.map { 255 - $0 }).map {
        .init(
          $0,
          caption: Bilingual(
            en: "\(mistake.predicted), not \(mistake.label)",
            ko: "\(mistake.predicted) (정답 \(mistake.label))"), isMarked: true)
      }
    }
    return ImageGrid(
      ChartFrame(title: Bilingual(en: "The worst mistakes", ko: "가장 크게 틀린 이미지"), width: width),
      entries: entries, columns: 5, side: 72
    ).scene(in: language, measuring: measure)
  }

  /// The loss and what was measured, one above the other.
  package func both(measuring measure: any TextMeasuring) -> Scene {
    Scene(
      stacking: [loss(measuring: measure)]
        + (result.evaluations.isEmpty ? [] : [measured(measuring: measure)]),
      title: Bilingual(en: "A training run", ko: "학습 과정")[language], language: language,
      hasHeadings: false)
  }
}
