/// The rules by which a page recolours the figures inlined in it.
///
/// A renderer gives each shape its role as a class (`fill-ROLE`, `stroke-ROLE`) beside its plain
/// colour; these rules let style variables named after the roles win over the plain colours:
///
///     .fill-forward{fill:var(--forward,#00694C)}
package enum StyleSheet {
  /// The variables of a theme, for a page's `:root` or its dark-mode block.
  ///
  ///     --ink:#1F2937;--muted:#576070;…
  package static func variables(_ theme: Theme) -> String {
    Role.allCases.map { "--\($0.cssName):\(theme.color($0).hex);" }.joined()
  }

  /// The rules for the roles given, with the theme's colours where a page sets no variable.
  ///
  /// - Parameters:
  ///   - scope: a selector the rules hold inside of, such as `#figure1`; empty for everywhere.
  package static func rules(
    _ theme: Theme, fills: [Role] = Role.allCases, strokes: [Role] = Role.allCases,
    scope: String = ""
  ) -> String {
    let prefix = scope.isEmpty ? "" : scope + " "
    func rule(_ property: String, _ role: Role) -> String {
      let value = "var(--\(role.cssName),\(theme.color(role).hex))"
      return "\(prefix).\(property)-\(role.cssName){\(property):\(value)}"
    }
    return (fills.map { rule("fill", $0) } + strokes.map { rule("stroke", $0) }).joined()
  }
}
