import Scene

/// Which colour Cairo gets for a role.
enum Palette {
  /// The theme's.
  case colors(Theme)
  /// One that only this role has, to be found again in Cairo's SVG.
  case markers

  var isMarkers: Bool {
    if case .markers = self { true } else { false }
  }

  func color(_ role: Role) -> Color {
    switch self {
    case .colors(let theme): theme.color(role)
    case .markers: Marker.color(role)
    }
  }
}

/// Colours that stand for roles, and for the end of a layer, in Cairo's SVG.
///
/// Nothing else is painted in plain colours, so no other colour can be taken for one of them.
enum Marker {
  case role(Role)
  case layerEnd

  private static let green: UInt8 = 0x5A
  private static let blue: UInt8 = 0xA7
  static let layerEndColor = Color(red: 0xFF, green: green, blue: blue)

  static func color(_ role: Role) -> Color {
    Color(red: UInt8(role.rawValue), green: green, blue: blue)
  }

  /// What a colour stands for, or `nil` for one that is not a marker.
  init?(_ color: Color) {
    guard color.green == Self.green, color.blue == Self.blue else { return nil }
    if color == Self.layerEndColor {
      self = .layerEnd
    } else if let role = Role(rawValue: Int(color.red)) {
      self = .role(role)
    } else {
      return nil
    }
  }
}
