import Backdraw
import Foundation
import Testing

/// The example of the README runs, and is the one that the README shows.
@Suite struct ReadmeTests {
  @Test func theExampleDrawsAndDerives() throws {
    let folder = try TemporaryFolder()
    let svg = folder.url.appending(path: "square.svg"), pdf = folder.url.appending(path: "y.pdf")

    let graph = try Graph(source: "x = 3; y = x * x + 1")
    #expect(graph.gradients["x"] == 6)
    try Figure(graph, language: .korean).write(to: svg)
    let page = try Derivation(graph).html()

    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let y = try (sigmoid(x) * x).sum().named("y")
    let trace = try tape.backward(from: y)
    #expect(trace.gradient(of: x).scalar ≈ 1.0881)
    try Figure(trace).write(to: pdf)

    #expect(page.contains("<math"))
    #expect(try folder.contents == ["square.svg", "y.pdf"])
  }

  @Test(arguments: ["README.md", "README.ko.md"])
  func theReadmeShowsWhatRunsHere(name: String) throws {
    let here = URL(filePath: #filePath)
    let root = here.deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let run = try lines(of: here)
    let readme = try String(contentsOf: root.appending(path: name), encoding: .utf8)
    let block = try #require(readme.split(separator: "```swift\n").dropFirst().first)
    let shown = block.prefix { $0 != "`" }.split(separator: "\n")
    try #require(shown.count > 9)
    for line in shown {
      // A result stands behind a comment there, and in an expectation here.
      let parts = line.split(separator: "   // ")
      let expectations = ["==", "≈"].map { "#expect(\(parts[0]) \($0) \(parts.last ?? ""))" }
      #expect(
        parts.count == 2 ? expectations.contains(where: run.contains) : run.contains("\(line)"))
    }
  }

  private func lines(of file: URL) throws -> Set<String> {
    let text = try String(contentsOf: file, encoding: .utf8)
    return Set(text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
  }
}

infix operator ≈ : ComparisonPrecedence

/// Whether a number is another one to the four digits that are printed of it.
private func ≈ (number: Double?, printed: Double) -> Bool {
  number.map { abs($0 - printed) < 5e-5 } ?? false
}
