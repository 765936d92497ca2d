import Formats
import Testing

@Suite struct CSVWriterTests {
  private func text(_ cells: [CSVWriter.Cell]) throws -> String {
    final class Collector { var bytes: [UInt8] = [] }
    let collector = Collector()
    try CSVWriter { collector.bytes.append(contentsOf: $0) }.row(cells)
    return String(decoding: collector.bytes, as: UTF8.self)
  }

  @Test func textsAreQuotedWhereTheyMustBe() throws {
    #expect(
      try text(["plain", "a,b", "say \"so\"", "two\nlines", " room", "사과", ""])
        == "plain,\"a,b\",\"say \"\"so\"\"\",\"two\nlines\",\" room\",사과,\n")
    #expect(try text([.indices([0, 1]), .indices([])]) == "\"0,1\",\n")
  }

  @Test func numbersLeadBackToThemselves() throws {
    #expect(
      try text([0.1, 3, .number(-0.0), .number(1e300), .number(.nan), .number(-.infinity), .none])
        == "0.1,3,-0,1e+300,nan,-inf,\n")
    #expect(try text([.single(0.1), .single(.infinity), .single(nil)]) == "0.1,inf,\n")
  }
}
