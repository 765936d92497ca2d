/// The colours of all roles, and what tells the passes apart where there is no colour.
package struct Theme: Hashable, Sendable, CustomStringConvertible {
  /// A line's width and dashes.
  package struct Pen: Hashable, Sendable {
    /// In pixels.
    package let width: Double
    /// Lengths of marks and gaps in turn; empty for a solid line.
    package let dash: [Double]

    /// A pen, solid unless a dash is given.
    package init(width: Double, dash: [Double] = []) {
      self.width = width
      self.dash = dash
    }
  }

  /// What it is called on the command line: `light`, `dark`, `safe`, `print`.
  package let name: String
  /// Whether the paper is darker than the ink.
  package let isDark: Bool

  private let colors: [Color]
  private let pens: [Pen]
  private let negative: Color
  private let zero: Color
  private let positive: Color

  /// A theme from a colour and a pen for each role.
  ///
  /// - Parameters:
  ///   - negative: the low end of the diverging scale.
  ///   - zero: its middle, and the low end of the sequential scale; by default the paper.
  ///   - positive: its high end, also that of the sequential scale.
  init(
    name: String, isDark: Bool, negative: Color, zero: Color? = nil, positive: Color,
    pen: (Role) -> Pen, color: (Role) -> Color
  ) {
    self.name = name
    self.isDark = isDark
    self.negative = negative
    self.zero = zero ?? color(.background)
    self.positive = positive
    colors = Role.allCases.map(color)
    pens = Role.allCases.map(pen)
  }

  /// The colour of a role.
  package func color(_ role: Role) -> Color { colors[role.rawValue] }

  /// The width and dashes of lines in a role that set none of their own.
  package func pen(_ role: Role) -> Pen { pens[role.rawValue] }

  /// The colour of a heat map's sample.
  package func color(_ scale: ColorScale, sample: UInt8) -> Color {
    switch scale {
    case .sequential: zero.mixed(with: positive, by: Double(sample) / 255)
    case .diverging where sample < 128: zero.mixed(with: negative, by: Double(128 - sample) / 127)
    case .diverging: zero.mixed(with: positive, by: Double(sample - 128) / 127)
    }
  }

  /// The theme's name.
  package var description: String { name }

  /// All themes, the default first.
  package static let all = [light, dark, safe, print]

  /// The theme of a name, or `nil`.
  package static func named(_ name: String) -> Theme? { all.first { $0.name == name } }
}
