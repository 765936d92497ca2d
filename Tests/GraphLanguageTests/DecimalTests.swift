import Testing

@testable import GraphLanguage

@Suite struct DecimalTests {
  @Test(arguments: [
    "0", "1", "1.1", ".5", "2.", "1e-3", "1E+3", "0.1", "123456789012345678901234567890", "1e22",
    "1e23", "9007199254740993", "4.9e-324", "2.2250738585072011e-308", "1.7976931348623157e308",
    "1e400", "1e-400", "0.000001", "123456789012345", "1234567890.12345", "0e999999999999999999",
    "0.30000000000000004", "8.41e21", "9.5367431640625e-7",
  ])
  func readsAsTheLibraryDoes(text: String) {
    let standard = text.hasSuffix(".") ? text + "0" : text.hasPrefix(".") ? "0" + text : text
    #expect(decimalValue(Array(text.utf8)[...]) == Double(standard))
  }

  @Test func manyDigits() {
    let half = "0.5" + String(repeating: "0", count: 5_000)
    #expect(decimalValue(Array(half.utf8)[...]) == 0.5)
    // Between 1 and the next double, just above the middle.
    let middle = "1.00000000000000011102230246251565404236316680908203125"
    #expect(decimalValue(Array(middle.utf8)[...]) == 1)
    let above = middle + String(repeating: "0", count: 2_000) + "1"
    #expect(decimalValue(Array(above.utf8)[...]) == 1.0.nextUp)
    let large = String(repeating: "7", count: 5_000)
    #expect(decimalValue(Array(large.utf8)[...]) == .infinity)
  }
}
