import Kernels
import Testing

@Suite struct ElementwiseTests {
  /// Counts below, at and above a vector's lanes.
  static let counts = [1, 7, 8, 16, 17, 100]

  static func values<Scalar: KernelScalar>(_ count: Int, _ offset: Int) -> [Scalar] {
    (0..<count).map { Scalar(($0 &* 37 &+ offset) % 23 - 11) / 4 }
  }

  static func checkBinary<Scalar: KernelScalar>(
    _: Scalar.Type, count: Int,
    _ kernel: (
      UnsafePointer<Scalar>, UnsafePointer<Scalar>, UnsafeMutablePointer<Scalar>, Int
    ) -> Void,
    _ expected: (Scalar, Scalar) -> Scalar
  ) {
    let a: [Scalar] = values(count, 1)
    let b: [Scalar] = values(count, 40).map { $0 == 0 ? 1 : $0 }
    // One element more shows a write past the end.
    var result = [Scalar](repeating: 99, count: count + 1)
    kernel(a, b, &result, count)
    #expect(result == zip(a, b).map(expected) + [99])
    var inPlace = a
    inPlace.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      kernel(base, b, base, count)
    }
    #expect(inPlace == Array(result.prefix(count)))
  }

  @Test(arguments: counts)
  func arithmeticIsExact(count: Int) {
    Self.checkBinary(
      Float.self, count: count, { Kernels.add($0, $1, into: $2, count: $3) }, { $0 + $1 })
    Self.checkBinary(
      Double.self, count: count, { Kernels.subtract($0, $1, into: $2, count: $3) }, { $0 - $1 })
    Self.checkBinary(
      Float.self, count: count, { Kernels.hadamard($0, $1, into: $2, count: $3) }, { $0 * $1 })
    Self.checkBinary(
      Double.self, count: count, { Kernels.divide($0, $1, into: $2, count: $3) }, { $0 / $1 })
    Self.checkBinary(
      Float.self, count: count,
      { Kernels.reluBackward($0, upstream: $1, into: $2, count: $3) }, { $0 > 0 ? $1 : 0 })
    Self.checkBinary(
      Double.self, count: count,
      { a, _, result, count in Kernels.scale(a, by: -0.5, into: result, count: count) },
      { a, _ in a * -0.5 })
  }

  @Test(arguments: counts)
  func accumulatingKernelsAdd(count: Int) {
    let a: [Double] = Self.values(count, 3)
    let b: [Double] = Self.values(count, 5)
    var sums = [Double](repeating: 2, count: count)
    Kernels.addScaled(a, by: 4, to: &sums, count: count)
    Kernels.addProduct(a, b, to: &sums, count: count)
    Kernels.reluBackward(a, upstream: b, into: &sums, count: count, accumulate: true)
    #expect(sums == zip(a, b).map { 2 + 4 * $0 + $0 * $1 + ($0 > 0 ? $1 : 0) })
  }

  @Test func reluKeepsNaNAndLosesNegativeZero() {
    let a: [Float] = [.nan, -0.0, -1, 2]
    var result = [Float](repeating: 9, count: 4)
    Kernels.relu(a, into: &result, count: 4)
    #expect(result[0].isNaN)
    #expect(result[1].sign == .plus)
    #expect(result[1...] == [0, 0, 2])
  }

  @Test func everyByteIsItsQuotient() {
    let bytes = [UInt8](0...255)
    var floats = [Float](repeating: 0, count: 256)
    var doubles = [Double](repeating: 0, count: 256)
    Kernels.unitInterval(bytes, into: &floats, count: 256)
    Kernels.unitInterval(bytes, into: &doubles, count: 256)
    #expect(floats == bytes.map { Float($0) / 255 })
    #expect(doubles == bytes.map { Double($0) / 255 })
  }

  @Test func rowsAreDrawn() {
    let bytes = (0..<60).map(UInt8.init)
    let which: [Int32] = [5, 0, 5, 2, 1, 3, 4, 0, 0, 1, 2]
    var drawn = [Double](repeating: -1, count: 110)
    Kernels.unitIntervalRows(bytes, columns: 10, which: which, count: 11, into: &drawn)
    for (i, row) in which.enumerated() {
      for column in 0..<10 {
        #expect(drawn[i * 10 + column] == Double(Int(row) * 10 + column) / 255)
      }
    }
  }
}
