import Autodiff

/// An optimizer and what it remembers of each parameter.
package struct Optimizer<Scalar: TapeScalar>: Sendable {
  /// How parameters move.
  package let kind: OptimizerKind
  /// The learning rate.
  package let rate: Double
  /// The velocities of momentum or the running means of Adam, parameter after parameter.
  private var first: [Scalar] = []
  /// The running means of squares.
  private var second: [Scalar] = []
  /// β₁ᵗ and β₂ᵗ.
  private var powers = (1.0, 1.0)

  /// Creates an optimizer that remembers nothing yet.
  package init(_ kind: OptimizerKind, rate: Double) {
    self.kind = kind
    self.rate = rate
  }

  /// Moves each parameter by the gradient that `accumulateGradients` left on the tape.
  ///
  /// - Parameters:
  ///   - parameters: The same parameters in the same order at every step, of any recording.
  ///   - factor: The share of the rate that counts at this step.
  package mutating func step(
    _ parameters: [NodeID], on tape: Tape<Scalar>, factor: Double = 1
  ) {
    switch kind {
    case .sgd:
      let rate = Scalar(rate * factor)
      for parameter in parameters {
        tape.update(parameter) { w, g in
          for i in w.indices { w[i] = w[i] - rate * g[i] }
        }
      }
    case .momentum(let momentum):
      momentumStep(parameters, tape, rate: Scalar(rate * factor), momentum: Scalar(momentum))
    case .adam(let beta1, let beta2, let epsilon):
      powers = (powers.0 * beta1, powers.1 * beta2)
      // PyTorch's form, with both corrections in the rate and in ε.
      let correction = (1 - powers.1).squareRoot()
      adamStep(
        parameters, tape, rate: Scalar(rate * factor * correction / (1 - powers.0)),
        beta1: Scalar(beta1), beta2: Scalar(beta2), tiny: Scalar(epsilon * correction))
    }
  }

  /// Room for what is remembered of all parameters, made at the first step.
  private func room(_ parameters: [NodeID], _ tape: Tape<Scalar>) -> [Scalar] {
    Array(repeating: 0, count: parameters.reduce(0) { $0 + tape.shape(of: $1).count })
  }

  private mutating func momentumStep(
    _ parameters: [NodeID], _ tape: Tape<Scalar>, rate: Scalar, momentum: Scalar
  ) {
    if first.isEmpty { first = room(parameters, tape) }
    first.withUnsafeMutableBufferPointer { velocities in
      guard var v = velocities.baseAddress else { return }
      for parameter in parameters {
        tape.update(parameter) { w, g in
          for i in w.indices {
            v[i] = momentum * v[i] - rate * g[i]
            w[i] = w[i] + v[i]
          }
          v += w.count
        }
      }
    }
  }

  private mutating func adamStep(
    _ parameters: [NodeID], _ tape: Tape<Scalar>, rate: Scalar, beta1: Scalar, beta2: Scalar,
    tiny: Scalar
  ) {
    if first.isEmpty { (first, second) = (room(parameters, tape), room(parameters, tape)) }
    first.withUnsafeMutableBufferPointer { means in
      second.withUnsafeMutableBufferPointer { squares in
        guard var m = means.baseAddress, var v = squares.baseAddress else { return }
        for parameter in parameters {
          tape.update(parameter) { w, g in
            guard let w0 = w.baseAddress, let g0 = g.baseAddress else { return }
            adam(
              w0, g0, m, v, count: w.count, rate: rate, beta1: beta1, beta2: beta2, tiny: tiny)
            m += w.count
            v += w.count
          }
        }
      }
    }
  }
}

/// Adam over numbers that lie side by side, in one pass.
@inline(__always)
private func adam<Scalar: TapeScalar>(
  _ w: UnsafeMutablePointer<Scalar>, _ g: UnsafePointer<Scalar>,
  _ m: UnsafeMutablePointer<Scalar>, _ v: UnsafeMutablePointer<Scalar>, count: Int, rate: Scalar,
  beta1: Scalar, beta2: Scalar, tiny: Scalar
) {
  let (rest1, rest2) = (1 - beta1, 1 - beta2)
  for i in 0..<count {
    let gradient = g[i]
    let mean = beta1 * m[i] + rest1 * gradient
    let square = beta2 * v[i] + rest2 * gradient * gradient
    m[i] = mean
    v[i] = square
    w[i] = w[i] - rate * mean / (Scalar.sqrt(square) + tiny)
  }
}
