/// Marks that belong together: a node, an arrow pair, what one step adds.
///
/// In SVG a layer is a group with these classes, so that a page can show, fade or colour it.
package struct Layer: Hashable, Sendable {
  /// What kind of marks these are: `forward`, `backward`, `step-3`, `group-neuron`.
  package var classes: [String]
  /// The id of the node the marks stand for, written as `data-node`.
  package var node: String?
  /// The name of that node, written as `data-name`.
  package var name: String?
  /// How much of what lies below shows through the layer as a whole, from 0 to 1.
  package var opacity: Double
  /// Where the items' coordinates lie in the scene.
  package var placement: Placement
  /// The marks in the order they are painted.
  package var items: [Item]
  /// When the layer is seen, in a picture that plays.
  package var timing: Timing?

  /// A layer of marks.
  package init(
    _ classes: [String] = [], node: String? = nil, name: String? = nil, opacity: Double = 1,
    placement: Placement = .identity, items: [Item] = [], timing: Timing? = nil
  ) {
    self.classes = classes
    self.node = node
    self.name = name
    self.opacity = opacity
    self.placement = placement
    self.items = items
    self.timing = timing
  }

  /// Adds a mark on top of the others.
  package mutating func add(_ item: Item) { items.append(item) }
}

/// A change of size and then of place: `p ↦ scale · p + offset`.
package struct Placement: Hashable, Sendable {
  /// Where the origin comes to lie.
  package var offset: Point
  /// How many times larger, lines and letters included.
  package var scale: Double

  /// A placement at an offset, by default without a change of size.
  package init(offset: Point, scale: Double = 1) {
    self.offset = offset
    self.scale = scale
  }

  /// The placement that changes nothing.
  package static let identity = Placement(offset: .zero)

  /// Where a place comes to lie.
  package func apply(to point: Point) -> Point { point * scale + offset }

  /// Where a rectangle comes to lie.
  package func apply(to rect: Rect) -> Rect {
    let origin = apply(to: rect.origin)
    return Rect(
      x: origin.x, y: origin.y, width: rect.width * scale, height: rect.height * scale)
  }

  /// The placement that applies this one first and `outer` after it.
  package func then(_ outer: Placement) -> Placement {
    Placement(offset: outer.apply(to: offset), scale: scale * outer.scale)
  }
}
