import Wording

/// The help of a command: what it does, examples, and all that it takes.
struct HelpPage {
  /// The commands from the program down to the one that is explained.
  let path: [CommandOutline]
  /// What the command's help says beside its options.
  let about: CommandHelp
  /// The commands below it, with what each does.
  let commands: [(name: String, summary: Bilingual)]
  let language: Language
  /// How many cells of a terminal a line may take.
  let columns: Int

  /// Where the second column begins.
  private static let indent = 26

  /// The page, each line with its end.
  var text: String {
    [overview, usage, examples, arguments, titled, options, subcommands]
      .filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var command: CommandOutline { path[path.count - 1] }
  /// The command as it is typed: `backdraw render`.
  private var typed: String { path.map(\.commandName).joined(separator: " ") }

  // MARK: Sections

  private var overview: String {
    let title = Bilingual(en: "OVERVIEW", ko: "개요")[language]
    let paragraphs = ["\(title): \(about.summary[language])"] + about.details.map { $0[language] }
    return paragraphs.map { wrapped($0).joined(separator: "\n") + "\n" }.joined(separator: "\n")
  }

  private var usage: String {
    let title = Bilingual(en: "USAGE", ko: "사용법")[language]
    let options = Bilingual(en: "options", ko: "옵션")[language]
    let command = Bilingual(en: "subcommand", ko: "명령")[language]
    var words = [typed, "[<\(options)>]"]
    words += self.command.positional.map { "[\($0.valueForm)]" }
    if !commands.isEmpty { words.append("<\(command)>") }
    return "\(title): \(words.joined(separator: " "))\n"
  }

  private var examples: String {
    section(Bilingual(en: "EXAMPLES", ko: "예")[language], about.examples.map { "  \($0)\n" })
  }

  private var arguments: String {
    section(Bilingual(en: "ARGUMENTS", ko: "인자")[language], command.positional.map(entry))
  }

  private var titled: String {
    let named = command.all.filter { $0.kind != .positional }
    var titles: [String] = []
    for title in named.compactMap(\.sectionTitle) where !titles.contains(title) {
      titles.append(title)
    }
    return titles.map { title in
      section(title.uppercased(), named.filter { $0.sectionTitle == title }.map(entry))
    }.joined(separator: "\n")
  }

  private var options: String {
    let named = command.all.filter { $0.kind != .positional && $0.sectionTitle == nil }
    return section(Bilingual(en: "OPTIONS", ko: "옵션")[language], named.map(entry))
  }

  private var subcommands: String {
    guard !commands.isEmpty else { return "" }
    let hint = Bilingual(
      en: "See '\(typed) help <subcommand>' for detailed help.",
      ko: "명령마다 자세한 도움말은 '\(typed) help <명령>'으로 볼 수 있습니다.")
    return section(
      Bilingual(en: "SUBCOMMANDS", ko: "명령")[language],
      commands.map { row($0.name, $0.summary[language]) }) + "\n  \(hint[language])\n"
  }

  private func section(_ title: String, _ rows: [String]) -> String {
    rows.isEmpty ? "" : "\(title):\n" + rows.joined()
  }

  // MARK: Rows

  private func entry(_ argument: ArgumentOutline) -> String {
    let names = argument.spellings.joined(separator: ", ")
    let label =
      switch argument.kind {
      case .positional: argument.valueForm
      case .option: "\(names) \(argument.valueForm)"
      case .flag: names
      }
    let note = valueNote(
      values: argument.allValues?.joined(separator: ", "), otherwise: argument.defaultValue,
      language)
    return row(
      label, [argument.abstract, note].compactMap(\.self).joined(separator: " "))
  }

  /// Two columns; a label that is too wide for the first stands on a line of its own.
  private func row(_ label: String, _ text: String) -> String {
    let lines = wrapped(text, indent: Self.indent)
    let start = "  " + label
    let width = cellWidth(of: start)
    guard let first = lines.first else { return start + "\n" }
    let space = String(repeating: " ", count: Self.indent)
    let rest = lines.dropFirst().map { space + $0 + "\n" }.joined()
    return width < Self.indent
      ? start + String(repeating: " ", count: Self.indent - width) + first + "\n" + rest
      : start + "\n" + space + first + "\n" + rest
  }

  /// A paragraph in lines, broken at spaces.
  private func wrapped(_ text: String, indent: Int = 0) -> [String] {
    let limit = max(20, columns - indent)
    var lines: [String] = []
    var width = 0
    for word in text.split(separator: " ") {
      let cells = cellWidth(of: String(word))
      if lines.isEmpty || width + 1 + cells > limit {
        lines.append(String(word))
        width = cells
      } else {
        lines[lines.count - 1] += " " + word
        width += 1 + cells
      }
    }
    return lines
  }
}
