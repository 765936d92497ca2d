import Derivation
import Diagram

/// A step of a lecture, however its slide is written.
struct LectureStep {
  /// What is derived.
  let step: Step
  /// Whether it belongs to the forward pass.
  let isForward: Bool
  /// What stands above it.
  let headline: Sentence
  /// What a list of contents calls it.
  let bookmark: String
  /// The step of the figure that is shown, from 0.
  let frame: Int
}

extension ExplainPage {
  /// The steps of a lecture, with the steps of its figure.
  func lectureSteps(_ frames: FigureFrames, pass: FigureOptions.Pass) -> [LectureStep] {
    let derivation = explanation.derivation
    let forward = pass == .backward ? [] : derivation.forwardNodes.map(derivation.forwardStep)
    let backward = pass == .forward ? [] : derivation.backwardSteps(first: Self.visitLimit)
    // What is derived of several nodes together does not go back in time.
    var reached = 0
    return (forward + backward).map(explanation.annotated).enumerated().map { index, step in
      let isForward = index < forward.count
      let frame = frames.steps.firstIndex {
        isForward
          ? $0.pass == .forward && $0.node >= step.node
          : $0.pass == .backward && $0.node <= step.node
      }
      reached = max(reached, frame ?? frames.steps.count - 1)
      let symbol = derivation.symbol(of: step.node)
      let place =
        isForward
        ? "\(words.forwardTitle) \(index + 1)/\(forward.count)"
        : "\(words.backwardTitle) \(index - forward.count + 1)/\(backward.count)"
      return LectureStep(
        step: step, isForward: isForward,
        headline: isForward ? "\(place) · \(step.sentence)" : "\(place) · \(symbol)",
        bookmark: "\(place): \(PlainTextWriter().text(symbol))", frame: reached)
    }
  }
}
