/// Where everything stands: the result of `layout(_:options:)`.
///
/// x grows rightwards and y downwards; the picture fills (0, 0) to (`width`, `height`).
package struct Layout: Sendable, Equatable {
  /// A place.
  package struct Point: Sendable, Equatable {
    /// Rightwards.
    package var x: Double
    /// Downwards.
    package var y: Double

    /// The place at (x, y).
    package init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A rectangle, by its centre and size.
  package struct Box: Sendable, Equatable {
    /// The centre's place rightwards.
    package var x: Double
    /// The centre's place downwards.
    package var y: Double
    /// From side to side.
    package var width: Double
    /// From top to bottom.
    package var height: Double

    /// The rectangle of the given size around (x, y).
    package init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// An arrow's curve.
  package struct Path: Sendable, Equatable {
    /// The start, on the outline of the arrow's first node, then cubic Bézier control points in
    /// threes, the last on the outline of its second node. Empty for an edge that names no node.
    package var points: [Point]
    /// The room kept for the label; the arrow runs straight along its `line`.
    package var label: Label?

    /// A curve with or without a label.
    package init(points: [Point], label: Label? = nil) {
      self.points = points
      self.label = label
    }
  }

  /// The room kept for what is written along an arrow.
  package struct Label: Sendable, Equatable {
    /// The whole room, which contains a straight piece of the arrow.
    package var box: Box
    /// Where the arrow's middle line runs in it: a y from left to right, an x from top to bottom.
    package var line: Double

    /// A room and its line.
    package init(box: Box, line: Double) {
      self.box = box
      self.line = line
    }
  }

  /// The picture's width, margins included.
  package var width: Double
  /// The picture's height, margins included.
  package var height: Double
  /// The boxes of the nodes, by node id.
  package var nodes: [Box]
  /// The centres of the nodes' attachments (a circle's centre, say), by node id.
  package var anchors: [Point]
  /// The curves of the arrows, by edge index.
  package var edges: [Path]
  /// The rectangles of the clusters, by cluster id: one in each row in which it has members.
  package var clusters: [[Box]]
  /// How many rows there are, or columns from top to bottom, in the part that has most.
  package var rows = 1

  /// A layout of the given parts.
  package init(
    width: Double, height: Double, nodes: [Box], anchors: [Point], edges: [Path], clusters: [[Box]]
  ) {
    self.width = width
    self.height = height
    self.nodes = nodes
    self.anchors = anchors
    self.edges = edges
    self.clusters = clusters
  }
}
