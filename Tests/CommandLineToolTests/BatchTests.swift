import Foundation
import Testing

/// Graphs whose leaves data fill, on the commands that read graphs.
@Suite struct BatchTests {
  private static let networks = "Examples/networks/"

  private func trace(_ arguments: String...) throws -> [[String: Any]] {
    let run = try Program.run(["trace", "--format", "json"] + arguments)
    #expect(run.status == 0, "\(run.errors)")
    return try #require(try run.object["nodes"] as? [[String: Any]])
  }

  private func node(_ name: String, of nodes: [[String: Any]]) throws -> [String: Any] {
    try #require(nodes.last { $0["name"] as? String == name })
  }

  /// The first loss of each network, worked out from the same weights and data by another program
  /// (PyTorch, in double precision): near ln 10 = 2.303 and ln 27 = 3.296, as nothing is known yet.
  @Test(arguments: [
    ("mlp", 2.3006058403864), ("cnn", 2.2149545040308), ("char-rnn", 3.5731106156491),
    ("gpt", 3.4485859176141),
  ])
  func networksBeginAsExpected(name: String, loss: Double) throws {
    let nodes = try trace(Self.networks + name + ".graph")
    let value = try #require(try node("loss", of: nodes)["value"] as? Double)
    #expect(abs(value - loss) < 1e-12, "\(value)")
  }

  @Test func rowsAreTheFirstOfTheData() throws {
    let graph = Self.networks + "mlp.graph"
    let five = try trace(graph, "--batch", "5")
    #expect(try node("x", of: five)["shape"] as? [Int] == [5, 784])
    #expect(try node("t", of: five)["value"] as? [Double] == [5, 0, 4, 1, 9])
    #expect(try node("t", of: trace(graph))["value"] as? [Double] == [5, 0, 4])
    #expect(try node("x", of: five)["role"] as? String == "const")
    let names = try trace(Self.networks + "gpt.graph")
    // The first name is mary; 26 stands before and behind it.
    #expect(try node("x", of: names)["value"] as? [Double] == [26, 12, 0, 17, 24])
    #expect(try node("t", of: names)["value"] as? [Double] == [12, 0, 17, 24, 26])
  }

  @Test func textOfOnesOwn() throws {
    let folder = Folder()
    folder.write("민지\n지민\n", to: "names.txt")
    let nodes = try trace(
      "-e", "batch x = text; batch t = tokens; y = sum(x + t)", "--data", folder.path("names.txt"))
    #expect(try node("x", of: nodes)["value"] as? [Double] == [2, 0, 1])
    #expect(try node("t", of: nodes)["value"] as? [Double] == [0, 1, 2])
  }

  @Test(arguments: ["mlp", "cnn", "char-rnn", "gpt"])
  func networksAreDrawnAndExplained(name: String) throws {
    let folder = Folder()
    let graph = Self.networks + name + ".graph"
    for language in ["en", "ko"] {
      for ending in ["html", "tex", "txt"] {
        let path = folder.path("\(language).\(ending)")
        let run = try Program.run(
          ["explain", graph, "--language", language, "-o", path]
            + (name == "gpt" ? [] : ["--batch", "1"]))
        #expect(run.status == 0 && run.errors.isEmpty, "\(run.errors)")
      }
    }
    let drawn = try Program.run("render", graph, "-o", folder.path("x.svg"))
    #expect(drawn.status == 0 && drawn.errors.isEmpty, "\(drawn.errors)")
  }

  /// A small network of the same kind, since central differences take twenty passes for each entry.
  @Test func gradientsOfWhatDataFillAreChecked() throws {
    let run = try Program.run(
      "check", "-e",
      "batch x = text [4]; batch t = tokens [4]; param E = normal(0, 0.5, shape=[27, 3])\n"
        + "param V = normal(0, 0.5, shape=[3, 27])\n"
        + "y = reshape(tanh(embedding(E, x)), [-1, 3]) @ V\n"
        + "L = softmax_cross_entropy(y, reshape(t, [-1]))", "--batch", "2")
    #expect(run.status == 0, "\(run.output) \(run.errors)")
  }

  @Test(arguments: [
    (
      ["trace", "-e", "x = 1", "--batch", "2"],
      "--batch: error: the graph has no leaf that data fill; leave it out, or write a line such as "
        + "batch x = images\n"
    ),
    (
      ["render", "-e", "x = 1", "--data", "x", "-o", "x.svg"],
      "--data: error: the graph has no leaf that data fill; leave it out, or write a line such as "
        + "batch x = images\n"
    ),
    (
      ["explain", "Examples/networks/gpt.graph", "--batch", "2"],
      "--batch: error: the graph takes one document as a whole; leave it out, or take windows of a "
        + "length: text [16]\n"
    ),
    (
      ["check", "--mnist", "--batch", "101"],
      "--batch: error: with --mnist there are at most 100 images\n"
    ),
  ])
  func whatDoesNotApplyIsRefused(arguments: [String], message: String) throws {
    let run = try Program.run(arguments)
    #expect(run.status == 64 && run.output.isEmpty)
    #expect(run.errors == message)
  }

  @Test func dataThatAreMissingOrBadAreToldOnce() throws {
    let folder = Folder()
    let graph = "batch x = text; batch t = tokens; y = sum(x + t)"
    let missing = try Program.run("trace", "-e", graph, "--data", folder.path("none.txt"))
    #expect(missing.status == 66 && missing.errors.split(separator: "\n").count == 1)
    folder.write("one\n", to: "one.txt")
    let one = try Program.run("trace", "-e", graph, "--data", folder.path("one.txt"))
    #expect(
      one.status == 65
        && one.errors.hasSuffix(
          "error: there is one document, and none to test with; write one on each line\n")
    )
    let images = try Program.run("trace", "-e", "batch x = images [1, 28, 27]; y = sum(x)")
    #expect(images.status == 65 && images.errors.contains("28×28 = 784 pixels"))
    #expect(images.errors.contains("help: write images [1, 28, 28]"))
  }

  @Test func aLeafThatIsSetNeedsNoData() throws {
    let run = try Program.run(
      "trace", "-e", "batch x = images; y = sum(x)", "--set", "x=[[1, 2]]", "--data", "none",
      "--format", "json")
    #expect(run.status == 0, "\(run.errors)")
  }
}
