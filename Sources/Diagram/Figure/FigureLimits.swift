import Autodiff

/// How large a figure may be: what is larger would take hours to place, or more memory than there is.
package enum FigureLimits {
  /// The most nodes.
  package static let nodes = 200_000
  /// The most arrows of one node.
  package static let arrows = 20_000
  /// The most steps, each a picture of its own.
  package static let steps = 1_000
}
