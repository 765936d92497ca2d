import Autodiff
import Derivation
import Scene

/// A picture of a computation whose marks come to be step by step.
package protocol SteppedFigure {
  /// The picture with all that it has to say.
  var scene: Scene { get }
  /// How it is drawn.
  var options: FigureOptions { get }
  /// The size in pixels of the smallest number, and the least that can be read where the figure is
  /// to stand, where numbers are too small for it.
  var smallNumbers: (size: Double, readable: Double)? { get }
  /// Its steps, pass by pass.
  func frames(pass: FigureOptions.Pass) -> FigureFrames
}

/// What steps are made of.
struct StepMarks {
  let trace: Trace<Double>
  let options: FigureOptions
  let setter: MathSetter
  let title: String
  let description: String
  /// The marks from the lowest to the topmost.
  let layers: [TimedLayer]
  /// The lines by which a page lights arrows, each once its arrow is there.
  var lights: [TimedLayer] = []
  /// Where numbers will flow, faintly.
  let ghost: Layer
  /// The nodes that are computed, in their order.
  let forward: [NodeID]
  /// The nodes from which gradients flow on, in their order.
  let backward: [NodeID]
  /// The nodes whose equations a step tells of.
  let told: (FigureFrames.Step) -> [NodeID]
  /// A picture of some of the layers.
  let finished: ([Layer]) -> Scene
}
