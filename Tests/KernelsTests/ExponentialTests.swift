import Foundation
import Kernels
import Testing

@Suite struct ExponentialTests {
  /// The largest error in units in the last place of the true value.
  static func worst(_ results: [Double], _ truths: [Double]) -> Double {
    zip(results, truths).map { abs($0 - $1) / $1.ulp }.max() ?? 0
  }

  static let points = stride(from: -20.0, through: 20, by: 0.00317).map { $0 }

  @Test func expIsRightToOneUnit() {
    let x = Self.points + stride(from: -700.0, through: 709, by: 0.37)
    var y = x
    Kernels.exp(x, into: &y, count: x.count)
    #expect(Self.worst(y, x.map(Foundation.exp)) <= 1)
    let single = x.filter { abs($0) < 80 }.map(Float.init)
    var result = single
    Kernels.exp(single, into: &result, count: single.count)
    #expect(result == single.map { Float(Foundation.exp(Double($0))) })
  }

  @Test func expAtTheEnds() {
    let x: [Double] = [.infinity, -.infinity, .nan, 0, 710, -746, 709.7, -745, 1e300, -1e300]
    var y = x
    Kernels.exp(x, into: &y, count: x.count)
    #expect(y[0] == .infinity && y[1] == 0 && y[2].isNaN && y[3] == 1 && y[4] == .infinity)
    #expect(y[5] == 0 && y[7] == Double.leastNonzeroMagnitude && y[8] == .infinity && y[9] == 0)
    #expect(abs(y[6] / Foundation.exp(709.7) - 1) < 1e-15)
  }

  @Test func sigmoidAndTanhAreRightToThreeUnits() {
    let x = Self.points + [1e-8, -1e-8, 1e-300, -36.5, 36.5]
    var y = x
    Kernels.tanh(x, into: &y, count: x.count)
    #expect(zip(x, y).allSatisfy { abs($1 - Foundation.tanh($0)) <= 3 * $1.ulp })
    Kernels.sigmoid(x, into: &y, count: x.count)
    #expect(zip(x, y).allSatisfy { abs($1 - 1 / (1 + Foundation.exp(-$0))) <= 3 * $1.ulp })
  }

  @Test func sigmoidAndTanhSaturate() {
    let x: [Double] = [.infinity, -.infinity, .nan, 1000, -1000, -0.0]
    var y = x
    Kernels.tanh(x, into: &y, count: x.count)
    #expect(y[0] == 1 && y[1] == -1 && y[2].isNaN && y[3] == 1 && y[4] == -1 && y[5] == 0)
    Kernels.sigmoid(x, into: &y, count: x.count)
    #expect(y[0] == 1 && y[1] == 0 && y[2].isNaN && y[3] == 1 && y[4] == 0 && y[5] == 0.5)
  }
}
