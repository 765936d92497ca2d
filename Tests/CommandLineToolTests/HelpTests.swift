import Foundation
import Testing
import Wording

/// `--help`, held against the outline of all commands and options that the parser gives.
@Suite struct HelpTests {
  /// A command with its options, as the parser describes it in one language.
  struct Outline {
    let name: String
    let summary: String
    let arguments: [(names: [String], text: String, value: String, isFlag: Bool)]
  }

  /// What each language says of the program itself, then of its commands; without `help`, which is
  /// the parser's own.
  private static let outlines = Result {
    try Dictionary(
      uniqueKeysWithValues: Language.allCases.map { ($0, try describe(in: $0)) })
  }

  static func outlines(_ language: Language) throws -> [Outline] {
    try #require(try outlines.get()[language])
  }

  private static func describe(in language: Language) throws -> [Outline] {
    func outline(_ command: [String: Any]) throws -> Outline {
      let arguments = try #require(command["arguments"] as? [[String: Any]])
      return Outline(
        name: try #require(command["commandName"] as? String),
        summary: command["abstract"] as? String ?? "",
        arguments: arguments.map { argument in
          let names = argument["names"] as? [[String: String]] ?? []
          return (
            names.map { ($0["kind"] == "long" ? "--" : "-") + ($0["name"] ?? "") },
            argument["abstract"] as? String ?? "", argument["valueName"] as? String ?? "",
            argument["kind"] as? String == "flag"
          )
        })
    }
    let run = try Program.run("--experimental-dump-help", "--language", language.rawValue)
    let program = try #require(try run.object["command"] as? [String: Any])
    let commands = try #require(program["subcommands"] as? [[String: Any]])
    return try ([program] + commands.filter { $0["commandName"] as? String != "help" })
      .map(outline)
  }

  private static func isHangul(_ text: String) -> Bool {
    text.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  private static func words(_ text: String) -> [Substring] {
    text.split { $0 == " " || $0 == "\n" }
  }

  @Test func everyOptionIsExplainedInEveryLanguage() throws {
    let outlines = try Language.allCases.map(Self.outlines)
    let (korean, english) = (try Self.outlines(.korean), try Self.outlines(.english))
    #expect(english.map(\.name) == outlines[0].map(\.name) && english.count == 15)
    for (ko, en) in zip(korean, english) {
      #expect(Self.isHangul(ko.summary) && !Self.isHangul(en.summary) && !en.summary.isEmpty)
      #expect(ko.arguments.map(\.names) == en.arguments.map(\.names) && en.arguments.count >= 4)
      for (there, here) in zip(ko.arguments, en.arguments) {
        #expect(Self.isHangul(there.text), "\(ko.name) \(there.names) has no Korean help")
        #expect(!here.text.isEmpty && !Self.isHangul(here.text), "\(en.name) \(here.names)")
        let isPicture = here.value.contains(",")
        #expect(here.isFlag || isPicture || Self.isHangul(there.value), "\(ko.name) \(there.names)")
      }
    }
    // Whatever languages there are, no two say the same.
    for command in outlines[0].indices {
      for argument in outlines[0][command].arguments.indices {
        let texts = Set(outlines.map { $0[command].arguments[argument].text })
        #expect(texts.count == Language.allCases.count)
      }
    }
  }

  @Test(arguments: Language.allCases)
  func helpListsEveryOptionAndFitsATerminal(_ language: Language) throws {
    var pages = ""
    for (index, outline) in try Self.outlines(language).enumerated() {
      let path = index == 0 ? [] : [outline.name]
      let run = try Program.run(path + ["--help", "--language", language.rawValue])
      #expect(run.status == 0 && run.errors.isEmpty)
      let lines = run.output.split(separator: "\n", omittingEmptySubsequences: false)
      // Command lines are never broken, so that they can be copied.
      for line in lines where !line.hasPrefix("  backdraw ") {
        #expect(cellWidth(of: String(line)) <= 80, "\(line)")
      }
      pages += run.output
      let words = Self.words(run.output)
      for argument in outline.arguments {
        let text = Self.words(argument.text)
        #expect(words.indices.contains { words[$0...].starts(with: text) }, "\(argument.names)")
        for name in argument.names { #expect(words.contains { $0 == name || $0 == "\(name)," }) }
      }
    }
    for (other, titles) in Self.titles {
      for title in titles { #expect(pages.contains(title) == (other == language), "\(title)") }
    }
  }

  /// What only one language's help has.
  private static let titles: [Language: [String]] = [
    .english: [
      "OVERVIEW: ", "\nUSAGE: backdraw", "\nARGUMENTS:\n", "\nEXAMPLES:\n", "\nOPTIONS:\n",
      "\nSUBCOMMANDS:\n", "\nHOW IT LOOKS:\n", "[<options>]", "<subcommand>", "(values: ",
      "default: ", "See ",
    ],
    .korean: [
      "개요: ", "\n사용법: backdraw", "\n인자:\n", "\n예:\n", "\n옵션:\n", "\n명령:\n", "\n모양:\n",
      "[<옵션>]", "<명령>", "(값: ", "기본값: ", "도움말은",
    ],
  ]

  @Test func englishHelpHasItsTitlesAndDefaults() throws {
    let help = try Program.run("render", "--help").output
    #expect(help.hasPrefix("OVERVIEW: Draws a graph with its forward and its backward pass.\n"))
    for part in [
      "\nUSAGE: backdraw render [<options>] [<graph>]\n", "\nARGUMENTS:\n  <graph>  ",
      "\nHOW IT LOOKS:\n  --theme <theme>  ", "\nOPTIONS:\n  -e <text>  ",
      "\n  -o, --output <file>  ",
    ] {
      #expect(help.contains(part), "\(part)")
    }
    let text = Self.words(help).joined(separator: " ")
    for note in [
      "(values: light, dark, safe, print; default: light)", "(default: 1.0)",
      "(values: svg, png, pdf, gif, tikz, pptx, dot, mermaid, layout)",
      "(values: 1 to 17; default: 4)",
    ] {
      #expect(text.contains(note), "\(note)")
    }
  }

  @Test(arguments: [
    "render", "explain", "slides", "trace", "check", "train", "vanish", "book", "functions",
  ])
  func helpHasExamples(command: String) throws {
    let run = try Program.run("help", command)
    #expect(run.status == 0 && run.output.contains("\nEXAMPLES:\n  backdraw \(command) "))
  }

  @Test func helpIsGivenWhateverElseIsWrong() throws {
    let help = try Program.run("render", "--help").output
    for arguments in [
      ["help", "render"], ["--help", "render"], ["render", "-h"],
      ["render", "--thme", "dark", "--help"], ["render", "--digits", "x", "--help"],
      ["render", "a.graph", "b.graph", "--help"], ["render", "a.graph", "-o", "a.svg", "--help"],
    ] {
      let run = try Program.run(arguments)
      #expect(run.status == 0 && run.output == help && run.errors.isEmpty)
    }
    let program = try Program.run("--help").output
    for arguments in [[], ["help"], ["help", "rendr"], ["-h"], ["rendr", "--help"]] {
      let run = try Program.run(arguments)
      #expect(run.status == 0 && run.output == program && run.errors.isEmpty)
    }
    let trace = try Program.run("trace", "--help").output
    for arguments in [["-e", "--help"], ["--digits", "--help"], ["-qh"]] {
      #expect(try Program.run(["trace"] + arguments).output == trace)
    }
  }

  // MARK: Completion and version

  @Test(arguments: ["bash", "zsh", "fish"])
  func completionScriptsSpeakTheChosenLanguage(shell: String) throws {
    let english = try Program.run("--generate-completion-script", shell)
    let korean = try Program.run("--generate-completion-script", shell, "--language", "ko")
    #expect(english.status == 0 && korean.status == 0 && english.output.contains("_backdraw"))
    for script in [english.output, korean.output] {
      #expect(script.contains("safetensors") && script.contains("light"))
    }
    // Bash shows no descriptions.
    guard shell != "bash" else { return }
    #expect(english.output.contains("Show the version.") && !Self.isHangul(english.output))
    #expect(korean.output.contains("버전을 보입니다.") && korean.output.contains("그래프를 순전파"))
    #expect(!korean.output.contains("Show the version.") && !korean.output.contains("Draws"))
  }

  @Test func theVersionIsTheSameEverywhere() throws {
    let version = try Program.run("--version")
    #expect(version.status == 0 && version.output.split(separator: ".").count == 3)
    #expect(try Program.run("trace", "--version").output == version.output)
  }
}
