import Derivation
import Testing

@testable import Report

@Suite struct BoardFormulaTests {
  private func read(_ text: String) throws -> String {
    let equation = try BoardFormula.read(text) { word, name in .text("\(word) of \(name)") }
    return MathMLWriter().inline(equation.math)
  }

  @Test(arguments: [
    ("∂L/∂z", "<mi>L</mi></mrow><mrow><mi mathvariant=\"normal\">∂</mi><mi>z</mi></mrow></mfrac>"),
    ("W_ij", "<mi>i</mi><mo separator=\"true\">&#x2063;</mo><mi>j</mi>"),
    ("X^T", "<msup><mi>X</mi><mtext>T</mtext></msup>"),
    ("y - t", "<mi>y</mi><mo>−</mo><mi>t</mi>"),
    ("value(J)", "<mtext>value of J</mtext>"),
    ("gradient(B)", "<mtext>gradient of B</mtext>"),
    ("e^z_i", "<msup><mi>e</mi><msub><mi>z</mi><mi>i</mi></msub></msup>"),
  ])
  func formulasAreTypeset(text: String, markup: String) throws {
    #expect(try read(text).contains(markup))
  }

  @Test func fractionsBindBeforeProducts() throws {
    #expect(try read("a · b/c + d").contains("<mfrac><mi>b</mi><mi>c</mi></mfrac>"))
    #expect(try read("a/b/c").contains("<mfrac><mfrac>"))
  }

  @Test func aSumTakesItsWholeProduct() throws {
    let markup = try read("L = −sum_i t_i · ln y_i")
    #expect(markup.contains("<munder>") && markup.contains("ln"))
    #expect(markup.components(separatedBy: "∑").count == 2)
  }

  @Test(arguments: [
    ("", "missing at the end"), ("a +", "missing at the end"), ("a = (b", "')' is missing"),
    ("a ? b", "'?' means nothing"), ("a b", "'b' is out of place"), ("= a", "'=' is out of place"),
    ("value(3)", "needs a name"), ("value(x", "')' is missing"), ("ln(", "missing at the end"),
    ("^2", "'^' is out of place"), ("a^", "missing at the end"), ("a//b", "'/' is out of place"),
  ])
  func faultsSayWhatIsWrong(text: String, message: String) throws {
    let fault = try #require(throws: BoardFormula.Fault.self) { try read(text) }
    #expect(fault.message.english.contains(message), "\(fault.message)")
  }
}
