import ArgumentParser
import Wording

/// A command of the program: what its help says, and what it does.
protocol Command: ParsableCommand {
  /// What the command line calls it.
  static var name: String { get }
  /// What its help says beside its options.
  static var about: CommandHelp { get }
  /// What every command takes.
  var common: CommonOptions { get }
  /// Does the work.
  ///
  /// - Throws: What `Console.run` tells.
  func perform(_ console: Console) throws
}

/// What the help of a command says beside its options, in each language.
struct CommandHelp: Sendable {
  /// What the command does, in one sentence.
  let summary: Bilingual
  /// What else is worth knowing, in paragraphs.
  var details: [Bilingual] = []
  /// Command lines to begin with.
  var examples: [String] = []
}

extension Command {
  static var configuration: CommandConfiguration { configuration(subcommands: []) }

  /// The command as the argument parser knows it; its own help and version are switched off, since
  /// `CommonOptions` has them.
  static func configuration(
    subcommands: [any ParsableCommand.Type]
  ) -> CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: about.summary[.ofThisRun], subcommands: subcommands,
      helpNames: [])
  }

  func run() throws {
    if common.help { throw HelpRequest() }
    let console = common.console
    try console.run {
      if common.version { return try Console.answer(Backdraw.fullVersion) }
      try perform(console)
    }
  }
}

/// That somebody asked how a command is used.
struct HelpRequest: Error {}
