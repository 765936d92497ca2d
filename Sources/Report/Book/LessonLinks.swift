import Autodiff
import Derivation
import Diagram

/// Where the nodes of a lesson's figures lead, and where its steps lead back to: to the line that
/// derives a node, or to the frame that shows it, wherever one stands on the page.
struct LessonLinks {
  private var places: [String: [NodeID: String]] = [:]
  private var pictures: [String: String] = [:]

  /// No links: every tag stands alone.
  init() {}

  /// The links of a lesson, from its tags.
  init(_ placed: [PlacedTag], in tags: LessonTags) {
    for placed in placed where pictures[placed.graph] == nil {
      guard case .figure(let pass, _) = placed.tag, let explained = tags.explained(placed.graph)
      else { continue }
      pictures[placed.graph] =
        explained.explanation.prefix + GraphTags.figureName(pass, placed.number)
    }
    let drawn = Set(placed.filter(\.tag.hasNodes).map(\.graph))
    // What comes later takes the place.
    for detail in Detail.allCases {
      for placed in placed where drawn.contains(placed.graph) && placed.tag.detail == detail {
        guard let explanation = tags.explained(placed.graph)?.explanation else { continue }
        places[placed.graph, default: [:]].merge(
          Self.places(in: placed, explanation, tags.figures)
        ) { $1 }
      }
    }
  }

  /// The id of the figure of a graph, unless none stands on the page.
  func picture(of graph: String) -> String? { pictures[graph] }

  /// Where the nodes of a graph lead.
  func places(of graph: String) -> [NodeID: String] { places[graph] ?? [:] }

  /// The places that stand for nodes in what a tag stands for.
  private static func places(
    in placed: PlacedTag, _ explanation: Explanation, _ figures: FigureWriter
  ) -> [NodeID: String] {
    switch placed.tag {
    case .frames(let pass, _):
      return FrameSteps(explanation, pass: pass, figures: figures, name: "frames\(placed.number)")
        .places
    case .steps(let direction): return explanation.stepPlaces(isForward: direction == .forward)
    case .step(let direction, let name):
      let node = explanation.trace.annotations.node(named: name)
      return explanation.stepPlaces(isForward: direction == .forward).filter { $0.key == node }
    case .use, .value, .gradient, .after, .change, .shape, .name, .derivative, .rate, .expression,
      .ratio, .formula, .figure, .network, .worksheet, .algebra, .plot, .chain, .valuesTable,
      .updatesTable, .layers, .code,
      .training, .vanishing, .check, .graphRun:
      return [:]
    }
  }
}

/// In how much detail nodes are shown: first what figures lead to where there is nothing better,
/// last the backward pass as it is written out in full.
private enum Detail: CaseIterable {
  case forwardFrames, frames, forwardSteps, backwardSteps
}

extension LessonTag {
  /// Whether the tag stands for a picture whose nodes can lead elsewhere.
  fileprivate var hasNodes: Bool {
    switch self {
    case .figure, .network: true
    case .use, .value, .gradient, .after, .change, .shape, .name, .derivative, .rate, .expression,
      .ratio, .formula, .worksheet, .frames, .steps, .step, .algebra, .plot, .chain, .valuesTable,
      .updatesTable, .layers, .code, .training, .vanishing, .check, .graphRun:
      false
    }
  }

  fileprivate var detail: Detail? {
    switch self {
    case .frames(.forward, _): .forwardFrames
    case .frames(.backward, _), .frames(.both, _): .frames
    case .steps(.forward), .step(.forward, _): .forwardSteps
    case .steps(.backward), .step(.backward, _): .backwardSteps
    case .use, .value, .gradient, .after, .change, .shape, .name, .derivative, .rate, .expression,
      .ratio, .formula, .figure, .network, .worksheet, .algebra, .plot, .chain, .valuesTable,
      .updatesTable, .layers, .code,
      .training, .vanishing, .check, .graphRun:
      nil
    }
  }
}
