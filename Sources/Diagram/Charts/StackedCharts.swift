import Scene
import Wording

extension Scene {
  /// Charts one below the other, with all their descriptions.
  ///
  /// - Parameter hasHeadings: Whether each chart's title stands above it.
  package init(
    stacking charts: [Scene], title: String, language: Language, hasHeadings: Bool = true
  ) {
    let style = TextStyle(.sans, size: 15)
    let heading = hasHeadings ? 26.0 : 0
    let gap = 24.0
    self.init(
      size: Size(
        charts.map(\.size.width).max() ?? 0,
        charts.reduce(-gap) { $0 + heading + $1.size.height + gap }),
      title: title,
      description: charts.map { hasHeadings ? "\($0.title): \($0.description)" : $0.description }
        .joined(separator: " "), language: language.rawValue)
    var top = 0.0
    for chart in charts {
      if hasHeadings {
        let words = Text(chart.title, at: Point(14, top + 18), style: style)
        add(Layer(["labels"], items: [.text(words)]))
      }
      place(chart, at: Point(0, top + heading))
      top += heading + chart.size.height + gap
    }
  }
}
