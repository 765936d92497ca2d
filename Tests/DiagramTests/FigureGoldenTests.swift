import Scene
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

  @Test func gradientsToFillIn() throws {
    try expectGolden(figure(Lesson.oranges, .init(blank: .gradients)).scene.transcript)
  }

  @Test func valuesToFillIn() throws {
    try expectGolden(figure(Lesson.apples, .init(pass: .forward, blank: .values)).scene.transcript)
  }

  @Test func localDerivatives() throws {
    var options = FigureOptions(language: .korean)
    options.writesLocals = true
    try expectGolden(figure(Lesson.neuron, options).scene.transcript)
  }

  @Test func localDerivativesOfMatricesDownwards() throws {
    var options = FigureOptions(direction: .topToBottom)
    options.writesLocals = true
    try expectGolden(figure(Lesson.matrices, options).scene.transcript)
  }

  @Test func localDerivativesToFillIn() throws {
    var options = FigureOptions(style: .cs231n, blank: .gradients)
    options.writesLocals = true
    try expectGolden(figure(Lesson.square, options).scene.transcript)
  }

  @Test func symbolsInThePlacesOfNumbers() throws {
    var options = FigureOptions(language: .korean)
    options.writesSymbols = true
    try expectGolden(figure(Lesson.square, options).scene.transcript)
  }

  @Test func allToFillIn() throws {
    let options = FigureOptions(language: .korean, style: .cs231n, blank: .all)
    try expectGolden(figure(Lesson.apples, options).scene.transcript)
  }

  @Test func allFilledIn() throws {
    var options = FigureOptions(language: .korean, style: .cs231n, blank: .all)
    options.isAnswered = true
    try expectGolden(figure(Lesson.apples, options).scene.transcript)
  }

  @Test func kinksAndZeros() throws { try expectGolden(figure(Lesson.kinks).scene.transcript) }

  @Test func callsCollapsed() throws {
    try expectGolden(figure(Lesson.calls, .init(groups: .collapsed)).scene.transcript)
  }

  @Test func callsExpanded() throws { try expectGolden(figure(Lesson.calls).scene.transcript) }

  @Test func passesOfALoop() throws {
    try expectGolden(figure(Lesson.recurrent).scene.transcript)
  }

  @Test func passesOfALoopCollapsed() throws {
    let options = FigureOptions(language: .korean, collapsed: ["t"])
    try expectGolden(figure(Lesson.recurrent, options).scene.transcript)
  }

  @Test func aFunctionOfTwoResults() throws {
    try expectGolden(figure(Lesson.lstm).scene.transcript)
  }

  @Test func networkOfNeurons() throws {
    let figure = try NetworkFigure(try trace(Lesson.network), measuring: MonospaceMeasure())
    try expectGolden(figure.scene.transcript)
  }

  @Test func networkFromTopToBottom() throws {
    var options = FigureOptions(direction: .topToBottom)
    options.writesLocals = true
    let marks = "\nhighlight x1 -> L\nnote sigma_1 \"a note\""
    let figure = try NetworkFigure(
      try trace(Lesson.network + marks), options: options, measuring: MonospaceMeasure())
    try expectGolden(figure.scene.transcript)
  }

  @Test func networkWithMaps() throws {
    let text = """
      x = [[[1, 0, 2, -1], [0, 3, 1, 2], [2, 1, 0, 1], [-2, 1, 1, 0]]]
      param K = [[[[0.5, -0.5, 1], [0, 1, 0], [-1, 0.5, 0]]], [[[1, 0, 0], [0, -1, 0], [0, 0, 1]]]]
      param W = [[0.4, -0.3], [0.2, 0.1]]
      maps = relu(conv2d(x, K)); p = flatten(max_pool2d(maps, 2)); L = sum((p @ W)^2)
      """
    let figure = try NetworkFigure(try trace(text), measuring: MonospaceMeasure())
    try expectGolden(figure.scene.transcript)
  }

  @Test func networkInMatricesByGradient() throws {
    let figure = try NetworkFigure(
      try trace(Lesson.large), options: .init(language: .korean),
      part: .init(sample: 2, strength: .gradient), measuring: MonospaceMeasure())
    try expectGolden(figure.scene.transcript)
  }

  @Test func layersInBands() throws {
    try expectGolden(figure(Lesson.network, .init(labels: .none)).scene.transcript)
  }

  @Test func aLayerCollapsedDownwards() throws {
    let options = FigureOptions(direction: .topToBottom, collapsed: ["Layer 1"])
    try expectGolden(figure(Lesson.network, options).scene.transcript)
  }

  @Test func squareAsWiresDownwards() throws {
    let options = FigureOptions(direction: .topToBottom, style: .cs231n)
    try expectGolden(figure(Lesson.square, options).scene.transcript)
  }

  @Test func squareOnASlide() throws {
    var options = FigureOptions(width: 1600)
    options.aspect = 16.0 / 9
    try expectGolden(figure(Lesson.square, options).scene.transcript)
  }

  @Test func neuronInRows() throws {
    var options = FigureOptions()
    options.rowLength = 420
    try expectGolden(figure(Lesson.neuron, options).scene.transcript)
  }

  @Test func layersInColumns() throws {
    var options = FigureOptions(direction: .topToBottom)
    options.rowLength = 600
    try expectGolden(figure(Lesson.network, options).scene.transcript)
  }

  @Test func neuronOnAPhone() throws {
    var options = FigureOptions()
    options.fit = .phone
    options.isLayoutFree = true
    try expectGolden(figure(Lesson.neuron, options).scene.transcript)
  }

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

  @Test func aStepBackwards() throws {
    try expectGolden(figure(Lesson.square).frames().scene(3).transcript)
  }

  @Test func squareInAllSteps() throws {
    try expectGolden(figure(Lesson.square).frames().layered.transcript)
  }

  @Test func twoApplesAsDOT() throws {
    try expectGolden(figure(Lesson.apples, .init(language: .korean)).dotDocument(theme: .light))
  }

  @Test func twoApplesAsMermaid() throws {
    try expectGolden(figure(Lesson.apples, .init(language: .korean)).mermaidDocument())
  }

  @Test func twoApplesAsTikZ() throws {
    let scene = try figure(Lesson.apples, .init(language: .korean)).scene
    try expectGolden(TikZWriter(theme: .print).document(scene))
  }

  @Test func layoutAsJSON() throws { try expectGolden(figure(Lesson.line).layoutDocument) }
}
