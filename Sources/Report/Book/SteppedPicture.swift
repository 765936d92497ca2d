import Autodiff
import Scene

/// A high picture for a phone, which changes with each step: it stands in a box below what is said of the
/// step, and a script scrolls the box to the node that the step is about.
struct SteppedPicture {
  private let file: PictureFile
  private let scene: Scene

  /// How high a picture may be on a phone, for its steps to be seen with what is said of them.
  static let phoneHeight = 600.0

  /// The picture in its file; nil where it is not that high, and where pages have no files beside them.
  ///
  /// - Throws: What the painter throws.
  init?(_ scene: Scene, _ name: String, steps: Int, _ figures: FigureWriter) throws {
    guard scene.size.height > Self.phoneHeight,
      let file = try figures.pictureFile(scene, name, steps: steps)
    else { return nil }
    self.file = file
    self.scene = scene
  }

  /// The box with the picture at a step.
  ///
  /// - Parameters:
  ///   - node: The node that the step is about.
  ///   - label: What the box is called.
  func html(step: Int, about node: NodeID, label: String) -> HTML {
    .element(
      "div",
      [
        "class": "tall", "tabindex": "0", "role": "group", "aria-label": label,
        "data-middle": decimal(middle(of: node) / scene.size.height, places: 3),
      ], file.image(step: step))
  }

  /// How far down a node stands.
  private func middle(of node: NodeID) -> Double {
    switch scene.targets.first(where: { $0.node == String(node.index) })?.shape {
    case .rectangle(let frame): frame.center.y
    case .circle(let center, _): center.y
    case nil: 0
    }
  }
}
