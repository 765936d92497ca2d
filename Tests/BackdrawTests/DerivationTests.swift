import Backdraw
import Foundation
import Testing

@Suite struct DerivationTests {
  private func square() throws -> Graph { try Graph(source: "x = 3; y = x * x + 1") }

  @Test func aPageHasTheFigureAndTheSteps() throws {
    let html = try Derivation(square()).html()
    #expect(html.hasPrefix("<!DOCTYPE html>") && html.contains("<html lang=\"en\">"))
    #expect(html.contains("<svg") && html.contains("<math"))
    #expect(!html.contains("{{"))
    let korean = try Derivation(square(), language: .korean).html()
    #expect(korean.contains("<html lang=\"ko\">") && korean.contains("역전파"))
    #expect(try Derivation(square()).html() == html)
  }

  @Test func textAndLaTeXHaveTheNumbers() throws {
    let derivation = try Derivation(square())
    #expect(derivation.text().contains("∂y/∂x = 3 + 3 = 6"))
    #expect(derivation.latex().contains("\\documentclass"))
    #expect(try Derivation(square(), language: .korean).text().contains("순전파"))
    let pi = try Graph(source: "x = 3.14159265; y = 2 * x")
    #expect(try Derivation(pi, digits: 7).text().contains("3.141593"))
  }

  @Test func oneVariableOrOneEntryIsDerived() throws {
    let graph = try Graph(source: "W = [[1, 2], [3, 4]]; L = sum([5, 6] @ W); c = L + 1")
    let whole = try Derivation(graph).text()
    let one = try Derivation(graph, of: ["W"]).text()
    let entry = try Derivation(graph, of: [.entry("W", [1, -1])]).text()
    #expect(entry.contains("W[1, 1]") && one != whole && entry != one)
  }

  @Test func whatIsNotThereIsRefused() throws {
    let graph = try Graph(source: "W = [[1, 2], [3, 4]]; const k = 2; L = sum(W) * k")
    let subjects: [Derivation.Subject] = [
      "V", .entry("W", [2, 0]), .entry("W", [0]), .entry("L", [0]), .entry("k", []),
      .entry("V", [0]),
    ]
    for subject in subjects {
      let error = try #require(throws: BackdrawError.self) {
        try Derivation(graph, of: [subject], language: .korean)
      }
      #expect(error.kind == .unknownName)
      #expect("\(error)".contains { ("가"..."힣").contains($0) })
    }
  }

  @Test func otherModesLeadToTheSameDerivatives() throws {
    let graph = try Graph(source: "param w = 3; rate 0.1; y = w * w + 1")
    for (mode, needed) in [
      (Derivation.Mode.forward(of: "w"), "6"), (.paths(from: "w"), "3 + 3 = 6"),
      (.descent(steps: 2), "2.4"),
    ] {
      for language in Language.allCases {
        let derivation = try Derivation(graph, mode: mode, language: language)
        #expect(derivation.text().contains(needed), "\(derivation.text())")
        #expect(try derivation.html().contains("<math"))
        #expect(derivation.latex().contains("\\documentclass"))
      }
    }
    #expect(
      try Derivation(graph, mode: .backward).text() == Derivation(graph).text())
  }

  @Test func modesNameEntriesAndOperations() throws {
    let tape = Tape<Double>()
    let x = tape.variable([1, -2], name: "x")
    let y = (2 * x).named("y")
    let trace = try tape.backward(from: y.squared().sum().named("L"))
    let forward = try Derivation(trace, mode: .forward(of: .entry("x", [-1]), .entry("x", [0])))
    #expect(forward.text().contains("x[1]") && forward.text().contains("x[0]"))
    let jacobians = try Derivation(trace, mode: .jacobians(of: "y")).text()
    #expect(jacobians.contains("[[2, 0], [0, 2]]"), "\(jacobians)")
    #expect(try Derivation(trace, mode: .jacobians()).text() != jacobians)
  }

  @Test func whatAModeLacksIsSaid() throws {
    let graph = try Graph(source: "W = [1, 2]; const k = 2; L = sum(W) * k")
    let unknown: [Derivation.Mode] = [
      .forward(of: "V"), .paths(from: "V"), .jacobians(of: "V"), .forward(of: .entry("W", [2])),
    ]
    let wrong: [Derivation.Mode] = [
      .forward(of: "W"), .forward(of: "k"), .paths(from: "W", "k"), .jacobians(of: "W"),
      .descent(steps: 5),
    ]
    for (modes, kind) in [(unknown, BackdrawError.Kind.unknownName), (wrong, .badOption)] {
      for mode in modes {
        let error = try #require(throws: BackdrawError.self) {
          try Derivation(graph, mode: mode, language: .korean)
        }
        #expect(error.kind == kind, "\(error)")
        #expect("\(error)".contains { ("가"..."힣").contains($0) })
      }
    }
    let learning = try Graph(source: "param w = 3; rate 0.1; y = w * w")
    for steps in [0, -1, 1_001] {
      #expect(throws: BackdrawError.self) {
        try Derivation(learning, mode: .descent(steps: steps))
      }
    }
  }

  @Test func aWorksheetLeavesNumbersOut() throws {
    let derivation = try Derivation(square())
    #expect(try derivation.html(isWorksheet: true) != derivation.html())
    #expect(try derivation.html(isWorksheet: true).contains("answer-"))
  }

  @Test func whatATapeRecordedIsDerived() throws {
    let tape = Tape<Double>()
    let w = tape.parameter(2, name: "w"), x = tape.variable(-1, name: "x")
    tape.learningRate = 0.1
    let y = try sigmoid(w * x).named("y")
    let derivation = try Derivation(tape.backward(from: y))
    #expect(derivation.text().contains("∂y/∂w"))
    #expect(try derivation.html().contains("<svg"))
  }

  @Test func warningsAreInTheReadersLanguage() throws {
    let graph = try Graph(source: "x = 0; y = log(x)")
    #expect(try Derivation(graph, language: .korean).text().contains("1행"))
  }

  @Test func shapeErrorsSpeakBothLanguages() throws {
    let tape = Tape<Double>()
    let error = try #require(throws: ShapeError.self) {
      try tape.variable([1, 2]) + tape.variable([1, 2, 3])
    }
    #expect("\(error)".contains("(2,)") && error.message(in: .english) == "\(error)")
    #expect(error.message(in: .korean).contains("모양"))
  }
}
