import Kernels
import Testing

@Suite struct ProductsTests {
  /// Small integers, so that every order of summation gives the same result.
  static func matrix<Scalar: KernelScalar>(_ count: Int, zeros: Int = 0) -> [Scalar] {
    (0..<count).map { i in
      let draw = (i &* 7919 &+ 13) % 101
      return draw < zeros ? 0 : Scalar(draw % 17 - 8)
    }
  }

  static func check<Scalar: KernelScalar>(
    _ type: Scalar.Type, m: Int, n: Int, k: Int, zeros: Int = 0
  ) {
    let a: [Scalar] = matrix(m * k, zeros: zeros)
    let b: [Scalar] = matrix(k * n)
    for (transposeA, transposeB, accumulate) in [
      (false, false, false), (true, false, false), (false, true, false), (true, true, true),
      (false, false, true), (true, false, true),
    ] {
      var c = [Scalar](repeating: accumulate ? 3 : .nan, count: m * n)
      Kernels.multiply(
        m: m, n: n, k: k, a: a, transposeA: transposeA, b: b, transposeB: transposeB,
        into: &c, accumulate: accumulate)
      var expected = [Scalar](repeating: accumulate ? 3 : 0, count: m * n)
      for i in 0..<m {
        for j in 0..<n {
          for p in 0..<k {
            expected[i * n + j] +=
              a[transposeA ? p * m + i : i * k + p] * b[transposeB ? j * k + p : p * n + j]
          }
        }
      }
      #expect(c == expected, "\(type) \(m)×\(n)×\(k) \(transposeA) \(transposeB) \(accumulate)")
    }
  }

  @Test(arguments: [
    (1, 1, 1), (2, 3, 4), (1, 50, 17), (50, 1, 17), (3, 10, 50), (9, 33, 300), (17, 65, 40),
    (64, 130, 5), (5, 7, 0), (100, 10, 50), (1, 50, 784), (2, 19, 1), (3, 50, 784), (4, 75, 30),
    (4, 64, 9),
  ])
  func agreesWithNaiveLoops(m: Int, n: Int, k: Int) {
    Self.check(Float.self, m: m, n: n, k: k)
    Self.check(Double.self, m: m, n: n, k: k)
  }

  @Test(arguments: [(100, 50, 784), (30, 16, 200), (33, 70, 500), (40, 129, 150)])
  func agreesWhereMostAreZeros(m: Int, n: Int, k: Int) {
    Self.check(Float.self, m: m, n: n, k: k, zeros: 81)
    Self.check(Double.self, m: m, n: n, k: k, zeros: 95)
  }

  @Test(arguments: [false, true])
  func zeroTimesInfinityIsNaN(transposeA: Bool) {
    let a = [Float](repeating: 0, count: 100 * 784)
    var b = [Float](repeating: 1, count: 784 * 50)
    b[50 * 9 + 3] = .infinity
    var c = [Float](repeating: 1, count: 100 * 50)
    Kernels.multiply(
      m: 100, n: 50, k: 784, a: a, transposeA: transposeA, b: b, into: &c)
    #expect(c[3].isNaN)
    #expect(c[4] == 0)
  }
}
