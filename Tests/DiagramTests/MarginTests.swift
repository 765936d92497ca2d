import Scene
import Testing

@testable import Diagram

/// Titles above figures and legends below them.
@Suite struct MarginTests {
  private func options(_ change: (inout FigureOptions) -> Void) -> FigureOptions {
    var options = FigureOptions()
    options.drawsTitle = true
    options.drawsLegend = true
    change(&options)
    return options
  }

  /// The marks of the margins, where they are drawn.
  private func margins(_ scene: Scene) -> [Rect] {
    scene.layers.filter { $0.classes == ["margins"] }.flatMap { layer in
      layer.items.compactMap {
        $0.bounds(measuring: MonospaceMeasure()).map(layer.placement.apply)
      }
    }
  }

  @Test func theFigureIsTheSameBetweenThem() throws {
    let plain = try figure(Lesson.apples).scene
    let framed = try figure(Lesson.apples, options { _ in }).scene
    #expect(
      framed.words(in: "margins").prefix(6).joined(separator: " ")
        == "Two apples and a tax forward: value")
    #expect(framed.words(in: "margins").contains("backward: gradient"))
    let inside = framed.layers.filter { $0.classes != ["margins"] }
    #expect(inside.map(\.items) == plain.layers.map(\.items))
    #expect(framed.size.width == plain.size.width)
    #expect(framed.size.height > plain.size.height + 50)
    // Nothing of the margins lies in the room of the figure, or off the sheet.
    let offset = try #require(inside.first?.placement.offset)
    let room = Rect(
      x: offset.x, y: offset.y, width: plain.size.width, height: plain.size.height)
    let sheet = Rect(x: 0, y: 0, width: framed.size.width, height: framed.size.height)
    for mark in margins(framed) {
      #expect(!mark.overlaps(room))
      #expect(sheet.union(mark) == sheet)
    }
  }

  @Test(arguments: [FigureFrame.slide, .a4, .phone]) func framesKeepTheirSize(frame: FigureFrame)
    throws
  {
    let options = options {
      $0.fit = frame
      $0.isLayoutFree = true
    }
    let figure = try figure(Lesson.network, options)
    let scene = figure.scene
    #expect(scene.size.width == frame.width)
    if case .exactly(let height) = frame.height { #expect(scene.size.height == height) }
    let sheet = Rect(x: 0, y: 0, width: scene.size.width, height: scene.size.height)
    for mark in margins(scene) {
      #expect(sheet.expanded(by: 0.01).union(mark) == sheet.expanded(by: 0.01))
    }
  }

  @Test func aLegendSaysWhatIsDrawn() throws {
    func legend(_ text: String, _ change: (inout FigureOptions) -> Void) throws -> [String] {
      let options = options {
        $0.drawsTitle = false
        change(&$0)
      }
      return try figure(text, options).scene.words(in: "margins")
    }
    #expect(try legend(Lesson.apples) { $0.pass = .forward } == ["forward: value"])
    #expect(
      try legend(Lesson.apples) {
        $0.style = .cs231n
        $0.language = .korean
      } == ["위: 값", "아래: 기울기"])
    // Where an operand's number stands in a node, it is explained.
    let text = "a = 1; b = 2; c = 4; y = (a - b) / (c - a)"
    let marks = try figure(text).plan.operandMarks.contains { $0 != nil }
    #expect(try legend(text) { _ in }.contains { $0.hasPrefix("1, 2") } == marks)
    let network = try NetworkFigure(
      try trace(Lesson.network), options: options { _ in }, part: .init(strength: .gradient),
      measuring: MonospaceMeasure())
    #expect(network.scene.words(in: "margins").contains { $0.contains("larger |gradient|") })
  }

  @Test func aLongTitleIsBrokenIntoLines() throws {
    let title = (0..<30).map { "word\($0)" }.joined(separator: " ")
    let scene = try figure("title \"\(title)\"; x = 3; y = x * x", options { _ in }).scene
    #expect(scene.words(in: "margins").prefix(30).joined(separator: " ") == title)
    let plain = try figure("x = 3; y = x * x").scene
    #expect(scene.size.width <= max(plain.size.width, 292) + 0.01)
  }
}
