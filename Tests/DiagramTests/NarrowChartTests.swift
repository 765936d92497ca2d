import Derivation
import Scene
import Testing
import Wording

@testable import Diagram

private let measure = MonospaceMeasure()

/// Charts on a phone: no wider than its page, with every word in them.
@Suite struct NarrowChartTests {
  private static let frame = ChartFrame(
    title: Bilingual(en: "Errors", ko: "오차"),
    x: Bilingual(
      en: "relative error, from this power of ten up to the next one",
      ko: "이 10의 거듭제곱부터 다음 것까지의 상대 오차"),
    y: Bilingual(en: "per cent of the array's parameters", ko: "배열의 매개변수 가운데 백분율"),
    width: 350)

  private static func charts(_ language: Language) throws -> [Scene] {
    let names = ["sigmoid", "tanh", "ReLU", "GELU"].map { Bilingual(same: $0) }
    let digit = try #require(PixelGrid(columns: 1, rows: 1, grey: [0]))
    return [
      LineChart(
        frame, series: names.map { .init($0, [Point(0, 1), Point(6000, 2)]) }, labelsEnds: false
      ).scene(in: language, measuring: measure),
      LineChart(frame, series: names.map { .init($0, [Point(0, 1), Point(6000, 2)]) })
        .scene(in: language, measuring: measure),
      BarChart(
        frame, categories: (0..<8).map { Bilingual(same: "\($0)") },
        series: names.map { .init($0, Array(repeating: 2, count: 8)) }
      ).scene(in: language, measuring: measure),
      LayerPanels(
        frame, counts: frame.x,
        panels: ["Xavier", "He"].map { title in
          .init(
            Bilingual(same: title),
            names.map { .init($0, Array(repeating: 2, count: 10), counts: [1]) })
        }
      ).scene(in: language, measuring: measure),
      HeatMap(
        frame, values: Array(repeating: Array(repeating: 980, count: 10), count: 10),
        rows: (0..<10).map(String.init), columns: (0..<10).map(String.init), side: 44
      ).scene(in: language, measuring: measure),
      ImageGrid(
        frame,
        entries: (0..<20).map { .init(digit, caption: Bilingual(same: "\($0), not 7")) }
      ).scene(in: language, measuring: measure),
      FunctionPlot(frame, domain: 0...1, curves: [.init("f") { $0 }])
        .scene(in: language, measuring: measure),
    ]
  }

  @Test(arguments: Language.allCases)
  func chartsAreNoWiderThanTheyMayBe(language: Language) throws {
    for chart in try Self.charts(language) {
      #expect(chart.size.width <= 350)
      for layer in chart.layers {
        for case .text(let text) in layer.items {
          let box = text.bounds(measuring: measure)
          let offset = layer.placement.offset
          #expect(
            box.x + offset.x >= -0.5 && box.maxX + offset.x <= chart.size.width + 0.5
              && box.maxY + offset.y <= chart.size.height + 0.5, "\(chart.title): \(text.string)")
        }
      }
    }
  }

  /// A legend too wide to stand beside the axis's name stands above it.
  @Test func legendsAndNamesDoNotTouch() throws {
    for chart in try Self.charts(.english).prefix(4) {
      let words = chart.layers.flatMap { layer in
        layer.items.compactMap { item -> Rect? in
          guard case .text(let text) = item else { return nil }
          return text.bounds(measuring: measure)
            .offset(by: layer.placement.offset)
        }
      }
      for (index, word) in words.enumerated() {
        for other in words.dropFirst(index + 1) {
          #expect(
            word.maxX <= other.x + 1 || other.maxX <= word.x + 1 || word.maxY <= other.y + 4
              || other.maxY <= word.y + 4)
        }
      }
    }
  }
}
