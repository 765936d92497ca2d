/// A role and how much of what lies below shows through.
///
///     Paint.band            // Paint(.band)
///     Paint(.forward, opacity: 0.3)
package struct Paint: Hashable, Sendable {
  /// What the colour means.
  package var role: Role
  /// From 0 (nothing is seen) to 1 (covers what is below).
  package var opacity: Double

  /// The colour of a role, covering unless an opacity is given.
  package init(_ role: Role, opacity: Double = 1) {
    self.role = role
    self.opacity = opacity
  }

  /// See ``Role/ink``.
  package static let ink = Paint(.ink)
  /// See ``Role/muted``.
  package static let muted = Paint(.muted)
  /// See ``Role/line``.
  package static let line = Paint(.line)
  /// See ``Role/grid``.
  package static let grid = Paint(.grid)
  /// See ``Role/background``.
  package static let background = Paint(.background)
  /// See ``Role/node``.
  package static let node = Paint(.node)
  /// See ``Role/band``.
  package static let band = Paint(.band)
  /// See ``Role/bandText``.
  package static let bandText = Paint(.bandText)
  /// See ``Role/highlight``.
  package static let highlight = Paint(.highlight)
  /// See ``Role/kink``.
  package static let kink = Paint(.kink)
  /// See ``Role/forward``.
  package static let forward = Paint(.forward)
  /// See ``Role/forwardText``.
  package static let forwardText = Paint(.forwardText)
  /// See ``Role/backward``.
  package static let backward = Paint(.backward)
  /// See ``Role/backwardText``.
  package static let backwardText = Paint(.backwardText)

  /// The colour of a chart's series counted from 0.
  package static func series(_ index: Int) -> Paint { Paint(.series(index)) }
}

/// How a line is drawn.
///
///     Stroke(.backward)                        // as wide and as dashed as the theme's pen
///     Stroke(.line, width: 0.75, dash: [2, 2])
package struct Stroke: Hashable, Sendable {
  /// How a line ends.
  package enum Cap: String, Sendable {
    /// At its end point.
    case butt
    /// In a half circle round its end point.
    case round
  }

  /// The colour.
  package var paint: Paint
  /// The width in pixels, or `nil` for the theme's pen of the role.
  package var width: Double?
  /// Lengths of marks and gaps in turn; empty for a solid line, `nil` for the theme's pen.
  package var dash: [Double]?
  /// How the line ends.
  package var cap: Cap

  /// A way to draw a line; what is left out comes from the theme's pen of the role.
  package init(
    _ paint: Paint, width: Double? = nil, dash: [Double]? = nil, cap: Cap = .butt
  ) {
    self.paint = paint
    self.width = width
    self.dash = dash
    self.cap = cap
  }

  /// The line made wider or narrower; the theme's pen stays as it is.
  func scaled(by factor: Double) -> Stroke {
    var stroke = self
    stroke.width = width.map { $0 * factor }
    stroke.dash = dash.map { $0.map { $0 * factor } }
    return stroke
  }
}
