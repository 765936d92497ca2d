import Autodiff
import Testing
import Wording

@testable import GraphLanguage

/// Numbers that are drawn.
@Suite struct DrawnTests {
  func drawn(_ text: String, _ name: String = "x", seed: UInt64? = nil) throws -> [Double] {
    let graph = try parseGraph(
      Array(text.utf8), file: "t", inputs: GraphInputs(seed: seed)
    ).get()
    return graph.tape.value(of: try graph.node(name)).elements
  }

  /// What the documentation says of the generator, carried out a second time.
  @Test func followTheirFormulas() throws {
    var generator = SeededGenerator(seed: 7, name: "x")
    let units = (0..<3).map { _ in Double(generator.next() >> 11) * 0x1p-53 }
    let uniform = try drawn("seed 7; x = uniform(-1, 3, shape=[3]); y = sum(x)")
    #expect(uniform == units.map { -1 + 4 * $0 })
    generator = SeededGenerator(seed: 1, name: "x")
    let normal = (0..<5).map { _ in 2 + 0.5 * generator.normal() }
    #expect(try drawn("x = normal(2, 0.5, shape=[5]); y = sum(x)") == normal)
    generator = SeededGenerator(seed: 1, name: "x")
    let chosen = (0..<6).map { _ in [-2.0, -1, 1, 2][generator.index(below: 4)] }
    for call in ["choose(-2, -1, 1, 2, shape=[2, 3])", "choose([-2, -1, 1, 2], shape=[2, 3])"] {
      #expect(try drawn("x = \(call); y = sum(x)") == chosen)
    }
  }

  /// Fixed for ever: whoever has a worksheet has its numbers. These come from a second
  /// implementation, in Python, of what the documentation says.
  @Test func aSeedAndANameHaveTheirNumbers() throws {
    #expect(
      try drawn("x = normal(0, 1, shape=[3], digits=3); y = sum(x)") == Self.normals)
    #expect(
      try drawn("seed 7; W = uniform(-1, 1, step=0.5, shape=[6]); y = sum(W)", "W")
        == Self.steps)
  }

  static let normals: [Double] = [1.4, 1.57, 1.3]
  static let steps: [Double] = [0, -0.5, 0, 0, 0, 0]

  @Test func aLeafDoesNotDependOnOthers() throws {
    let alone = try drawn("x = normal(0, 1, shape=[4]); y = sum(x)")
    let among = try drawn(
      "a = uniform(0, 1, shape=[9]); x = normal(0, 1, shape=[4]); y = sum(x) + sum(a)")
    #expect(alone == among)
    #expect(try drawn("w = normal(0, 1, shape=[4]); y = sum(w)", "w") != alone)
  }

  @Test func theSeedOfTheCommandLineWins() throws {
    let text = "seed 7; x = normal(0, 1); y = x"
    #expect(try drawn(text) == drawn("x = normal(0, 1); y = x", seed: 7))
    #expect(try drawn(text, seed: 8) == drawn("seed 8; x = normal(0, 1); y = x"))
    #expect(try drawn("x = normal(0, 1); y = x") == drawn("seed 1; x = normal(0, 1); y = x"))
  }

  @Test func twoDrawsOfOneStatementDiffer() throws {
    #expect(try drawn("x = uniform(0, 1) - uniform(0, 1); y = x") != [0])
  }

  @Test func stepsReachBothEndsInPlainDigits() throws {
    let numbers = Set(try drawn("x = uniform(-0.3, 0.3, step=0.1, shape=[400]); y = sum(x)"))
    #expect(numbers.sorted() == [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3])
    #expect(numbers.allSatisfy { $0 != 0 || $0.sign == .plus })
  }

  @Test(arguments: [
    (0.12345, 2, 0.12), (-0.0999, 1, -0.1), (99.96, 3, 100), (1.25, 2, 1.3), (-1.25, 2, -1.3),
    (0, 3, 0), (1e300, 1, 1e300), (5e-324, 2, 5e-324), (123_456, 2, 120_000),
    (0.1 + 0.2, 15, 0.3), (9.999e-5, 2, 1e-4), (1e-7, 1, 1e-7),
  ])
  func digitsAreSignificant(x: Double, digits: Int, nearest: Double) {
    #expect(rounded(x, digits: digits) == nearest)
  }

  /// What is printed with as many digits is the number itself.
  @Test func roundedNumbersAreTheLeafs() throws {
    for number in try drawn("x = normal(0, 0.1, shape=[200], digits=2); y = sum(x)") {
      let digits = number.magnitude.description.split(separator: "e")[0].filter(\.isNumber)
      let significant = digits.drop { $0 == "0" }.reversed().drop { $0 == "0" }
      #expect(significant.count <= 2, "\(number)")
    }
  }

  @Test func aSeedStandsOnceAboveWhatIsDrawn() {
    #expect(
      errors("x = normal(0, 1); y = x; seed 2") == ["1:26: numbers were drawn already on line 1"])
    #expect(errors("x = 1; seed 1.5") == ["1:13: 'seed' takes a whole number from 0"])
    #expect(errors("x = 1; seed -1") == ["1:13: 'seed' takes a whole number from 0"])
    #expect(errors("seed 1; x = 1; seed 2").count == 1)
    #expect(errors("seed 18446744073709551615; x = 1").isEmpty)
  }
}
