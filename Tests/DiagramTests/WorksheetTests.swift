import Autodiff
import Derivation
import Exercises
import Scene
import Testing
import Wording

@testable import Diagram

/// Worksheets tell nothing that is to be found, and all that is needed to find it.
@Suite struct WorksheetTests {
  /// Inputs whose results have digits of their own, so that a leak is seen.
  private static let graphs = [
    "x = 3; y = 7; z = 11 * x + y * x - x * x; L = z * z",
    "X = [[1.5, 2.5], [3.5, 4.5]]; W = [[2, 1], [1, 3]]; L = sum(X @ W) + sum(X * X) - sum(X)",
    "x = 0.1; y = 0.2; z = x + y - 0.3; L = 5 * x * z + x * 13 + x * 17",
    "x = 0; L = relu(x) + abs(x) + x * 19 + exp(x) * 23",
    "x = [1, 2, 3, 4, 5, 6, 7, 8]; L = sum(x * x) + 3 * sum(x)",
  ]

  /// The numbers that a figure of a graph has in some form.
  private func words(_ text: String, _ options: FigureOptions) throws -> [String] {
    let figure = try figure(text, options)
    var words = figure.scene.layers.flatMap(\.items).compactMap { item -> String? in
      if case .text(let text) = item { text.string } else { nil }
    }
    words.append(figure.description)
    words += figure.scene.targets.map(\.title)
    words += figure.labelBoxes.map(\.text)
    return words
  }

  @Test(arguments: graphs) func nothingThatIsToBeFoundIsThere(_ text: String) throws {
    let trace = try trace(text)
    // What is given, and what says which operation it is, is no answer.
    var known = Set(["1", "0", "2"])
    for node in trace.nodes where trace.role(of: node) != .operation {
      for entry in trace.valueEntries(of: node) { known.insert(Numerals().text(entry)) }
    }
    // Results without a name have an index.
    let indices = Set((1...trace.nodeCount).map(String.init))
    for direction in FigureOptions.Direction.allCases {
      for language in Language.allCases {
        var options = FigureOptions(
          language: language, labels: .all, direction: direction, blank: .all)
        options.writesLocals = direction == .topToBottom
        for words in try words(text, options) {
          for number in words.split(whereSeparator: { !$0.isASCII || !"0123456789.".contains($0) })
          where number != "." {
            let number = number.hasSuffix(".") ? number.dropLast() : number
            #expect(
              known.contains(String(number))
                || options.writesLocals && indices.contains(String(number)),
              "\(number) of “\(words)” in \(text)")
          }
          #expect(!words.contains("rounding") && !words.contains("반올림"))
        }
        let scene = try figure(text, options).scene
        #expect(
          !scene.layers.flatMap(\.items).contains { if case .image = $0 { true } else { false } })
      }
    }
  }

  @Test func allInputsStandInNumbers() throws {
    let row = (1...12).map { "\($0 + 100)" }
    let text =
      "X = [[\(row.joined(separator: ", "))]]; const t = [1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0]"
      + "; L = sum((X - t) * X)"
    let words = try figure(text, FigureOptions(blank: .all)).scene.words(in: "forward")
    for number in row { #expect(words.contains(number)) }
    #expect(words.filter { $0 == "0" }.count >= 10)
    // Elsewhere so much is a picture.
    #expect(try !figure(text).scene.words(in: "forward").contains("101"))
  }

  @Test func theAnswersAreThere() throws {
    var options = FigureOptions(blank: .all)
    options.isAnswered = true
    let words = try words(Self.graphs[0], options)
    #expect(words.contains("45"))  // z
    #expect(words.contains("1080"))  // ∂L/∂x = 90 · (11 + 7 − 3 − 3)
  }

  /// The key that is made from the sheet's own figure is the key that is made anew.
  @Test(arguments: graphs) func answersStandWhereTheBlanksAre(_ text: String) throws {
    let trace = try trace(text)
    for isLettered in [true, false] {
      for selection in BlankSelection.allCases where selection != .none {
        var options = FigureOptions(language: .english, labels: .all, blank: selection)
        if isLettered { options.letters = FigureLetters(Blanks(trace, selection)) }
        let sheet = GraphFigure(trace, options: options, measuring: MonospaceMeasure())
        options.isAnswered = true
        let key = GraphFigure(trace, options: options, measuring: MonospaceMeasure())
        let answered = sheet.answered(measuring: MonospaceMeasure())
        // All of it would be printed.
        let isSame = answered.scene.layers == key.scene.layers
        #expect(isSame, "\(selection)")
        #expect(sheet.isAnsweredInPlace == trace.kinks.isEmpty)
        let isLeftOut = sheet.scene.layers != key.scene.layers
        #expect(isLeftOut)
      }
    }
  }
}
