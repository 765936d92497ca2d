import RealModule
import Testing

@testable import Autodiff

/// The check itself: that it is exact at every scale, knows what it does not know, and finds faults.
@Suite struct GradientCheckTests {
  /// The one entry's check of y = f(x).
  private func entry(
    at x: Double, _ f: (Variable<Double>) throws -> Variable<Double>
  ) throws -> GradientCheck.Entry {
    let tape = Tape<Double>()
    let trace = try tape.backward(from: f(tape.variable(x)))
    return try #require(tape.checkGradients(trace).entries.first)
  }

  @Test func stepsFollowTheScaleOfTheNumber() throws {
    for entry in [
      try entry(at: 1e-5, { 1 / $0 }), try entry(at: 1e5, { sin($0) }),
      try entry(at: 1e-20, { log($0) }), try entry(at: 0, { try tanh(1e9 * $0) }),
      try entry(at: 1e-20, { try 3 + $0 }), try entry(at: -1e-12, { 1 / $0 }),
    ] {
      #expect(entry.kink == nil)
      #expect(entry.relativeError < 1e-9 && entry.verdict(tolerance: 1e-6) == .agrees)
    }
  }

  /// A wrong gradient is told from a right one, of whatever size.
  @Test(arguments: [1e-4, 1, 1e8]) func whatIsWrongDiffers(scale: Double) throws {
    let right = try entry(at: 0.7) { try scale * sin($0) }
    #expect(right.verdict(tolerance: 1e-6) == .agrees)
    for factor in [1.00001, -1, 0, 2] {
      let wrong = GradientCheck.Entry(
        leaf: right.leaf, index: 0, backward: right.backward * factor, numerical: right.numerical,
        uncertainty: right.uncertainty, floor: right.floor, kink: nil)
      #expect(wrong.verdict(tolerance: 1e-6) == .differs)
    }
  }

  /// sin x² at 10⁸: the next number after x is already half a turn on.
  @Test func whereNothingCanBeSaidNothingIs() throws {
    #expect(
      try entry(at: 1e8, { try sin($0 * $0) }).verdict(tolerance: 1e-6) == .undecided)
    #expect(try entry(at: 0, { sqrt($0) }).verdict(tolerance: 1e-6) == .undecided)
    // What is no number agrees with nothing.
    #expect(try entry(at: -1, { sqrt($0) }).verdict(tolerance: 1) == .undecided)
  }

  /// A step that would cross a kink gives way to a smaller one; on the kink none does.
  @Test func onlyAKinkThatCannotBeAvoidedExcuses() throws {
    for x in [1e-3, -1e-5, 0.009] {
      let near = try entry(at: x) { try relu($0) + abs($0) }
      #expect(near.kink == nil && near.verdict(tolerance: 1e-6) == .agrees)
    }
    #expect(try entry(at: 0, { relu($0) }).kink != nil)
  }
}

/// Values and derivatives where a formula as it is printed would lose its digits or overflow.
@Suite struct ExtremeTests {
  private func gradients(
    _ kind: OperationKind, _ operands: [Double], _ attributes: Attributes = .none
  ) throws -> (value: Double, gradients: [Double?]) {
    let tape = Tape<Double>()
    let leaves = operands.map { tape.leaf(Tensor($0)) }
    let node = try tape.record(kind, leaves, attributes)
    let trace = tape.backward(from: node)
    return (
      trace.value(of: node).elements[0], leaves.map { trace.gradient(of: $0).tensor?.elements[0] }
    )
  }

  /// b² is beyond the largest or the smallest number where a / b² is not.
  @Test func aQuotientsGradientHasNoSquare() throws {
    #expect(try gradients(.divide, [1e300, 1e200]).gradients[1] == -1e-100)
    let small = try #require(try gradients(.divide, [1e-200, 1e-200]).gradients[1])
    #expect(abs(small / -1e200 - 1) < 1e-15)
  }

  /// Against e⁻²ˣ and e⁻ˣ, worked out with enough digits: 4/(eˣ + e⁻ˣ)² and σ(x) σ(−x).
  @Test(arguments: [
    (8.0, 4.5014059756372915e-07, 0.00033523767075647424),
    (20, 1.6993417021166355e-17, 2.061153613941849e-09),
    (-20, 1.6993417021166355e-17, 2.061153613941849e-09),
    (40, 7.219405551381661e-35, 4.248354255291589e-18),
  ])
  func saturatedSlopesKeepTheirDigits(x: Double, tanh: Double, sigmoid: Double) throws {
    let ofTanh = try #require(try gradients(.tanh, [x]).gradients[0])
    let ofSigmoid = try #require(try gradients(.sigmoid, [x]).gradients[0])
    #expect(abs(ofTanh / tanh - 1) < 1e-14)
    #expect(abs(ofSigmoid / sigmoid - 1) < 1e-14)
  }

  /// A whole number of any size is an exponent of a negative number; what is not whole is none.
  @Test func negativeNumbersHavePowers() throws {
    #expect(try gradients(.power, [-0.5], Attributes(exponent: 1e300)).value == 0)
    #expect(try gradients(.power, [-1], Attributes(exponent: 1e300)).value == 1)
    #expect(try gradients(.power, [-2], Attributes(exponent: -3)).value == -0.125)
    #expect(try gradients(.power, [-2], Attributes(exponent: 0.5)).value.isNaN)
    #expect(Double.power(-2, 3) == -8 && Float.power(-2, 1e20) == .infinity)
  }
}
