import ArgumentParser
import CairoRenderer

/// The program: backpropagation drawn, derived and checked.
@main
struct Backdraw: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backdraw",
    abstract: "Draws backpropagation, and derives it so that a pencil can check it.",
    discussion: """
      GRAPH is a file in the graph language, - for standard input, or -e 'x = 3; y = x^2'.

      Exit status: 0; 1 when 'check' finds a gradient out of tolerance; 64 wrong command line, \
      65 bad graph or data, 66 missing input, 73 output cannot be created, 74 input or output failed.
      """,
    version: "0.1.0",
    subcommands: [
      RenderCommand.self, ExplainCommand.self, TraceCommand.self, CheckCommand.self,
      TrainCommand.self, VanishCommand.self, BookCommand.self,
    ])

  static func main() {
    // A reader that goes away is an error like any other, not a signal that ends the program.
    ignoreBrokenPipes()
    // Fonts are looked for while the command line and the graph are read.
    if CommandLine.arguments.dropFirst().first == RenderCommand.configuration.commandName {
      CairoTextMeasure.prepare()
    }
    main(nil)
  }
}
