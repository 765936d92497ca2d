import Derivation
import Scene
import Testing
import Wording

@testable import Diagram

/// The sums that stand at nodes.
@Suite struct SumTests {
  /// What is written at a leaf about its gradient.
  private func note(_ text: String, _ name: String, _ options: FigureOptions = FigureOptions())
    throws -> String
  {
    let figure = try figure(text, options)
    let plan = figure.plan
    let node = try #require(
      plan.graph.nodes.firstIndex { plan.trace.annotations.names[$0.id] == name })
    return try #require(plan.faces[node].note).plainText
  }

  /// The tail of a letter that is set lower reaches further down than the name's line.
  @Test(arguments: ["h_prev", "w_f", "y_jpg", "x"]) func sumsStandBelowTails(_ name: String) throws
  {
    for text in ["\(name) = 2; L = \(name) * \(name)^3", "\(name) = [1, 2]; L = sum(\(name))"] {
      let plan = try figure(text).plan
      let node = try #require(
        plan.graph.nodes.firstIndex { plan.trace.annotations.names[$0.id] == name })
      let face = plan.faces[node]
      #expect(face.bottom > 0)
      if let note = face.noteFrame { #expect(note.y >= face.bottom + 2.9) }
    }
  }

  @Test func negativeTermsAreTakenAway() throws {
    #expect(try note("x = 1; y = 3*x - x + 4*x", "x") == "6 = 3 − 1 + 4")
    #expect(try note("x = 1; y = 0 - 3*x - x", "x") == "−4 = −3 − 1")
  }

  @Test func sumsAreWholeFromTwoTermsToAHundred() throws {
    for count in 2...40 {
      let terms = (1...count).map { "\($0)*x" }
      let note = try note("x = 1; y = " + terms.joined(separator: " + "), "x")
      #expect(
        note.filter { !"=+ ".contains($0) }
          == "\(count * (count + 1) / 2)" + (1...count).map(String.init).joined(), "\(note)")
      #expect(note.filter { $0 == "+" }.count == count - 1)
    }
    let many = try note("x = 1; y = " + (1...130).map { _ in "x" }.joined(separator: "+"), "x")
    #expect(many == "130 = ∑ 130 arrows")
  }

  @Test func tensorsAreSummedTermByTerm() throws {
    let note = try note("x = [1, 2]; y = sum(3*x) - sum(x * [1, 2])", "x")
    #expect(note == "[2, 1] = [3, 3] + [−1, −2]", "\(note)")
  }

  @Test func aWorksheetShowsNothingOfASum() throws {
    for blank in [FigureOptions.Blank.gradients, .products, .all] {
      let options = FigureOptions(blank: blank)
      #expect(try note("x = 1; y = 3*x - x + 4*x", "x", options) == "= + +")
      let tensor = try note("x = [1, 2]; y = sum(3*x) - sum(x * [1, 2])", "x", options)
      #expect(tensor == "= +")
    }
  }

  @Test func whatRoundingLeavesIsZeroWithANote() throws {
    let figure = try figure("a = 0.1; b = 0.2; y = a + b - 0.3; z = y * 2")
    let words = figure.scene.words(in: "forward")
    #expect(words.contains("0"))
    #expect(words.contains("rounding: 5.6×10⁻¹⁷"))
    #expect(!words.contains { $0.hasPrefix("5.551") })
    #expect(figure.description.contains("y 0 (rounding: 5.551×10⁻¹⁷)"))

    let sum = try note("x = 3; y = 0.1*x + 0.2*x - 0.3*x", "x")
    #expect(sum == "0 rounding: 2.8×10⁻¹⁷ = 0.1 + 0.2 − 0.3")
    let korean = try note(
      "x = 3; y = 0.1*x + 0.2*x - 0.3*x", "x", FigureOptions(language: .korean))
    #expect(korean.hasPrefix("0 반올림 오차 2.8×10⁻¹⁷"))
  }

  /// A number that is small but no rounding stays.
  @Test func aSmallResultStays() throws {
    let words = try figure("a = 0.0000001; b = 2; y = a * b; z = y + 1 - 1 + y").scene
      .words(in: "forward")
    #expect(words.contains { $0.contains("2×10") })
    #expect(!words.contains { $0.contains("rounding") })
  }
}

extension SumTests {
  /// What is made of a 0 that rounding left is 0 as well: 0 − 0 is no 10⁻¹⁶.
  @Test func whatIsMadeOfRoundingIsZero() throws {
    let text = "X = [0.1, 0.2, -0.3]; t = sum(X * 2) - sum(X); z = t * 3; L = z + 1"
    let words = try figure(text).scene.words(in: "forward")
    #expect(!words.contains { $0.contains("×10") && !$0.contains("rounding") }, "\(words)")
    #expect(words.count { $0.hasPrefix("rounding") } == 4, "\(words)")
  }
}
