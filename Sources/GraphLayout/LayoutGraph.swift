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
public struct LayoutGraph: Sendable, Equatable {
  /// The nodes; a node's id is its index.
  public var nodes: [Node]
  /// The arrows, one for each operand slot; `x * x` has two.
  public var edges: [Edge]
  /// The groups; a cluster's id is its index.
  public var clusters: [Cluster]

  /// A graph of the given parts, empty when they are left out.
  public init(nodes: [Node] = [], edges: [Edge] = [], clusters: [Cluster] = []) {
    self.nodes = nodes
    self.edges = edges
    self.clusters = clusters
  }

  /// Adds a node and returns its id.
  @discardableResult
  public mutating func addNode(_ node: Node) -> Int {
    nodes.append(node)
    return nodes.count - 1
  }

  /// Adds an edge and returns its index.
  @discardableResult
  public mutating func addEdge(_ edge: Edge) -> Int {
    edges.append(edge)
    return edges.count - 1
  }

  /// Adds a cluster and returns its id.
  @discardableResult
  public mutating func addCluster(_ cluster: Cluster) -> Int {
    clusters.append(cluster)
    return clusters.count - 1
  }
}

extension LayoutGraph {
  /// A box that no other box or label may overlap, and the shape in it at which arrows end.
  public struct Node: Sendable, Equatable {
    /// The width of the box, captions included.
    public var width: Double
    /// The height of the box, captions included.
    public var height: Double
    /// Where arrows begin and end; nil means on the sides of the whole box.
    public var attachment: Attachment?
    /// The innermost cluster the node stands in.
    public var cluster: Int?

    /// A node of the given size.
    public init(
      width: Double, height: Double, attachment: Attachment? = nil, cluster: Int? = nil
    ) {
      self.width = width
      self.height = height
      self.attachment = attachment
      self.cluster = cluster
    }

    /// A circle without captions.
    public static func circle(radius: Double, cluster: Int? = nil) -> Node {
      Node(
        width: 2 * radius, height: 2 * radius,
        attachment: Attachment(outline: .ellipse, halfWidth: radius, halfHeight: radius),
        cluster: cluster)
    }
  }

  /// The shape within a node's box at which arrows begin and end.
  ///
  /// A circle of radius 16 with a caption 12 high below it is a box of height 44 whose attachment
  /// is an ellipse of half-sizes 16 with `offsetY` −6.
  public struct Attachment: Sendable, Equatable {
    /// The outline that arrows meet.
    public enum Outline: Sendable, Equatable {
      /// Arrows end on the ellipse, pointing at its centre.
      case ellipse
      /// Arrows end on the sides, at right angles to them where they come alone.
      case box
    }

    /// The outline that arrows meet.
    public var outline: Outline
    /// From the box's centre to the shape's centre, rightwards.
    public var offsetX: Double
    /// From the box's centre to the shape's centre, downwards.
    public var offsetY: Double
    /// From the shape's centre to its left and to its right side.
    public var halfWidth: Double
    /// From the shape's centre to its upper and to its lower side.
    public var halfHeight: Double

    /// An outline of the given half-sizes.
    public init(
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
  public struct Edge: Sendable, Equatable {
    /// The node whose value is used.
    public var from: Int
    /// The node that uses it.
    public var to: Int
    /// The operand slot at `to`; slots are drawn from top to bottom where that costs no crossing.
    public var slot: Int
    /// The room to keep for what is written along the arrow.
    public var label: Label?
    /// The width across of what is drawn: 0 for a hairline, the distance of the two for a pair.
    public var thickness: Double

    /// An arrow between two nodes.
    public init(from: Int, to: Int, slot: Int = 0, label: Label? = nil, thickness: Double = 0) {
      self.from = from
      self.to = to
      self.slot = slot
      self.label = label
      self.thickness = thickness
    }
  }

  /// The room for what is written above and below an arrow. The arrow runs straight through it.
  public struct Label: Sendable, Equatable {
    /// Along the arrow: a width from left to right, a height from top to bottom.
    public var length: Double
    /// From the arrow's middle line upwards (top to bottom: to its left), half of the arrow's
    /// thickness included.
    public var above: Double
    /// From the arrow's middle line downwards (top to bottom: to its right), half of the arrow's
    /// thickness included.
    public var below: Double

    /// Room of the given size.
    public init(length: Double, above: Double, below: Double) {
      self.length = length
      self.above = above
      self.below = below
    }
  }

  /// A group of nodes that gets a rectangle of its own, in which nothing else stands.
  public struct Cluster: Sendable, Equatable {
    /// The cluster around this one.
    public var parent: Int?
    /// Between the rectangle and what is in it, on all sides.
    public var padding: Double
    /// The height of the name's line within the rectangle, at its top.
    public var header: Double
    /// The least width of the rectangle: that of its name.
    public var minimumWidth: Double
    /// More room at the rectangle's left, for the name where arrows come in from the top.
    public var lead: Double

    /// A cluster of the given measures.
    public init(
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
