import Scene

/// Writes the fills and strokes of shapes: roles as classes beside the theme's plain colours.
struct LookWriter {
  /// Whether a role fills something; by its number.
  private(set) var fills = [Bool](repeating: false, count: Role.allCases.count)
  /// Whether a role's lines are drawn somewhere; by its number.
  private(set) var strokes = [Bool](repeating: false, count: Role.allCases.count)
  private let recolours: Bool
  private let names = Role.allCases.map(\.cssName)
  private let colors: [String]

  init(_ theme: Theme, recolours: Bool) {
    self.recolours = recolours
    colors = Role.allCases.map { theme.color($0).hex }
  }

  /// Writes fill and stroke of the shape, leaving out what is so anyway.
  mutating func write(_ shape: Shape, _ reader: MarkupReader, to writer: inout MarkupWriter) {
    let fill = color(.fill, of: shape, reader)
    let stroke = color(.stroke, of: shape, reader)
    if recolours, fill.role != nil || stroke.role != nil {
      writer.raw(" class=\"")
      if let role = fill.role {
        fills[role.rawValue] = true
        writer.raw("fill-")
        writer.raw(names[role.rawValue])
      }
      if let role = stroke.role {
        strokes[role.rawValue] = true
        writer.raw(fill.role == nil ? "stroke-" : " stroke-")
        writer.raw(names[role.rawValue])
      }
      writer.raw("\"")
    }
    writer.raw(" fill=\"")
    writer.raw(fill.value ?? "none")
    writer.raw("\"")
    if fill.value != nil { writer.number(.fillOpacity, of: shape, unless: "1", reader) }
    if let rule = shape[.fillRule], fill.value != nil, !reader.range(rule, is: "nonzero") {
      writer.word(.fillRule, rule, reader)
    }
    guard let value = stroke.value else { return }
    writer.raw(" stroke=\"")
    writer.raw(value)
    writer.raw("\"")
    writer.number(.strokeOpacity, of: shape, unless: "1", reader)
    writer.number(.strokeWidth, of: shape, unless: "1", reader)
    if let dashes = shape[.dashArray], !reader.range(dashes, is: "none") {
      writer.number(.dashArray, of: shape, unless: "none", reader)
      writer.number(.dashOffset, of: shape, unless: "0", reader)
    }
    if let cap = shape[.lineCap], !reader.range(cap, is: "butt") {
      writer.word(.lineCap, cap, reader)
    }
    if let join = shape[.lineJoin], !reader.range(join, is: "round") {
      writer.word(.lineJoin, join, reader)
    }
  }

  /// A fill or stroke as it is written, `nil` for none, and the role it comes from.
  private func color(
    _ property: Shape.Property, of shape: Shape, _ reader: MarkupReader
  ) -> (value: String?, role: Role?) {
    guard let range = shape[property], !reader.range(range, is: "none") else { return (nil, nil) }
    guard let color = PrintedColor.parse(reader.bytes, range) else {
      return (reader.text(range), nil)
    }
    guard let role = Marker(color).role else { return (color.hex, nil) }
    return (colors[role.rawValue], role)
  }
}

extension MarkupWriter {
  /// Writes a property that is a number or a list of them, unless it says a word.
  mutating func number(
    _ property: Shape.Property, of shape: Shape, unless word: StaticString = "none",
    _ reader: MarkupReader
  ) {
    guard let value = shape[property], !reader.range(value, is: word) else { return }
    raw(" ")
    raw(property.name)
    raw("=\"")
    numbers(reader.bytes, value)
    raw("\"")
  }

  /// Writes a property that is a word.
  fileprivate mutating func word(
    _ property: Shape.Property, _ value: Range<Int>, _ reader: MarkupReader
  ) {
    raw(" ")
    raw(property.name)
    raw("=\"")
    raw(reader.bytes, value)
    raw("\"")
  }
}
