import Autodiff

/// A multi-layer perceptron: how wide its layers are, what stands between them, how it begins.
package struct NetworkDescription: Sendable, Hashable {
  /// The number of inputs, of each hidden layer's units, and of classes.
  package var widths: [Int]
  /// What stands between the layers.
  package var activation: Activation
  /// How the weights begin; biases begin at zero.
  package var initialization: Initialization

  /// A function between layers.
  package enum Activation: String, Sendable, Hashable, CaseIterable {
    case relu, sigmoid, tanh

    var kind: OperationKind {
      switch self {
      case .relu: .relu
      case .sigmoid: .sigmoid
      case .tanh: .tanh
      }
    }
  }

  /// Describes a network.
  package init(
    widths: [Int] = [784, 50, 10], activation: Activation = .relu,
    initialization: Initialization = .normal(0.01)
  ) {
    self.widths = widths
    self.activation = activation
    self.initialization = initialization
  }

  /// How many layers of weights there are.
  package var depth: Int { widths.count - 1 }

  /// How many numbers are learned.
  package var parameterCount: Int {
    zip(widths, widths.dropFirst()).reduce(0) { $0 + $1.0 * $1.1 + $1.1 }
  }
}

/// How the weights of a layer begin.
package enum Initialization: Sendable, Hashable {
  /// Normal deviates of one standard deviation for all layers.
  case normal(Double)
  /// Standard deviation √(2/(inputs + outputs)) (X. Glorot, Y. Bengio, AISTATS 2010).
  case xavier
  /// Standard deviation √(2/inputs) (K. He et al., ICCV 2015).
  case he

  /// The standard deviation for a layer.
  package func deviation(inputs: Int, outputs: Int) -> Double {
    switch self {
    case .normal(let deviation): deviation
    case .xavier: (2 / Double(inputs + outputs)).squareRoot()
    case .he: (2 / Double(inputs)).squareRoot()
    }
  }
}

/// The weights and biases of a network, layer by layer.
package struct NetworkParameters<Scalar: TapeScalar>: Sendable {
  /// A layer's W (inputs × outputs, row-major) and b (outputs).
  package struct Layer: Sendable {
    /// The weights, inputs × outputs.
    package var weights: Tensor<Scalar>
    /// The biases, one for each output.
    package var biases: Tensor<Scalar>

    /// A layer of the given weights and biases.
    package init(weights: Tensor<Scalar>, biases: Tensor<Scalar>) {
      self.weights = weights
      self.biases = biases
    }
  }

  /// The layers, from the input on.
  package var layers: [Layer]

  /// Parameters of the given layers.
  package init(layers: [Layer]) { self.layers = layers }

  /// The parameters a network begins with: biases of zero, and normal deviates that come from the seed
  /// and each weight's name alone, as those of `param W1 = normal(0, 0.01, shape=[784, 50])` do.
  package init(initial description: NetworkDescription, seed: UInt64) {
    let extents = zip(description.widths, description.widths.dropFirst())
    layers = extents.enumerated().map { index, extents in
      let (inputs, outputs) = extents
      var generator = SeededGenerator(seed: seed, name: "W\(index + 1)")
      let deviation = description.initialization.deviation(inputs: inputs, outputs: outputs)
      let shape = Shape([inputs, outputs])
      return Layer(
        weights: Tensor(
          shape: shape,
          elements: (0..<shape.count).map { _ in Scalar(generator.normal() * deviation) }),
        biases: Tensor(repeating: 0, shape: Shape([outputs])))
    }
  }
}
