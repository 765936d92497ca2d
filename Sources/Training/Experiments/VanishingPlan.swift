/// Which networks are compared to see gradients vanish, and how long they learn.
package struct VanishingPlan: Sendable, Hashable {
  /// How many layers of weights the deepest networks have; the shallowest have two.
  package var depth = 10
  /// How many units each hidden layer has.
  package var width = 50
  /// What stands between the layers, one network for each.
  package var activations: [NetworkDescription.Activation] = [.sigmoid, .tanh, .relu]
  /// How the weights begin, one network for each.
  package var initializations: [Initialization] = [.normal(0.01), .normal(1), .xavier, .he]
  /// What all weights are multiplied by before the first step.
  package var scale = 1.0
  /// How many images make a batch.
  package var batch = 100
  /// The learning rate of plain gradient descent.
  package var rate = 0.1
  /// How many updates the networks learn for.
  package var steps = 300
  /// What the weights and the draws begin from.
  package var seed: UInt64 = 1
  /// The path whose factors are written out: a unit of each hidden layer and then a class, counted
  /// from 0; the path with the largest product when left out.
  package var path: [Int]?

  /// Ten layers of fifty units, with sigmoid, tanh and ReLU and four ways to begin.
  package init() {}

  /// The networks of a depth, for images of so many pixels: those of one initialization together.
  package func networks(depth: Int, inputs: Int, classes: Int) -> [NetworkDescription] {
    let widths = [inputs] + Array(repeating: width, count: depth - 1) + [classes]
    return initializations.flatMap { initialization in
      activations.map { activation in
        NetworkDescription(
          widths: widths, activation: activation, initialization: initialization)
      }
    }
  }
}

/// What a network's layers look like at one moment, on one batch.
package struct LayerStatistics: Sendable, Hashable {
  /// How many weights the layer has.
  package let weights: Int
  /// The mean of |∂L/∂W|.
  package let meanGradient: Double
  /// How many entries of ∂L/∂W are exactly zero.
  package let zeroGradients: Int
  /// The mean of |ΔW| of one step.
  package let meanChange: Double
  /// What the layer's units do; nil for the last layer, which has no activation.
  package let units: Units?

  /// The units behind a layer's weights.
  package struct Units: Sendable, Hashable {
    /// How many there are.
    package let count: Int
    /// The mean of |activation|.
    package let meanActivation: Double
    /// How many have a derivative of exactly zero for every image of the batch: nothing passes.
    package let dead: Int
    /// The share of activations at which the derivative is exactly zero.
    package let off: Double
    /// The share of activations at which the derivative is below a tenth of its largest, those at
    /// zero included.
    package let saturated: Double
  }
}

/// The factors that a gradient is multiplied by along one path, for one image.
package struct GradientPath: Sendable {
  /// One factor.
  package enum Factor: Sendable, Hashable {
    /// s − t at a class: where the backward pass comes from.
    case loss(class: Int)
    /// The weight of a layer, from 1, from a unit to a unit.
    case weight(layer: Int, from: Int, to: Int)
    /// The derivative of the activation of a layer's unit.
    case derivative(layer: Int, unit: Int)
  }

  /// The factors and their numbers, from the loss to the first hidden layer.
  package let factors: [(kind: Factor, value: Double)]

  /// What arrives at the first layer's weighted sum along this path.
  package var product: Double { factors.reduce(1) { $0 * $1.value } }
}

/// A network before and after it learned.
package struct VanishingNetwork: Sendable {
  /// The network.
  package let description: NetworkDescription
  /// Its layers before the first step.
  package let before: [LayerStatistics]
  /// Its layers after the last.
  package let after: [LayerStatistics]
  /// The loss of each step, before its update.
  package let losses: [Double]
  /// The share of test images that are classified as labelled, before and after.
  package let accuracy: (before: Double, after: Double)
  /// The factors along one path before the first step.
  package let path: GradientPath
  /// The first layer's mean |∂L/∂W| in networks of the same kind with 2, 3, … layers.
  package let firstGradientByDepth: [Double]

  /// Whether the network has learned anything: whether it is right more than twice as often as
  /// always naming one of ten classes would be.
  package var hasLearned: Bool { accuracy.after > 0.2 }
}

/// What came out of a comparison.
package struct VanishingResult: Sendable {
  /// What was asked for.
  package let plan: VanishingPlan
  /// The networks of full depth, those of one initialization together.
  package let networks: [VanishingNetwork]
}
