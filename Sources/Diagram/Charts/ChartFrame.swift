import Derivation
import Scene
import Wording

/// What charts have in common: a title, axes with their names, extents, and words for those who do
/// not see them.
///
///     ChartFrame(
///       title: Bilingual(en: "Accuracy", ko: "정확도"), x: Bilingual(en: "step", ko: "스텝"),
///       y: Bilingual(en: "accuracy", ko: "정확도"), spanning: [0, 1])
///
/// A chart leaves alone what it has no use for: a grid of images has no axes.
package struct ChartFrame: Sendable {
  /// What the chart is.
  package var title: Bilingual
  /// What the places from left to right are; empty where there is nothing to say.
  package var x: Bilingual
  /// What the heights are; empty where there is nothing to say.
  package var y: Bilingual
  /// How heights relate to numbers.
  package var scale: Axis.Scale
  /// Numbers that the y axis must span beside those of the chart, so that charts can be compared.
  package var spanning: [Double]
  /// The extents in pixels; the chart's own where nil.
  package var size: Size?
  /// The most that the chart may be wide, such as the 350 pixels of a phone's page; nil where it may be
  /// as wide as it is.
  package var width: Double?

  /// A frame of a chart.
  package init(
    title: Bilingual, x: Bilingual = Bilingual(same: ""), y: Bilingual = Bilingual(same: ""),
    scale: Axis.Scale = .linear, spanning: [Double] = [], size: Size? = nil, width: Double? = nil
  ) {
    self.title = title
    self.x = x
    self.y = y
    self.scale = scale
    self.spanning = spanning
    self.size = size
    self.width = width
  }

  /// The names of both axes.
  func names(_ language: Language) -> (x: String, y: String) { (x[language], y[language]) }

  /// The extents of a chart that has usual ones; a narrower one is less high, too.
  func extents(_ usual: Size) -> Size {
    let size = size ?? usual
    guard let width, size.width > width else { return size }
    return Size(width, min(size.height, max(0.8 * width, 0.6 * size.height)))
  }

  /// Whether the chart is narrower than it would be.
  func isNarrower(than usual: Double) -> Bool { width.map { $0 < usual } ?? false }

  /// An empty scene for the chart.
  func scene(_ size: Size, _ description: String, _ language: Language) -> Scene {
    Scene(
      size: size, title: title[language], description: description, language: language.rawValue)
  }
}
