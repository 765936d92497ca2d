/// How parameters move when their gradients are known.
package enum OptimizerKind: Sendable, Hashable {
  /// w ← w − rate · g.
  case sgd
  /// v ← momentum · v − rate · g; w ← w + v (B. Polyak, 1964).
  case momentum(Double)
  /// Steps scaled by running means of g and g² (D. Kingma, J. Ba, ICLR 2015).
  case adam(beta1: Double, beta2: Double, epsilon: Double)

  /// Momentum as it is mostly used.
  package static let momentum = OptimizerKind.momentum(0.9)
  /// Adam with the constants of its paper.
  package static let adam = OptimizerKind.adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8)
}

/// How the learning rate goes on over a run of training.
package enum RateSchedule: String, Sendable, Hashable, CaseIterable {
  /// The same rate for every update.
  case constant
  /// A rate that falls in equal steps, to 0 behind the last update.
  case linear

  /// The share of the rate that an update moves by.
  ///
  ///     RateSchedule.linear.factor(atStep: 500, of: 1000)   // 0.5
  ///
  /// - Parameters:
  ///   - step: The update, from 0.
  ///   - steps: How many updates there are in all, at least one.
  package func factor(atStep step: Int, of steps: Int) -> Double {
    switch self {
    case .constant: 1
    case .linear: 1 - Double(step) / Double(steps)
    }
  }
}
