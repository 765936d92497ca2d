import Scene
import Testing

@testable import Diagram

@Suite struct CurveIndexTests {
  private struct Dice {
    private var state: UInt64
    init(_ seed: Int) { state = UInt64(seed) &* 0x9E37_79B9_7F4A_7C15 | 1 }
    mutating func roll(_ bound: Double) -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / Double(1 << 53) * bound
    }
  }

  /// What it takes to look at every curve: all stretches that curves pass, from left to right.
  private func slow(
    _ curves: [CubicPath], _ width: Double, from start: Double, to end: Double, in room: Rect
  ) -> Double? {
    var passed: [(from: Double, to: Double)] = []
    for piece in curves.flatMap(\.pieces) where piece.bounds.overlaps(room) {
      let points = (0...24).map { piece.point(at: Double($0) / 24) }
      for (a, b) in zip(points, points.dropFirst())
      where max(a.y, b.y) >= room.y && min(a.y, b.y) <= room.maxY {
        passed.append((min(a.x, b.x) - 5, max(a.x, b.x) + 5))
      }
    }
    var x = start
    for stretch in passed.sorted(by: { $0.from < $1.from })
    where stretch.from < x + width && stretch.to > x { x = stretch.to }
    return x + width <= end ? x : nil
  }

  @Test(arguments: 1...30) func theFirstFreePlaceIsTheOneThatASearchOfAllFinds(seed: Int) {
    var dice = Dice(seed)
    let curves = (0..<Int(dice.roll(60))).map { _ in
      let (x, y) = (dice.roll(400), dice.roll(200))
      let reach = dice.roll(dice.roll(1) < 0.2 ? 400 : 60)
      let rise = dice.roll(1) < 0.4 ? 0 : dice.roll(200) - 100
      let isBackward = dice.roll(1) < 0.3
      let isStraight = dice.roll(1) < 0.4
      let line = Cubic.line(from: Point(x, y), to: Point(x + reach, y + rise))
      let curve = Cubic(
        start: Point(x, y), control1: Point(x + reach / 2, y),
        control2: Point(x + reach / 2, y + rise), end: Point(x + reach, y + rise))
      let piece = isStraight ? line : curve
      return isBackward ? CubicPath([piece]).reversed : CubicPath([piece])
    }
    let index = CurveIndex(curves)
    for _ in 0..<20 {
      let room = Rect(
        x: dice.roll(200), y: dice.roll(180), width: 40 + dice.roll(250), height: 4 + dice.roll(30))
      let width = 5 + dice.roll(60)
      let (start, end) = (room.x + 12, room.maxX - 6)
      #expect(
        index.firstFree(width, from: start, to: end, in: room, reach: 5)
          == slow(curves, width, from: start, to: end, in: room))
    }
  }
}
