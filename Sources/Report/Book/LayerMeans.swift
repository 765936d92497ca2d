import Derivation
import Wording

/// How far the layers of a graph move in one update.
extension GraphTags {
  /// For each layer with trainable parameters: its name, mean |gradient| and mean |change|.
  private var layerMeans: [(name: String, gradient: Double, change: Double)] {
    let trace = explanation.trace
    var means: [(layer: Int, gradients: [Double], changes: [Double])] = []
    for update in trace.updates {
      guard let layer = update.layer else { continue }
      if means.last?.layer != layer { means.append((layer, [], [])) }
      means[means.count - 1].gradients += update.gradient.elements.map(abs)
      means[means.count - 1].changes += update.change.elements.map(abs)
    }
    return means.map { entry in
      (
        trace.annotations.layers[entry.layer][explanation.language] ?? "",
        entry.gradients.reduce(0, +) / Double(entry.gradients.count),
        entry.changes.reduce(0, +) / Double(entry.changes.count)
      )
    }
  }

  /// The means of each layer.
  var layersTable: HTML {
    let head = [
      Bilingual(en: "Layer", ko: "층"),
      Bilingual(en: "Mean size of the gradients", ko: "기울기 절댓값의 평균"),
      Bilingual(en: "Mean size of the change", ko: "갱신량 절댓값의 평균"),
    ]
    let rows = layerMeans.map { layer in
      HTML.element(
        "tr", .element("th", ["scope": "row"], HTML(text: layer.name)),
        .element("td", ["class": "backward"], HTML(text: numerals.text(layer.gradient))),
        .element("td", HTML(text: numerals.text(layer.change))))
    }
    return HTMLTable.scrolling(
      label: Bilingual(en: "Means of each layer", ko: "층별 평균")[explanation.language],
      .element(
        "table", HTMLTable.head(head.map { $0[explanation.language] }), .element("tbody", rows)))
  }

  /// How many times as far the last layer moves as the first.
  var layerRatio: HTML {
    get throws {
      let layers = layerMeans
      guard let first = layers.first, let last = layers.last, first.change > 0 else {
        throw LessonTag.Fault(
          en: "'{{ratio}}' needs two layers with params and a rate",
          ko: "'{{ratio}}'에는 param이 있는 층 둘과 rate가 필요합니다")
      }
      return HTML(text: Numerals(digits: 3).text(last.change / first.change))
    }
  }
}
