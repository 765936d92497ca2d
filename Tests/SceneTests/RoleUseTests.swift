import Scene
import Testing

@Suite struct RoleUseTests {
  @Test func fillsAndLinesAreToldApart() {
    let style = TextStyle(.sans, size: 9)
    let use = RoleUse(of: [
      Layer(items: [.text(Text("a", at: .zero, style: style, paint: .backwardText))]),
      Layer(items: [
        .circle(.zero, radius: 1, stroke: Stroke(.ink), fill: .node),
        .path(Path(), stroke: Stroke(.backward)),
        .rectangle(Rect(x: 0, y: 0, width: 1, height: 1), fill: .ink),
      ]),
    ])
    #expect(use.fills == [.ink, .node, .backwardText])
    #expect(use.strokes == [.ink, .backward])
    #expect(use.all == [.ink, .node, .backward, .backwardText])
    #expect(RoleUse(of: [Layer]()).all.isEmpty)
  }
}
