import Foundation
import Testing

/// Leaves that the command line sets, draws and loads.
@Suite struct LeafOptionsTests {
  private func value(_ name: String, _ arguments: String...) throws -> Any? {
    let run = try Program.run(["trace", "--format", "json"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    let nodes = try #require(try run.object["nodes"] as? [[String: Any]])
    return nodes.first { $0["name"] as? String == name }?["value"]
  }

  // MARK: --set and --seed

  @Test func everyCommandThatReadsAGraphSetsLeaves() throws {
    let graph = ["-e", "x = 3; y = x^2", "--set", "x=-2"]
    #expect(try value("y", "-e", "x = 3; y = x^2", "--set", "x=-2") as? Double == 4)
    let text = try Program.run(["explain", "--format", "text"] + graph)
    #expect(text.status == 0 && text.output.contains("−2"))
    #expect(try Program.run(["check"] + graph).status == 0)
    let svg = try Program.run(["render", "--format", "tikz"] + graph)
    #expect(svg.status == 0 && svg.output.contains("4"))
    let layers = "layer \"A\"; param w = 1; y = w * 2; layer \"B\"; param v = 1; z = v * y; rate 1"
    #expect(try Program.run("vanish", "-e", layers, "--set", "w=5").status == 0)
  }

  @Test(arguments: [
    (["--set", "z=1"], 64, "the graph has no leaf 'z'"),
    (["--set", "x=[1]"], 64, "is set to shape (1,)"), (["--set", "y=1"], 64, "is computed"),
    (["--set", "x"], 64, "a leaf's name, = and a literal"), (["--set", "x=$"], 64, "unexpected"),
    (["--set", "x=1", "--set", "x=2"], 64, "set twice"), (["--seed", "-1"], 64, "whole number"),
  ])
  func whatCannotBeSetIsTold(arguments: [String], status: Int32, words: String) throws {
    let run = try Program.run(["trace", "-e", "x = 3; y = x^2"] + arguments)
    #expect(run.status == status && run.errors.contains(words) && run.output.isEmpty)
  }

  @Test func theSeedWinsOverTheFiles() throws {
    let text = "seed 7; x = normal(0, 1); y = x"
    let own = try value("x", "-e", text) as? Double
    let other = try value("x", "-e", text, "--seed", "8") as? Double
    #expect(own != nil && own != other)
    #expect(try value("x", "-e", "x = normal(0, 1); y = x", "--seed", "7") as? Double == own)
  }

  /// What a reader sees is the numbers, and as many digits as were asked for are all there are.
  @Test func figuresAndDerivationsShowDrawnNumbers() throws {
    let text = "x = normal(0, 1, digits=2); y = x^2"
    let number = try #require(try value("x", "-e", text) as? Double)
    let printed = "\(number)".replacingOccurrences(of: "-", with: "−")
    for arguments in [["explain", "--format", "text"], ["render", "--format", "tikz"]] {
      let run = try Program.run(arguments + ["-e", text])
      #expect(run.output.contains(printed) && !run.output.contains("normal"), "\(arguments)")
    }
  }

  // MARK: Files

  /// A one-dimensional array as NumPy saves it.
  private static func npy(_ numbers: [Double]) -> Data {
    let header = "{'descr': '<f8', 'fortran_order': False, 'shape': (\(numbers.count),), }"
    let bytes = numbers.flatMap { withUnsafeBytes(of: $0.bitPattern.littleEndian, Array.init) }
    return Data(
      [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + header.utf8 + bytes)
  }

  @Test func filesAreReadFromTheGraphsFolder() throws {
    let folder = Folder()
    try FileManager.default.createDirectory(
      atPath: folder.path("data"), withIntermediateDirectories: false)
    folder.write(Self.npy([1, 2, 4]), to: "data/x.npy")
    folder.write("x = load(\"data/x.npy\"); y = sum(x^2)", to: "a.graph")
    #expect(try value("y", folder.path("a.graph")) as? Double == 21)
    // The same graph from elsewhere has another folder.
    let run = try Program.run("trace", "-", input: folder.text("a.graph"))
    #expect(run.status == 65 && run.errors.contains("there is no such file or folder"))
    #expect(run.errors.hasPrefix("<stdin>:1:5: error: 'data/x.npy' cannot be loaded"))
    #expect(
      try value("y", folder.path("a.graph"), "--set", "x=[1, 1]") as? Double == 2)
  }

  @Test func nothingOutsideTheFolderIsRead() throws {
    let (folder, other) = (Folder(), Folder())
    other.write(Self.npy([1]), to: "x.npy")
    folder.write(Self.npy([5]), to: "x.npy")
    let manager = FileManager.default
    try manager.createSymbolicLink(
      atPath: folder.path("out.npy"), withDestinationPath: other.path("x.npy"))
    try manager.createSymbolicLink(
      atPath: folder.path("in.npy"), withDestinationPath: folder.path("x.npy"))
    mkfifo(folder.path("pipe.npy"), 0o600)
    func load(_ path: String) throws -> Program.Run {
      folder.write("x = load(\"\(path)\"); y = sum(x)", to: "a.graph")
      return try Program.run("trace", folder.path("a.graph"))
    }
    #expect(try load("in.npy").status == 0)
    for (path, words) in [
      (other.path("x.npy"), "begins in the folder"), ("../x.npy", "leads out of the folder"),
      ("out.npy", "leads out of the folder"), ("pipe.npy", "this is no file"),
      (".", "leads out of the folder"), ("", "the path is empty"), ("a.graph", "neither .npy nor"),
    ] {
      let run = try load(path)
      #expect(run.status == 65 && run.errors.contains(words), "\(path): \(run.errors)")
      #expect(run.output.isEmpty)
    }
  }

  // MARK: functions

  @Test func functionsAreListedAndExplained() throws {
    let list = try Program.run("functions")
    #expect(list.status == 0)
    for line in [
      "sum(x, axis=0, keepdims=true)", "normal(0, 0.1, shape=[2, 3], digits=2)",
      "softmax(x, axis=-1)",
    ] {
      #expect(list.output.contains("\n\(line)"), "\(line)")
    }
    let one = try Program.run("functions", "sigmoid")
    for part in ["sigmoid(x)", "Local derivative", "y = σ(x)", "Where the rule comes from"] {
      #expect(one.output.contains(part), "\(part)")
    }
    let korean = try Program.run("functions", "relu", "--language", "ko")
    #expect(korean.output.contains("국소적 미분") && korean.output.contains("꺾인 점"))
    let drawn = try Program.run("functions", "uniform")
    #expect(drawn.output.contains("uniform(-1, 1, step=0.5"))
    #expect(try Program.run("functions", "swish").output == Program.run("functions", "silu").output)
  }

  @Test func everyFunctionIsExplained() throws {
    let json = try Program.run("functions", "--format", "json")
    let list = try #require(
      try JSONSerialization.jsonObject(with: json.standardOutput) as? [[String: Any]])
    #expect(list.count >= 50)
    for entry in list {
      let calls = try #require(entry["calls"] as? [String])
      #expect(!calls.isEmpty && calls.allSatisfy { $0.hasSuffix(")") }, "\(calls)")
      #expect((entry["summary"] as? String)?.isEmpty == false)
      // What takes a file has none to show.
      let examples = try #require(entry["examples"] as? [String])
      #expect(!examples.isEmpty || entry["name"] as? String == "load")
      for example in examples {
        let run = try Program.run("trace", "-e", example)
        #expect(run.status == 0, "\(example): \(run.errors)")
      }
    }
  }

  @Test func aMisspeltFunctionIsRecognized() throws {
    let run = try Program.run("functions", "sigmod")
    #expect(run.status == 64 && run.errors.contains("did you mean 'sigmoid'?"))
  }
}
