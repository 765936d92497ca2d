import Diagram
import Scene
import Training
import Wording

/// The curves of a training run.
package struct TrainingCharts {
  private let result: TrainingResult
  private let language: Language
  /// The most that a chart may be wide; nil where it may be as wide as it is.
  private let width: Double?

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

  /// The accuracies on the training and the test images.
  package func accuracy(measuring measure: any TextMeasuring) -> Scene {
    func points(_ share: (TrainingResult.Evaluation) -> Double) -> [Point] {
      result.evaluations.map { Point(Double($0.step), share($0)) }
    }
    return LineChart(
      ChartFrame(
        title: Bilingual(en: "Accuracy on training and test images", ko: "훈련 이미지와 시험 이미지의 정확도"),
        x: Self.step, y: Bilingual(en: "accuracy", ko: "정확도"), spanning: [0, 1], width: width),
      series: [
        .init(Bilingual(en: "training", ko: "훈련"), points(\.train)),
        .init(Bilingual(en: "test", ko: "시험"), points(\.test)),
      ], labelsEnds: false
    ).scene(in: language, measuring: measure)
  }

  /// The size of each layer's gradients while it learns.
  package func gradients(measuring measure: any TextMeasuring) -> Scene {
    let layers = result.plan.network.depth
    return LineChart(
      ChartFrame(
        title: Bilingual(
          en: "Mean size of each layer's gradients while learning", ko: "학습하는 동안 층별 기울기 크기의 평균"),
        x: Self.step, y: VanishWords.gradient, scale: .logarithmic, width: width),
      series: (0..<layers).map { layer in
        .init(
          Bilingual(en: "layer \(layer + 1)", ko: "\(layer + 1)층"),
          result.gradients.map { Point(Double($0.step), $0.means[layer]) }, smoothing: 0.8)
      }
    ).scene(in: language, measuring: measure)
  }

  /// The weights into each unit of the first layer as a picture of the inputs' size.
  ///
  /// - Parameter learned: Whether after the run or before it.
  package func weights(learned: Bool, measuring measure: any TextMeasuring) -> Scene {
    let weights = (learned ? result.after : result.before).layers[0].weights
    let (inputs, units) = (weights.shape.extents[0], weights.shape.extents[1])
    let shown = min(units, 20)
    // Square pictures, as all data sets of this format have them.
    let side = Int(Double(inputs).squareRoot())
    let limit = weights.elements.reduce(0) { max($0, abs(Double($1))) } * 0.6
    let entries = (0..<shown).compactMap { unit -> ImageGrid.Entry? in
      let values = (0..<(side * side)).map { Double(weights.elements[$0 * units + unit]) }
      return PixelGrid(columns: side, rows: side, values: values, limit: max(limit, 1e-30)).map {
        .init($0, caption: Bilingual(same: "\(unit + 1)"))
      }
    }
    return ImageGrid(
      ChartFrame(
        title: learned
          ? Bilingual(en: "First layer's weights after learning", ko: "학습 뒤 첫 층의 가중치")
          : Bilingual(en: "First layer's weights before learning", ko: "학습 전 첫 층의 가중치"),
        width: width),
      entries: entries
    ).scene(in: language, measuring: measure)
  }

  /// The most common mistake in a sentence; nil where there is none.
  var commonMistake: Bilingual? {
    result.outcome.mostCommon.map { mistake in
      let (label, predicted) = ("\(mistake.label)", "\(mistake.predicted)")
      return Bilingual(
        en: "The most common mistake is to take \(label) for \(predicted), \(mistake.count) times.",
        ko: "가장 흔한 실수는 \(label.with(.object)) \(predicted.with(.by)) 본 것으로 "
          + "\(mistake.count)번입니다.")
    }
  }

  /// How often each class was taken for each.
  package func confusion(measuring measure: any TextMeasuring) -> Scene {
    let classes = result.outcome.confusion.indices.map(String.init)
    var scene = HeatMap(
      ChartFrame(
        title: Bilingual(
          en: "Test images: rows are what was true, columns what was said",
          ko: "시험 이미지: 행은 정답, 열은 신경망의 답"), width: width),
      values: result.outcome.confusion.map { $0.map(Double.init) }, rows: classes,
      columns: classes, side: 44, writesNumbers: true
    ).scene(in: language, measuring: measure)
    if let mistake = commonMistake {
      let wrong = result.outcome.wrong
      let count = Bilingual(
        en: "\(wrong) images were classified wrong. ", ko: "모두 \(wrong)장을 틀렸습니다. ")
      scene.description = count[language] + mistake[language] + " " + scene.description
    }
    return scene
  }

  /// The images that were classified worst, with what was said and what was true.
  package func mistakes(measuring measure: any TextMeasuring) -> Scene {
    let side = Int(Double(result.plan.network.widths[0]).squareRoot())
    let entries = result.outcome.mistakes.prefix(20).compactMap { mistake -> ImageGrid.Entry? in
      // Ink is dark on paper.
      PixelGrid(columns: side, rows: side, grey: mistake.pixels.map { 255 - $0 }).map {
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

  /// Both curves, one above the other.
  package func both(measuring measure: any TextMeasuring) -> Scene {
    Scene(
      stacking: [loss(measuring: measure), accuracy(measuring: measure)],
      title: Bilingual(en: "A training run", ko: "학습 과정")[language], language: language,
      hasHeadings: false)
  }
}
