import Backdraw
import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct FigureTests {
  private func apples() throws -> Graph {
    try Graph(
      source: """
        title ko "사과 둘"
        title en "Two apples"
        apple = 100
        count = 2
        price = apple * count
        """)
  }

  @Test func aFigureHasItsNumbersAndItsLanguagesWords() throws {
    let graph = try apples()
    let korean = try Figure(graph, language: .korean)
    let english = try Figure(graph)
    let svg = try korean.svg()
    #expect(svg.contains("lang=\"ko\"") && svg.contains("사과 둘") && !svg.contains("Two apples"))
    #expect(try english.svg().contains("Two apples"))
    #expect("\(korean)".contains("200") && "\(english)".contains("200"))
    #expect(korean.description.contains { ("가"..."힣").contains($0) })
    #expect(!english.description.contains { ("가"..."힣").contains($0) })
  }

  @Test func everyFormIsWhatItSays() throws {
    let figure = try Figure(apples())
    #expect(XMLParser(data: Data(try figure.svg().utf8)).parse())
    let (plain, large) = (try figure.png(), try figure.png(scale: 2))
    #expect(plain.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(large.pixelWidth == 2 * plain.pixelWidth)
    #expect(try figure.pdf().starts(with: Array("%PDF-".utf8)))
    #expect(try figure.tikz().contains("\\begin{tikzpicture}"))
    #expect(try figure.dot().hasPrefix("digraph {"))
    let layout = try JSONSerialization.jsonObject(with: Data(try figure.layout().utf8))
    #expect(layout is [String: Any])
  }

  @Test func theSameFigureHasTheSameBytes() throws {
    let (one, other) = (try Figure(apples()), try Figure(apples()))
    #expect(try one.svg() == other.svg() && one.png() == other.png() && one.pdf() == other.pdf())
    #expect(try one.svg() == one.svg() && one.svg(id: "a") != one.svg(id: "b"))
    #expect(try one.svg(id: "apples").contains("id=\"apples\""))
    #expect(throws: BackdrawError.self) { try one.svg(id: "1") }
  }

  @Test func aFileAppearsAsAWholeOrNotAtAll() throws {
    let folder = try TemporaryFolder()
    let figure = try Figure(apples())
    for name in ["a.svg", "a.png", "a.PDF", "a.gif", "a.tex", "a.pptx", "a.dot", "a.mmd", "a.json"]
    {
      try figure.write(to: folder.url.appending(path: name))
    }
    let path = folder.url.appending(path: "a.svg").path()
    let before = try FileManager.default.attributesOfItem(atPath: path)
    try figure.write(to: path)
    let after = try FileManager.default.attributesOfItem(atPath: path)
    // Another file under the same name: who reads the old one goes on reading it.
    #expect(before[.systemFileNumber] as? Int != after[.systemFileNumber] as? Int)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == figure.svg())
    #expect(
      try folder.contents == [
        "a.PDF", "a.dot", "a.gif", "a.json", "a.mmd", "a.png", "a.pptx", "a.svg", "a.tex",
      ])
  }

  @Test func aFailureLeavesTheOldFile() throws {
    let folder = try TemporaryFolder()
    let figure = try Figure(apples(), language: .korean)
    let png = folder.url.appending(path: "a.png")
    try Data("old".utf8).write(to: png)
    let scale = try #require(throws: BackdrawError.self) { try figure.write(to: png, scale: 0) }
    #expect(scale.kind == .badOption)
    #expect(try String(contentsOf: png, encoding: .utf8) == "old")
    let ending = try #require(throws: BackdrawError.self) {
      try figure.write(to: folder.url.appending(path: "a.bmp"))
    }
    #expect(ending.kind == .unknownEnding && "\(ending)".contains(".svg, .png, .pdf"))
    #expect("\(ending)".contains("형식") && ending.message(in: .english).contains("ending"))
    let missing = try #require(throws: BackdrawError.self) {
      try figure.write(to: folder.url.appending(path: "none/a.svg"))
    }
    #expect(missing.kind == .unwritableFile && "\(missing)".contains("그런 파일이나 폴더가 없습니다"))
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "b.svg"), withIntermediateDirectories: false)
    #expect(throws: BackdrawError.self) {
      try figure.write(to: folder.url.appending(path: "b.svg"))
    }
    #expect(try folder.contents == ["a.png", "b.svg"])
  }

  @Test func optionsChangeTheFigure() throws {
    let graph = try apples()
    let plain = try Figure(graph).svg(id: "f")
    let options: [Figure.Options] = [
      .init(theme: .dark), .init(style: .cs231n), .init(pass: .forward), .init(labels: .none),
      .init(direction: .topToBottom), .init(blank: .gradients), .init(namesGradients: true),
      .init(drawsTitle: true), .init(drawsLegend: true), .init(letters: .text), .init(width: 300),
      .init(aspect: 16.0 / 9), .init(title: "Another"),
      .init(fit: .slide), .init(fit: .a4), .init(fit: .pixels(width: 900, height: 300)),
      .init(fit: .millimetres(width: 90, height: 60)),
    ]
    var seen: Set = [plain]
    for option in options {
      #expect(seen.insert(try Figure(graph, options: option).svg(id: "f")).inserted)
    }
    let key = try Figure(graph, options: .init(blank: .gradients, isAnswered: true))
    #expect(seen.insert(try key.svg(id: "f")).inserted)
    for bad in [
      Figure.Options(width: 0), .init(aspect: 1_000), .init(width: .nan),
      .init(fit: .pixels(width: 0, height: 10)), .init(fit: .millimetres(width: 50, height: .nan)),
    ] {
      let error = try #require(throws: BackdrawError.self) { try Figure(graph, options: bad) }
      #expect(error.kind == .badOption)
    }
    let font = try #require(throws: BackdrawError.self) {
      try Figure(graph, options: .init(font: "No Such Font"))
    }
    #expect(font.kind == .missingFont)
  }

  @Test func marksForTeachingAreDrawn() throws {
    var options = Figure.Options()
    options.writesLocalDerivatives = true
    #expect(try Figure(apples(), options: options).dot().contains("∂price/∂apple = count = 2"))
    options.strength = .gradient
    let wide = try Figure(apples(), options: options).svg()
    #expect(try wide != Figure(apples()).svg())
    options.writesSymbols = true
    #expect(
      try Figure(apples(), options: options).dot().contains("∂price/∂price · ∂price/∂apple"))
    options.writesSymbols = false
    // A worksheet's arrows are all alike, and its boxes are empty.
    options.writesLocalDerivatives = false
    options.blank = .gradients
    #expect(
      try Figure(apples(), options: options).svg()
        == Figure(apples(), options: .init(blank: .gradients)).svg())
  }

  @Test func groupsCollapseByTheirNames() throws {
    let graph = try Graph(source: "def f(x) = x * x + 1; x = 3; y = f(f(x))")
    let open = try Figure(graph).svg(id: "f")
    let closed = try Figure(graph, options: .init(collapsed: ["f*"])).svg(id: "f")
    #expect(closed.utf8.count < open.utf8.count)
    #expect(try Figure(graph, options: .init(collapsed: ["all"])).svg(id: "f") == closed)
    let error = try #require(throws: BackdrawError.self) {
      try Figure(graph, language: .korean, options: .init(collapsed: ["g"]))
    }
    #expect(error.kind == .unknownName && "\(error)".contains("f"))
  }

  @Test func framesComeOneByOne() throws {
    let frames = try Figure(Graph(source: "x = 3; y = x * x + 1")).frames
    // Two operations forward and back, and the sum that arrives at x.
    #expect(frames.count == 5)
    #expect(Set(try frames.map { try $0.svg(id: "f") }).count == 5)
  }

  @Test func stepsAreOnOneSheetOrOnPages() throws {
    let figure = try Figure(Graph(source: "x = 3; y = x * x + 1"))
    #expect(try figure.strip.svg(id: "f").utf8.count > 3 * figure.svg(id: "f").utf8.count)
    func hasPages(_ count: Int, _ pdf: some Sequence<UInt8>) -> Bool {
      String(decoding: Array(pdf), as: UTF8.self).contains("/Count \(count)\n")
    }
    #expect(try hasPages(1, figure.pdf()) && hasPages(5, figure.pdf(steps: true)))
    #expect(try figure.frames[0].dot() == figure.dot())
    let nothing = try Figure(Graph(source: "x = 3"))
    #expect(try nothing.frames.isEmpty && nothing.strip.svg() == nothing.svg())
    #expect(try nothing.pdf(steps: true) == nothing.pdf())
  }

  @Test func stepsPlay() throws {
    let figure = try Figure(Graph(source: "x = 3; y = x * x + 1"))
    let playing = try figure.animated
    #expect(try playing.svg().contains("@keyframes") && !figure.svg().contains("@keyframes"))
    #expect(String(decoding: try playing.png(), as: UTF8.self).contains("acTL"))
    #expect(try playing.tikz().contains("\\only<5>"))
    #expect(try figure.gif().starts(with: Array("GIF89a".utf8)))
    let nothing = try Figure(Graph(source: "x = 3"))
    #expect(try nothing.animated.svg() == nothing.svg())
    #expect(try nothing.gif().starts(with: Array("GIF89a".utf8)))
  }

  @Test func aNetworkIsDrawnAsNeurons() throws {
    let graph = try Graph(
      source: "const X = [[1, -2], [3, 1]]; param W = [[0.5], [-1]]; L = mean(tanh(X @ W))")
    let views: [Figure.Options.View] = [
      .graph, .network(), .network(sample: 2), .network(by: .weight), .network(by: .gradient),
    ]
    let drawn = try views.map { try Figure(graph, options: .init(view: $0)).svg(id: "n") }
    #expect(Set(drawn).count == views.count)
    let network = try Figure(graph, language: .korean, options: .init(view: .network()))
    // Two layers of steps: the neuron and the mean, there and back.
    #expect(try network.frames.count == 4 && !network.gif().isEmpty)
    #expect(try network.strip.svg(id: "n") != network.svg(id: "n"))
    for form in [network.dot, network.layout] {
      let error = try #require(throws: BackdrawError.self) { try form() }
      #expect(error.kind == .badOption && "\(error)".contains("그래프로 그리십시오"))
    }
    let none = try #require(throws: BackdrawError.self) {
      try Figure(apples(), options: .init(view: .network()))
    }
    #expect(none.kind == .noNeurons && "\(none)".contains("weight × input"))
    for sample in [.min, 0, 3] {
      let error = try #require(throws: BackdrawError.self) {
        try Figure(graph, options: .init(view: .network(sample: sample)))
      }
      #expect(error.kind == .badOption)
    }
  }

  @Test func whatATapeRecordedIsDrawn() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let y = try (sigmoid(x) * x).sum()
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "swish.svg")
    try Figure(tape.backward(from: y)).write(to: url)
    #expect(try String(contentsOf: url, encoding: .utf8).contains("data-name=\"x\""))
  }

  @Test func figuresAreDrawnAtTheSameTime() async throws {
    let figure = try Figure(apples())
    let expected = try figure.svg()
    let drawn = try await withThrowingTaskGroup(of: String.self) { group in
      for _ in 0..<8 { group.addTask { try figure.svg() } }
      return try await group.reduce(into: []) { $0.append($1) }
    }
    #expect(drawn == Array(repeating: expected, count: 8))
  }
}

extension [UInt8] {
  /// The width that a PNG's header has.
  fileprivate var pixelWidth: Int { self[16..<20].reduce(0) { $0 << 8 | Int($1) } }
}
