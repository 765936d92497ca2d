import Scene
import Testing

@Suite struct GeometryTests {
  @Test func rectanglesThatTouchDoNotOverlap() {
    let a = Rect(x: 0, y: 0, width: 2, height: 2)
    #expect(!a.overlaps(Rect(x: 2, y: 0, width: 2, height: 2)))
    #expect(a.overlaps(Rect(x: 1.9, y: 1.9, width: 2, height: 2)))
    #expect(!a.overlaps(Rect(x: 0.5, y: 3, width: 1, height: 1)))
  }

  @Test func aRectangleAroundPointsHoldsThemAll() {
    #expect(
      Rect(around: [Point(3, 1), Point(-1, 5), Point(0, 0)])
        == Rect(x: -1, y: 0, width: 4, height: 5))
    #expect(Rect(around: [Point]()) == nil)
  }

  @Test func placementsCompose() {
    let inner = Placement(offset: Point(1, 2), scale: 3)
    let outer = Placement(offset: Point(10, 20), scale: 0.5)
    let point = Point(4, 6)
    #expect(inner.then(outer).apply(to: point) == outer.apply(to: inner.apply(to: point)))
  }
}
