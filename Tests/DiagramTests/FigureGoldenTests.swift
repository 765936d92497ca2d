import Testing

@testable import Diagram

@Suite struct FigureGoldenTests {
  @Test func twoApples() throws { try expectGolden(figure(Lesson.apples).scene.transcript) }

  @Test func twoApplesInKorean() throws {
    try expectGolden(figure(Lesson.apples, .init(language: .korean)).scene.transcript)
  }

  @Test func twoApplesForward() throws {
    try expectGolden(figure(Lesson.apples, .init(pass: .forward)).scene.transcript)
  }

  @Test func twoApplesBackward() throws {
    try expectGolden(figure(Lesson.apples, .init(pass: .backward)).scene.transcript)
  }

  @Test func twoApplesDownwards() throws {
    try expectGolden(figure(Lesson.apples, .init(direction: .topToBottom)).scene.transcript)
  }

  @Test func twoApplesAsWires() throws {
    try expectGolden(figure(Lesson.apples, .init(style: .cs231n)).scene.transcript)
  }

  @Test func squareWithProductsToFillIn() throws {
    try expectGolden(figure(Lesson.square, .init(blank: .products)).scene.transcript)
  }

  @Test func kinksAndZeros() throws { try expectGolden(figure(Lesson.kinks).scene.transcript) }

  @Test func callsCollapsed() throws {
    try expectGolden(figure(Lesson.calls, .init(groups: .collapsed)).scene.transcript)
  }

  @Test func callsExpanded() throws { try expectGolden(figure(Lesson.calls).scene.transcript) }

  @Test func matricesInFull() throws { try expectGolden(figure(Lesson.matrices).scene.transcript) }

  @Test func heatStrips() throws { try expectGolden(figure(Lesson.large).scene.transcript) }

  @Test func heatStripsInKorean() throws {
    let options = FigureOptions(language: .korean, direction: .topToBottom)
    try expectGolden(figure(Lesson.large, options).scene.transcript)
  }

  @Test func derivativesByName() throws {
    try expectGolden(figure(Lesson.chain, .init(namesGradients: true)).scene.transcript)
  }

  @Test func stripOfFrames() throws {
    try expectGolden(figure(Lesson.square).frames().strip().transcript)
  }

  @Test func layoutAsJSON() throws { try expectGolden(figure(Lesson.line).layoutDocument) }
}
