import ArgumentParser
import Derivation
import Wording

/// What every command takes.
struct CommonOptions: ParsableArguments {
  @Option(
    "language", .choice(),
    help: Bilingual(en: "The language of all words.", ko: "모든 글의 언어입니다."),
    value: Bilingual(en: "language", ko: "언어"),
    otherwise: Bilingual(
      en: "the environment's, from LC_ALL, LC_MESSAGES or LANG",
      ko: "환경 변수 LC_ALL, LC_MESSAGES, LANG의 언어"))
  var language: Language?

  @Flag(
    name: .shortAndLong,
    help: ArgumentHelp(
      Bilingual(en: "No progress and no warnings.", ko: "진행 상황과 경고를 보이지 않습니다.")))
  var quiet = false

  @Flag(help: ArgumentHelp(Bilingual(en: "Show the version.", ko: "버전을 보입니다.")))
  var version = false

  @Flag(
    name: .shortAndLong,
    help: ArgumentHelp(Bilingual(en: "Show help information.", ko: "도움말을 보입니다.")))
  var help = false

  /// What asks for help in a command line that was not understood.
  static let helpName = "--help"

  /// Speaks to the person at the terminal.
  var console: Console { Console(language: chosenLanguage, isQuiet: quiet) }

  /// The language that was asked for, else the environment's.
  var chosenLanguage: Language { language ?? .ofThisRun }
}

/// How numbers are printed.
struct NumberOptions: ParsableArguments {
  @Option(
    "digits", .whole(1...17),
    help: Bilingual(
      en: "How many significant digits are printed.", ko: "수를 유효 숫자 몇 자리까지 쓸지 정합니다."),
    value: .count)
  var digits = 4

  /// The numerals that were asked for.
  var numerals: Numerals { Numerals(digits: digits) }
}
