import Autodiff
import Foundation
import Testing

@testable import Training

/// The first weights of networks.
@Suite struct InitializationTests {
  @Test func initializationsHaveTheirDeviation() {
    #expect(Initialization.normal(0.01).deviation(inputs: 784, outputs: 50) == 0.01)
    #expect(Initialization.xavier.deviation(inputs: 784, outputs: 50) == sqrt(2.0 / 834))
    let description = NetworkDescription(widths: [200, 100], initialization: .he)
    let weights = NetworkParameters<Double>(initial: description, seed: 5).layers[0].weights
    #expect(weights.shape == Shape([200, 100]))
    let variance = weights.elements.reduce(0) { $0 + $1 * $1 } / 20_000
    #expect(abs(variance - 0.01) < 0.0004)
  }
}
