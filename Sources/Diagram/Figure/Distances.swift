import GraphLayout

/// How far apart the parts of a figure stand, in pixels: as a page has room for, or tighter, where
/// numbers must be large.
struct Distances {
  /// Whether all is as near as it can be.
  let isTight: Bool

  /// From a line to what is written beside it.
  var labelGap: Double { isTight ? 3 : 5 }
  /// Before and after what is written along a line.
  var labelPad: Double { isTight ? 2.5 : 5 }
  /// How far an arrow runs straight before it bends away from letters or a box.
  var straight: Double { isTight ? 6 : 9 }
  /// Between a band and what is in it, and around its name.
  var bandPadding: Double { isTight ? 7 : 12 }
  /// The height of a band's name.
  var bandHeader: Double { isTight ? 18 : 22 }

  /// The distances that the layout keeps.
  ///
  /// - Parameters:
  ///   - direction: where arrows lead.
  ///   - labels: whether numbers are written.
  ///   - isBare: whether arrows are straight.
  func layout(
    _ direction: FigureOptions.Direction, labels: Bool, isBare: Bool
  ) -> LayoutOptions {
    var distances = LayoutOptions(
      direction: direction == .leftToRight ? .leftToRight : .topToBottom,
      rankSeparation: labels ? 26 : 44, nodeSeparation: labels ? 22 : 16, edgeSeparation: 12,
      margin: 12, steepness: isBare ? 0.18 : 0.4, runsLevel: !isBare)
    if isTight {
      distances.rankSeparation = labels ? 12 : 28
      distances.nodeSeparation = 10
      distances.edgeSeparation = 6
      distances.margin = 4
      distances.steepness = isBare ? 0.12 : 0.25
    }
    return distances
  }
}
