import ArgumentParser

/// What a command line says by its form alone: which command it is of, whether it asks for help,
/// and the first thing in it that the program's outline has no place for.
///
/// The argument parser reads what is right. This reading explains what it refuses, in words of our
/// own and with what was probably meant.
struct CommandLineReading {
  /// The commands from the program down to the one that is asked for.
  private(set) var path: [CommandOutline]
  /// Whether help is asked for, by `--help` or `help`.
  private(set) var asksForHelp = false
  /// What is wrong first.
  private(set) var fault: CommandLineFault?
  /// The first value that is none of those that its option lists. An option that also stands without a
  /// value leaves such a word to the arguments, of which there is then one too many.
  private(set) var doubt: CommandLineFault?

  /// The command that is asked for.
  private var command: CommandOutline { path[path.count - 1] }
  /// The arguments that are still to be read.
  private var rest: ArraySlice<String>
  /// How many were given by their place.
  private var positionalCount = 0

  /// The parser's own option, which is in no outline.
  private static let completionScript = "--generate-completion-script"

  /// Reads a command line, without the program's name.
  init(_ arguments: [String], of program: CommandOutline) {
    path = [program]
    rest = arguments[...]
    while let word = rest.popFirst() {
      if word == "--" {
        rest.forEach { place($0) }
        return
      }
      if word == "help", path.count == 1, !program.commands.isEmpty {
        readHelp()
        return
      }
      if word.hasPrefix("--") {
        readLong(word)
      } else if word.hasPrefix("-"), word != "-" {
        readShort(word)
      } else {
        place(word)
      }
    }
  }

  /// Reads what stands behind `help`: the commands down to one, as far as there are such.
  private mutating func readHelp() {
    asksForHelp = true
    for word in rest {
      guard let next = command.commands.first(where: { $0.commandName == word }) else { return }
      path.append(next)
    }
  }

  /// A word that is no option: a command, or an argument by its place.
  private mutating func place(_ word: String) {
    if !command.commands.isEmpty {
      if let next = command.commands.first(where: { $0.commandName == word }) {
        path.append(next)
      } else {
        report(.unknownCommand(word))
      }
      return
    }
    positionalCount += 1
    let hasPlace = positionalCount <= command.positional.count
    if !hasPlace, command.positional.last?.isRepeating != true { report(.extraArgument(word)) }
  }

  /// `--name`, `--name value` or `--name=value`.
  private mutating func readLong(_ word: String) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    if name == Self.completionScript {
      let shell = parts.count > 1 ? String(parts[1]) : rest.popFirst()
      let isKnown = CompletionShell.allCases.contains { $0.rawValue == shell }
      return isKnown ? () : report(.unknownShell(shell))
    }
    guard let option = command.named(name) else { return report(.unknownOption(name)) }
    read(option, named: name, attached: parts.count > 1 ? String(parts[1]) : nil)
  }

  /// `-x`, `-x value`, `-x=value`, or several letters behind one dash.
  private mutating func readShort(_ word: String) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let attached = parts.count > 1 ? String(parts[1]) : nil
    for letter in parts[0].dropFirst() {
      guard let option = command.named("-\(letter)") else {
        return report(.unknownOption(parts[0].count > 2 ? String(parts[0]) : "-\(letter)"))
      }
      read(option, named: "-\(letter)", attached: attached)
    }
  }

  /// An option or a flag, and the value behind it.
  private mutating func read(_ option: ArgumentOutline, named name: String, attached: String?) {
    switch option.kind {
    case .flag:
      if let attached { report(.valueOfFlag(name, attached)) }
      if option.longest == CommonOptions.helpName { asksForHelp = true }
    case .option:
      if attached != nil { return }
      guard let next = rest.first else { return report(.missingValue(option, name, before: nil)) }
      let isOption = next.hasPrefix("-") && next != "-"
      if isOption, !option.takesAnything || next == "--" || command.named(next) != nil {
        return report(.missingValue(option, name, before: next))
      }
      rest.removeFirst()
      if doubt == nil, let choices = option.choices, !choices.contains(next.lowercased()) {
        doubt = CommandLineFault(kind: .unknownValue(next, name, choices), path: path)
      }
    case .positional: break
    }
  }

  private mutating func report(_ kind: CommandLineFault.Kind) {
    if fault == nil { fault = CommandLineFault(kind: kind, path: path) }
  }
}
