/// How a graph is laid out: its direction and the distances kept.
package struct LayoutOptions: Sendable, Hashable {
  /// Where the arrows lead.
  package enum Direction: Sendable, Hashable {
    /// From left to right; operand slots from top to bottom.
    case leftToRight
    /// From top to bottom; operand slots from left to right.
    case topToBottom
  }

  /// Where the arrows lead.
  package var direction: Direction
  /// The least distance between two columns, in which arrows bend.
  package var rankSeparation: Double
  /// The least distance between two nodes of a column.
  package var nodeSeparation: Double
  /// The least distance between an arrow and what it passes.
  package var edgeSeparation: Double
  /// Around the whole picture.
  package var margin: Double
  /// How much room steep arrows get: a gap between two columns is widened up to this part of the
  /// height that arrows climb in it, but to no more than three times `rankSeparation`.
  package var steepness: Double
  /// How long a row may be along the arrows before it turns, margins apart: what does not fit one row
  /// goes on in the next one below, or in a column to the right from top to bottom.
  package var rowLength = Double.infinity
  /// Whether arrows run level although nothing is written on them.
  package var runsLevel: Bool

  /// Options; what is left out has a value that suits circles of radius 16.
  package init(
    direction: Direction = .leftToRight, rankSeparation: Double = 26, nodeSeparation: Double = 18,
    edgeSeparation: Double = 8, margin: Double = 10, steepness: Double = 0.4,
    runsLevel: Bool = false
  ) {
    self.direction = direction
    self.rankSeparation = rankSeparation
    self.nodeSeparation = nodeSeparation
    self.edgeSeparation = edgeSeparation
    self.margin = margin
    self.steepness = steepness
    self.runsLevel = runsLevel
  }
}
