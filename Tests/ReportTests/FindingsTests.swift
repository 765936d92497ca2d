import Testing
import Wording

@testable import Report
@testable import Training

/// What pages of experiments say they have found.
@Suite struct FindingsTests {
  /// A network of three layers with mean gradients from the first to the last, and the factors of a
  /// path through it.
  private func network(
    _ activation: NetworkDescription.Activation, gradients: [Double],
    weight: Double = 0.5, slope: Double = 0.25, accuracy: Double = 0.1
  ) -> VanishingNetwork {
    let layers = gradients.map { gradient in
      LayerStatistics(
        weights: 4, meanGradient: gradient, zeroGradients: 0, meanChange: gradient, units: nil)
    }
    return VanishingNetwork(
      description: NetworkDescription(widths: [4, 3, 3, 2], activation: activation),
      before: layers, after: layers, losses: [2, 1], accuracy: (0.1, accuracy),
      path: GradientPath(factors: [
        (.loss(class: 0), 0.9), (.weight(layer: 3, from: 0, to: 0), weight),
        (.derivative(layer: 2, unit: 0), slope),
      ]), firstGradientByDepth: [])
  }

  private func sentences(_ networks: [VanishingNetwork]) -> [Bilingual] {
    VanishFindings(result: VanishingResult(plan: VanishingPlan(), networks: networks)).sentences
  }

  @Test func theNetworkThatFadesMostIsNamedWithItsFactor() {
    let found = sentences([
      network(.sigmoid, gradients: [0.001, 0.01, 0.1], accuracy: 0.11),
      network(.relu, gradients: [0.1, 0.1, 0.05], accuracy: 0.9),
    ])
    #expect(found.count == 3)
    #expect(found[0].english.contains("fades most with sigmoid"))
    #expect(found[0].english.contains("100 times smaller than in layer 3"))
    #expect(found[0].english.hasSuffix("the slopes' doing."))
    #expect(found[0].korean.contains("3층의 100분의 1입니다"))
    #expect(found[1].english.contains("ReLU") && found[1].english.contains("2 times more"))
    #expect(found[2].english.hasPrefix("1 of 2 networks learned anything"))
    #expect(found[2].korean.contains("90 %를 맞힙니다"))
  }

  @Test func smallWeightsAreToldFromSmallSlopes() {
    let found = sentences([network(.tanh, gradients: [0.1, 1], weight: 0.01, slope: 0.9)])
    #expect(found[0].english.hasSuffix("the weights' doing."))
    #expect(found.last?.english.hasPrefix("None of 1 networks") == true)
  }

  @Test func aFirstLayerThatHearsNothingIsNamed() {
    let found = sentences([network(.relu, gradients: [0, 0, 0.1])])
    #expect(found.first?.english.hasPrefix("Exactly nothing reaches layer 1 of: ReLU") == true)
    #expect(!found.contains { $0.english.contains("fades most") })
  }
}
