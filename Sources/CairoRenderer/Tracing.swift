import CCairo
import Scene

extension Path {
  /// Makes this the path of a Cairo context.
  func trace(on cairo: OpaquePointer) {
    cairo_new_path(cairo)
    for element in elements {
      switch element {
      case .move(let point): cairo_move_to(cairo, point.x, point.y)
      case .line(let point): cairo_line_to(cairo, point.x, point.y)
      case .curve(let a, let b, let end): cairo_curve_to(cairo, a.x, a.y, b.x, b.y, end.x, end.y)
      case .close: cairo_close_path(cairo)
      }
    }
  }
}

extension Rect {
  /// The radius that corners can have at most.
  func cornerRadius(_ wanted: Double) -> Double {
    max(0, min(wanted, min(width, height) / 2))
  }

  /// Makes this the path of a Cairo context.
  func trace(on cairo: OpaquePointer, cornerRadius wanted: Double) {
    cairo_new_path(cairo)
    add(to: cairo, cornerRadius: wanted)
  }

  /// Adds this to the path of a Cairo context.
  func add(to cairo: OpaquePointer, cornerRadius wanted: Double) {
    let radius = cornerRadius(wanted)
    guard radius > 0 else {
      cairo_rectangle(cairo, x, y, width, height)
      return
    }
    let (left, right) = (x + radius, maxX - radius)
    let (top, bottom) = (y + radius, maxY - radius)
    cairo_arc(cairo, right, top, radius, -.pi / 2, 0)
    cairo_arc(cairo, right, bottom, radius, 0, .pi / 2)
    cairo_arc(cairo, left, bottom, radius, .pi / 2, .pi)
    cairo_arc(cairo, left, top, radius, .pi, 1.5 * .pi)
    cairo_close_path(cairo)
  }
}
