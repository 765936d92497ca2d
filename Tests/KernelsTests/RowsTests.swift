import Foundation
import Kernels
import Testing

@Suite struct RowsTests {
  static func matrix(_ rows: Int, _ columns: Int) -> [Double] {
    (0..<rows * columns).map { i in
      let draw: Int = (i &* 7919 &+ 5) % 211
      return Double(draw - 100) / 16
    }
  }

  @Test(arguments: [0, 1, 100, 1024, 5000])
  func sumsOfSmallFractionsAreExact(count: Int) {
    let a = Self.matrix(1, count)
    #expect(Kernels.sum(a, count: count) == a.reduce(0, +))
    #expect(Kernels.dot(a, a, count: count) == a.reduce(0) { $0 + $1 * $1 })
  }

  @Test func pairwiseSumKeepsSinglePrecision() {
    let tenths = [Float](repeating: 0.1, count: 1_000_000)
    #expect(abs(Kernels.sum(tenths, count: tenths.count) - 100_000) < 0.1)
  }

  @Test(arguments: [0, 5, 63, 64, 200])
  func oneInfinityIsFound(place: Int) {
    var a = [Float](repeating: .greatestFiniteMagnitude, count: 201)
    #expect(Kernels.allFinite(a, count: 201))
    a[place] = place % 2 == 0 ? .nan : -.infinity
    #expect(!Kernels.allFinite(a, count: 201))
  }

  @Test(arguments: [(3, 1), (4, 10), (2, 16), (5, 37)])
  func rowsAndColumns(rows: Int, columns: Int) {
    let a = Self.matrix(rows, columns)
    let byRow = (0..<rows).map { Array(a[$0 * columns..<($0 + 1) * columns]) }
    let row = Self.matrix(1, columns)

    var sums = [Double](repeating: 1, count: columns)
    Kernels.columnSums(a, rows: rows, columns: columns, into: &sums, accumulate: true)
    let expected = (0..<columns).map { (j: Int) -> Double in
      byRow.reduce(1) { (sum: Double, row: [Double]) -> Double in sum + row[j] }
    }
    #expect(sums == expected)

    var added = a
    Kernels.addRow(a, row: row, rows: rows, columns: columns, into: &added)
    #expect(added == byRow.flatMap { zip($0, row).map { $0 + $1 } })

    var maxima = [Double](repeating: 0, count: rows)
    Kernels.rowMaxima(a, rows: rows, columns: columns, into: &maxima)
    #expect(maxima == byRow.map { $0.max() })

    var places = [Int32](repeating: 0, count: rows)
    Kernels.rowArgmax(a, rows: rows, columns: columns, into: &places)
    #expect(places.map(Int.init) == zip(byRow, maxima).map { $0.firstIndex(of: $1) })

    var logs = [Double](repeating: 0, count: rows)
    Kernels.logSumExpRows(a, rows: rows, columns: columns, into: &logs)
    var shares = a
    Kernels.softmaxRows(a, rows: rows, columns: columns, into: &shares)
    for i in 0..<rows {
      let total = byRow[i].reduce(0) { $0 + Foundation.exp($1) }
      #expect(abs(logs[i] - Foundation.log(total)) < 1e-14)
      for j in 0..<columns {
        #expect(abs(shares[i * columns + j] - Foundation.exp(byRow[i][j]) / total) < 1e-15)
      }
    }
  }

  @Test func softmaxOfLargeNumbersDoesNotOverflow() {
    let a: [Float] = [1000, 1000, -1000]
    var shares = a
    Kernels.softmaxRows(a, rows: 1, columns: 3, into: &shares)
    #expect(shares == [0.5, 0.5, 0])
    var log = [Float](repeating: 0, count: 1)
    Kernels.logSumExpRows(a, rows: 1, columns: 3, into: &log)
    #expect(abs(log[0] - 1000.6931) < 1e-3)
  }
}
