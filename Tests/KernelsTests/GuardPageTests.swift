import CKernels
import Testing

@Suite struct GuardPageTests {
  static let levels = 0...Int(kernels_best_level())

  /// Small whole numbers, so that sums are exact in every order.
  private func number<Scalar: Leveled>(_ index: Int) -> Scalar {
    Scalar((index &* 7919 &+ 13) % 17) - 8
  }

  private func multiply<Scalar: Leveled>(_: Scalar.Type, level: Int, m: Int, n: Int, k: Int) {
    for side in Guarded<Scalar>.Side.allCases {
      let a = Guarded<Scalar>(m * k, side, number)
      let b = Guarded<Scalar>(k * n, side, number)
      for (transposeA, transposeB) in [(false, false), (true, false), (false, true), (true, true)] {
        let c = Guarded<Scalar>(m * n, side) { _ in 1 }
        Scalar.kernels(at: level).pointee.multiply(
          m, n, k, a.elements, transposeA ? 1 : 0, b.elements, transposeB ? 1 : 0, c.elements, 1)
        var isRight = true
        for i in 0..<m {
          for j in 0..<n {
            var sum: Scalar = 1
            for p in 0..<k {
              sum +=
                a.elements[transposeA ? p * m + i : i * k + p]
                * b.elements[transposeB ? j * k + p : p * n + j]
            }
            isRight = isRight && c.elements[i * n + j] == sum
          }
        }
        #expect(isRight, "\(Scalar.self) \(m)×\(n)×\(k) \(transposeA) \(transposeB) \(side)")
      }
    }
  }

  @Test(arguments: levels)
  func productsOfSmallMatricesStayInside(level: Int) {
    for m in 1...5 {
      for n in Array(1...9) + [15, 16, 17, 33] {
        for k in [1, 2, 5, 17] {
          multiply(Float.self, level: level, m: m, n: n, k: k)
          multiply(Double.self, level: level, m: m, n: n, k: k)
        }
      }
    }
  }

  /// The shapes that take the sparse way, of few and of many columns.
  @Test(arguments: levels, [8, 9, 16, 50])
  func productsOfMatricesOfZerosStayInside(level: Int, n: Int) {
    for side in Guarded<Float>.Side.allCases {
      let a = Guarded<Float>(7 * 600, side) { $0 % 11 == 0 ? 2 : 0 }
      let b = Guarded<Float>(600 * n, side, number)
      for transposed in [false, true] {
        let c = Guarded<Float>(7 * n, side) { _ in .nan }
        Float.kernels(at: level).pointee.multiply(
          7, n, 600, a.elements, transposed ? 1 : 0, b.elements, 0, c.elements, 0)
        var sum: Float = 0
        for p in 0..<600 { sum += a.elements[transposed ? p * 7 : p] * b.elements[p * n] }
        #expect(c.elements[0] == sum)
      }
    }
  }

  private func walkRows<Scalar: Leveled>(_: Scalar.Type, level: Int, rows: Int, columns: Int) {
    let kernels = Scalar.kernels(at: level).pointee
    let count = rows * columns
    for side in Guarded<Scalar>.Side.allCases {
      let a = Guarded<Scalar>(count, side, number)
      let result = Guarded<Scalar>(count, side) { _ in 0 }
      let perColumn = Guarded<Scalar>(columns, side) { _ in 0 }
      let perRow = Guarded<Scalar>(rows, side) { _ in 0 }
      let places = Guarded<Int32>(rows, side == .before ? .before : .behind) { _ in 0 }
      kernels.add(count, a.elements, a.elements, result.elements)
      for index in 0..<count { #expect(result.elements[index] == 2 * (number(index) as Scalar)) }
      #expect(kernels.all_finite(count, a.elements) == 1)
      kernels.column_sums(rows, columns, a.elements, perColumn.elements, 0)
      for column in 0..<columns {
        let sum = (0..<rows).reduce(Scalar(0)) { $0 + number($1 * columns + column) }
        #expect(perColumn.elements[column] == sum)
      }
      kernels.row_sums(rows, columns, a.elements, perRow.elements)
      for row in 0..<rows {
        let sum = (0..<columns).reduce(Scalar(0)) { $0 + number(row * columns + $1) }
        #expect(perRow.elements[row] == sum)
      }
      kernels.row_argmax(rows, columns, a.elements, places.elements)
      kernels.log_sum_exp_rows(rows, columns, a.elements, perRow.elements)
      kernels.softmax_rows(rows, columns, a.elements, result.elements)
      let bytes = Guarded<UInt8>(count, side == .before ? .before : .behind) { UInt8($0 % 256) }
      let which = Guarded<Int32>(rows, side == .before ? .before : .behind) { Int32($0) }
      kernels.byte_rows_to_unit(rows, columns, bytes.elements, which.elements, result.elements)
    }
  }

  @Test(arguments: levels)
  func kernelsOfRowsStayInside(level: Int) {
    for rows in 1...5 {
      for columns in Array(1...9) + [15, 16, 17, 31, 33, 65] {
        walkRows(Float.self, level: level, rows: rows, columns: columns)
        walkRows(Double.self, level: level, rows: rows, columns: columns)
      }
    }
  }
}
