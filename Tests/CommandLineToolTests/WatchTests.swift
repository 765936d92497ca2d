import Foundation
import Testing

/// Files that are written again while the program runs.
@Suite struct WatchTests {
  /// Waits until something holds; false after ten seconds.
  private func eventually(_ condition: () -> Bool) -> Bool {
    for _ in 0..<200 {
      if condition() { return true }
      usleep(50_000)
    }
    return condition()
  }

  @Test func changesAreDrawnAndErrorsLeaveTheLastGoodFile() throws {
    let folder = Folder()
    let graph = folder.write("x = 3; y = x * x", to: "a.graph")
    let output = folder.path("a.json")
    folder.write("", to: "errors")
    let process = Process()
    process.executableURL = URL(filePath: Program.path)
    process.arguments = ["render", graph, "--watch", "-o", output]
    process.environment = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"]
    process.standardError = FileHandle(forWritingAtPath: folder.path("errors"))
    try process.run()
    // Where tests run, a process is born with other signals blocked.
    defer { kill(process.processIdentifier, SIGKILL) }

    #expect(eventually { folder.text("errors").contains("waiting for changes") })
    let first = folder.data("a.json")
    #expect(!first.isEmpty)

    folder.write("x = 4; y = x +", to: "a.graph")
    #expect(eventually { folder.text("errors").contains("error:") })
    #expect(folder.data("a.json") == first)

    folder.write("x = 4; y = x * x * x", to: "a.graph")
    #expect(eventually { folder.text("errors").contains("written again") })
    #expect(folder.data("a.json") != first)
    #expect(folder.names == ["a.graph", "a.json", "errors"])
  }

  @Test(arguments: [
    ["-e", "x = 3; y = x^2", "--watch", "-o", "a.svg"], ["a.graph", "--watch", "--format", "svg"],
    ["a.graph", "--watch", "-o", "-", "--format", "svg"],
    ["a.graph", "--open", "--format", "svg"],
  ])
  func thereMustBeSomethingToWatchAndToOpen(arguments: [String]) throws {
    let run = try Program.run(["render"] + arguments)
    #expect(run.status == 64 && run.output.isEmpty, "\(run.errors)")
  }
}
