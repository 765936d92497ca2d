import Scene

/// Which colour Cairo gets for a role.
enum Palette {
  /// The theme's.
  case colors(Theme)
  /// One that only this role in this layer has, to be found again in Cairo's SVG.
  case markers(layer: Int)

  /// Whether the picture becomes SVG.
  var isMarkers: Bool {
    if case .markers = self { true } else { false }
  }

  func color(_ role: Role) -> Color {
    switch self {
    case .colors(let theme): theme.color(role)
    case .markers(let layer): Marker(role: role, layer: layer).color
    }
  }
}

/// A colour that stands for a role and a layer in Cairo's SVG.
///
/// Red holds the role's number in 5 bits and the highest 3 of the layer's 19, green and blue the
/// others. Nothing else is painted in plain colours, so every colour can be read as one of these.
struct Marker {
  /// What is painted, or `nil` for a mark that only says that a layer begins.
  let role: Role?
  /// The layer's number, counted anew after 2¹⁹.
  let layer: Int

  static let layerCount = 1 << 19
  private static let noRole = 31

  init(role: Role?, layer: Int) {
    self.role = role
    self.layer = layer & (Self.layerCount - 1)
  }

  init(_ color: Color) {
    role = Role(rawValue: Int(color.red & 31))
    layer = (Int(color.red >> 5) << 16) | (Int(color.green) << 8) | Int(color.blue)
  }

  var color: Color {
    Color(
      red: UInt8(truncatingIfNeeded: (layer >> 16) << 5 | (role?.rawValue ?? Self.noRole)),
      green: UInt8(truncatingIfNeeded: layer >> 8), blue: UInt8(truncatingIfNeeded: layer))
  }
}
