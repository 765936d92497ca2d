import Scene
import Testing
import Wording

@testable import Diagram

@Suite struct AxisTests {
  @Test(arguments: [
    ([0.1568, 0.9804], [0, 0.2, 0.4, 0.6, 0.8, 1]), ([0, 2.4], [0, 0.5, 1, 1.5, 2, 2.5]),
    ([-3, 3], [-4, -2, 0, 2, 4]), ([7, 7], [2, 4, 6, 8, 10, 12]),
  ])
  func ticksAreRound(_ numbers: [Double], _ ticks: [Double]) {
    let axis = Axis.linear(numbers)
    #expect(zip(axis.ticks, ticks).allSatisfy { abs($0 - $1) < 1e-12 })
    #expect(axis.ticks.count == ticks.count)
  }

  @Test func tightAxesEndAtTheNumbers() {
    let axis = Axis.linear([0, 9600], count: 6, isTight: true)
    #expect(axis.ticks == [0, 2000, 4000, 6000, 8000])
    #expect(axis.fraction(9600) == 1)
  }

  @Test func powersOfTenOnALogarithmicAxis() {
    let axis = Axis.logarithmic([0, 2e-9, 0.02, .infinity])
    #expect(axis.ticks.map(axis.label) == ["10⁻⁹", "10⁻⁷", "10⁻⁵", "0.001", "0.1"])
    #expect(abs(axis.fraction(1e-5) - 0.5) < 1e-9)
  }

  @Test func labelsHideRounding() {
    let axis = Axis.linear([0, 1])
    #expect(axis.ticks.map(axis.label) == ["0", "0.2", "0.4", "0.6", "0.8", "1"])
  }
}

@Suite struct ChartTests {
  private let measure = MonospaceMeasure()

  private var accuracy: LineChart {
    LineChart(
      ChartFrame(
        title: Bilingual(en: "Accuracy", ko: "정확도"), x: Bilingual(en: "step", ko: "스텝"),
        y: Bilingual(en: "accuracy", ko: "정확도")),
      series: [
        .init(
          Bilingual(en: "training", ko: "훈련"),
          [Point(0, 0.1587), Point(600, 0.9048), Point(9600, 0.9804)]),
        .init(
          Bilingual(en: "test", ko: "시험"),
          [Point(0, 0.1568), Point(600, 0.9098), Point(9600, 0.9715)]),
      ])
  }

  private var layers: BarChart {
    BarChart(
      ChartFrame(
        title: Bilingual(en: "Gradients", ko: "기울기"), x: Bilingual(en: "layer", ko: "층"),
        y: Bilingual(en: "mean |∂L/∂W|", ko: "평균 |∂L/∂W|"), scale: .logarithmic),
      categories: ["1", "2", "3"].map { Bilingual(same: $0) },
      series: [
        .init(Bilingual(same: "sigmoid"), [1e-4, 1e-3, 1e-2]),
        .init(Bilingual(same: "ReLU"), [0, nil, 0.1]),
      ])
  }

  @Test func accuracyCurves() throws {
    try expectGolden(accuracy.scene(in: .korean, measuring: measure).transcript)
  }

  /// Zeros and what is no number have no place on a logarithmic axis: they stand below it.
  @Test func layerPanels() throws {
    let panel = LayerPanels.Panel(
      Bilingual(same: "He"),
      [
        .init(Bilingual(same: "sigmoid"), [1e-8, 1e-5, 1e-2]),
        .init(Bilingual(same: "ReLU"), [0, .nan, 0.1], counts: [12, 0, 3]),
      ])
    let chart = LayerPanels(
      ChartFrame(
        title: Bilingual(en: "Gradients", ko: "기울기"), x: Bilingual(en: "layer", ko: "층"),
        y: Bilingual(en: "mean |∂L/∂W|", ko: "평균 |∂L/∂W|"), scale: .logarithmic),
      counts: Bilingual(en: "dead units", ko: "죽은 유닛"), panels: [panel, panel])
    let scene = chart.scene(in: .english, measuring: measure)
    #expect(scene.description.contains("ReLU: 0 at 1, 0.1 at 3, exactly 0 in 1, dead units: 15"))
    try expectGolden(scene.transcript)
  }

  @Test func logarithmicBars() throws {
    try expectGolden(layers.scene(in: .english, measuring: measure).transcript)
  }

  @Test func barsWithNumbers() throws {
    var chart = layers
    chart.series[1].values = [0.004, nil, -0.006]
    chart.frame.scale = .linear
    chart.labelsBars = true
    try expectGolden(chart.scene(in: .korean, measuring: measure).transcript)
  }

  @Test func smoothedLosses() throws {
    let chart = LineChart(
      ChartFrame(
        title: Bilingual(en: "Loss", ko: "손실"), x: Bilingual(en: "step", ko: "스텝"),
        y: Bilingual(en: "loss", ko: "손실")),
      series: [
        .init(
          Bilingual(en: "training", ko: "훈련"),
          (0..<9).map { Point(Double($0), [2, 1, 4][$0 % 3]) }, smoothing: 0.6)
      ])
    try expectGolden(chart.scene(in: .english, measuring: measure).transcript)
  }

  @Test func heatMapWithNumbers() throws {
    let map = HeatMap(
      ChartFrame(title: Bilingual(en: "Errors", ko: "오차")), values: [[-1, 0.5], [0, 2]],
      rows: ["a", "b"],
      columns: ["c", "d"], writesNumbers: true)
    try expectGolden(map.scene(in: .korean, measuring: measure).transcript)
  }

  private func images() throws -> Scene {
    let digit = try #require(PixelGrid(columns: 2, rows: 2, grey: [0, 90, 180, 255]))
    let grid = ImageGrid(
      ChartFrame(title: Bilingual(en: "Mistakes", ko: "틀린 이미지")),
      entries: (0..<3).map {
        .init(digit, caption: Bilingual(en: "\($0), not 7", ko: "\($0) (정답 7)"), isMarked: $0 == 1)
      }, columns: 2)
    return grid.scene(in: .korean, measuring: measure)
  }

  @Test func imagesWithCaptions() throws { try expectGolden(images().transcript) }

  @Test func imagesAsTikZ() throws { try expectGolden(TikZWriter().document(images())) }

  @Test func aFunctionAndItsDerivative() throws {
    let plot = FunctionPlot(
      ChartFrame(title: Bilingual(same: "ReLU")), domain: -2...2,
      curves: [
        .init("f(x)") { max(0, $0) }, .init("f′(x)", jumps: [0]) { $0 > 0 ? 1 : 0 },
      ])
    try expectGolden(plot.scene(in: .korean, measuring: measure).transcript)
  }

  @Test func jumpsAreNotSlopes() throws {
    let plot = FunctionPlot(
      ChartFrame(title: Bilingual(same: "ReLU")), domain: -1...1,
      curves: [.init("f") { max(0, $0) }, .init("g", jumps: [0]) { $0 > 0 ? 1 : 0 }])
    let scene = plot.scene(in: .english, measuring: measure)
    #expect(
      scene.description == """
        Plot from −1 to 1: f lies between 0 and 1, at 0 it is 0; g lies between 0 and 1, \
        at 0 it is 0.
        """)
    // The jump is not drawn as a slope: the second curve has two pieces.
    let moves = scene.layers.filter { $0.classes.contains("series-2") }.flatMap(\.items).map {
      if case .path(let path, _, _) = $0 {
        path.elements.count { if case .move = $0 { true } else { false } }
      } else {
        0
      }
    }
    #expect(moves.max() == 2)
  }

  /// What a frame says is what every chart shows, in the language asked for.
  @Test(arguments: Language.allCases)
  func framesGiveTitlesAxesAndExtents(language: Language) {
    let frame = ChartFrame(
      title: Bilingual(en: "Losses", ko: "손실들"), x: Bilingual(en: "step", ko: "단계"),
      y: Bilingual(en: "loss", ko: "손실"), spanning: [0, 5], size: Size(400, 200))
    let name = Bilingual(same: "a")
    let charts = [
      LineChart(frame, series: [.init(name, [Point(0, 1), Point(9, 2)])])
        .scene(in: language, measuring: measure),
      BarChart(frame, categories: [name], series: [.init(name, [2])])
        .scene(in: language, measuring: measure),
    ]
    for chart in charts {
      #expect(chart.size == Size(400, 200))
      #expect(chart.title == frame.title[language] && chart.language == language.rawValue)
      let words = chart.words(in: "axes")
      #expect(words.contains(frame.x[language]) && words.contains(frame.y[language]))
      // The axis spans what the frame asks for, not the numbers alone.
      #expect(words.contains("0") && words.contains("5"))
      #expect(chart.description.contains(frame.y[language]))
    }
    let plot = FunctionPlot(frame, domain: 0...1, curves: [.init("f") { $0 }])
    #expect(plot.scene(in: language, measuring: measure).size == Size(400, 200))
    let map = HeatMap(frame, values: [[1, 2]]).scene(in: language, measuring: measure)
    #expect(map.title == frame.title[language])
  }

  @Test func stackedChartsStandBelowOneAnother() {
    let chart = layers.scene(in: .english, measuring: measure)
    let both = Scene(stacking: [chart, chart], title: "Both", language: .english)
    #expect(both.size.width == chart.size.width && both.size.height > 2 * chart.size.height)
    #expect(both.title == "Both" && both.description.hasPrefix("Gradients: Bar chart of"))
    let bare = Scene(
      stacking: [chart, chart], title: "Both", language: .english, hasHeadings: false)
    #expect(bare.size.height == 2 * chart.size.height + 24)
    #expect(bare.description.hasPrefix("Bar chart of"))
  }

  @Test func exactZerosStandApart() {
    let scene = layers.scene(in: .english, measuring: measure)
    #expect(scene.words(in: "series-2") == ["0"])
    #expect(scene.description.contains("ReLU – 1: 0, 3: 0.1"))
  }

  @Test func endLabelsDoNotTouch() {
    #expect([10.0, 11, 12].spread(by: 10, within: 0...100) == [1, 11, 21])
    #expect([95.0, 99].spread(by: 10, within: 0...100) == [90, 100])
    #expect([5.0, 50].spread(by: 10, within: 0...100) == [5, 50])
  }

  @Test func thinnedCurvesKeepTheirExtremes() {
    var points = (0..<10_000).map { Point(Double($0), 0) }
    points[1234].y = 9
    points[7777].y = -4
    let thinned = points.thinned(to: 500)
    #expect(thinned.count <= 500)
    #expect(thinned.contains(points[1234]) && thinned.contains(points[7777]))
  }

  @Test func movingAveragesBeginAtTheFirstPoint() {
    let average = [Point(0, 2), Point(1, 4)].movingAverage(keeping: 0.5)
    #expect(average[0].y == 2)
    #expect(abs(average[1].y - 10.0 / 3) < 1e-12)
  }

  @Test func captionsStandBelowTheirPictures() throws {
    let digit = try #require(PixelGrid(columns: 1, rows: 1, grey: [0]))
    let grid = ImageGrid(
      ChartFrame(title: Bilingual(same: "MNIST")),
      entries: ["7", "2"].map { .init(digit, caption: Bilingual(same: $0)) })
    let scene = grid.scene(in: .english, measuring: measure)
    #expect(scene.words(in: "images") == ["7", "2"])
    #expect(scene.description == "2 pictures: 7, 2.")
  }
}
