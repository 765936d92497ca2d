import Testing

@testable import Derivation

@Test(arguments: [
  (2.2, "2.2"), (2.2000000000000002, "2.2"), (12345.678, "12346"), (-0.8, "−0.8"), (100, "100"),
  (0.000188256, "1.883×10⁻⁴"), (5.96e-8, "5.96×10⁻⁸"), (0.001, "0.001"), (0.0009999, "9.999×10⁻⁴"),
  (0.00099999, "0.001"), (999999.6, "1×10⁶"), (1_000_000, "1×10⁶"), (123456, "123456"),
  (0.506875, "0.5069"), (0, "0"), (.infinity, "∞"), (-.infinity, "−∞"), (.nan, "NaN"),
  (1.2345e20, "1.235×10²⁰"), (0.1 + 0.2, "0.3"), (2.675, "2.675"), (0.24285, "0.2429"),
])
func numbersAsReadersSeeThem(x: Double, text: String) {
  #expect(Numerals().text(x) == text)
}

@Test func moreDigitsOnRequest() {
  #expect(Numerals(digits: 6).text(0.506875125) == "0.506875")
  #expect(Numerals(digits: 2).text(12345.678) == "12346")
  #expect(Numerals(digits: 2).printedValue(0.128) == 0.13)
}

@Test(arguments: [
  ("W1", "W₁"), ("w_13", "w₁₃"), ("sigma_3", "σ₃"), ("dL", "dL"), ("사과", "사과"), ("x", "x"),
  ("out_h3", "outₕ₃"), ("learning_rate", "learning_rate"), ("b10", "b₁₀"), ("theta", "θ"),
])
func namesAreTypeset(name: String, text: String) {
  #expect(PlainTextWriter().text(.name(name)) == text)
}
