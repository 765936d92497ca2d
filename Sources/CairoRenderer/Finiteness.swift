import Scene

// Cairo takes a coordinate that is no number without a word and paints nothing after it.

extension Item {
  /// Whether all its numbers are finite.
  var isFinite: Bool {
    switch self {
    case .path(let path, let stroke, let fill):
      path.elements.allSatisfy(\.isFinite) && stroke.isFinite && fill.isFinite
    case .circle(let center, let radius, let stroke, let fill):
      center.isFinite && radius.isFinite && stroke.isFinite && fill.isFinite
    case .rectangle(let frame, let cornerRadius, let stroke, let fill):
      frame.isFinite && cornerRadius.isFinite && stroke.isFinite && fill.isFinite
    case .text(let text):
      text.position.isFinite && text.rotation.isFinite && text.style.size.isFinite
        && text.style.size > 0 && text.paint.opacity.isFinite
    case .image(_, let frame):
      frame.isFinite && frame.width > 0 && frame.height > 0
    }
  }
}

extension Placement {
  var isFinite: Bool { offset.isFinite && scale.isFinite && scale > 0 }
}

extension Path.Element {
  fileprivate var isFinite: Bool {
    switch self {
    case .move(let point), .line(let point): point.isFinite
    case .curve(let a, let b, let end): a.isFinite && b.isFinite && end.isFinite
    case .close: true
    }
  }
}

extension Point {
  fileprivate var isFinite: Bool { x.isFinite && y.isFinite }
}

extension Rect {
  fileprivate var isFinite: Bool {
    origin.isFinite && width.isFinite && height.isFinite
  }
}

extension Optional where Wrapped == Stroke {
  fileprivate var isFinite: Bool {
    guard let self else { return true }
    let dash = self.dash ?? []
    // Cairo refuses dashes that are negative or all zero.
    let isDrawable =
      dash.isEmpty
      || dash.allSatisfy { $0.isFinite && $0 >= 0 } && dash.contains { $0 > 0 }
    return self.paint.opacity.isFinite && (self.width ?? 0).isFinite && isDrawable
  }
}

extension Optional where Wrapped == Paint {
  fileprivate var isFinite: Bool { self?.opacity.isFinite ?? true }
}
