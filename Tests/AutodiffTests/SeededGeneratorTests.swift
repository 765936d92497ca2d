import Foundation
import Testing

@testable import Autodiff

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

  /// The numbers that the authors and others publish for these generators.
  @Test func thePiecesGiveThePublishedNumbers() {
    var filler = SplitMix64(state: 1_234_567)
    let filled: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
      4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { _ in filler.next() } == filled)
    var generator = SeededGenerator(state: SIMD4(1, 2, 3, 4))
    let drawn: [UInt64] = [
      11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240, 1_216_172_134_540_287_360,
      607_988_272_756_665_600, 16_172_922_978_634_559_625, 8_476_171_486_693_032_832,
      10_595_114_339_597_558_777, 2_904_607_092_377_533_576,
    ]
    #expect((0..<10).map { _ in generator.next() } == drawn)
    for (text, hash) in [
      ("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8),
    ] as [(String, UInt64)] {
      #expect(fnv1a(text.utf8) == hash)
    }
  }

  @Test func aNameHasASequenceOfItsOwn() {
    var (first, again) = (SeededGenerator(seed: 1, name: "W"), SeededGenerator(seed: 1, name: "W"))
    var (other, seeded) = (SeededGenerator(seed: 1, name: "b"), SeededGenerator(seed: 2, name: "W"))
    let bits = first.next()
    #expect(bits == again.next() && bits != other.next() && bits != seeded.next())
    var byHand = SeededGenerator(seed: 1 ^ fnv1a("W".utf8))
    #expect(byHand.next() == bits)
  }
}
