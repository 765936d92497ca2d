/// A role and how much of what lies below shows through.
///
///     Paint.band            // Paint(.band)
///     Paint(.forward, opacity: 0.3)
public struct Paint: Hashable, Sendable {
  /// What the colour means.
  public var role: Role
  /// From 0 (nothing is seen) to 1 (covers what is below).
  public var opacity: Double

  /// The colour of a role, covering unless an opacity is given.
  public init(_ role: Role, opacity: Double = 1) {
    self.role = role
    self.opacity = opacity
  }

  /// See ``Role/ink``.
  public static let ink = Paint(.ink)
  /// See ``Role/muted``.
  public static let muted = Paint(.muted)
  /// See ``Role/line``.
  public static let line = Paint(.line)
  /// See ``Role/grid``.
  public static let grid = Paint(.grid)
  /// See ``Role/background``.
  public static let background = Paint(.background)
  /// See ``Role/node``.
  public static let node = Paint(.node)
  /// See ``Role/band``.
  public static let band = Paint(.band)
  /// See ``Role/bandText``.
  public static let bandText = Paint(.bandText)
  /// See ``Role/highlight``.
  public static let highlight = Paint(.highlight)
  /// See ``Role/kink``.
  public static let kink = Paint(.kink)
  /// See ``Role/forward``.
  public static let forward = Paint(.forward)
  /// See ``Role/forwardText``.
  public static let forwardText = Paint(.forwardText)
  /// See ``Role/backward``.
  public static let backward = Paint(.backward)
  /// See ``Role/backwardText``.
  public static let backwardText = Paint(.backwardText)

  /// The colour of a chart's series counted from 0.
  public static func series(_ index: Int) -> Paint { Paint(.series(index)) }
}

/// How a line is drawn.
///
///     Stroke(.backward)                        // as wide and as dashed as the theme's pen
///     Stroke(.line, width: 0.75, dash: [2, 2])
public struct Stroke: Hashable, Sendable {
  /// How a line ends.
  public enum Cap: String, Sendable {
    /// At its end point.
    case butt
    /// In a half circle round its end point.
    case round
  }

  /// The colour.
  public var paint: Paint
  /// The width in pixels, or `nil` for the theme's pen of the role.
  public var width: Double?
  /// Lengths of marks and gaps in turn; empty for a solid line, `nil` for the theme's pen.
  public var dash: [Double]?
  /// How the line ends.
  public var cap: Cap

  /// A way to draw a line; what is left out comes from the theme's pen of the role.
  public init(
    _ paint: Paint, width: Double? = nil, dash: [Double]? = nil, cap: Cap = .butt
  ) {
    self.paint = paint
    self.width = width
    self.dash = dash
    self.cap = cap
  }
}
