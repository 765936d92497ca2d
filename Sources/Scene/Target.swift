/// A transparent shape over a node that a reader can point at.
package struct Target: Hashable, Sendable {
  /// The area that answers.
  package enum Shape: Hashable, Sendable {
    /// An upright rectangle.
    case rectangle(Rect)
    /// A circle about its centre.
    case circle(Point, radius: Double)
  }

  /// The area that answers.
  package var shape: Shape
  /// The id of the node, written as `data-node`.
  package var node: String
  /// The name of the node, written as `data-name`; `nil` for one without.
  package var name: String?
  /// What is said about the node when it is pointed at.
  package var title: String
  /// Where a page leads from the node, such as `#b3`; `nil` for nowhere.
  package var link: String?

  /// A shape to point at.
  package init(_ shape: Shape, node: String, name: String? = nil, title: String) {
    self.shape = shape
    self.node = node
    self.name = name
    self.title = title
  }

  /// The target where a placement puts it.
  package func placed(_ placement: Placement) -> Target {
    var target = self
    switch shape {
    case .rectangle(let frame):
      target.shape = .rectangle(placement.apply(to: frame))
    case .circle(let center, let radius):
      target.shape = .circle(placement.apply(to: center), radius: radius * placement.scale)
    }
    return target
  }
}
