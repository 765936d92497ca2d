import Autodiff
import Derivation
import Foundation
import GraphLanguage
import Testing
import Wording

@testable import Report

/// Worksheets: what is given stands in numbers, and what is to be found nowhere but in the answers.
@Suite struct WorksheetTests {
  private func page(
    _ text: String, _ language: Language = .english, entries: [Entry] = []
  ) throws -> (questions: String, answers: String) {
    let graph = try parseGraph(Array(text.utf8), file: "test").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    var page = try ExplainPage(
      trace, entries: entries, language: language, templates: PageTemplates())
    page.isBlank = true
    let parts = try page.html(figures: figures).components(separatedBy: "class=\"answers\"")
    #expect(parts.count == 2)
    return (String(parts[0]), String(parts[1]))
  }

  private let graph = """
    param W = [[2.25, 4.5], [6.75, 8.25]]; const t = [3.25, 7.75]; x = [1.25, 5.5]
    y = x @ W; d = y - t; L = sum(d * d)
    """

  @Test(arguments: Language.allCases) func answersStandOnTheirOwnPage(_ language: Language) throws {
    let (questions, answers) = try page(graph, language)
    let y = [1.25 * 2.25 + 5.5 * 6.75, 1.25 * 4.5 + 5.5 * 8.25]
    let d = [y[0] - 3.25, y[1] - 7.75]
    for number in y + d + [d[0] * d[0] + d[1] * d[1], 2 * d[0], 2 * d[1]] {
      let digits = Numerals().text(number)
      #expect(answers.contains(">\(digits)</mn>"), "\(digits)")
      #expect(!questions.contains(">\(digits)</mn>"), "\(digits)")
    }
  }

  @Test func whatIsTooLargeForAFigureIsGivenInNumbers() throws {
    let row = (1...14).map { "\($0 * 11)" }
    let text = "X = [\(row.joined(separator: ", "))]; const t = 3; L = (sum(X) - t)^2"
    let (questions, _) = try page(text)
    #expect(questions.contains("Given"))
    for number in row.prefix(3) + row.suffix(1) {
      #expect(questions.contains("<mn>\(number)</mn>"))
    }
    #expect(try page(text, .korean).questions.contains("주어진 값"))
    // A figure has all of a small graph.
    #expect(try !page(graph).questions.contains("class=\"givens\""))
  }
}
