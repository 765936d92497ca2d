import Scene
import Testing

@testable import CairoRenderer

/// Where a reader can point.
@Suite struct TargetTests {
  /// A layer of neurons is one node that stands in several places: each leads on, and an id is
  /// given once.
  @Test func aNodeInSeveralPlacesHasOneID() throws {
    var scene = Scene(size: Size(60, 40), title: "t", description: "", language: "en")
    for x in [10.0, 30, 50] {
      var target = Target(.circle(Point(x, 20), radius: 6), node: "3", name: "h", title: "h = 1")
      target.link = "#b3"
      scene.targets.append(target)
    }
    let painter = Painter(text: try CairoTextMeasure())
    let svg = String(
      decoding: try painter.svg(scene, options: SVGOptions(prefix: "p")), as: UTF8.self)
    #expect(svg.split(separator: "href=\"#b3\"", omittingEmptySubsequences: false).count == 4)
    #expect(svg.split(separator: "<a id=", omittingEmptySubsequences: false).count == 2)
  }
}
