/// When a layer is seen in a picture that plays, in steps counted from 1.
package enum Timing: Hashable, Sendable {
  /// From a step on; before it as faintly as the opacity says.
  case from(step: Int, faintly: Double)
  /// In one step only.
  case during(step: Int)
  /// In one step only, while it travels along a path: the layer's marks are drawn about its origin.
  case travelling(step: Int, along: Path)

  /// The step with which it begins.
  package var step: Int {
    switch self {
    case .from(let step, _), .during(let step), .travelling(let step, _): step
    }
  }
}

/// How a picture plays: step by step, and then from the beginning.
package struct Playing: Hashable, Sendable {
  /// How many steps there are.
  package let steps: Int
  /// How long each takes, in seconds.
  package var stepDuration = 1.6
  /// How long the whole stands before it begins anew, in seconds.
  package var pause = 4.0

  /// A picture of so many steps.
  package init(steps: Int) { self.steps = steps }

  /// How long all of it takes, in seconds.
  package var duration: Double { Double(steps) * stepDuration + pause }

  /// How long a step of a picture is seen that shows one after the other, in seconds, from 1: the
  /// last one stands until all begins anew.
  package func duration(of step: Int) -> Double {
    step == steps ? max(pause, stepDuration) : stepDuration
  }

  /// The part of the whole at which a step begins.
  package func start(of step: Int) -> Double { Double(step - 1) * stepDuration / duration }
}

extension Layer {
  /// Whether the layer is seen in one step only, so that a picture that stands still lacks it.
  package var isMomentary: Bool {
    switch timing {
    case .during, .travelling: true
    case .from, nil: false
    }
  }
}
