/// A picture as a list of marks: what is drawn where, and what it means.
///
/// A scene knows no fonts, colours or files; a theme and a renderer make a picture of it.
///
///     var scene = Scene(size: Size(60, 40), title: "x", description: "", language: "en")
///     scene.add(Layer(["node"], items: [.circle(Point(30, 20), radius: 12, stroke: Stroke(.ink))]))
package struct Scene: Hashable, Sendable {
  /// The extent of the picture; what lies beyond is cut off.
  package var size: Size
  /// The unit in which the picture says how large it is; `size` is in pixels all the same.
  package var unit = LengthUnit.px
  /// What the picture is, in a few words.
  package var title: String
  /// What the picture says, for a reader who does not see it.
  package var description: String
  /// The language of title and description: `ko`, `en`.
  package var language: String
  /// The marks, from the lowest layer to the topmost.
  package var layers: [Layer]
  /// Where a reader can point, over all layers.
  package var targets: [Target]
  /// How the picture plays; nil for one that stands still.
  package var playing: Playing?

  /// A picture.
  package init(
    size: Size, title: String, description: String, language: String, layers: [Layer] = [],
    targets: [Target] = []
  ) {
    self.size = size
    self.title = title
    self.description = description
    self.language = language
    self.layers = layers
    self.targets = targets
  }

  /// Adds a layer on top of the others.
  package mutating func add(_ layer: Layer) { layers.append(layer) }

  /// Draws another scene's layers and targets inside this one, on top of what is here.
  ///
  /// Title, description and language stay this scene's; it plays as the other one does.
  /// - Parameters:
  ///   - offset: where the other scene's top left corner comes to lie.
  ///   - scale: how many times larger it is drawn.
  ///   - classes: words added to the classes of its layers, such as `frame-2`.
  package mutating func place(
    _ scene: Scene, at offset: Point, scale: Double = 1, classes: [String] = []
  ) {
    let placement = Placement(offset: offset, scale: scale)
    for var layer in scene.layers {
      layer.placement = layer.placement.then(placement)
      layer.classes += classes
      layers.append(layer)
    }
    targets += scene.targets.map { $0.placed(placement) }
    if let playing = scene.playing { self.playing = playing }
  }

  /// The scene drawn larger or smaller, lines and letters included.
  package func scaled(by factor: Double) -> Scene {
    var scaled = Scene(
      size: Size(size.width * factor, size.height * factor), title: title,
      description: description, language: language)
    scaled.unit = unit
    scaled.place(self, at: .zero, scale: factor)
    return scaled
  }
}
