import Autodiff
import Foundation
import Testing

/// The example of the README runs, and is the one that the README shows.
@Suite struct ReadmeTests {
  @Test func theExampleGivesSix() {
    let tape = Tape<Double>()
    let x = tape.variable(3, name: "x")
    let trace = tape.backward(from: x * x + 1)
    #expect(trace.gradient(of: x) == 6)
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
    try #require(shown.count > 3)
    for line in shown {
      // A result stands behind a comment there, and in an expectation here.
      let parts = line.split(separator: "   // ")
      #expect(run.contains(parts.count == 2 ? "#expect(\(parts[0]) == \(parts[1]))" : "\(line)"))
    }
  }

  private func lines(of file: URL) throws -> Set<String> {
    let text = try String(contentsOf: file, encoding: .utf8)
    return Set(text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) })
  }
}
