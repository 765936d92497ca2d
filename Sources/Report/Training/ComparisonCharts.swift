import Derivation
import Diagram
import Scene
import Training
import Wording

/// The loss curves of one network trained in several ways.
struct ComparisonCharts {
  let comparison: TrainingComparison
  let language: Language
  /// The most that a chart may be wide; nil where it may be as wide as it is.
  var width: Double?

  private func chart(
    _ title: Bilingual, x: Bilingual, measuring measure: any TextMeasuring, limit: Double,
    _ name: (TrainingComparison.Run) -> Bilingual, _ place: (TrainingComparison.Run, Int) -> Double
  ) -> Scene {
    LineChart(
      ChartFrame(
        title: title, x: x, y: Bilingual(en: "loss", ko: "손실"), spanning: [0],
        width: width),
      series: comparison.runs.map { run in
        let smoothing = run.plan.batch == 1 ? 0.995 : run.plan.batch < 1000 ? 0.9 : nil
        return .init(
          name(run), averaged(run, smoothing, place).filter { $0.x <= limit })
      }
    ).scene(in: language, measuring: measure)
  }

  /// A run's losses, smoothed and thinned: a curve of a thousand points is as good as one of all.
  private func averaged(
    _ run: TrainingComparison.Run, _ smoothing: Double?,
    _ place: (TrainingComparison.Run, Int) -> Double
  ) -> [Point] {
    let keep = smoothing ?? 0
    let every = max(1, run.losses.count / 1000)
    var mean = 0.0
    var weight = 0.0
    var points: [Point] = []
    for (step, loss) in run.losses.enumerated() {
      // Early means count only what there was.
      mean = keep * mean + (1 - keep) * Double(loss)
      weight = keep * weight + (1 - keep)
      if step % every == 0 { points.append(Point(place(run, step), mean / weight)) }
    }
    return points
  }

  private func batchName(_ run: TrainingComparison.Run) -> Bilingual {
    run.plan.batch == run.plan.imageLimit
      ? Bilingual(en: "all \(run.plan.batch)", ko: "전체 \(run.plan.batch)")
      : Bilingual(en: "batch of \(run.plan.batch)", ko: "배치 \(run.plan.batch)")
  }

  /// The loss after so many updates.
  func batchesBySteps(measuring measure: any TextMeasuring) -> Scene {
    chart(
      Bilingual(en: "Loss against updates", ko: "갱신 횟수에 따른 손실"),
      x: Bilingual(en: "updates", ko: "갱신 횟수"), measuring: measure,
      limit: Double(comparison.runs.map(\.losses.count).min() ?? 0), batchName
    ) { Double($1) }
  }

  /// The loss after so many images.
  func batchesByImages(measuring measure: any TextMeasuring) -> Scene {
    chart(
      Bilingual(en: "Loss against images seen", ko: "본 이미지 수에 따른 손실"),
      x: Bilingual(en: "images seen", ko: "본 이미지 수"), measuring: measure,
      limit: Double(comparison.runs.map { $0.losses.count * $0.plan.batch }.min() ?? 0), batchName
    ) { Double($1 * $0.plan.batch) }
  }

  /// The loss under each optimizer.
  func optimizers(measuring measure: any TextMeasuring) -> Scene {
    chart(
      Bilingual(en: "Loss under three optimizers", ko: "세 가지 갱신 방법의 손실"),
      x: Bilingual(en: "updates", ko: "갱신 횟수"), measuring: measure, limit: .infinity
    ) { run in
      switch run.plan.optimizer {
      case .sgd: Bilingual(same: "SGD")
      case .momentum: Bilingual(en: "momentum", ko: "모멘텀")
      case .adam: Bilingual(same: "Adam")
      }
    } _: {
      Double($1)
    }
  }
}
