import Autodiff
import Derivation
import Diagram

/// Where the nodes of a lesson's figures lead, and where its steps lead back to: to the line that
/// derives a node, or to the frame that shows it, wherever one stands on the page.
struct LessonLinks {
  /// A tag of the lesson.
  struct Use {
    let words: [String]
    /// The graph that it speaks of.
    let graph: String
    /// How many tags stand before it.
    let place: Int
  }

  private var places: [String: [NodeID: String]] = [:]
  private var pictures: [String: String] = [:]

  /// No links: every tag stands alone.
  init() {}

  /// The links of a lesson, from its tags.
  init(_ uses: [Use], in tags: LessonTags) {
    for use in uses where use.words.first == "figure" && pictures[use.graph] == nil {
      guard let explanation = tags.explanation(of: use.graph),
        let name = LessonTags.figureName(use.words, use.place)
      else { continue }
      pictures[use.graph] = explanation.prefix + name
    }
    // What comes later takes the place: the backward pass, and what is written out in full.
    for kind in ["frames forward", "frames", "forward", "backward"] {
      for use in uses where pictures[use.graph] != nil && Self.kind(of: use.words) == kind {
        guard let explanation = tags.explanation(of: use.graph) else { continue }
        places[use.graph, default: [:]].merge(
          Self.places(of: use, in: explanation, tags.figures)
        ) { $1 }
      }
    }
  }

  /// The id of the figure of a graph, unless none stands on the page.
  func picture(of graph: String) -> String? { pictures[graph] }

  /// Where the nodes of a graph lead.
  func places(of graph: String) -> [NodeID: String] { places[graph] ?? [:] }

  private static func kind(of words: [String]) -> String {
    switch words.first {
    case "frames": words.dropFirst().first == "forward" ? "frames forward" : "frames"
    case "steps", "step": words.dropFirst().first ?? ""
    default: ""
    }
  }

  private static func places(
    of use: Use, in explanation: Explanation, _ figures: FigureWriter
  ) -> [NodeID: String] {
    guard use.words.count > 1 else { return [:] }
    switch use.words[0] {
    case "frames":
      guard let pass = FigureOptions.Pass(rawValue: use.words[1]) else { return [:] }
      return FrameSteps(explanation, pass: pass, figures: figures, id: use.frames(explanation))
        .places
    case "steps": return explanation.stepPlaces(isForward: use.words[1] == "forward")
    default:
      guard use.words.count == 3,
        let node = explanation.trace.annotations.node(named: use.words[2])
      else { return [:] }
      return explanation.stepPlaces(isForward: use.words[1] == "forward").filter { $0.key == node }
    }
  }
}

extension LessonLinks.Use {
  /// What the ids of frames begin with.
  func frames(_ explanation: Explanation) -> String { "\(explanation.prefix)frames\(place)-" }
}
