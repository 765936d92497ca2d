/// What is to be laid out: boxes, arrows between them and the groups they stand in.
///
/// Nodes, edges and clusters are known by their index. Sizes are in the caller's units. The layout
/// knows nothing of what a node means; `x * y` is
///
/// ```
/// var graph = LayoutGraph()
/// let x = graph.addNode(.init(width: 20, height: 20))
/// let y = graph.addNode(.init(width: 20, height: 20))
/// let product = graph.addNode(.circle(radius: 16))
/// graph.addEdge(.init(from: x, to: product, slot: 0))
/// graph.addEdge(.init(from: y, to: product, slot: 1))
/// ```
package struct LayoutGraph: Sendable, Hashable {
  /// The nodes; a node's id is its index.
  package var nodes: [Node]
  /// The arrows, one for each operand slot; `x * x` has two.
  package var edges: [Edge]
  /// The groups; a cluster's id is its index.
  package var clusters: [Cluster]
  /// Nodes that are to stand in one column, or in one line from top to bottom.
  package var columns: [[Int]] = []
  /// Nodes that are to stand in one column in this order, from top to bottom; from top to bottom, in
  /// one line from left to right.
  package var orders: [[Int]] = []

  /// A graph of the given parts, empty when they are left out.
  package init(nodes: [Node] = [], edges: [Edge] = [], clusters: [Cluster] = []) {
    self.nodes = nodes
    self.edges = edges
    self.clusters = clusters
  }

  /// Adds a node and returns its id.
  @discardableResult
  package mutating func addNode(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  /// Adds an edge and returns its index.
  @discardableResult
  package mutating func addEdge(_ edge: Edge) -> Int {
    edges.append(edge)
    return edges.count - 1
  }

  /// Adds a cluster and returns its id.
  @discardableResult
  package mutating func addCluster(_ cluster: Cluster) -> Int {
    clusters.append(cluster)
    return clusters.count - 1
  }
}

extension LayoutGraph {
  /// A box that no other box or label may overlap, and the shape in it at which arrows end.
  package struct Node: Sendable, Hashable {
    /// The width of the box, captions included.
    package var width: Double
    /// The height of the box, captions included.
    package var height: Double
    /// Where arrows begin and end; nil means on the sides of the whole box.
    package var attachment: Attachment?
    /// Where arrows begin, if not on the attachment's outline.
    package var outlet: Outlet?
    /// The innermost cluster the node stands in.
    package var cluster: Int?

    /// A node of the given size.
    package init(
      width: Double, height: Double, attachment: Attachment? = nil, outlet: Outlet? = nil,
      cluster: Int? = nil
    ) {
      self.width = width
      self.height = height
      self.attachment = attachment
      self.outlet = outlet
      self.cluster = cluster
    }

    /// A circle without captions.
    package static func circle(radius: Double, cluster: Int? = nil) -> Node {
      Node(
        width: 2 * radius, height: 2 * radius,
        attachment: Attachment(outline: .ellipse, halfWidth: radius, halfHeight: radius),
        cluster: cluster)
    }
  }

  /// A rail across the arrows, at the end of a wire from the attachment's centre, at which a node's
  /// arrows begin, side by side.
  package struct Outlet: Sendable, Hashable {
    /// From the attachment's centre along the arrows to the rail.
    package var distance: Double
    /// How far from the wire arrows begin at most, to both sides.
    package var half: Double
    /// From one arrow's beginning to the next where there is room.
    package var step: Double

    /// A rail at the end of a wire of the given length.
    package init(distance: Double, half: Double, step: Double) {
      self.distance = distance
      self.half = half
      self.step = step
    }
  }

  /// The shape within a node's box at which arrows begin and end.
  ///
  /// A circle of radius 16 with a caption 12 high below it is a box of height 44 whose attachment
  /// is an ellipse of half-sizes 16 with `offsetY` −6.
  package struct Attachment: Sendable, Hashable {
    /// The outline that arrows meet.
    package enum Outline: Sendable, Hashable {
      /// Arrows end on the ellipse, pointing at its centre.
      case ellipse
      /// Arrows end on the sides, at right angles to them where they come alone.
      case box
    }

    /// The outline that arrows meet.
    package var outline: Outline
    /// From the box's centre to the shape's centre, rightwards.
    package var offsetX: Double
    /// From the box's centre to the shape's centre, downwards.
    package var offsetY: Double
    /// From the shape's centre to its left and to its right side.
    package var halfWidth: Double
    /// From the shape's centre to its upper and to its lower side.
    package var halfHeight: Double

    /// An outline of the given half-sizes.
    package init(
      outline: Outline, halfWidth: Double, halfHeight: Double, offsetX: Double = 0,
      offsetY: Double = 0
    ) {
      self.outline = outline
      self.offsetX = offsetX
      self.offsetY = offsetY
      self.halfWidth = halfWidth
      self.halfHeight = halfHeight
    }
  }

  /// An arrow, or a pair of arrows, from one node to an operand slot of another.
  package struct Edge: Sendable, Hashable {
    /// The node whose value is used.
    package var from: Int
    /// The node that uses it.
    package var to: Int
    /// The operand slot at `to`; slots are drawn from top to bottom where that costs no crossing.
    package var slot: Int
    /// Whether the operands at `to` should rather stand in their order than those elsewhere: where
    /// they do not commute.
    package var isOrdered: Bool
    /// The room to keep for what is written along the arrow.
    package var label: Label?
    /// The width across of what is drawn: 0 for a hairline, the distance of the two for a pair.
    package var thickness: Double

    /// An arrow between two nodes.
    package init(
      from: Int, to: Int, slot: Int = 0, isOrdered: Bool = false, label: Label? = nil,
      thickness: Double = 0
    ) {
      self.from = from
      self.to = to
      self.slot = slot
      self.isOrdered = isOrdered
      self.label = label
      self.thickness = thickness
    }
  }

  /// The room for what is written above and below an arrow. The arrow runs straight through it.
  package struct Label: Sendable, Hashable {
    /// Along the arrow: a width from left to right, a height from top to bottom.
    package var length: Double
    /// From the arrow's middle line upwards (top to bottom: to its left), half of the arrow's
    /// thickness included.
    package var above: Double
    /// From the arrow's middle line downwards (top to bottom: to its right), half of the arrow's
    /// thickness included.
    package var below: Double

    /// Room of the given size.
    package init(length: Double, above: Double, below: Double) {
      self.length = length
      self.above = above
      self.below = below
    }
  }

  /// A group of nodes that gets a rectangle of its own, in which nothing else stands.
  package struct Cluster: Sendable, Hashable {
    /// The cluster around this one.
    package var parent: Int?
    /// Between the rectangle and what is in it, on all sides.
    package var padding: Double
    /// The height of the name's line within the rectangle, at its top.
    package var header: Double
    /// The least width of the rectangle: that of its name.
    package var minimumWidth: Double
    /// More room at the rectangle's left, for the name where arrows come in from the top.
    package var lead: Double

    /// A cluster of the given measures.
    package init(
      parent: Int? = nil, padding: Double = 8, header: Double = 0, minimumWidth: Double = 0,
      lead: Double = 0
    ) {
      self.parent = parent
      self.padding = padding
      self.header = header
      self.minimumWidth = minimumWidth
      self.lead = lead
    }
  }
}
