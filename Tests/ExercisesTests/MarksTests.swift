import Autodiff
import Derivation
import GraphLanguage
import Testing
import Wording

@testable import Exercises

struct MarksTests {
  private static let square = "x = 3; w = 4; y = x * w; L = y^2 + x"
  private static let graphs = [
    square,
    "apple = 100; count = 2; tax = 1.1; price = apple * count; total = price * tax",
    "x = 2; w = -3; b = 0.5; y = tanh(x * w + b); L = y * y + x",
    "x = [1, -2]; W = [[0.5, 1], [-1, 2]]; L = sum(relu(x @ W) * x)",
    "x = [1, 2, -1]; t = 2; L = softmax_cross_entropy(2 * x, t)",
  ]

  private func trace(_ text: String) throws -> Trace<Double> {
    let graph = try parseGraph(Array(text.utf8), file: "<test>").get()
    return graph.tape.backward(from: graph.output, upstream: graph.upstream)
  }

  /// The marks of answers by blank; what is not among them is right.
  private func marks(
    _ text: String, _ answers: [String: [Double]], others: Bool = true, credit: Double = 1
  ) throws -> [String: Mark] {
    let trace = try trace(text)
    let blanks = Blanks(trace, .all)
    #expect(Set(answers.keys).isSubset(of: blanks.map(\.id)))
    let responses = blanks.map { blank -> Response in
      answers[blank.id].map { .numbers($0) } ?? (others ? .numbers(blank.expected) : .none)
    }
    let marks = Mark.marks(of: responses, to: blanks, in: trace, followThrough: credit)
    return Dictionary(uniqueKeysWithValues: zip(blanks.map(\.id), marks))
  }

  @Test(arguments: graphs) func theKeyHasFullPointsAndNothingHasNone(_ text: String) throws {
    #expect(try marks(text, [:]).values.allSatisfy { $0.verdict == .right && $0.points == 1 })
    let none = try marks(text, [:], others: false)
    #expect(none.values.allSatisfy { $0.verdict == .missing && $0.points == 0 })
  }

  @Test func oneWrongValueIsPaidForOnce() throws {
    // y = 13 where 12 is right, and all else worked out from it.
    let found = try marks(
      Self.square,
      [
        "value:y": [13], "value:L.1": [169], "value:L": [172], "gradient:y": [26],
        "gradient:w": [78], "product:y/0": [104], "gradient:x": [105],
      ], credit: 0.5)
    #expect(found["value:y"]?.verdict == .wrong && found["gradient:L.1"]?.verdict == .right)
    for id in ["value:L.1", "value:L", "gradient:y", "gradient:w", "product:y/0", "gradient:x"] {
      #expect(found[id]?.verdict == .followThrough && found[id]?.points == 0.5, "\(id)")
    }
    // Whoever has one of them wrong again has that wrong.
    let again = try marks(Self.square, ["value:y": [13], "value:L.1": [169], "value:L": [170]])
    #expect(again["value:L"]?.verdict == .wrong && again["value:L.1"]?.verdict == .followThrough)
  }

  @Test func whatIsLeftOutIsCarriedOn() throws {
    let found = try marks(
      Self.square, ["value:y": [13], "value:L": [172], "gradient:w": [78]], others: false)
    #expect(found["value:L.1"]?.verdict == .missing)
    #expect(found["value:L"]?.verdict == .followThrough)
    #expect(found["gradient:w"]?.verdict == .followThrough)
  }

  @Test func tensorsFollowAsTheRestOfTheGraphSays() throws {
    let text = "x = [1, -2]; W = [[0.5, 1], [-1, 2]]; h = x @ W; y = relu(h); L = sum(y * y)"
    // What comes out behind h where it is [9, 4], by a graph that begins there.
    let rest = Blanks(try trace("h = [9, 4]; y = relu(h); L = sum(y * y)"), .all)
    var answers = Dictionary(uniqueKeysWithValues: rest.map { ($0.id, $0.expected) })
    answers["value:h"] = [9, 4]
    let upstream = try #require(answers["gradient:h"])
    answers["gradient:W"] = [1.0, -2].flatMap { x in upstream.map { x * $0 } }
    answers["gradient:x"] = [
      0.5 * upstream[0] + upstream[1], -upstream[0] + 2 * upstream[1],
    ]
    let found = try marks(text, answers)
    for (id, mark) in found {
      #expect(mark.verdict != .wrong || id == "value:h", "\(id)")
    }
    #expect(found["gradient:W"]?.verdict == .followThrough)
    #expect(found["gradient:x"]?.verdict == .followThrough)
    // One entry of two is half a point.
    answers["gradient:x"]?[1] = 77
    let partly = try marks(text, answers)["gradient:x"]
    #expect(partly?.verdict == .partly && partly?.points == 0.5)
  }

  @Test func whoRoundsAndWhoDoesNotBothFollow() throws {
    // From the wrong 20: 20 / 3 = 6.667, which times 9 is 60, or 60.003 with what is written.
    let text = "x = 7.77; y = x * 1; z = y / 3; L = z * 9"
    for last in [60, 60.003] {
      let found = try marks(text, ["value:y": [20], "value:z": [6.667], "value:L": [last]])
      #expect(found["value:L"]?.verdict == .followThrough, "\(last)")
    }
    let found = try marks(text, ["value:y": [20], "value:z": [6.667], "value:L": [60.1]])
    #expect(found["value:L"]?.verdict == .wrong)
  }

  @Test func eachMistakeIsRecognised() throws {
    var seen: Set<Mistake.Kind> = []
    for text in Self.graphs + ["x = 2; w = 3; p = x * w; L = p * 7"] {
      let trace = try trace(text)
      for blank in Blanks(trace, .all) {
        for (entry, mistakes) in blank.mistakes(in: trace).enumerated() {
          for mistake in mistakes {
            var numbers = blank.expected
            numbers[entry] = mistake.value
            let mark = try #require(try marks(text, [blank.id: numbers], others: false)[blank.id])
            #expect(mark.verdict == (numbers.count == 1 ? .wrong : .partly))
            #expect(mark.mistakes.contains(mistake.kind), "\(text) \(blank.id) \(mistake)")
            seen.insert(mistake.kind)
          }
        }
      }
    }
    #expect(seen == Set(Mistake.Kind.allCases))
  }

  @Test func mistakesAreRecognisedOnNumbersOfOnesOwn() throws {
    // y = 13 where 12 is right: from there on ∂L/∂y is 26, and what goes wrong does so with 13 and 26.
    let own: [String: [Double]] = ["value:y": [13], "value:L.1": [169], "gradient:y": [26]]
    for (id, number, kind) in [
      ("gradient:w", 26, .localForgotten), ("gradient:w", -78, .wrongSign),
      ("gradient:w", 104, .operandsNotSwapped), ("value:L", -172, .wrongSign),
      ("gradient:y", 13 * 2 * -1, .wrongSign),
    ] as [(String, Double, Mistake.Kind)] {
      let found = try marks(Self.square, own.merging([id: [number]]) { $1 })[id]
      #expect(found?.verdict == .wrong && found?.mistakes == [kind], "\(id) \(number)")
    }
    // The branch that lacks is the student's own: 4 · 26 = 104 without the 1.
    let branch = try marks(
      Self.square, own.merging(["product:y/0": [104], "gradient:x": [104]]) { $1 })
    #expect(branch["product:y/0"]?.verdict == .followThrough)
    #expect(branch["gradient:x"]?.mistakes == [.branchMissing])
    // Whoever looks up the right number and goes wrong on that is recognised, too.
    let right = try marks(Self.square, own.merging(["gradient:w": [24]]) { $1 })["gradient:w"]
    #expect(right?.verdict == .wrong && right?.mistakes == [.localForgotten])
  }

  @Test(arguments: [
    ("−0,5", [-0.5]), (" 1.2e3 ", [1200]), ("1.2×10³", [1200]), ("1.2 × 10^-3", [0.0012]),
    ("1.2 x 10⁻³", [0.0012]), ("3/4", [0.75]), ("-3 / 4", [-0.75]), ("+3", [3]), ("１２．５", [12.5]),
    ("(2.2)", [2.2]), ("[1 2; 3 4]", [1, 2, 3, 4]), ("1;−2;3/2;4", [1, -2, 1.5, 4]),
    ("1, 2, 3, 4", [1, 2, 3, 4]), ("[1,2,3,4]", [1, 2, 3, 4]), ("0,5 1,5", [0.5, 1.5]),
  ])
  func numbersAreReadAsPeopleWriteThem(_ cell: String, _ numbers: [Double]) {
    #expect(Response(cell, count: numbers.count) == .numbers(numbers))
  }

  @Test func whatIsNoNumberIsNone() {
    for cell in ["", "  ", "[]"] { #expect(Response(cell, count: 1) == .none) }
    for cell in [
      "abc", "=1+2", "0x10", "nan", "inf", "1/0", "1/2/3", "1e999", "--1", "1,234.5", "'5", "²",
      String(repeating: "9", count: 60_000),
    ] {
      #expect(Response(cell, count: 1) == .unreadable, "\(cell.prefix(20))")
    }
    #expect(Response("1 2 3", count: 2) == .count(3) && Response("1", count: 4) == .count(1))
  }

  @Test func itemsTellTheGoodFromTheWeak() throws {
    let trace = try trace(Self.square)
    let blanks = Blanks(trace, .values)
    // Two who know all, one who has the second alone, one who has none.
    let marks = [[12, 144, 147], [12, 144, 147], [-12, 144, 5], [-12, 2, 5]].map { numbers in
      Mark.marks(
        of: numbers.map { .numbers([Double($0)]) }, to: blanks, in: trace, followThrough: 0)
    }
    let item = ItemStatistics(of: 0, in: marks)
    // Points 1 1 0 0 beside 2 2 1 0, whose correlation is 3/√11.
    #expect(item.share(.right) == 0.5 && item.difficulty == 0.5)
    #expect(abs((item.discrimination ?? 0) - 3 / 11.0.squareRoot()) < 1e-12)
    #expect(item.commonestMistake?.kind == .wrongSign && item.commonestMistake?.count == 2)
    #expect(ItemStatistics(of: 0, in: [marks[0], marks[1]]).discrimination == nil)
  }
}
