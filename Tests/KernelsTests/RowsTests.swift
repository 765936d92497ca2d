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

  @Test(arguments: [(3, 1), (4, 10), (2, 16), (5, 37)])
  func rowsOfMatrices(rows: Int, columns: Int) {
    let a = Self.matrix(rows, columns)
    let byRow = (0..<rows).map { Array(a[$0 * columns..<($0 + 1) * columns]) }
    var places = [Int32](repeating: 0, count: rows)
    Kernels.rowArgmax(a, rows: rows, columns: columns, into: &places)
    #expect(places.map(Int.init) == byRow.map { row in row.max().flatMap(row.firstIndex) })

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
