import Foundation
import Testing

/// A file's ending says what is written to it, by one rule for all commands.
@Suite struct OutputEndingTests {
  private static let graph = "title \"A & B\"; x = [0.1, 2]; y = sum(x * x)"

  @Test(arguments: [
    ["render"], ["explain"], ["trace"], ["check"], ["export"], ["functions"], ["train"], ["vanish"],
  ])
  func anUnknownEndingIsRefused(command: [String]) throws {
    let folder = Folder()
    let graph = command == ["functions"] || command == ["train"] ? [] : ["-e", Self.graph]
    for name in ["a.foo", "a"] {
      let run = try Program.run(command + graph + ["-o", folder.path(name)])
      #expect(run.status == 64 && run.output.isEmpty)
      #expect(
        run.errors.contains("the ending says nothing about the form; use one of ."), "\(run.errors)"
      )
    }
    #expect(folder.names.isEmpty)
  }

  @Test func tablesBecomeCSV() throws {
    let folder = Folder()
    let run = try Program.run("trace", "-e", Self.graph, "-o", folder.path("a.CSV"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(
      folder.text("a.CSV")
        == """
        node,name,operation,index,value,gradient
        0,x,leaf,0,0.1,0.2
        0,x,leaf,1,2,4
        1,,multiply,0,0.010000000000000002,1
        1,,multiply,1,4,1
        2,y,sum,,4.01,1

        """)
    let check = try Program.run("check", "-e", Self.graph, "--format", "csv")
    #expect(check.output.split(separator: "\n").count == 3)
    #expect(check.output.hasPrefix("name,index,backward,numerical,relative_error,"))
  }

  @Test func markdownHasItsFigureBesideIt() throws {
    let folder = Folder()
    let run = try Program.run("explain", "-e", Self.graph, "-o", folder.path("my notes.md"))
    #expect(run.status == 0, "\(run.errors)")
    #expect(folder.names == ["my notes-figure.svg", "my notes.md"])
    let text = folder.text("my notes.md")
    #expect(text.hasPrefix("# A &#38; B\n"))
    #expect(text.contains("![A &#38; B](<my notes-figure.svg>)"))
    #expect(text.components(separatedBy: "$$").count % 2 == 1)
    #expect(!text.contains("align*") && !text.contains("\\scalebox"))
    let inside = try Program.run(
      "explain", "-e", Self.graph, "--format", "markdown", "--language", "ko")
    #expect(inside.output.contains("](data:image/svg+xml;base64,"))
    let page = try Program.run("explain", "-e", Self.graph, "--inline-figure")
    #expect(page.status == 64)
  }

  @Test func mermaidHidesNoSigns() throws {
    let run = try Program.run(
      "render", "-e", "title \"a; b\"; a = 2; note a \"say \\\"<b>\\\" #1\"; y = a + 1",
      "--format", "mermaid")
    #expect(run.status == 0, "\(run.errors)")
    #expect(run.output.hasPrefix("flowchart LR\n  accTitle: a  b\n"))
    #expect(run.output.contains("say #34;#60;b#62;#34; #35;1"))
    #expect(run.output.contains("-.->|\"1\"|"))
    let network = try Program.run(
      "render", "-e", "x = 1; w = 2; y = tanh(w * x)", "--view", "network", "--format", "mermaid")
    #expect(network.status == 64)
  }
}
