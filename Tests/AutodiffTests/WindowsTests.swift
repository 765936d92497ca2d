import Testing

@testable import Autodiff

@Suite struct WindowsTests {
  private static func drawn(_ seed: UInt64, _ shape: Shape) -> Tensor<Double> {
    var generator = SeededGenerator(seed: seed)
    return Tensor(shape: shape, elements: (0..<shape.count).map { _ in generator.normal() })
  }

  /// A small network's loss and gradients, in order.
  private func gradients<S: TapeScalar>(_: S.Type, threads: Int) throws -> [[S]] {
    let tape = Tape<S>()
    tape.threads = threads
    let leaves = [[37, 2, 14, 14], [5, 2, 3, 3], [5], [5]].enumerated().map { index, extents in
      tape.leaf(Self.drawn(UInt64(index), Shape(extents)).map { S($0) }, role: .parameter)
    }
    let sums = try tape.record(
      .conv2D, Array(leaves.prefix(3)), Attributes(stride: 1, padding: 1))
    let active = try tape.record(.relu, [sums])
    let pooled = try tape.record(
      .maxPool2D, [active], Attributes(window: 2, stride: nil, padding: 0))
    let square = try tape.record(.square, [pooled])
    let loss = try tape.record(.sum, [square])
    tape.accumulateGradients(from: loss)
    return [tape.value(of: loss).elements]
      + leaves.prefix(3).map { leaf in tape.withGradient(of: leaf) { Array($0) } }
  }

  @Test func nothingDependsOnTheNumberOfThreads() throws {
    let one = try gradients(Float.self, threads: 1)
    for threads in [2, 3, 16] { #expect(try gradients(Float.self, threads: threads) == one) }
    let double = try gradients(Double.self, threads: 1)
    #expect(try gradients(Double.self, threads: 2) == double)
    for (a, b) in zip(one.joined(), double.joined()) {
      #expect(abs(Double(a) - b) <= 1e-4 * (1 + abs(b)))
    }
  }

  /// What a tap does not see must not reach it: 0 · ∞ is no number.
  @Test func infinitiesReachWhatSeesThem() throws {
    for isFilter in [false, true] {
      let tape = Tape<Double>()
      var image = Self.drawn(1, [1, 4, 5])
      var filter = Self.drawn(2, [1, 1, 2, 2])
      if isFilter { filter.elements[3] = .infinity } else { image.elements[19] = .infinity }
      let (x, w) = (tape.leaf(image), tape.leaf(filter))
      let y = try tape.record(.conv2D, [x, w], Attributes(stride: 1, padding: 0))
      let trace = tape.backward(from: y, upstream: Tensor(repeating: 1, shape: [1, 3, 4]))
      let gradient = try #require(trace.gradientEntries(of: isFilter ? x : w))
      let finite = gradient.map(\.isFinite)
      if isFilter {
        // The last tap sees no entry of the first row or the first column.
        for place in 0..<20 { #expect(finite[place] == (place < 5 || place % 5 == 0)) }
      } else {
        #expect(finite == [true, true, true, false])
      }
    }
  }

  /// The masked scores count as little as if they were not there, however large they are.
  @Test func causalAttentionSeesNothingThatComesLater() throws {
    func rows(_ last: Double) throws -> [Double] {
      let tape = Tape<Double>()
      var k = Self.drawn(4, [4, 3])
      for entry in 9..<12 { k.elements[entry] = last }
      var attributes = Attributes()
      attributes[.causal] = true
      let y = try tape.record(
        .attention,
        [tape.leaf(Self.drawn(3, [4, 3])), tape.leaf(k), tape.leaf(Self.drawn(5, [4, 2]))],
        attributes)
      return Array(tape.value(of: y).elements.prefix(6))
    }
    let usual = try rows(1)
    #expect(try rows(1e30) == usual)
    #expect(try rows(.nan) == usual)
  }
}
