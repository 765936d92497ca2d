import Autodiff
import Derivation
import GraphLanguage
import Testing

@testable import Exercises

struct MistakesTests {
  private func trace(_ text: String) throws -> Trace<Double> {
    let graph = try parseGraph(Array(text.utf8), file: "<test>").get()
    return graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }

  private func mistakes(_ text: String, _ id: String) throws -> [Mistake.Kind: [Double]] {
    let trace = try trace(text)
    let blank = try #require(Blanks(trace, .all).first { $0.id == id })
    return Dictionary(grouping: blank.mistakes(in: trace)[0], by: \.kind)
      .mapValues { $0.map(\.value) }
  }

  @Test func aProductHasItsOwnMistakes() throws {
    // ∂L/∂x = 7 · 3 = 21.
    let found = try mistakes("x = 2; w = 3; p = x * w; L = p * 7", "gradient:x")
    #expect(found[.upstreamForgotten] == [3])
    #expect(found[.localForgotten] == [7])
    #expect(found[.operandsNotSwapped] == [14])
    #expect(found[.wrongSign] == [-21])
    #expect(found[.branchMissing] == nil)
  }

  @Test func aSumMayLackEachOfItsArrows() throws {
    let found = try mistakes("x = 3; y = x * x + 2 * x", "gradient:x")
    // 3 + 3 + 2 = 8, of which one is forgotten.
    #expect(found[.branchMissing] == [5, 6] || found[.branchMissing] == [6, 5])
  }

  @Test func whatTellsNothingIsLeftOut() throws {
    // The upstream gradient is 1, so that forgetting it is right.
    #expect(try mistakes("x = 2; w = 3; L = x * w", "gradient:x")[.upstreamForgotten] == nil)
    // Both come to 3: nobody could tell which it was.
    let found = try mistakes("x = 2; w = 3; p = x * w; L = p * 3", "gradient:x")
    #expect(found[.upstreamForgotten] == nil && found[.localForgotten] == nil)
  }

  @Test(arguments: [
    "x = 2; w = -3; b = 0.5; y = tanh(x * w + b); L = y * y + x",
    "x = [1, -2]; W = [[0.5, 1], [-1, 2]]; L = sum(relu(x @ W) * x)",
  ])
  func noMistakeIsRightOrTakenForAnother(_ text: String) throws {
    let trace = try trace(text)
    for blank in Blanks(trace, .all) {
      for (entry, mistakes) in blank.mistakes(in: trace).enumerated() {
        for mistake in mistakes {
          #expect(!blank.accepts(mistake.value, at: entry))
          for other in mistakes where other.kind != mistake.kind {
            #expect(abs(other.value - mistake.value) > blank.tolerance(at: mistake.value))
          }
        }
      }
    }
  }

  @Test func oneInTheLastPlaceIsAccepted() throws {
    let blank = try #require(Blanks(try trace("x = 2; y = sqrt(x)"), .values).first)
    #expect(blank.expected == [1.414] && blank.tolerance(at: 1.414) == 0.001)
    for number in [1.413, 1.414, 1.415, 1.4142] { #expect(blank.accepts(number, at: 0)) }
    for number in [1.412, 1.416, -1.414, .nan] { #expect(!blank.accepts(number, at: 0)) }
    #expect(blank.tolerance(at: 12346) == 1 && blank.tolerance(at: 0) == 1e-4)
    #expect(blank.tolerance(at: 999.95) == 0.1 && blank.tolerance(at: -1000) == 1)
  }

  @Test(arguments: [
    ("x = 2; y = x * 3", nil),
    ("x = 1.234; y = x * 3", NiceNumbers.Flaw.Kind.tooLong),
    ("x = 2; y = x * 1", .same),
    ("x = 2; b = -2; y = x + b", .zero),
    ("x = 1200; y = x * 3", nil),
  ])
  func niceNumbersAreShortAndNotTrivial(_ text: String, _ kind: NiceNumbers.Flaw.Kind?) throws {
    let trace = try trace(text)
    #expect(NiceNumbers(digits: 3).flaw(in: Blanks(trace, .values), of: trace)?.kind == kind)
  }

  @Test func seedsComeFromTheIdAlone() {
    #expect(drawSeed(2026, id: "kim") == drawSeed(2026, id: "kim"))
    let seeds = Set((0..<1000).map { drawSeed(2026, id: "\($0)") })
    #expect(seeds.count == 1000 && !seeds.contains(drawSeed(2027, id: "0")))
    #expect(drawSeed(1, id: "1", attempt: 1) != drawSeed(1, id: "11", attempt: 0))
  }
}
