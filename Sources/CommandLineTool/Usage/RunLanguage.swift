import Wording

extension Language {
  /// The language of this run's words, decided once: that of `--language` wherever it stands in the
  /// command line, else the environment's. Help and errors need it before the command line has been
  /// understood, and where it cannot be.
  static let ofThisRun = asked(for: CommandLine.arguments.dropFirst()) ?? ofEnvironment

  /// The language that `--language ko` or `--language=ko` asks for, of several the last.
  static func asked(for arguments: some Sequence<String>) -> Language? {
    let option = "--language"
    var found: Language?
    var isNext = false
    for argument in arguments {
      if argument == "--" { break }
      if isNext {
        found = Language(rawValue: argument) ?? found
      } else if argument.hasPrefix(option + "=") {
        found = Language(rawValue: String(argument.dropFirst(option.count + 1))) ?? found
      }
      isNext = argument == option
    }
    return found
  }

  /// The language of the first variable that is set to anything, as for every program.
  private static var ofEnvironment: Language {
    for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
      if let value = getenv(name), value[0] != 0 { return Language(locale: String(cString: value)) }
    }
    return .english
  }
}
