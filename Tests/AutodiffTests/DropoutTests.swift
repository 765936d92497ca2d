import Testing

@testable import Autodiff

/// Masks: what is drawn, what is dropped, and what training and predictions do with them.
@Suite struct DropoutTests {
  private let numbers = (1...40).map(Double.init)

  @Test func anEntryIsDroppedOrScaled() throws {
    let tape = Tape<Double>()
    let x = tape.variable(numbers, name: "x")
    let y = try dropout(x, p: 0.2, seed: 3)
    var generator = SeededGenerator(seed: 3)
    let mask = numbers.map { _ in generator.uniform() < 0.2 ? 0 : 1 / (1 - 0.2) }
    #expect(y.value.elements == zip(numbers, mask).map { $0 * $1 })
    #expect(mask.contains(0) && mask.contains { $0 > 0 })
    let trace = try tape.backward(from: y.sum())
    #expect(trace.gradient(of: x).tensor?.elements == mask)
  }

  @Test func theMeanStaysWhatItWas() throws {
    let tape = Tape<Double>()
    let ones = tape.variable([Double](repeating: 1, count: 20_000))
    for p in [0, 0.1, 0.5, 0.9] {
      let mean = try dropout(ones, p: p, seed: 11).mean().value.elements[0]
      // Four standard deviations.
      #expect(abs(mean - 1) <= 4 * (p / (1 - p) / 20_000).squareRoot())
    }
  }

  @Test func probabilitiesBeforeOneAreTaken() throws {
    let tape = Tape<Double>()
    let x = tape.variable([1, 2])
    let count = tape.nodeCount
    for p in [1, 1.5, -0.1, .nan, .infinity] {
      #expect(throws: ShapeError.self) { try dropout(x, p: p, seed: 1) }
    }
    #expect(tape.nodeCount == count)
  }

  @Test func trainingDrawsMasksAnewAndPredictionsLiftThem() throws {
    let tape = Tape<Float>()
    let x = tape.variable(numbers.map(Float.init))
    var generator = SeededGenerator(seed: 5)
    let h = try dropout(x, p: 0.5, using: &generator)
    let y = try dropout(h * 2, p: 0.25, using: &generator)
    #expect(tape.hasMasks)
    let first = y.value
    tape.redrawMasks(using: &generator)
    #expect(y.value != first)
    for (value, number) in zip(h.value.elements, numbers) {
      #expect(value == 0 || value == 2 * Float(number))
    }
    tape.liftMasks()
    #expect(y.value.elements == numbers.map { 2 * Float($0) })
    // The same numbers, the same masks.
    var (one, other) = (SeededGenerator(seed: 9), SeededGenerator(seed: 9))
    tape.redrawMasks(using: &one)
    let again = y.value
    tape.redrawMasks(using: &other)
    #expect(y.value == again && again != first)
    #expect(!Tape<Double>().hasMasks)
  }

  /// A scalar that is dropped says why nothing flows back.
  @Test func whatIsDroppedHasAReason() throws {
    let tape = Tape<Double>()
    let x = tape.variable(3)
    var seen: Set<ZeroReason?> = []
    for seed in 0..<8 {
      let trace = try tape.backward(from: dropout(x, p: 0.5, seed: UInt64(seed)))
      seen.insert(trace.gradient(of: x).zeroReason)
    }
    #expect(seen == [nil, .dropped])
  }
}
