import Foundation
import Kernels
import Testing

/// The exponential inside softmax: of a row (0, x) the shares stand to each other as 1 to eˣ.
@Suite struct ExponentialTests {
  private static func exponentials<Scalar: KernelScalar>(_ x: [Scalar]) -> [Scalar] {
    var rows: [Scalar] = []
    for x in x { rows += [0, x] }
    var shares = rows
    Kernels.softmaxRows(rows, rows: x.count, columns: 2, into: &shares)
    return x.indices.map { (row: Int) -> Scalar in shares[2 * row + 1] / shares[2 * row] }
  }

  /// Two divisions beside the exponential round, too.
  @Test func exponentialsAreRightToTwoUnits() {
    let x =
      stride(from: -20.0, through: 0, by: 0.00317).map { $0 }
      + stride(from: -700.0, through: 0, by: 0.37)
    for (x, y) in zip(x, Self.exponentials(x)) {
      let truth = Foundation.exp(x)
      #expect(abs(y - truth) <= 2 * truth.ulp, "\(x)")
    }
    let single = x.filter { $0 > -80 }.map(Float.init)
    for (x, y) in zip(single, Self.exponentials(single)) {
      let truth = Float(Foundation.exp(Double(x)))
      #expect(abs(y - truth) <= 2 * truth.ulp, "\(x)")
    }
  }

  @Test func exponentialsAtTheEnds() {
    let y = Self.exponentials([-Double.infinity, .nan, 0, -746, -745, -1e300])
    #expect(y[0] == 0 && y[1].isNaN && y[2] == 1 && y[3] == 0 && y[5] == 0)
    #expect(y[4] == Double.leastNonzeroMagnitude)
  }
}
