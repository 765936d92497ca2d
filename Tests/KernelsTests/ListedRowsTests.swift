import CKernels
import Kernels
import Testing

@Suite struct ListedRowsTests {
  static let levels = 0...Int(kernels_best_level())

  /// Numbers whose sums are rounded, so that another order would show.
  private static func numbers<Scalar: Leveled & KernelScalar>(_ count: Int) -> [Scalar] {
    (0..<count).map { Scalar(($0 &* 7919 &+ 13) % 1009) / 997 - 0.5 }
  }

  /// Rows of bytes, four fifths of them zeros; the last row is all zeros.
  private static func bytes(rows: Int, columns: Int) -> [UInt8] {
    (0..<rows * columns).map { i in
      let draw = (i &* 7919 &+ 13) % 1013
      return draw < 810 || i >= (rows - 1) * columns ? 0 : UInt8(draw % 255 + 1)
    }
  }

  /// Both products, from lists and from the numbers written out.
  private static func check<Scalar: Leveled & KernelScalar>(
    _ type: Scalar.Type, level: Int, m: Int, n: Int, k: Int
  ) {
    let kernels = Scalar.kernels(at: level)
    let all = bytes(rows: 40, columns: k)
    guard let rows = listed_create(40, k, all) else {
      Issue.record("rows of \(k) bytes are listed")
      return
    }
    defer { listed_free(rows) }
    let which = (0..<m).map { Int32(($0 &* 17 &+ 5) % 40) }
    var a = [Scalar](repeating: .nan, count: m * k)
    kernels.pointee.byte_rows_to_unit(m, k, all, which, &a)
    for accumulate: Int32 in [0, 1] {
      let (b, upstream): ([Scalar], [Scalar]) = (numbers(k * n), numbers(m * n))
      var (c, other): ([Scalar], [Scalar]) = (numbers(m * n), numbers(m * n))
      kernels.pointee.multiply(m, n, k, a, 0, b, 0, &c, accumulate)
      #expect(kernels.pointee.multiply_listed(m, n, rows, which, b, &other, accumulate) == 1)
      #expect(c == other, "\(type) \(level): \(m)×\(n)×\(k), \(accumulate)")
      var (g, gradient): ([Scalar], [Scalar]) = (numbers(k * n), numbers(k * n))
      kernels.pointee.multiply(k, n, m, a, 1, upstream, 0, &g, accumulate)
      #expect(
        kernels.pointee.multiply_listed_transposed(
          m, n, rows, which, upstream, &gradient, accumulate)
          == 1)
      #expect(g == gradient, "\(type) \(level): \(k)×\(n)×\(m), \(accumulate)")
    }
  }

  @Test(
    arguments: levels,
    [
      (100, 50, 784), (1, 2, 1), (3, 10, 25), (17, 16, 64), (40, 33, 100), (150, 65, 30),
      (5, 129, 1024), (33, 7, 784),
    ])
  func productsHaveTheBitsOfDenseOnes(level: Int, shape: (m: Int, n: Int, k: Int)) {
    Self.check(Float.self, level: level, m: shape.m, n: shape.n, k: shape.k)
    Self.check(Double.self, level: level, m: shape.m, n: shape.n, k: shape.k)
  }

  @Test(arguments: levels)
  func whatIsNotFiniteIsLeftToDenseProducts(level: Int) throws {
    let kernels = kernels_float_at(Int32(level))
    let rows = try #require(listed_create(40, 30, Self.bytes(rows: 40, columns: 30)))
    defer { listed_free(rows) }
    let which = (0..<Int32(40)).map { $0 }
    for place in [0, 8, 899] {
      for value in [Float.infinity, -.infinity, .nan] {
        var b = [Float](repeating: 1, count: 30 * 30)
        b[place] = value
        var c = [Float](repeating: 0, count: 40 * 30)
        #expect(kernels.pointee.multiply_listed(40, 30, rows, which, b, &c, 0) == 0)
        var upstream = [Float](repeating: 1, count: 40 * 30)
        upstream[place] = value
        var g = [Float](repeating: 0, count: 30 * 30)
        #expect(
          kernels.pointee.multiply_listed_transposed(40, 30, rows, which, upstream, &g, 0) == 0)
      }
    }
  }

  /// A byte's number is the same from a list and written out, at every level.
  @Test(arguments: levels)
  func bytesStandForTheSameNumbers(level: Int) throws {
    let all = (0...255).map { UInt8($0) }
    let rows = try #require(listed_create(1, 256, all))
    defer { listed_free(rows) }
    var (single, double) = ([Float](repeating: 0, count: 256), [Double](repeating: 0, count: 256))
    kernels_float_at(Int32(level)).pointee.byte_rows_to_unit(1, 256, all, [0], &single)
    kernels_double_at(Int32(level)).pointee.byte_rows_to_unit(1, 256, all, [0], &double)
    withUnsafeBytes(of: &rows.pointee.unit_float) { unit in
      #expect(single == Array(unit.bindMemory(to: Float.self)))
    }
    withUnsafeBytes(of: &rows.pointee.unit_double) { unit in
      #expect(double == Array(unit.bindMemory(to: Double.self)))
    }
  }

  @Test func rowsThatAreTooLongAreNotListed() {
    #expect(ListedRows([UInt8](repeating: 1, count: 1025), columns: 1025) == nil)
    #expect(ListedRows([UInt8](repeating: 1, count: 2048), columns: 1024)?.count == 2)
  }

  /// A column has the bits that the whole product gives it.
  @Test(arguments: levels, [(1, 2, 3), (3, 50, 784), (4, 5, 9), (9, 10, 50), (100, 17, 784)])
  func columnsHaveTheBitsOfProducts(level: Int, shape: (m: Int, n: Int, k: Int)) {
    func check<Scalar: Leveled & KernelScalar>(_: Scalar.Type) {
      let (m, n, k) = shape
      let (a, b): ([Scalar], [Scalar]) = (Self.numbers(m * k), Self.numbers(k * n))
      for accumulate: Int32 in [0, 1] {
        var (whole, columns): ([Scalar], [Scalar]) = (Self.numbers(m * n), Self.numbers(m * n))
        Scalar.kernels(at: level).pointee.multiply(m, n, k, a, 0, b, 0, &whole, accumulate)
        for column in 0..<n {
          Scalar.kernels(at: level).pointee.multiply_column(
            m, n, k, a, b, column, &columns, accumulate)
        }
        #expect(whole == columns)
      }
    }
    check(Float.self)
    check(Double.self)
  }

  @Test func levelsAreChosenByName() {
    let before = KernelLevel.current
    defer { before.choose() }
    #expect(before == KernelLevel.available.last)
    // Only the best level is chosen here: other tests run at the same time.
    KernelLevel.available.last?.choose()
    #expect(KernelLevel.current == before)
    #expect(KernelLevel.available.first == .baseline)
  }
}
