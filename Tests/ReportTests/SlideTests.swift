import Autodiff
import Derivation
import Diagram
import Foundation
import GraphLanguage
import Scene
import Sheets
import Testing
import Wording

@testable import Report

/// Lectures: a slide for each step, nothing outside of the slide or on top of another, and a figure
/// that stays where it is.
@Suite struct SlideTests {
  static let graphs = [
    "neuron-tanh", "mlp-relu-batch", "softmax-taken-apart", "gates-mixed",
  ]

  private func page(_ name: String, _ language: Language) throws -> ExplainPage {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let file = root.appending(path: "Examples/graphs/\(name).graph")
    return try page(text: String(contentsOf: file, encoding: .utf8), language)
  }

  private func page(text: String, _ language: Language = .english) throws -> ExplainPage {
    let graph = try parseGraph(Array(text.utf8), file: "test").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    return try ExplainPage(trace, language: language, templates: PageTemplates())
  }

  private func slides(
    _ page: ExplainPage, _ pass: FigureOptions.Pass = .both, hasNotes: Bool = false
  ) -> SlideDeck {
    page.slides(pass: pass, hasNotes: hasNotes, measuring: MonospaceMeasure()).deck
  }

  private func bounds(_ layer: Layer) -> Rect? {
    let boxes = layer.items.compactMap { $0.bounds(measuring: MonospaceMeasure()) }
    guard let first = boxes.first else { return nil }
    return layer.placement.apply(to: boxes.dropFirst().reduce(first) { $0.union($1) })
  }

  private func texts(_ page: Scene) -> [String] {
    page.layers.flatMap(\.items).compactMap { item in
      if case .text(let text) = item { text.string } else { nil }
    }
  }

  @Test(arguments: graphs, [false, true])
  func everythingStandsInItsPlace(_ name: String, _ hasNotes: Bool) throws {
    let language: Language = (name.count % 2 == 0) == hasNotes ? .korean : .english
    let deck = slides(try page(name, language), hasNotes: hasNotes)
    for (number, page) in deck.pages.enumerated() {
      let place = "\(name), page \(number + 1)"
      #expect(abs(page.size.width - 1280) < 1e-9)
      #expect(abs(page.size.height - (hasNotes ? 960 : 720)) < 1e-9)
      #expect(texts(page).contains("\(number + 1) / \(deck.pages.count)"), "\(place)")
      var figure: Rect?
      var strips: [Rect] = []
      for layer in page.layers {
        guard let box = bounds(layer) else { continue }
        #expect(
          box.x >= -1 && box.y >= -1 && box.maxX <= page.size.width + 1
            && box.maxY <= page.size.height + 1, "\(place): \(layer.classes) \(box)")
        if layer.classes.contains("figure") { figure = figure.map { $0.union(box) } ?? box }
        if layer.classes == ["strip"] { strips.append(box) }
      }
      for strip in strips {
        #expect(strip.maxY <= 720 * 1004 / 1080 + 4 || strip.y >= 720, "\(place): \(strip)")
        guard let figure else { continue }
        #expect(
          strip.y >= figure.maxY - 2 || strip.x >= figure.maxX - 2,
          "\(place): a line \(strip) stands in the figure \(figure)")
      }
      for (index, a) in strips.enumerated() {
        for b in strips[..<index] {
          #expect(
            a.y >= b.maxY - 6 || b.y >= a.maxY - 6 || a.x >= b.maxX || b.x >= a.maxX,
            "\(place): a line stands on another")
        }
      }
    }
    // The list of contents has each slide once, continued ones where they begin.
    let pages = deck.bookmarks.map(\.page)
    #expect(pages.first == 0 && zip(pages, pages.dropFirst()).allSatisfy { $0 < $1 })
    #expect(Set(deck.bookmarks.map(\.title)).count == deck.bookmarks.count)
  }

  @Test(arguments: ["neuron-tanh", "softmax-taken-apart", "mlp-relu-batch"])
  func eachStepHasItsSlide(_ name: String) throws {
    let page = try page(name, .english)
    let derivation = page.explanation.derivation
    let (forward, backward) = (derivation.forward.count, derivation.backwardSteps(first: 300).count)
    let deck = slides(page)
    let tables = page.explanation.trace.updates.isEmpty ? 1 : 2
    #expect(deck.bookmarks.count == 1 + forward + backward + tables)
    #expect(deck.pages.count >= deck.bookmarks.count)
    #expect(slides(page, .forward).bookmarks.count == forward + 2)
    #expect(slides(page, .backward).bookmarks.count == 1 + backward + tables)
  }

  @Test func aPencilCanFollow() throws {
    let page = try page(text: "title \"Two gates\"; x = 3; w = 2.5; u = x * w; y = u + x")
    let deck = slides(page)
    // Two steps each way, the sum at x, the first and the last: none goes on on a second page.
    #expect(deck.pages.count == 2 + 3 + 2 && deck.bookmarks.count == 7)
    #expect(deck.bookmarks[1].title == "Forward pass 1/2: u")
    // What is computed later is not told before.
    func numbers(_ page: Int) -> [String] { texts(deck.pages[page]).filter { $0 == "10.5" } }
    #expect(numbers(1).isEmpty && !numbers(2).isEmpty)
    // Nothing jumps: the nodes are where they were.
    func nodes(_ page: Int) -> [Rect?] {
      deck.pages[page].layers.filter { $0.classes.first == "node" }.map(bounds)
    }
    #expect(!nodes(1).isEmpty)
    for page in 2...5 { #expect(nodes(page) == nodes(1)) }
    #expect(!texts(slides(page, .forward).pages[3]).contains("Gradient"))
  }

  @Test(arguments: Language.allCases) func theSameGraphGivesTheSameSlides(_ language: Language)
    throws
  {
    let pages = try (0..<2).map { _ in
      slides(try page("neuron-tanh", language), hasNotes: true).pages
    }
    #expect(pages[0] == pages[1])
  }

  @Test func whatIsSaidStandsInTheNotesAlone() throws {
    let page = try page(text: "x = 3; w = 2; y = x * w")
    func says(_ deck: SlideDeck) -> Bool {
      texts(deck.pages[2]).contains { $0.contains("output") }
    }
    #expect(says(slides(page, hasNotes: true)) && !says(slides(page)))
  }

  @Test func longDerivationsGoOnOnTheNextPage() throws {
    let page = try page(
      text: "param W = [[1,2,3,4],[5,6,7,8],[9,8,7,6],[5,4,3,2]]; const X = [[1,2,3,4],[2,3,4,5],"
        + "[3,4,5,6],[4,5,6,7]]; param V = [[1,0,0,1],[0,1,0,1],[0,0,1,1],[1,1,1,1]]; "
        + "L = sum(X @ W @ V)")
    let deck = slides(page)
    let starts = Set(deck.bookmarks.map(\.page))
    let going = deck.pages.indices.filter { !starts.contains($0) }
    #expect(!going.isEmpty)
    for number in going where number < deck.bookmarks[deck.bookmarks.count - 1].page {
      let figures = [number - 1, number].map { page in
        deck.pages[page].layers.filter { $0.classes.contains("figure") }
      }
      #expect(figures[0] == figures[1])
    }
  }

  @Test func smallNumbersAreTold() throws {
    let row = "[" + (1...6).map { "-\($0).234567" }.joined(separator: ", ") + "]"
    let rows = Array(repeating: row, count: 6).joined(separator: ", ")
    let small = try page(text: "param W = [\(rows)]; L = sum(W @ W @ W)").slides(
      measuring: MonospaceMeasure())
    let large = try page(text: "x = 3; y = x * x").slides(measuring: MonospaceMeasure())
    #expect(large.smallNumbers == nil)
    let numbers = try #require(small.smallNumbers)
    #expect(numbers.size < 24 && numbers.readable == 24)
  }

  /// A chain that is far too long for one slide.
  private let chain =
    "x = 2; "
    + (1...14).map { "h\($0) = tanh(0.9 * \($0 == 1 ? "x" : "h\($0 - 1)"))" }
    .joined(separator: "; ")

  @Test func largeFiguresAreShownPartByPart() throws {
    let page = try page(text: chain)
    let lecture = page.slides(measuring: MonospaceMeasure())
    #expect(lecture.smallNumbers == nil)
    let figure = SlideFigure(
      page.explanation, pass: .both, on: SlideFormat(), measuring: MonospaceMeasure(),
      drawing: { _ in })
    #expect(figure.views.count > 1 && figure.views.count < 24)
    // Each step is in the part that is shown, which has it among its own.
    for (number, step) in figure.frames.steps.enumerated() {
      let shown = figure.shown(number)
      #expect(figure.views[shown.view].frames.steps[shown.step] == step)
    }
    // Both passes go through the same parts, one forth and the other back.
    let views = figure.frames.steps.indices.map { figure.shown($0).view }
    let turn = figure.frames.steps.count { $0.pass == .forward }
    #expect(views[..<turn] == views[..<turn].sorted()[...])
    #expect(Array(views[turn...]) == views[turn...].sorted(by: >))
    // Within a part nothing jumps, and the map stays.
    let deck = lecture.deck
    func layers(_ page: Int, _ name: String) -> [Rect?] {
      deck.pages[page].layers.filter { $0.classes.contains(name) }.map(bounds)
    }
    #expect(layers(1, "node") == layers(2, "node") && !layers(1, "map").isEmpty)
    for page in 1...turn { #expect(layers(page, "map").first == layers(1, "map").first) }
    // A wire that leaves the part ends at the name of where it goes.
    #expect(texts(deck.pages[1]).contains { $0.contains("⋯") })
    // Numbers are those of the whole.
    let all = Set(texts(figure.whole(in: SlideFormat().frame).scene))
    for view in figure.views {
      let numbers = texts(view.still).filter { Double($0.replacing("−", with: "-")) != nil }
      #expect(numbers.count > 2 && all.isSuperset(of: numbers))
    }
    // No gradient from elsewhere is told in the forward pass.
    let first = try #require(figure.views.first)
    let steps = first.frames.steps
    let back = try #require(steps.firstIndex { $0.pass == .backward })
    func red(_ step: Int) -> Int {
      first.scene(step).layers.filter { $0.classes.first == "backward" }.count
    }
    #expect((0..<back).allSatisfy { red($0) == 0 } && red(back) >= 2)
  }
}
