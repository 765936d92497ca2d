/// How a run of text looks, apart from its colour.
package struct TextStyle: Hashable, Sendable {
  /// What kind of letters; the renderer knows the fonts.
  package enum Family: String, CaseIterable, Sendable {
    /// Names and numbers of formulas, with serifs.
    case math
    /// Words.
    case sans
    /// Code.
    case mono
  }

  /// How heavy the letters are.
  package enum Weight: String, CaseIterable, Sendable {
    /// As in running text.
    case regular
    /// Heavier.
    case bold
  }

  /// Whether the letters lean.
  package enum Slant: String, CaseIterable, Sendable {
    /// They stand.
    case upright
    /// They lean, as variables do.
    case italic
  }

  /// What kind of letters.
  package var family: Family
  /// The em in pixels.
  package var size: Double
  /// How heavy the letters are.
  package var weight: Weight
  /// Whether the letters lean.
  package var slant: Slant
  /// Whether all digits are equally wide, where the font has such digits.
  package var tabularFigures: Bool

  /// A look, by default upright, regular and with tabular figures.
  package init(
    _ family: Family, size: Double, weight: Weight = .regular, slant: Slant = .upright,
    tabularFigures: Bool = true
  ) {
    self.family = family
    self.size = size
    self.weight = weight
    self.slant = slant
    self.tabularFigures = tabularFigures
  }

  /// The same look at another size.
  package func sized(_ size: Double) -> TextStyle {
    var style = self
    style.size = size
    return style
  }
}
