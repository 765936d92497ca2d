import Derivation
import Foundation
import GraphLanguage
import Scene
import Testing
import Wording

@testable import Report

/// Lectures for beamer: a frame for each step, each with the figure as it is then, and what to say.
@Suite struct LectureLaTeXTests {
  private func page(_ text: String, _ language: Language = .english) throws -> ExplainPage {
    let graph = try parseGraph(Array(text.utf8), file: "test").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    return try ExplainPage(trace, language: language, templates: PageTemplates())
  }

  private func count(_ part: String, in text: String) -> Int {
    text.components(separatedBy: part).count - 1
  }

  private let graph = "title \"100 % & more\"; x = 3; param w = 2; u = w * x; L = u^2 + x; rate 0.1"

  @Test(arguments: Language.allCases) func eachStepHasItsFrame(_ language: Language) throws {
    let page = try page(graph, language)
    let text = page.slides(measuring: MonospaceMeasure()).latex()
    let (forward, backward) = (page.visits(pass: .forward), page.visits(pass: .backward))
    // The title, the steps, all numbers, and the update's words, equations and numbers.
    #expect(count("\\begin{frame}", in: text) == 1 + forward + backward + 1 + 3)
    #expect(count("\\end{frame}", in: text) == count("\\begin{frame}", in: text))
    #expect(count("\\note{", in: text) == 1 + forward + backward)
    let steps = text.matches(of: /\\backdrawFigure\{(\d+)\}/).compactMap { Int($0.1) }
    #expect(steps == steps.sorted() && steps.first == 1 && steps.count == forward + backward)
    #expect(text.contains("\\title{100 \\% \\& more}"))
    #expect(text.contains("pdflang=\(language.rawValue)"))
    #expect(text.contains("kotex") == (language == .korean))
    // Braces and groups are closed.
    let body = text.replacing("\\{", with: "").replacing("\\}", with: "")
    #expect(count("{", in: body) == count("}", in: body))
  }

  @Test func partsHaveCommandsOfTheirOwn() throws {
    let chain = (2...14).map { "; h\($0) = tanh(0.9 * h\($0 - 1))" }.joined()
    let text = try page("x = 2; h1 = tanh(0.9 * x)" + chain).slides(
      measuring: MonospaceMeasure()
    ).latex()
    let used = text.matches(of: /\\(backdrawPart[A-Z]+)\{\d+\}/).map { String($0.1) }
    #expect(Set(used).count > 1 && !text.contains("\\backdrawFigure"))
    for name in Set(used) {
      #expect(count("\\newcommand\\\(name)[1]", in: text) == 1)
    }
  }

  @Test func notesAreShownWhereTheyAreAskedFor() throws {
    let page = try page(graph)
    let (plain, noted) = (
      page.slides(measuring: MonospaceMeasure()).latex(),
      page.slides(hasNotes: true, measuring: MonospaceMeasure()).latex()
    )
    #expect(plain.contains("\n%\\setbeameroption{show notes}"))
    #expect(noted.contains("\n\\setbeameroption{show notes}"))
  }

  @Test func coloursAreThoseOfTheTheme() throws {
    let lecture = try page(graph).slides(measuring: MonospaceMeasure())
    for theme in [Theme.light, .dark] {
      let hex = theme.color(.background).hex.dropFirst()
      #expect(
        lecture.latex(theme: theme).contains("\\definecolor{backdraw-background}{HTML}{\(hex)}"))
    }
  }

  @Test func longTablesGoOnOnFramesOfTheirOwn() throws {
    let lines = (1...60).map { "x\($0) = x\($0 - 1) * 2" }.joined(separator: "; ")
    let text = try page("x0 = 1; " + lines).slides(measuring: MonospaceMeasure()).latex()
    let last = String(try #require(text.components(separatedBy: "\\section").last))
    #expect(count("\\begin{frame}", in: last) > 2)
    #expect(count("\\begin{tabular}", in: last) == count("\\begin{frame}", in: last))
  }
}
