import Derivation
import Diagram
import Notation
import Scene
import Testing

@testable import Sheets

/// Lines of words and formulas are no wider than their column, and nothing is lost in them.
@Suite struct LineTests {
  private let measure = MonospaceMeasure()
  private let style = SheetStyle()

  private func letters(_ boxes: [MathBox]) -> String {
    boxes.flatMap(\.items).compactMap { item in
      if case .text(let text) = item { text.string } else { nil }
    }.joined().filter { $0 != " " }
  }

  @Test(arguments: [60.0, 140, 700]) func paragraphsKeepToTheirColumn(_ width: Double) {
    let sentence: Sentence =
      "기울기가 \(Math.name("u1"))에 도착했습니다: \(Math.derivative(of: "L", by: "x")). averyveryverylongwordthatdoesnotfit end"
    let lines = ParagraphSetter(measuring: measure).lines(sentence, width: width, style.body)
    #expect(lines.allSatisfy { $0.width <= width + 0.01 })
    #expect(lines.count > 1 || width == 700)
    // A particle stays with its formula.
    #expect(letters(lines).contains("에도착했습니다"))
    #expect(letters(lines).hasSuffix("end"))
  }

  @Test func wordsOfALineAreOneText() {
    let lines = ParagraphSetter(measuring: measure).lines(
      "multiply it by the local derivative", width: 900, style.body)
    #expect(lines.count == 1 && lines[0].items.count == 1)
  }

  @Test(arguments: [90.0, 200, 600]) func longSumsAreBrokenAtTheirSigns(_ width: Double) {
    let terms = (10..<34).map { Math.number("\($0).25") }
    var equation = Equation("y")
    equation.add(.joined(terms, by: "+"))
    let lines = EquationSetter(measuring: measure, style).lines([equation], width: width)[0]
    #expect(lines.allSatisfy { $0.width <= width + 0.01 })
    #expect(letters(lines) == "y=" + (10..<34).map { "\($0).25" }.joined(separator: "+"))
    for line in lines.dropFirst() { #expect(letters([line]).hasPrefix("+")) }
  }

  @Test func relationsStandUnderOneAnother() {
    var (short, long) = (Equation("y"), Equation(.derivative(of: "L", by: "w")))
    short.add(.number("1"))
    long.add(.number("2"))
    let lines = EquationSetter(measuring: measure, style).lines([short, long], width: 500)
    let places = lines.map { line in
      line[0].items.compactMap { item -> Double? in
        if case .text(let text) = item, text.string == "=" { text.position.x } else { nil }
      }
    }
    #expect(places[0].count == 1 && abs(places[0][0] - places[1][0]) < 0.01)
  }

  @Test func numbersStandUnderOneAnotherAtTheirPoints() {
    let cells = ["12.5", "3.125", "−0.25"].map { number -> [Sentence] in ["\(Math.number(number))"]
    }
    let strips = TableSetter(measuring: measure, style).strips(
      columns: [("Value", true)], rows: cells, width: 400)
    let points = strips.compactMap { strip -> Double? in
      guard case .box(let box) = strip.content, case .text(let text)? = box.items.first,
        let point = text.string.firstIndex(of: ".")
      else { return nil }
      let before = measure.extent(of: String(text.string[..<point]), in: text.style).advance
      return text.position.x + before
    }
    #expect(points.count == 3 && points.allSatisfy { abs($0 - points[0]) < 0.01 })
  }

  @Test func aBoxHasACellForEachNumber() {
    let setter = AnswerBoxSetter(measuring: measure, style)
    let answers = (0..<3).map { row in (0..<3).map { Math.number("\(row).\($0)") } }
    let empty = setter.box(letter: "(a)", answers: answers, isAnswered: false)
    let full = setter.box(letter: "(a)", answers: answers, isAnswered: true)
    #expect(letters([empty]) == "(a)")
    #expect(letters([full]).count == 3 + 9 * 3)
    #expect(empty.width == full.width && empty.height == full.height)
    // A frame, and two rules each way.
    #expect(empty.items.count == 1 + 1 + 4)
  }
}
