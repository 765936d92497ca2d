/// Where everything stands: the result of `layout(_:options:)`.
///
/// x grows rightwards and y downwards; the picture fills (0, 0) to (`width`, `height`).
public struct Layout: Sendable, Equatable {
  /// A place.
  public struct Point: Sendable, Equatable {
    /// Rightwards.
    public var x: Double
    /// Downwards.
    public var y: Double

    /// The place at (x, y).
    public init(x: Double, y: Double) {
      self.x = x
      self.y = y
    }
  }

  /// A rectangle, by its centre and size.
  public struct Box: Sendable, Equatable {
    /// The centre's place rightwards.
    public var x: Double
    /// The centre's place downwards.
    public var y: Double
    /// From side to side.
    public var width: Double
    /// From top to bottom.
    public var height: Double

    /// The rectangle of the given size around (x, y).
    public init(x: Double, y: Double, width: Double, height: Double) {
      self.x = x
      self.y = y
      self.width = width
      self.height = height
    }
  }

  /// An arrow's course.
  public struct Path: Sendable, Equatable {
    /// The start, on the outline of the arrow's first node, then cubic Bézier control points in
    /// threes, the last on the outline of its second node. Empty for an edge that names no node.
    public var points: [Point]
    /// The room kept for the label; the arrow runs straight along its `line`.
    public var label: Label?

    /// A course with or without a label.
    public init(points: [Point], label: Label? = nil) {
      self.points = points
      self.label = label
    }
  }

  /// The room kept for what is written along an arrow.
  public struct Label: Sendable, Equatable {
    /// The whole room, which contains a straight piece of the arrow.
    public var box: Box
    /// Where the arrow's middle line runs in it: a y from left to right, an x from top to bottom.
    public var line: Double

    /// A room and its line.
    public init(box: Box, line: Double) {
      self.box = box
      self.line = line
    }
  }

  /// The picture's width, margins included.
  public var width: Double
  /// The picture's height, margins included.
  public var height: Double
  /// The boxes of the nodes, by node id.
  public var nodes: [Box]
  /// The centres of the nodes' attachments (a circle's centre, say), by node id.
  public var anchors: [Point]
  /// The courses of the arrows, by edge index.
  public var edges: [Path]
  /// The rectangles of the clusters, by cluster id; nil for a cluster without members.
  public var clusters: [Box?]

  /// A layout of the given parts.
  public init(
    width: Double, height: Double, nodes: [Box], anchors: [Point], edges: [Path], clusters: [Box?]
  ) {
    self.width = width
    self.height = height
    self.nodes = nodes
    self.anchors = anchors
    self.edges = edges
    self.clusters = clusters
  }
}
