import Autodiff
import Derivation
import Diagram
import Exercises
import Foundation
import GraphLanguage
import Scene
import Sheets
import Testing
import Wording

@testable import Report

/// Sheets of paper for lessons and examples: nothing outside of the margins, nothing on top of another,
/// each box with its letter, and no answer among the questions.
@Suite struct SheetTests {
  static let graphs = [
    "neuron-tanh", "mlp-3-4-4-1", "convolution-2d", "lstm-cell", "transformer-block",
    "linear-regression", "softmax-taken-apart", "gates-mixed", "layer-norm", "max-pooling",
    "rnn-five-steps", "cs231n-neuron",
  ]

  private func page(_ name: String, _ language: Language = .english) throws -> ExplainPage {
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

  private func texts(_ document: SheetDocument) -> [String] {
    document.pages.flatMap(\.layers).flatMap(\.items).compactMap { item in
      if case .text(let text) = item { text.string } else { nil }
    }
  }

  private func check(_ document: SheetDocument, _ name: String) {
    let measure = MonospaceMeasure()
    #expect((1...40).contains(document.pages.count), "\(name): \(document.pages.count) pages")
    for (number, page) in document.pages.enumerated() {
      let across = page.size.width > page.size.height
      let frame = Paper(.a4, isAcross: across).frame
      var bottom = -Double.infinity
      for layer in page.layers where layer.classes == ["strip"] || layer.classes.contains("figure")
      {
        let boxes = layer.items.compactMap { $0.bounds(measuring: measure) }
        guard let first = boxes.first else { continue }
        let box = layer.placement.apply(to: boxes.dropFirst().reduce(first) { $0.union($1) })
        let place = "\(name), page \(number + 1)"
        #expect(box.x >= frame.x - 2 && box.maxX <= frame.maxX + 2, "\(place): \(box)")
        #expect(box.y >= frame.y - 6 && box.maxY <= frame.maxY + 6, "\(place): \(box)")
        guard layer.classes == ["strip"] else { continue }
        #expect(box.y >= bottom - 6, "\(place): a line stands on another")
        bottom = box.maxY
      }
    }
    // The list of contents leads to pages that are there, in their order.
    #expect(document.bookmarks.first?.page == 0)
    for (a, b) in zip(document.bookmarks, document.bookmarks.dropFirst()) {
      #expect((a.page, a.top) < (b.page, b.top) && b.page < document.pages.count)
    }
  }

  @Test(arguments: graphs) func explanationsKeepToTheirPages(_ name: String) throws {
    let language: Language = name.count % 2 == 0 ? .korean : .english
    let document = try page(name, language).sheet(on: .a4, measuring: MonospaceMeasure())
    check(document, name)
    #expect(texts(document).contains("1 / \(document.pages.count)"))
  }

  @Test(arguments: zip(graphs, [BlankSelection.all, .gradients, .values, .products] * 3))
  func worksheetsHaveEachBoxOnceAndNoAnswer(_ name: String, _ blanks: BlankSelection) throws {
    let page = try page(name, .english)
    let measure = MonospaceMeasure()
    let worksheet = page.worksheet(blanks).laidOut(on: .a4, measuring: measure)
    let sheet = worksheet.pages(isAnswered: false)
    let key = worksheet.pages(isAnswered: true)
    check(sheet, name)
    check(key, name)
    let derivation = page.explanation.derivation
    let asked = Blanks(derivation, blanks)
    // Letters of steps are bold, those of the figure are not.
    let letters = sheet.pages.flatMap(\.layers).filter { $0.classes == ["strip"] }
      .flatMap(\.items).compactMap { item -> String? in
        guard case .text(let text) = item, text.style.weight == .bold,
          text.string.hasPrefix("("), text.string.hasSuffix(")")
        else { return nil }
        return text.string
      }
    #expect(Set(letters).count == letters.count, "\(name): a letter twice")
    #expect(Set(letters).isSubset(of: asked.map(\.letter)))
    #expect(letters.count == asked.count, "\(name): \(letters.count) of \(asked.count)")
    guard blanks == .all || blanks == .gradients else { return }
    var given: Set<String> = []
    for node in page.explanation.trace.nodes
    where blanks == .gradients || page.explanation.trace.role(of: node) != .operation {
      given.formUnion(page.explanation.trace.value(of: node).elements.map(derivation.numerals.text))
    }
    let (questions, answers) = (Set(texts(sheet)), Set(texts(key)))
    for blank in asked where blank.hasCells {
      for number in blank.printed
      where number.filter(\.isNumber).count > 2 && !given.contains(number) {
        #expect(!questions.contains(number), "\(name): \(blank.id) tells \(number)")
      }
    }
    let first = asked.first { $0.shape.isScalar }?.printed[0]
    if let first { #expect(answers.contains(first)) }
  }

  @Test func lettersAreThoseOfTheFigure() throws {
    let page = try page(text: "a = 3; b = 4; c = a * b; d = c + a")
    let sheet = page.worksheet(.all).laidOut(on: .letter, measuring: MonospaceMeasure())
      .pages(isAnswered: false)
    for blank in Blanks(page.explanation.derivation, .all) {
      let count = texts(sheet).count { $0 == blank.letter }
      #expect(count >= 2, "\(blank.letter) stands in figure and steps")
    }
  }

  @Test(arguments: Language.allCases) func theSameGraphGivesTheSamePages(_ language: Language)
    throws
  {
    let pages = try (0..<2).map { _ in
      try page("neuron-tanh", language).worksheet(.all)
        .laidOut(on: .a4, measuring: MonospaceMeasure()).pages(isAnswered: false).pages
    }
    #expect(pages[0] == pages[1])
  }

  @Test func aLargeGraphFillsPagesAndDoesNotEndTheProgram() throws {
    let lines = (1...160).map { "x\($0) = x\($0 - 1) * 1.01 + \($0)" }
    let page = try page(text: "x0 = 1\n" + lines.joined(separator: "\n"))
    let document = page.sheet(on: .letter, measuring: MonospaceMeasure())
    #expect(document.pages.count > 15)
    let wide = try self.page(
      text: "param W = ones([40, 30]); x = ones([40]); y = x @ W; L = sum(y)")
    #expect(!wide.blanksWithoutCells(.all).isEmpty)
    check(
      wide.worksheet(.all).laidOut(on: .a4, measuring: MonospaceMeasure()).pages(isAnswered: true),
      "wide")
  }
}

private func * <Element>(list: [Element], count: Int) -> [Element] {
  (0..<count).flatMap { _ in list }
}
