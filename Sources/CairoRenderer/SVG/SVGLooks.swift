import Scene

/// How shapes look: their colours, as classes beside a theme's plain ones, and their pens.
///
/// A value apart from the writer, whose markup is changed where it is: a method of the writer that
/// was handed its own markup would hold a second copy of it, and each shape would copy all before it.
struct SVGLooks {
  let theme: Theme
  /// Whether shapes carry their roles as classes.
  private let recolours: Bool
  /// Whether the page's rules colour the classes, and what has none is not filled.
  private let hasRules: Bool
  private let names: [String]
  private let colors: [String]

  init(theme: Theme, recolours: Bool, hasRules: Bool) {
    self.hasRules = hasRules && recolours
    self.theme = theme
    self.recolours = recolours
    names = Role.allCases.map(\.cssName)
    colors = Role.allCases.map { theme.color($0).hex }
  }

  /// Writes fill and stroke, leaving out what is so anyway.
  func write(stroke: Stroke?, fill: Paint?, dashScale: Double = 1, to markup: inout SVGMarkup) {
    if recolours {
      let classes = [
        fill.map { "fill-" + names[$0.role.rawValue] },
        stroke.map { "stroke-" + names[$0.paint.role.rawValue] },
      ]
      markup.raw(" class=\"\(classes.compactMap { $0 }.joined(separator: " "))\"")
    }
    if !hasRules {
      markup.raw(" fill=\"\(fill.map { colors[$0.role.rawValue] } ?? "none")\"")
    }
    if let fill { markup.attribute("fill-opacity", fill.opacity, unless: 1) }
    guard let stroke else { return }
    let pen = theme.pen(stroke.paint.role)
    if !hasRules { markup.raw(" stroke=\"\(colors[stroke.paint.role.rawValue])\"") }
    markup.attribute("stroke-opacity", stroke.paint.opacity, unless: 1)
    markup.attribute("stroke-width", stroke.width ?? pen.width, unless: 1)
    let dash = stroke.dash ?? pen.dash
    if !dash.isEmpty {
      let lengths = dash.map { decimal($0 * dashScale) }.joined(separator: " ")
      markup.raw(" stroke-dasharray=\"\(lengths)\"")
    }
    switch stroke.cap {
    case .butt: break
    case .round: markup.raw(" stroke-linecap=\"round\"")
    }
  }
}
