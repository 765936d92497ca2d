import Autodiff

/// An optimizer and what it remembers of each parameter.
package struct Optimizer<Scalar: TapeScalar>: Sendable {
  /// How parameters move.
  package let kind: OptimizerKind
  /// The learning rate.
  package let rate: Double
  private var first: [[Scalar]] = []
  private var second: [[Scalar]] = []
  private var steps = 0

  /// Creates an optimizer that remembers nothing yet.
  package init(_ kind: OptimizerKind, rate: Double) {
    self.kind = kind
    self.rate = rate
  }

  /// Moves each parameter by the gradient that `accumulateGradients` left on the tape.
  package mutating func step(_ parameters: [NodeID], on tape: Tape<Scalar>) {
    steps += 1
    if first.isEmpty, kind != .sgd {
      first = parameters.map { Array(repeating: 0, count: tape.shape(of: $0).count) }
      if case .adam = kind { second = first }
    }
    for (index, parameter) in parameters.enumerated() {
      switch kind {
      case .sgd:
        let rate = Scalar(rate)
        tape.update(parameter) { w, g in
          for i in w.indices { w[i] = w[i] - rate * g[i] }
        }
      case .momentum(let momentum):
        let (rate, momentum) = (Scalar(rate), Scalar(momentum))
        first[index].withUnsafeMutableBufferPointer { v in
          tape.update(parameter) { w, g in
            for i in w.indices {
              v[i] = momentum * v[i] - rate * g[i]
              w[i] = w[i] + v[i]
            }
          }
        }
      case .adam(let beta1, let beta2, let epsilon):
        adam(parameter, index, beta1, beta2, epsilon, tape)
      }
    }
  }

  private mutating func adam(
    _ parameter: NodeID, _ index: Int, _ beta1: Double, _ beta2: Double, _ epsilon: Double,
    _ tape: Tape<Scalar>
  ) {
    var (power1, power2) = (1.0, 1.0)
    for _ in 0..<steps { (power1, power2) = (power1 * beta1, power2 * beta2) }
    let rate = Scalar(rate * (1 - power2).squareRoot() / (1 - power1))
    let (b1, b2, tiny) = (Scalar(beta1), Scalar(beta2), Scalar(epsilon * (1 - power2).squareRoot()))
    first[index].withUnsafeMutableBufferPointer { m in
      second[index].withUnsafeMutableBufferPointer { v in
        tape.update(parameter) { w, g in
          for i in w.indices {
            m[i] = b1 * m[i] + (1 - b1) * g[i]
            v[i] = b2 * v[i] + (1 - b2) * g[i] * g[i]
            w[i] = w[i] - rate * m[i] / (Scalar.sqrt(v[i]) + tiny)
          }
        }
      }
    }
  }
}
