import Foundation
import Testing

/// Figures in the languages of other programs.
@Suite struct OtherFormsTests {
  private static let graph =
    "title \"T\"; x = [[1, 2], [3, 4]]; label ko x \"행_렬 & 100%\"; s = 2; y = sum(x * s)"

  /// A tool's status and what it printed; nil where it is not installed.
  private func run(_ tool: String, _ arguments: [String], in folder: Folder) throws -> (
    status: Int32, output: String
  )? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = [tool] + arguments
    process.currentDirectoryURL = folder.url
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let bytes = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return process.terminationStatus == 127
      ? nil : (process.terminationStatus, String(decoding: bytes, as: UTF8.self))
  }

  @Test func dotHasTheTracesIDsAndBothArrows() throws {
    let run = try Program.run(
      "render", "-e", Self.graph, "--format", "dot", "--language", "en")
    #expect(run.status == 0 && run.output.hasPrefix("digraph {"))
    #expect(run.output.contains("  0 -> 2 [label=\"[[1, 2], [3, 4]]\"]"))
    #expect(run.output.contains("  2 -> 0 [label=\"[[2, 2], [2, 2]]\", constraint=false"))
    let folder = Folder()
    folder.write(run.output, to: "a.dot")
    if let dot = try self.run("dot", ["-Tplain", "a.dot"], in: folder) {
      #expect(dot.status == 0 && dot.output.contains("\nedge 0 2 "))
    }
  }

  @Test(arguments: ["ko", "en"]) func tikzCompilesAsItStands(language: String) throws {
    let folder = Folder()
    let run = try Program.run(
      "render", "-e", Self.graph, "-o", folder.path("a.tex"), "--language", language)
    #expect(run.status == 0)
    let text = folder.text("a.tex")
    #expect(text.contains("\\documentclass[tikz]{standalone}"))
    #expect(text.contains("(0) at (") && text.contains("(2) at ("))
    if language == "ko" { #expect(text.contains("행\\_렬") || text.contains("\\_")) }
    var depth = 0
    var isEscaped = false
    for character in text {
      if !isEscaped, character == "{" { depth += 1 }
      if !isEscaped, character == "}" { depth -= 1 }
      isEscaped = character == "\\" && !isEscaped
      #expect(depth >= 0)
    }
    #expect(depth == 0)
    if let latex = try self.run(
      "xelatex", ["-interaction=nonstopmode", "-halt-on-error", "a.tex"], in: folder),
      !latex.output.contains("File `standalone.cls' not found")
    {
      #expect(latex.status == 0, "\(latex.output.suffix(600))")
    }
  }

  /// A chain of 120 sines is wider than TeX knows lengths.
  @Test func wideGraphsAreShrunkToWhatTeXKnows() throws {
    let chain = (1...120).map { "x\($0) = sin(x\($0 - 1))" }.joined(separator: "; ")
    let run = try Program.run("render", "-e", "x0 = 1; " + chain, "--format", "tex")
    #expect(run.status == 0 && run.output.contains("% Shrunk to "))
    let longer = (1...1_200).map { "x\($0) = sin(x\($0 - 1))" }.joined(separator: "; ")
    let refused = try Program.run(
      "render", "-e", "x0 = 1; " + longer, "--format", "tex", "--labels", "all")
    #expect(refused.status == 73 && refused.output.isEmpty)
    #expect(refused.errors.contains("more than TeX can set"))
  }

  /// As many slides as there are pictures of steps, in one picture.
  @Test(arguments: [[], ["--view", "network"]]) func stepsAreSlidesOfOnePicture(
    view: [String]
  ) throws {
    let folder = Folder()
    let run = try Program.run(
      [
        "render", "-e", "x = 2; w = 3; b = 1; y = tanh(w * x + b)", "--frames", "-o",
        folder.path("a.tex"),
      ] + view)
    #expect(run.status == 0)
    let text = folder.text("a.tex")
    #expect(text.contains("]{beamer}") && text.ranges(of: "\\begin{frame}").count == 1)
    #expect(text.ranges(of: "\\begin{tikzpicture}").count == 1)
    let steps = try Program.run(
      [
        "render", "-e", "x = 2; w = 3; b = 1; y = tanh(w * x + b)", "--frames", "-o",
        folder.path("s.svg"),
      ] + view)
    #expect(steps.status == 0)
    let count = folder.names.count { $0.hasSuffix(".svg") }
    try #require(count > 1)
    // Every step has what comes with it and what stands out in it; none is beyond the last.
    for step in 1...count {
      #expect(text.contains("\\only<\(step)->{%") || text.contains("backdraw from={\(step)}"))
      #expect(text.contains("\\only<\(step)>{%"))
    }
    #expect(!text.contains("<\(count + 1)") && !text.contains("from={\(count + 1)}"))
    if let latex = try self.run(
      "xelatex", ["-interaction=nonstopmode", "-halt-on-error", "a.tex"], in: folder),
      !latex.output.contains("not found"), !latex.output.contains("not loadable")
    {
      #expect(latex.status == 0, "\(latex.output.suffix(600))")
      #expect(latex.output.contains("(\(count) pages"))
    }
  }

  /// Steps play in one file; a GIF that is to stand still is refused, and so is one of a chart.
  @Test func gifPlaysSteps() throws {
    let folder = Folder()
    let graph = ["render", "-e", "x = 2; y = x * x"]
    let run = try Program.run(graph + ["--animate", "-o", folder.path("a.gif")])
    #expect(run.status == 0 && run.errors.isEmpty)
    let bytes = folder.data("a.gif")
    #expect(bytes.starts(with: Data("GIF89a".utf8)) && bytes.last == 0x3B)
    let still = try Program.run(graph + ["-o", folder.path("b.gif")])
    #expect(still.status == 64 && still.errors.contains("add --animate"))
    let frames = try Program.run(graph + ["--frames", "-o", folder.path("b.gif")])
    #expect(frames.status == 64)
    let chart = try Program.run("vanish", "-o", folder.path("b.gif"))
    #expect(chart.status == 64)
    #expect(!folder.names.contains("b.gif"))
    let nothing = try Program.run("render", "-e", "x = 2", "--animate", "-o", folder.path("c.gif"))
    #expect(nothing.status == 0)
  }

  @Test func idsAreThePicturesOwnOrThoseAskedFor() throws {
    func ids(_ arguments: String...) throws -> Set<String> {
      let run = try Program.run(["render", "--format", "svg"] + arguments)
      return Set(
        run.output.components(separatedBy: " id=\"").dropFirst().map {
          String($0.prefix { $0 != "\"" })
        })
    }
    let (a, b) = (try ids("-e", "x = 2; y = x^2"), try ids("-e", "x = 3; y = x^2"))
    #expect(!a.isEmpty && a.isDisjoint(with: b))
    #expect(try ids("-e", "x = 2; y = x^2") == a)
    #expect(try ids("-e", "x = 2; y = x^2", "--id", "fig").allSatisfy { $0.hasPrefix("fig") })
    let bad = try Program.run("render", "-e", "x = 2; y = x^2", "--format", "svg", "--id", "1 2")
    #expect(bad.status == 64)
  }
}
