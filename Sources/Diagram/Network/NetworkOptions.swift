/// What of a network is drawn, beside what every figure is told.
package struct NetworkOptions: Hashable, Sendable {
  /// What the lines between neurons are as wide and as strong as.
  package enum Strength: String, CaseIterable, Sendable {
    /// The weights.
    case weight
    /// The gradients of the weights.
    case gradient
  }

  /// Which sample goes through the network, from 0.
  package var sample: Int
  /// What lines are as wide and as strong as; all alike where weights stand on them, when left out.
  package var strength: Strength?

  /// Options: the first sample, and lines by what fits.
  package init(sample: Int = 0, strength: Strength? = nil) {
    self.sample = sample
    self.strength = strength
  }
}
