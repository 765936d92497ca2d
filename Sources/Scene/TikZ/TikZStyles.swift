/// The pens and letters of a TikZ document, each defined once under a name: whoever edits a figure
/// changes it there.
///
///     \\tikzset{
///       backdraw forward/.style={draw=backdraw-forward,line width=0.938bp},
///     }
struct TikZStyles {
  private var styles: [(name: String, options: String)] = []
  private var names: [String: String] = [:]
  private var counts: [String: Int] = [:]

  /// The name of a style: that of its role, with a number where the role has several.
  mutating func name(_ options: [String], of role: String) -> String {
    let options = options.joined(separator: ",")
    if let name = names[options] { return name }
    let count = (counts[role] ?? 0) + 1
    counts[role] = count
    let name = "backdraw " + role + (count > 1 ? " \(count)" : "")
    names[options] = name
    styles.append((name, options))
    return name
  }

  /// All styles, in the order in which they are first used.
  var definitions: String {
    guard !styles.isEmpty else { return "" }
    return "\\tikzset{\n"
      + styles.map { "  \($0.name)/.style={\($0.options)},\n" }.joined() + "}\n"
  }
}
