/// A unit in which the extents of a picture are given.
package enum LengthUnit: String, CaseIterable, Sendable {
  /// A 96th of an inch.
  case px
  /// Millimetres.
  case mm
  /// Inches.
  case inches = "in"
  /// A 72nd of an inch.
  case pt

  /// How many pixels it has.
  package var pixels: Double {
    switch self {
    case .px: 1
    case .mm: 96 / 25.4
    case .inches: 96
    case .pt: 96.0 / 72
    }
  }
}
