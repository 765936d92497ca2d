import Autodiff
import Scene

/// Makes pictures of scenes for pages; the program passes in a painter.
package struct FigureWriter {
  /// Measures text with the fonts that paint it.
  package let measure: any TextMeasuring
  /// Paints a scene as a fragment of SVG whose ids begin with a prefix.
  package let svg: (Scene, _ prefix: String) throws -> SVGFragment

  /// Combines a measure and a painter.
  package init(
    measure: any TextMeasuring, svg: @escaping (Scene, _ prefix: String) throws -> SVGFragment
  ) {
    self.measure = measure
    self.svg = svg
  }

  /// A scene as a piece of a page.
  ///
  /// - Parameters:
  ///   - prefix: What its ids begin with.
  ///   - places: The ids of the places that its nodes lead to.
  ///   - steps: How many steps of a pass it shows one by one.
  ///   - isOther: Whether it is another layout of a picture that is marked with its places.
  /// - Throws: What the painter throws.
  func picture(
    _ scene: Scene, _ prefix: String, places: [NodeID: String] = [:], steps: Int = 0,
    isOther: Bool = false
  ) throws -> HTML {
    var scene = scene
    var links: [FigureLink] = []
    for (index, target) in scene.targets.enumerated() {
      guard let place = Int(target.node).flatMap({ places[NodeID($0)] }) else { continue }
      let node = SVGFragment.id(ofNode: target.node, in: prefix)
      if !links.contains(where: { $0.node == node }) {
        links.append(FigureLink(node: node, place: place, label: target.title))
      }
      scene.targets[index].link = "#" + place
      // What is said of it is heard as one sentence.
      scene.targets[index].title = target.title.split(separator: "\n").joined(separator: "; ")
    }
    return HTML(try svg(scene, prefix), links: isOther ? [] : links, steps: steps)
  }
}
