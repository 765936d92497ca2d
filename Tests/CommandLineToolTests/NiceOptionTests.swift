import Foundation
import Testing

/// `--nice` where one graph is drawn, explained, lectured or listed.
@Suite struct NiceOptionTests {
  private static let graph = "x = uniform(1, 2, step=0.01); w = choose(2, 5); L = x * w"

  private func trace(_ options: String...) throws -> Program.Run {
    try Program.run(["trace", "-e", Self.graph, "--format", "json"] + options)
  }

  /// All values and gradients.
  private func numbers(_ run: Program.Run) throws -> [Double] {
    let nodes = try #require(try run.object["nodes"] as? [[String: Any]])
    return nodes.flatMap { node in
      ["value", "gradient"].compactMap { (node[$0] as? NSNumber)?.doubleValue }
    }
  }

  @Test func allNumbersAreShortAndGoodOnesStay() throws {
    var (changed, kept) = (0, 0)
    for seed in 1...6 {
      let plain = try numbers(trace("--seed", "\(seed)"))
      let nice = try numbers(trace("--seed", "\(seed)", "--nice", "2"))
      #expect(nice.count == 6)
      // Two digits of what is asked for; what is given may have more.
      let product = nice[0] * nice[2]
      #expect(abs(product * 10 - (product * 10).rounded()) < 1e-9 && product < 10 || product == 10)
      if plain == nice { kept += 1 } else { changed += 1 }
      if abs(plain[4] * 10 - (plain[4] * 10).rounded()) < 1e-9, plain[1] != 1 {
        #expect(try numbers(trace("--seed", "\(seed)", "--nice", "3")).count == 6)
      }
    }
    #expect(changed > 0)
    // What is good enough already is left alone.
    #expect(try trace("--nice", "4").standardOutput == trace().standardOutput)
  }

  @Test func everyCommandHasTheSameNumbers() throws {
    let folder = Folder()
    let options = ["-e", Self.graph, "--seed", "3", "--nice", "2"]
    let numbers = try numbers(Program.run(["trace", "--format", "json"] + options))
    let text = try Program.run(["explain", "--format", "text"] + options)
    #expect(text.output.contains("= \(numbers[4].formatted())\n"), "\(text.output)")
    let program = try Program.run(["export", "-o", "-"] + options)
    #expect(program.output.contains("np.float64(\(numbers[0].formatted()))"), "\(program.output)")
    #expect(try Program.run(["check"] + options).status == 0)
    for (command, file) in [("render", "a.svg"), ("slides", "a.pdf"), ("explain", "b.pdf")] {
      let run = try Program.run([command, "-o", folder.path(file)] + options)
      #expect(run.status == 0 && run.errors.isEmpty, "\(command) \(run.errors)")
    }
    let again = try Program.run(["render", "-o", folder.path("c.svg")] + options)
    #expect(again.status == 0 && folder.data("a.svg") == folder.data("c.svg"))
  }

  @Test func whatIsNotAskedForMayBeLong() throws {
    let folder = Folder()
    let graph = "x = choose(3, 4); L = 2 * x + 1.23456"
    for (command, options, status) in [
      ("render", ["--blank", "gradients"], 0), ("render", [], 65), ("explain", [], 65),
      ("explain", ["--blank", "gradients", "-o", folder.path("b.pdf")], 0), ("slides", [], 65),
    ] as [(String, [String], Int32)] {
      let run = try Program.run(
        [command, "-e", graph, "--nice", "2", "-o", folder.path("a.pdf")] + options)
      #expect(run.status == status, "\(command) \(options) \(run.errors)")
      #expect(status == 0 || run.errors.contains("value:L has too many digits"))
      #expect(run.errors.split(separator: "\n").count == (status == 0 ? 0 : 1))
    }
    let network = try Program.run("check", "--mnist", "--nice", "2")
    #expect(network.status == 64 && network.errors.hasPrefix("--nice: error:"))
    let run = try Program.run("trace", "-e", "x = 1.234; y = x * x", "--nice", "2")
    #expect(run.status == 65 && run.output.isEmpty && run.errors.contains("draws no numbers"))
  }
}
