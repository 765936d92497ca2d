import Notation
import Testing

@testable import Derivation

/// Chains in LaTeX that are wider than a line of paper.
@Suite struct LaTeXLinesTests {
  private func lines(_ equations: [Equation]) -> [String] {
    LaTeXWriter().block(equations).split(separator: "\n").map(String.init)
  }

  private func equation(_ left: Math, _ pieces: [Math], reason: String? = nil) -> Equation {
    var equation = Equation(left)
    for piece in pieces { equation.add(piece, reason: reason) }
    return equation
  }

  private func sum(_ count: Int) -> Math {
    .joined((1...count).map { [.name("name\($0)"), "·", .name("w\($0)")] }, by: "+")
  }

  @Test func aShortChainStandsOnOneLine() {
    let lines = lines([equation("y", [["a", "+", "b"], "3"])])
    #expect(lines == ["\\begin{align*}", "y &= a + b = 3", "\\end{align*}"])
  }

  @Test func aLongSumIsBrokenBeforeASign() {
    let lines = lines([equation("y", [sum(12), "3"])])
    #expect(lines.count > 4)
    #expect(lines[1].hasPrefix("y &= \\mathrm{name}_{1} \\cdot w_{1} +"))
    #expect(lines[2].hasPrefix("&\\qquad + \\mathrm{name}_{"))
    #expect(lines[lines.count - 2] == "&= 3")
    // A product stays together where a sum can be broken.
    #expect(!lines.contains { $0.hasPrefix("&\\qquad \\cdot") })
  }

  /// Every name and every sign stands there once, in its order, however it was broken.
  @Test func nothingIsLostOrAdded() throws {
    for math in [sum(30), .fenced(sum(30)), .big("∑", below: "i", .fenced(.fraction(sum(4), "2")))]
    {
      let block = LaTeXWriter().block(equation("y", [math, "3"]))
      let printed = try LaTeXReader.equations(block)
      #expect(printed.count == 1 && printed[0].pieces.count == 3)
      let whole = try Element.read(MathMLWriter().block(equation("y", [math, "3"])))
      func words(_ printed: PrintedEquation) -> [String] {
        printed.pieces.map { PencilEvaluator.flat($0.elements).map(PencilEvaluator.key).joined() }
      }
      #expect(words(printed[0]) == words(PrintedEquation(whole)))
    }
  }

  @Test func aWideLeftSideHangs() {
    let left = Math.derivative(of: "L", by: .name("the_name_of_a_variable"))
    let lines = lines([equation(left, [sum(6), "3"])])
    #expect(lines[1].hasPrefix("&\\frac{\\partial L}") && !lines[1].contains("="))
    #expect(lines[2].hasPrefix("&\\quad = "))
  }

  @Test func aWideMatrixIsMadeSmallerAndOneThatIsTooWideIsAList() {
    let row = (1...6).map { Math.number("\($0).23456789") }
    let matrix = Math.matrix([row, row])
    let smaller = LaTeXWriter(lineWidth: 30).block(equation("y", [matrix]))
    #expect(smaller.contains("\\scalebox{0.") && smaller.contains("\\begin{bmatrix}"))
    let list = LaTeXWriter(lineWidth: 16).block(equation("y", [matrix]))
    #expect(!list.contains("bmatrix") && list.contains("[ [ 1.23456789 , 2.23456789"))
  }

  @Test func reasonsStandBesideTheirPieces() {
    let chain = equation(
      "y", [["a", "+", "b"], ["b", "+", "a"]], reason: "the order does not matter")
    let lines = lines([equation("z", ["1"]), chain])
    #expect(lines.filter { $0 == "\\begin{align*}" }.count == 2)
    #expect(lines[4] == "y &= a + b && \\text{\\small the order does not matter} \\\\")
  }

  @Test func longNamesAreShortened() {
    let name = String(repeating: "abcdefgh", count: 10)
    let text = LaTeXWriter().text(.identifier(name))
    #expect(text.hasPrefix("\\text{abcdefgh") && text.contains("$\\dots$abcdefgh}"))
    #expect(LaTeXWriter().shortens(name) && !LaTeXWriter().shortens("abcdefgh"))
  }

  @Test func wordsOfProseCanBeBroken() {
    let word = String(repeating: "x", count: 40)
    #expect(LaTeXCharacters.breakable("a \(word)").components(separatedBy: "allowbreak").count == 4)
    #expect(LaTeXCharacters.prose("1.1×10⁻¹⁴, x′") == "1.1$\\times$10$^{-14}$, x$'$")
  }
}
