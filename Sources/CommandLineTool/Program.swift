import ArgumentParser
import CairoRenderer
import Wording

/// The program: backpropagation drawn, derived and checked.
@main
struct Backdraw: Command {
  static let name = "backdraw"
  /// The version, as in `CHANGELOG.md`.
  static let version = "0.1.0"
  /// What `--version` shows: of an installed program the commit too.
  static var fullVersion: String { version + (DataFiles.commit.map { " (\($0))" } ?? "") }
  static let about = CommandHelp(
    summary: Bilingual(
      en: "Draws backpropagation, and derives it so that a pencil can check it.",
      ko: "역전파를 그리고, 연필로 검산할 수 있게 풀어 씁니다."),
    details: [
      Bilingual(
        en: "<graph> is a file in the graph language, - for standard input, or "
          + "-e 'x = 3; y = x^2'.",
        ko: "<그래프>는 그래프 언어로 쓴 파일이거나, 표준 입력을 뜻하는 -이거나, "
          + "-e 'x = 3; y = x^2'입니다."),
      Bilingual(
        en: "Exit status: 0; 1 when 'check' finds a gradient out of tolerance; 64 wrong command "
          + "line, 65 bad graph or data, 66 missing input, 73 output cannot be created, 74 input or "
          + "output failed.",
        ko: "끝난 상태: 0, 'check'에서 허용 오차를 벗어난 기울기가 있으면 1, 명령줄이 틀리면 64, "
          + "그래프나 데이터가 잘못되면 65, 입력이 없으면 66, 출력을 만들 수 없으면 73, 읽거나 쓰다가 "
          + "실패하면 74입니다."),
    ])

  /// The commands, in the order in which help lists them.
  static var commands: [any Command.Type] {
    [
      RenderCommand.self, ExplainCommand.self, SlidesCommand.self, TraceCommand.self,
      CheckCommand.self, ExportCommand.self, ImportCommand.self, QuizCommand.self,
      BatchCommand.self, GradeCommand.self, TrainCommand.self, VanishCommand.self, BookCommand.self,
      FunctionsCommand.self,
    ]
  }

  static var configuration: CommandConfiguration { configuration(subcommands: commands) }

  @OptionGroup var common: CommonOptions

  func perform(_ console: Console) throws { throw HelpRequest() }

  // MARK: The whole run

  static func main() {
    letWritesFail()
    Leftovers.removeAtSignals()
    Memory.tellWhenItEnds()
    let arguments = Array(CommandLine.arguments.dropFirst())
    // Fonts are looked for while the command line and the graph are read.
    if arguments.first == RenderCommand.name { CairoTextMeasure.prepare() }
    do {
      try refuseForeignArguments()
      var command = try parse(arguments)
      try command.run()
    } catch {
      exit(withError: conclude(error, arguments))
    }
  }

  /// Reads a command line: by the command alone where it is named first, since looking through what
  /// all commands have in common and at their list takes as long again.
  private static func parse(_ arguments: [String]) throws -> any ParsableCommand {
    // Help is given whatever it would be the value of, which the program as a whole knows.
    let asksForHelp = arguments.contains("--help") || arguments.contains("-h")
    let named = commands.first { $0.name == arguments.first && !asksForHelp }
    return try named?.parse(Array(arguments.dropFirst())) ?? parseAsRoot(arguments)
  }

  /// Fails where an argument is not UTF-8: it would be read as another one.
  private static func refuseForeignArguments() throws(Failure) {
    for index in 1..<max(1, Int(CommandLine.argc)) {
      guard let argument = CommandLine.unsafeArgv[index], String(validatingCString: argument) == nil
      else { continue }
      throw Failure(
        .usage, at: String(cString: argument),
        Bilingual(en: "this argument is not UTF-8", ko: "UTF-8로 쓴 인자가 아닙니다"),
        remedy: Bilingual(
          en: "rename the file, or give the graph on standard input",
          ko: "파일 이름을 바꾸거나 그래프를 표준 입력으로 주십시오"))
    }
  }

  /// Says why a run ends early, and gives its status.
  private static func conclude(_ error: any Error, _ arguments: [String]) -> ExitCode {
    if let status = error as? ExitCode { return status }
    let console = Console(language: .ofThisRun, isQuiet: false)
    if let failure = error as? Failure { return console.status(of: failure) }
    do throws(Failure) {
      let reading = (try? CommandOutline.ofProgram()).map {
        CommandLineReading(arguments, of: $0)
      }
      if let reading, reading.asksForHelp || error is HelpRequest {
        try Console.answer(help(reading.path).text)
      } else if exitCode(for: error).isSuccess {
        // A completion script, or the outline of the program.
        try Console.answer(fullMessage(for: error))
      } else {
        throw reading?.fault?.failure ?? Failure(wrappedIn: error) ?? reading?.doubt?.failure
          ?? unforeseen(error)
      }
      return .success
    } catch {
      return console.status(of: error)
    }
  }

  /// The help of the last of some commands.
  private static func help(_ path: [CommandOutline]) -> HelpPage {
    let command = path.dropFirst().last.flatMap { outline in
      commands.first { $0.name == outline.commandName }
    }
    return HelpPage(
      path: path, about: command?.about ?? about,
      commands: command == nil ? commands.map { ($0.name, $0.about.summary) } : [],
      language: .ofThisRun, columns: terminalColumns)
  }

  /// What the parser refused for a reason that this program does not know.
  private static func unforeseen(_ error: any Error) -> Failure {
    let words = message(for: error)
    return Failure(
      .usage, at: name,
      Bilingual(
        en: "the command line cannot be read: \(words)", ko: "명령줄을 읽을 수 없습니다. \(words)"))
  }

  /// How many cells a line of the terminal has; 80 where there is none.
  private static var terminalColumns: Int {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }
}
