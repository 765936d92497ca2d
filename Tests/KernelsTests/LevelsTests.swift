import CKernels
import Testing

/// Every instruction set that this machine has, not only the one it chooses.
@Suite struct LevelsTests {
  static let levels = 0...Int(kernels_best_level())

  static func product(level: Int, m: Int, n: Int, k: Int, zeros: Int, transposed: Bool) -> [Float] {
    let a = (0..<m * k).map { i -> Float in
      let draw = (i &* 7919 &+ 13) % 101
      return draw < zeros ? 0 : Float(draw % 17) - 8
    }
    let b = (0..<k * n).map { Float(($0 &* 31) % 13) - 6 }
    var c = [Float](repeating: .nan, count: m * n)
    kernels_float_at(Int32(level)).pointee.multiply(
      m, n, k, a, transposed ? 1 : 0, b, 0, &c, 0)
    return c
  }

  @Test(
    arguments: levels,
    [(100, 50, 784, 81), (49, 23, 150, 81), (17, 35, 70, 0), (4, 9, 3, 0), (3, 50, 784, 81)])
  func productsAgree(level: Int, shape: (m: Int, n: Int, k: Int, zeros: Int)) {
    for transposed in [false, true] {
      let (first, other) = (
        Self.product(
          level: 0, m: shape.m, n: shape.n, k: shape.k, zeros: shape.zeros, transposed: transposed),
        Self.product(
          level: level, m: shape.m, n: shape.n, k: shape.k, zeros: shape.zeros,
          transposed: transposed)
      )
      #expect(first == other)
    }
  }

  @Test(arguments: levels)
  func softmaxAgreesInSinglePrecision(level: Int) {
    let x = (0..<1001).map { Float($0 - 500) / 8 }
    var (first, other) = (x, x)
    kernels_float_at(0).pointee.softmax_rows(1, x.count, x, &first)
    kernels_float_at(Int32(level)).pointee.softmax_rows(1, x.count, x, &other)
    #expect(first == other)
  }

  /// In double precision exponentials may differ in their last bit.
  @Test(arguments: levels)
  func logarithmsOfSumsAgree(level: Int) {
    let x = (1...12345).map { 1 / Double($0) }
    var (first, other) = ([0.0], [0.0])
    kernels_double_at(0).pointee.log_sum_exp_rows(1, x.count, x, &first)
    kernels_double_at(Int32(level)).pointee.log_sum_exp_rows(1, x.count, x, &other)
    #expect(abs(first[0] - other[0]) <= first[0].ulp)
  }
}
