import Autodiff
import Foundation
import Testing

@testable import Training

@Suite struct SeededGeneratorTests {
  /// The numbers come from a second implementation, in Python.
  @Test func theSequenceIsXoshiros() {
    var generator = SeededGenerator(seed: 42)
    let expected: [UInt64] = [
      0x1578_0b2e_0c2e_c716, 0x6104_d986_6d11_3a7e,
      0xae17_5332_39e4_99a1, 0xecb8_ad47_03b3_60a1,
    ]
    #expect((0..<4).map { _ in generator.next() } == expected)
  }

  @Test func normalDeviatesHaveMeanZeroAndVarianceOne() {
    var generator = SeededGenerator(seed: 1)
    let deviates = (0..<100_000).map { _ in generator.normal() }
    let mean = deviates.reduce(0, +) / 100_000
    let variance = deviates.reduce(0) { $0 + $1 * $1 } / 100_000 - mean * mean
    #expect(abs(mean) < 0.01)
    #expect(abs(variance - 1) < 0.02)
    #expect(abs(deviates.filter { abs($0) < 1 }.count - 68_269) < 600)
  }

  @Test func indicesAreEven() {
    var generator = SeededGenerator(seed: 2)
    var counts = [Int](repeating: 0, count: 10)
    for _ in 0..<100_000 { counts[generator.index(below: 10)] += 1 }
    #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
    #expect(generator.index(below: 1) == 0)
  }

  @Test func aPermutationHasEachNumberOnce() {
    var generator = SeededGenerator(seed: 3)
    let order = generator.permutation(1000)
    #expect(order.sorted() == Array(0..<1000 as Range<Int32>))
    #expect(order != order.sorted())
    #expect(generator.permutation(0).isEmpty)
  }

  @Test func theLogarithmIsRightToTwoUnits() {
    var generator = SeededGenerator(seed: 4)
    for _ in 0..<10_000 {
      let x = generator.uniform() + 1e-9
      #expect(abs(naturalLogarithm(x) - Foundation.log(x)) <= 2 * Foundation.log(x).ulp)
    }
  }

  @Test func initializationsHaveTheirDeviation() {
    #expect(Initialization.normal(0.01).deviation(inputs: 784, outputs: 50) == 0.01)
    #expect(Initialization.xavier.deviation(inputs: 784, outputs: 50) == sqrt(2.0 / 834))
    let description = NetworkDescription(widths: [200, 100], initialization: .he)
    let weights = NetworkParameters<Double>(initial: description, seed: 5).layers[0].weights
    #expect(weights.shape == Shape([200, 100]))
    let variance = weights.elements.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(abs(variance - 0.01) < 0.0004)
  }
}
