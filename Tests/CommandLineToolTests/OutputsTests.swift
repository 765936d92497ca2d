import Foundation
import Testing

/// Outputs are looked at before the work, and appear together or not at all.
@Suite struct OutputsTests {
  private static let graph = "x = 2; y = x * x"

  @Test func whatCannotBeCreatedIsSaidBeforeTheWork() throws {
    let folder = Folder()
    let missing = folder.path("none/w.safetensors")
    // No data either: the output comes first.
    for arguments in [
      ["train", "--save", missing, "--data", folder.path("data")],
      ["vanish", "-o", folder.path("none/a.svg"), "--data", folder.path("data")],
      ["check", "--mnist", "-o", folder.path("n.json"), "-o", folder.path("none/a.svg")],
      ["check", folder.path("none.graph"), "-o", folder.path("none/a.json")],
      ["trace", folder.path("none.graph"), "-o", folder.path("none/a.json")],
      ["explain", folder.path("none.graph"), "-o", folder.path("none/a.tex")],
      ["render", folder.path("none.graph"), "-o", folder.path("none/a.svg")],
    ] {
      let run = try Program.run(arguments)
      #expect(run.status == 73 && run.output.isEmpty, "\(arguments)")
      #expect(run.errors.contains("cannot be created: there is no such file or folder"))
      #expect(folder.names.isEmpty)
    }
  }

  /// A pipe is opened last, and waits for its reader: until then the others are written, without
  /// their names.
  private func whileOutputsWait(_ change: String, after: String) throws -> Program.Run {
    try Program.shell(
      """
      cd '\(folder.path(""))' && echo former > a.json && mkfifo pipe
      $BACKDRAW trace -e '\(Self.graph)' -o a.json -o b.json -o pipe &
      until ls -A | grep -q '^[.]backdraw.*-3$'; do sleep 0.05; done
      sleep 0.3
      \(change)
      wait $!
      status=$?
      \(after)
      exit $status
      """)
  }
  private let folder = Folder()

  @Test func filesAppearTogetherOrNotAtAll() throws {
    let run = try whileOutputsWait("mkdir b.json; cat pipe > table", after: "rmdir b.json")
    #expect(
      run.status == 73
        && run.errors == "b.json: error: cannot be created: this is a folder; name a file in it\n")
    #expect(folder.text("a.json") == "former\n")
    #expect(folder.names == ["a.json", "pipe", "table"])
  }

  @Test(arguments: [("TERM", 143), ("HUP", 129)])
  func nothingIsLeftWhereASignalEndsIt(signal: String, status: Int32) throws {
    let run = try whileOutputsWait("kill -\(signal) $!", after: "")
    #expect(run.status == status)
    #expect(folder.text("a.json") == "former\n")
    #expect(folder.names == ["a.json", "pipe"])
  }

  @Test func twoOutputsOfOneNameAreRefused() throws {
    let folder = Folder()
    _ = try Program.shell("cd '\(folder.path(""))' && ln -s a.svg link.svg && touch a.svg")
    for second in [folder.path("a.svg"), folder.path("./a.svg"), folder.path("link.svg")] {
      for more in [[], ["--frames"]] {
        let run = try Program.run(
          ["render", "-e", Self.graph, "-o", folder.path("a.svg"), "-o", second] + more)
        #expect(run.status == 64 && folder.text("a.svg").isEmpty)
        #expect(run.errors.contains("two outputs go here, and one would be lost"))
      }
    }
    let page = folder.path("a.html")
    let train = try Program.run("train", "--save", page, "-o", page)
    #expect(train.status == 64 && folder.names == ["a.svg", "link.svg"])
    #expect(try Program.run("trace", "-e", Self.graph, "-o", "-", "-o", "-").status == 64)
    let nothing = try Program.run("trace", "-e", Self.graph, "-o", "/dev/null", "-o", "/dev/null")
    #expect(nothing.status == 0)
  }

  @Test func thePicturesOfStepsDoNotReplaceTheGraph() throws {
    let folder = Folder()
    let graph = folder.write(Self.graph, to: "a-01.svg")
    let run = try Program.run("render", graph, "--frames", "-o", folder.path("a.svg"))
    #expect(run.status == 64 && run.errors.contains("this is the graph's own file"))
    #expect(folder.text("a-01.svg") == Self.graph && folder.names == ["a-01.svg"])
  }

  /// 198 pictures, and 20 files that may be open at a time.
  @Test func filesAreOpenedAsTheyAreWritten() throws {
    let folder = Folder()
    let chain = (1..<100).map { "x\($0) = sin(x\($0 - 1))" }.joined(separator: "; ")
    let run = try Program.shell(
      "ulimit -n 20; $BACKDRAW render -e 'x0 = 1; \(chain)' --frames -o '\(folder.path("f.svg"))'")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(folder.names.count == 198)
  }
}
