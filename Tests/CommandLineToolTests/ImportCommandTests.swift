import Foundation
import Testing

/// `backdraw import`: others' models and lines of Python.
@Suite struct ImportCommandTests {
  private let folder = Folder()

  @Test func aSnippetBecomesAGraphThatRuns() throws {
    let snippet = folder.write(
      "import numpy as np\nx = np.array([1.0, 2.0])\ny = np.exp(x) ** 2\nL = y.sum()\n", to: "s.py")
    let graph = folder.path("s.graph")
    let run = try Program.run("import", snippet, "-o", graph)
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(folder.text("s.graph") == "x = [1.0, 2.0]\ny = exp(x)^2\nL = sum(y)\n")
    let trace = try Program.run("trace", graph, "--format", "json").object
    #expect(trace["output"] as? String == "L")
  }

  /// It is read and named line by line; it is not run, and nothing is written.
  @Test func aHostileSnippetIsNotRun() throws {
    let snippet = folder.write(
      "import os\nos.system('touch \(folder.path("pwned"))')\nx = open('/etc/passwd').read()\n",
      to: "evil.py")
    let run = try Program.run("import", snippet, "-o", folder.path("evil.graph"))
    #expect(run.status == 65)
    #expect(run.errors.split(separator: "\n").count == 2)
    #expect(
      run.errors.contains("evil.py:2:1: error: ") && run.errors.contains("evil.py:3:5: error: "))
    #expect(!FileManager.default.fileExists(atPath: folder.path("pwned")))
    #expect(!FileManager.default.fileExists(atPath: folder.path("evil.graph")))
  }

  @Test func whatTheLanguageRefusesIsSaid() throws {
    let snippet = folder.write("x = np.ones((2, 3))\ny = (x @ x).sum()\n", to: "shapes.py")
    let run = try Program.run("import", snippet)
    #expect(run.status == 65 && run.output.isEmpty && run.errors.contains("(translated)"))
  }

  @Test func otherFilesAndMissingOnesAreRefused() throws {
    #expect(try Program.run("import", folder.path("none.py")).status == 66)
    #expect(try Program.run("import", folder.path("none.onnx"), "-o", "x.graph").status == 66)
    #expect(try Program.run("import", "model.h5", "-o", "x.graph").status == 64)
    let model = folder.write("junk", to: "m.onnx")
    #expect(try Program.run("import", model).errors.contains("needs a name"))
  }

  @Test func aMissingPythonIsSaidInEachLanguage() throws {
    let model = folder.write("junk", to: "m.onnx")
    let arguments = ["import", model, "-o", folder.path("m.graph")]
    let nowhere = ["PATH": folder.path("")]
    let run = try Program.run(arguments, environment: nowhere)
    #expect(run.status == 66 && run.errors.hasPrefix("python3: error: cannot be run"))
    let korean = try Program.run(arguments + ["--language", "ko"], environment: nowhere)
    #expect(korean.errors.contains("파이썬과 패키지"))
  }
}
