import ArgumentParser
import Wording

/// Something in a command line that the program has no place for.
struct CommandLineFault {
  /// What is wrong.
  enum Kind {
    /// There is no command of this name.
    case unknownCommand(String)
    /// The command has no option of this name.
    case unknownOption(String)
    /// An option stands without its value: at the end, or before what looks like an option.
    case missingValue(ArgumentOutline, String, before: String?)
    /// A value is none of those that an option takes.
    case unknownValue(String, String, [String])
    /// A flag has a value.
    case valueOfFlag(String, String)
    /// There are more arguments than the command takes.
    case extraArgument(String)
    /// A completion script is asked for, for a shell that there is none for, or for none.
    case unknownShell(String?)
  }

  let kind: Kind
  /// The commands from the program down to the one that was read.
  let path: [CommandOutline]

  private var command: CommandOutline { path[path.count - 1] }
  /// The command as it is typed: `backdraw render`.
  private var typed: String { path.map(\.commandName).joined(separator: " ") }

  /// What is said of it.
  var failure: Failure {
    switch kind {
    case .unknownCommand(let word):
      Failure(
        .usage, at: printable(word),
        Bilingual(en: "there is no such command", ko: "그런 명령이 없습니다"),
        remedy: meant(word, among: command.commands.map(\.commandName)) ?? commands)
    case .unknownOption(let name):
      Failure(
        .usage, at: printable(name),
        Bilingual(en: "'\(typed)' has no such option", ko: "'\(typed)'에는 없는 옵션입니다"),
        remedy: meant(name, among: options) ?? owners(of: name) ?? seeHelp)
    case .missingValue(let option, let name, let next):
      Failure(
        .usage, at: name, Bilingual(en: "its value is missing", ko: "값이 빠졌습니다"),
        remedy: next.flatMap { attached(option, $0) }
          ?? Bilingual(
            en: "write \(name) \(option.valueForm)", ko: "\(name) \(option.valueForm) 꼴로 쓰십시오"))
    case .unknownValue(let word, let name, let choices):
      Failure(value: word, of: name, isNot: .one(of: choices), among: choices)
    case .valueOfFlag(let name, let value):
      Failure(
        .usage, at: name, Bilingual(en: "it takes no value", ko: "값을 받지 않는 옵션입니다"),
        remedy: leaveOut("'=\(printable(value))'"))
    case .extraArgument(let word):
      Failure(
        .usage, at: printable(word),
        command.positional.isEmpty
          ? Bilingual(en: "'\(typed)' takes options alone", ko: "'\(typed)' 명령은 옵션만 받습니다")
          : Bilingual(
            en: "'\(typed)' takes no further argument", ko: "'\(typed)' 명령은 인자를 더 받지 않습니다"),
        remedy: option(meantBy: word) ?? seeHelp)
    case .unknownShell(let shell):
      Failure(
        .usage, at: "--generate-completion-script",
        shell.map { shell in
          let word = "'\(printable(shell))'"
          return Bilingual(
            en: "there is no script for \(word)", ko: "\(word)에 쓸 스크립트가 없습니다")
        } ?? Bilingual(en: "the shell is not named", ko: "셸의 이름이 없습니다"),
        remedy: shells)
    }
  }

  // MARK: Remedies

  private func meant(_ word: String, among candidates: [String]) -> Bilingual? {
    closestSpelling(of: word, among: candidates).map { didYouMean("'\($0)'") }
  }

  /// The names that may be misspelt: of one letter all are as near.
  private var options: [String] {
    command.all.flatMap(\.spellings).filter { $0.hasPrefix("--") }
  }

  private var commands: Bilingual {
    let names = command.commands.map(\.commandName).joined(separator: ", ")
    return Bilingual(en: "the commands are \(names)", ko: "쓸 수 있는 명령: \(names)")
  }

  /// The other commands that have an option of this name.
  private func owners(of name: String) -> Bilingual? {
    let owners = path[0].commands.filter { $0.named(name) != nil }.map {
      "'\(path[0].commandName) \($0.commandName)'"
    }
    guard !owners.isEmpty else { return nil }
    let list = owners.joined(separator: ", ")
    return Bilingual(en: "it belongs to \(list)", ko: "\(list)의 옵션입니다")
  }

  /// The option whose dashes were left out.
  private func option(meantBy word: String) -> Bilingual? {
    let name = "--" + word
    if command.named(name) != nil { return didYouMean("'\(name)'") }
    return meant(name, among: options)
  }

  private var shells: Bilingual {
    let names = CompletionShell.allCases.map(\.rawValue).joined(separator: ", ")
    return Bilingual(en: "the shells are \(names)", ko: "쓸 수 있는 셸: \(names)")
  }

  /// How a value is given that looks like an option; nil for an option of the command itself.
  private func attached(_ option: ArgumentOutline, _ next: String) -> Bilingual? {
    guard command.named(next) == nil, next != "--" else { return nil }
    let value = printable(next)
    let example = "\(option.longest)=\(value)"
    return Bilingual(
      en: "'\(value)' looks like an option; if it is the value, write \(example)",
      ko: "'\(value)'\(Particle.topic.after(value)) 옵션처럼 보입니다. 값이라면 \(example)처럼 쓰십시오")
  }

  private func leaveOut(_ word: String) -> Bilingual {
    Bilingual(en: "leave out \(word)", ko: "\(word.with(.object)) 빼십시오")
  }

  private var seeHelp: Bilingual {
    Bilingual(en: "see '\(typed) --help'", ko: "'\(typed) --help'로 옵션을 볼 수 있습니다")
  }
}
