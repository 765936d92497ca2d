import Scene
import Testing

@testable import CairoRenderer

/// What is gathered for one pen passes nothing that it touches, so that a page looks and reads the same.
@Suite struct PageBatchesTests {
  private let text: CairoTextMeasure

  init() throws { text = try CairoTextMeasure() }

  /// Numbers that are the same on every run.
  private struct Draws: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 33
    }
  }

  /// Shapes and letters here and there, many on one another.
  private func crowd(seed: UInt64, count: Int = 300) -> Scene {
    var draws = Draws(state: seed)
    var scene = Scene(size: Size(400, 300), title: "", description: "", language: "en")
    for place in 0..<count {
      let at = Point(.random(in: 0...390, using: &draws), .random(in: 0...290, using: &draws))
      let end =
        at + Point(.random(in: -40...40, using: &draws), .random(in: -30...30, using: &draws))
      let paint: Paint = [.forward, .backward, .ink].randomElement(using: &draws) ?? .ink
      let item: Item =
        switch Int.random(in: 0..<6, using: &draws) {
        case 0: .path(.line(from: at, to: end), stroke: Stroke(paint))
        case 1: .path(.arrowhead(tip: at, direction: end, length: 9, width: 6), fill: paint)
        case 2: .circle(at, radius: 9, stroke: Stroke(paint), fill: .background)
        case 3:
          .rectangle(
            Rect(x: at.x, y: at.y, width: 30, height: 20), cornerRadius: 3,
            stroke: Stroke(Paint(paint.role, opacity: 0.5)))
        default: .text(Text("a\(place)", at: at, style: TextStyle(.math, size: 9), paint: paint))
        }
      if place % 40 == 0 { scene.add(Layer([], placement: .init(offset: .zero, scale: 0.9))) }
      scene.layers[scene.layers.count - 1].items.append(item)
    }
    return scene
  }

  private func isTouched(_ a: PageMark, _ b: PageMark) -> Bool {
    guard let a = a.reach, let b = b.reach else { return true }
    return a.contains { a in b.contains { a.overlaps($0) } }
  }

  @Test(arguments: [1, 2, 3] as [UInt64]) func whatTouchesKeepsItsOrder(seed: UInt64) throws {
    let marks = crowd(seed: seed).marks(scale: 0.75, .light, text)
    let batches = PageBatches(marks, height: 225).batches
    let painted = batches.flatMap { batch in batch.marks.map { (batch, $0) } }
    #expect(painted.count == marks.count && batches.count < marks.count * 3 / 4)
    // Where each mark comes to be painted.
    var places: [Int?] = Array(repeating: nil, count: marks.count)
    for (place, (batch, mark)) in painted.enumerated() {
      #expect(mark.ink == batch.ink)
      let index = try #require(
        marks.indices.first { places[$0] == nil && isSame(marks[$0], mark) })
      places[index] = place
    }
    for later in marks.indices {
      for earlier in marks.indices.prefix(later) {
        let (a, b) = try (#require(places[earlier]), #require(places[later]))
        let areTexts = marks[earlier].ink == .text && marks[later].ink == .text
        if areTexts || isTouched(marks[earlier], marks[later]) { #expect(a < b) }
      }
    }
    // What covers, or shows through, is not united with what it lies on.
    for batch in batches {
      guard case .pen(let pen) = batch.ink, !pen.mayOverlap else { continue }
      for (place, mark) in batch.marks.enumerated() {
        #expect(!batch.marks[..<place].contains { isTouched($0, mark) })
      }
    }
  }

  private func isSame(_ a: PageMark, _ b: PageMark) -> Bool {
    guard a.placement == b.placement else { return false }
    switch (a.content, b.content) {
    case (.shape(let a), .shape(let b)): return a == b
    case (.text(let a, _), .text(let b, _)): return a == b
    case (.apart(let a), .apart(let b)): return a == b
    case (.shape, _), (.text, _), (.apart, _): return false
    }
  }

  @Test func fractionBarsAreOnePath() {
    var scene = Scene(size: Size(400, 300), title: "", description: "", language: "en")
    for row in 0..<10 {
      let y = 20 + 25 * Double(row)
      let style = TextStyle(.math, size: 9)
      scene.add(
        Layer(
          [],
          items: [
            .text(Text("∂L", at: Point(20, y), style: style)),
            .text(Text("∂x", at: Point(20, y + 11), style: style)),
            .path(
              .line(from: Point(18, y + 3), to: Point(34, y + 3)),
              stroke: Stroke(.ink, width: 0.7, dash: [])),
          ]))
    }
    let batches = PageBatches(scene.marks(scale: 0.75, .light, text), height: 225).batches
    #expect(batches.map(\.marks.count) == [20, 10])
  }

  /// A layer that shows through is painted by itself, above what is below it.
  @Test func sheerLayersStayWhereTheyAre() {
    let line = Item.path(.line(from: .zero, to: Point(50, 50)), stroke: Stroke(.ink))
    var scene = Scene(size: Size(400, 300), title: "", description: "", language: "en")
    scene.layers = [
      Layer([], items: [line]), Layer([], opacity: 0.5, items: [line]), Layer([], items: [line]),
      Layer([], opacity: 0, items: [line]),
    ]
    let inks = PageBatches(scene.marks(scale: 1, .light, text), height: 300).batches.map(\.ink)
    #expect(inks.count == 3 && inks[1] == .apart && inks[0] == inks[2])
  }
}
