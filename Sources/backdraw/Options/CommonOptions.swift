import ArgumentParser
import Derivation
import Wording

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Language: ExpressibleByArgument {}

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The language of all words (default: the environment's, from LC_ALL, LC_MESSAGES or LANG)."))
  var language: Language?

  @Flag(name: .shortAndLong, help: "No progress and no warnings.")
  var quiet = false

  /// Speaks to the person at the terminal.
  var console: Console { Console(language: chosenLanguage, isQuiet: quiet) }

  /// The language that was asked for, else the environment's.
  var chosenLanguage: Language { language ?? environmentLanguage }
}

/// The language of the first variable that is set to anything, as for every program.
private var environmentLanguage: Language {
  for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
    if let value = getenv(name), value[0] != 0 { return Language(locale: String(cString: value)) }
  }
  return .english
}

/// How numbers are printed.
struct NumberOptions: ParsableArguments {
  @Option(help: "How many significant digits are printed, 1 to 17.")
  var digits = 4

  func validate() throws {
    guard (1...17).contains(digits) else {
      throw ValidationError("'--digits \(digits)' is not between 1 and 17.")
    }
  }

  /// The numerals that were asked for.
  var numerals: Numerals { Numerals(digits: digits) }
}
