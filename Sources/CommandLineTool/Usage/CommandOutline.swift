import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A command with its arguments, as data: what help lists, and what a command line that the parser
/// refuses is read against.
struct CommandOutline: Decodable {
  /// What the command line calls it.
  let commandName: String
  private let arguments: [ArgumentOutline]?
  private let subcommands: [CommandOutline]?

  /// Its options, flags and arguments, in the order in which they are declared.
  var all: [ArgumentOutline] { arguments ?? [] }
  /// What is given by its place.
  var positional: [ArgumentOutline] { all.filter { $0.kind == .positional } }
  /// The commands below it.
  var commands: [CommandOutline] { subcommands ?? [] }

  /// The option or flag with a name such as `--output` or `-o`.
  func named(_ name: String) -> ArgumentOutline? {
    all.first { $0.spellings.contains(name) }
  }

  /// The whole program, as the argument parser describes it.
  static func ofProgram() throws -> CommandOutline {
    struct Tool: Decodable { let command: CommandOutline }
    let json = [UInt8](Backdraw._dumpHelp().utf8)
    return try JSONDecoder().decode(Tool.self, from: Data(json)).command
  }
}

/// An option, a flag or an argument, as data.
struct ArgumentOutline: Decodable {
  /// How it is given.
  enum Kind: String, Decodable {
    /// By its place.
    case positional
    /// By its name, with a value.
    case option
    /// By its name alone.
    case flag
  }

  private struct Name: Decodable {
    enum Kind: String, Decodable {
      case long, short, longWithSingleDash
    }
    let kind: Kind
    let name: String

    var spelling: String {
      switch kind {
      case .long: "--" + name
      case .short, .longWithSingleDash: "-" + name
      }
    }
  }

  /// What a shell completes.
  private struct Completion: Decodable {
    struct List: Decodable { let values: [String] }
    let list: List?
  }

  /// How it is given.
  let kind: Kind
  /// The title that it stands under in help, where it has one of its own.
  let sectionTitle: String?
  /// What stands for its value.
  let valueName: String?
  /// Its value where it is left out, as text.
  let defaultValue: String?
  /// The values that it takes, where they are few.
  let allValues: [String]?
  /// What it does.
  let abstract: String?
  /// Whether it may be given more than once.
  let isRepeating: Bool
  private let parsingStrategy: String
  private let completionKind: Completion?
  private let names: [Name]?

  /// Whether what follows is its value even where that looks like an option.
  var takesAnything: Bool { parsingStrategy == "unconditional" }
  /// The values that a shell completes, where they are few.
  var choices: [String]? { completionKind?.list?.values }
  /// Its names as they are written, the short ones first.
  var spellings: [String] {
    (names ?? []).map(\.spelling).sorted { ($0.count, $0) < ($1.count, $1) }
  }
  /// The name that messages use.
  var longest: String { spellings.last ?? valueForm }
  /// What stands for its value: `<file>`.
  var valueForm: String { "<\(valueName ?? "")>" }
}
