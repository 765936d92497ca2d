import Diagram
import Scene

/// What slides show of a figure: all of it, or a part with a map on which it is marked.
struct SlideView {
  /// The figure or its part.
  let figure: GraphFigure
  /// Its steps.
  let frames: FigureFrames
  /// The extents of all that is shown.
  let size: Size
  /// The whole figure in small, with the part marked, and where its top left corner stands.
  private let map: (scene: Scene, origin: Point)?

  init(
    _ figure: GraphFigure, _ frames: FigureFrames, in size: Size,
    map: (scene: Scene, origin: Point)? = nil
  ) {
    self.figure = figure
    self.frames = frames
    self.size = size
    self.map = map
  }

  /// The size of the smallest number; infinite where there is none.
  var numberSize: Double { figure.numberSize ?? .infinity }

  /// What is shown in a step; all of it where there are no steps.
  func scene(_ step: Int) -> Scene {
    with(frames.steps.isEmpty ? figure.scene : frames.scene(step))
  }

  /// All steps in one picture that plays them; nil where there are none.
  var animated: Scene? { frames.steps.isEmpty ? nil : with(frames.animated) }

  /// All that it has to say.
  var still: Scene { with(figure.scene) }

  private func with(_ shown: Scene) -> Scene {
    guard let map else { return shown }
    var scene = Scene(
      size: size, title: shown.title, description: shown.description, language: shown.language)
    scene.place(shown, at: .zero)
    scene.place(map.scene, at: map.origin, classes: ["map"])
    return scene
  }
}
