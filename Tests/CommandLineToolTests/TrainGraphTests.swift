import Foundation
import Testing

/// `backdraw train GRAPH`, run as a reader runs it.
@Suite struct TrainGraphTests {
  /// The built-in network's graph, for images of 16 pixels.
  private static let perceptron = """
    title "Small digits"
    title ko "작은 숫자"
    batch x = images
    batch t = labels
    layer "Hidden layer"
    layer ko "은닉층"
    param W1 = normal(0, 0.01, shape=[16, 50])
    param b1 = zeros([50])
    h = relu(affine(x, W1, b1))
    layer "Output layer"
    param W2 = normal(0, 0.01, shape=[50, 10])
    param b2 = zeros([10])
    y = affine(h, W2, b2)
    layer end
    loss = softmax_cross_entropy(y, t)
    predict y
    """

  /// Letters look up the scores of those that follow.
  private static let bigrams = """
    batch x = text
    batch t = tokens
    param E = zeros([5, 5])
    y = embedding(E, x)
    loss = softmax_cross_entropy(y, t)
    predict y
    optimizer adam(beta1=0.85, beta2=0.99)
    schedule linear
    rate 0.2
    """

  /// A folder with a data set of 60 and 20 images of 4×4, and names of the letters a to d.
  private func data() -> Folder {
    let folder = Folder()
    for (name, count) in [("train", 60), ("t10k", 20)] {
      let number: [UInt8] = [0, 0, 0, UInt8(count)]
      let size: [UInt8] = [0, 0, 0, 4, 0, 0, 0, 4]
      let pixels: [UInt8] = (0..<count * 16).map { (place: Int) -> UInt8 in
        UInt8((place / 16 % 10 * 23 + place % 16 * 31) % 256)
      }
      let labels: [UInt8] = (0..<count).map { UInt8($0 % 10) }
      let (images, classes): ([UInt8], [UInt8]) = ([0, 0, 8, 3], [0, 0, 8, 1])
      folder.write(Data(images + number + size + pixels), to: "\(name)-images-idx3-ubyte")
      folder.write(Data(classes + number + labels), to: "\(name)-labels-idx1-ubyte")
    }
    folder.write(
      (0..<40).map { ["ab", "abc", "abcd"][$0 % 3] }.joined(separator: "\n"), to: "names.txt")
    return folder
  }

  private func train(
    _ graph: String, in folder: Folder, data: String = "", _ arguments: String...
  ) throws -> Program.Run {
    folder.write(graph, to: "a.graph")
    return try Program.run(
      ["train", folder.path("a.graph"), "--data", folder.path(data), "--format", "json"] + arguments
    )
  }

  @Test func theBuiltInNetworkAsAGraphIsTheSameToTheBit() throws {
    let folder = data()
    let how = ["--steps", "40", "--batch", "7", "--rate", "0.3", "--every", "15", "--quiet"]
    let (own, file) = (folder.path("own.safetensors"), folder.path("graph.safetensors"))
    let builtIn = try Program.run(
      ["train", "--data", folder.path(""), "--format", "json", "--save", own] + how)
    folder.write(Self.perceptron, to: "a.graph")
    let run = try Program.run(
      [
        "train", folder.path("a.graph"), "--data", folder.path(""), "--format", "json", "--save",
        file,
        "--threads", "3",
      ] + how)
    #expect(builtIn.status == 0 && run.status == 0 && run.errors.isEmpty)
    let (a, b) = (try builtIn.object, try run.object)
    for part in ["losses", "epochs", "final", "parameters", "steps", "measure"] {
      let (x, y) = (try #require(a[part] as? NSObject), try #require(b[part] as? NSObject))
      #expect(x == y, "\(part)")
    }
    #expect((b["graph"] as? String)?.hasSuffix("a.graph") == true && b["network"] == nil)
    // The files differ in what they say of the network alone.
    #expect(
      folder.data("own.safetensors").suffix(4 * 1_360)
        == folder.data("graph.safetensors").suffix(4 * 1_360))
    // Weights of either go on in the other.
    for (weights, rest) in [(own, [folder.path("a.graph")]), (file, [])] {
      let again = try Program.run(
        ["train"] + rest + [
          "--data", folder.path(""), "--load", weights, "--steps", "0", "--format",
          "json", "--quiet",
        ])
      #expect(try again.object["final"] as? [String: Double] == a["final"] as? [String: Double])
    }
  }

  @Test func linesOfTheGraphHoldAndOptionsWin() throws {
    let folder = data()
    func losses(_ graph: String, _ arguments: String...) throws -> [Double]? {
      folder.write(graph, to: "a.graph")
      let run = try Program.run(
        [
          "train", folder.path("a.graph"), "--data", folder.path(""), "--format", "json", "--steps",
          "5",
          "--quiet",
        ] + arguments)
      return try run.object["losses"] as? [Double]
    }
    let plain = try losses(
      Self.perceptron, "--optimizer", "adam:0.85,0.99", "--schedule", "linear", "--rate", "0.02",
      "--seed", "7")
    let lines =
      "seed 7\n" + Self.perceptron
      + "\noptimizer adam(beta1=0.85, beta2=0.99)\nschedule linear\nrate 0.02"
    #expect(try plain?.count == 5 && losses(lines) == plain)
    #expect(try losses(lines, "--seed", "8") != plain && losses(lines, "--rate", "0.03") != plain)
    #expect(try losses(lines, "--schedule", "constant") != plain)
    #expect(try losses(lines, "--set", "b1=ones([50])") != plain)
  }

  @Test func aGraphWithoutDataDescendsOnItsOwnNumbers() throws {
    let run = try Program.run(
      "train", "-e", "param w = 1; L = (w - 3)^2", "--rate", "0.25", "--steps", "3", "--format",
      "json")
    #expect(run.status == 0 && run.errors.isEmpty)
    #expect(try run.object["losses"] as? [Double] == [4, 1, 0.25])
    #expect(try run.object["final"] == nil)
    let table = try Program.run(
      ["train", "-", "--steps", "3", "--language", "ko"], input: "param w = 1; L = (w - 3)^2")
    #expect(table.output.contains("손실: 첫 갱신 전 4"))
  }

  @Test func textIsLearnedAndDrawn() throws {
    let folder = data()
    let names = "names.txt"
    let run = try train(
      Self.bigrams, in: folder, data: names, "--steps", "300", "--temperature", "0.3", "-o",
      folder.path("a.html"), "-o", folder.path("a.svg"))
    #expect(run.status == 0 && run.errors.isEmpty)
    let object = try run.object
    let samples = try #require(object["samples"] as? [String])
    #expect(samples.count == 20 && samples.allSatisfy { ["ab", "abc", "abcd"].contains($0) })
    let final = try #require(object["final"] as? [String: Double])
    let (test, perplexity) = (try #require(final["test"]), try #require(final["perplexity"]))
    #expect(object["measure"] as? String == "loss" && test < 0.6)
    #expect(abs(exp(test) - perplexity) < 1e-9)
    let page = folder.text("a.html")
    #expect(page.contains("<li><code>\(samples[0])</code></li>") && page.contains("perplexity"))
    let again = try train(
      Self.bigrams, in: folder, data: names, "--steps", "300", "--temperature", "0.3", "--threads",
      "1")
    #expect(try again.object["samples"] as? [String] == samples)
    #expect(try again.object["losses"] as? [Double] == object["losses"] as? [Double])
    let windows = Self.bigrams.replacingOccurrences(of: "= text", with: "= text [3]")
      .replacingOccurrences(of: "= tokens", with: "= tokens [3]")
      .replacingOccurrences(of: "(y, t)", with: "(reshape(y, [-1, 5]), reshape(t, [-1]))")
    let some = try train(
      windows, in: folder, data: names, "--steps", "50", "--batch", "4", "--samples", "3")
    #expect(try (some.object["samples"] as? [String])?.count == 3)
  }

  @Test func pagesShowWhatWasLearned() throws {
    let folder = data()
    let filters = """
      batch x = images [1, 4, 4]
      batch t = labels
      param K = normal(0, 0.5, shape=[2, 1, 3, 3])
      y = reshape(conv2d(x, K, padding=1), [-1, 32]) @ normal(0, 0.3, shape=[32, 10])
      loss = softmax_cross_entropy(y, t)
      predict y
      """
    for (graph, parts) in [
      (Self.perceptron, ["작은 숫자", "학습 전 W1", "학습 뒤 W1", "은닉층", "시험 이미지의"]),
      (filters, ["학습 과정", "학습 뒤 K", "필터를"]),
    ] {
      let run = try train(
        graph, in: folder, "--steps", "5", "-o", folder.path("a.html"), "--language", "ko")
      #expect(run.status == 0)
      for part in parts { #expect(folder.text("a.html").contains(part), "\(part)") }
    }
  }

  @Test func withoutAPredictionThatIsSaid() throws {
    let folder = data()
    let graph = Self.perceptron.replacingOccurrences(of: "predict y", with: "")
    let run = try train(graph, in: folder, "--steps", "2")
    #expect(run.status == 0 && run.errors.contains("no 'predict' line"))
    #expect(try run.object["final"] == nil && (run.object["epochs"] as? [Any])?.isEmpty == true)
    let quiet = try train(graph, in: folder, "--steps", "2", "--quiet")
    #expect(quiet.errors.isEmpty)
    #expect(try train(graph, in: folder, "--every", "2").status == 64)
  }

  @Test(arguments: [
    (
      "param w = 1; L = w^2", ["--batch", "3"], 64,
      "--batch: error: the graph has no leaf that data"
    ),
    ("param w = 1; L = w^2", ["--threads", "3"], 64, "--threads: error:"),
    ("param w = 1; L = w^2", ["--widths", "3"], 64, "--widths: error: it belongs to the built-in"),
    ("param w = 1; L = w^2", ["--initialization", "he"], 64, "--initialization: error:"),
    ("param w = 1; L = w^2", ["--activation", "tanh"], 64, "--activation: error:"),
    ("param w = 1; L = w^2", ["--set", "v=3"], 64, "v"),
    ("param w = 1; L = w^2", ["--steps", "0"], 64, "--steps: error:"),
    ("w = 1; L = w^2", [], 65, "error: the graph has no parameters"),
    ("param w = [1, 2]; L = w^2", [], 65, "error:"),
    ("param w = [1, 2]; L = w^2; upstream [1, 1]", [], 65, "the loss has the shape (2,)"),
    ("param w = 1; L = w^2; upstream 2", [], 65, "training begins with 1 at the loss"),
    ("param w = 1; L = ww^2", [], 65, "ww"),
  ])
  func whatCannotBeIsRefusedBeforeWork(
    graph: String, arguments: [String], status: Int32, message: String
  ) throws {
    let run = try Program.run(["train", "-e", graph] + arguments)
    #expect(run.status == status && run.output.isEmpty)
    #expect(run.errors.contains(message), "\(run.errors)")
  }

  @Test func dataThatDoNotFitAreRefusedBeforeWork() throws {
    let folder = data()
    for (from, to, message) in [
      ("[50, 10]", "[50, 3]", "error"), ("predict y", "predict h", "has the shape (100, 50)"),
      ("predict y", "predict loss", "what 'predict' names has the shape"),
      ("images", "images [1, 5, 5]", "pixels"), ("= labels", "= tokens", "error"),
    ] {
      let graph = Self.perceptron.replacingOccurrences(of: from, with: to)
      let run = try train(graph, in: folder)
      #expect(run.status == 65 && run.errors.contains(message), "\(run.errors)")
      #expect(run.output.isEmpty)
    }
    let small = Self.bigrams.replacingOccurrences(of: "[5, 5]", with: "[4, 4]")
    let run = try train(small, in: folder, data: "names.txt")
    #expect(run.status == 65, "\(run.errors)")
    #expect(try train(Self.bigrams, in: folder, data: "none.txt").status == 66)
    folder.write(Data([65, 0, 66, 10, 67, 10]), to: "nul.txt")
    #expect(try train(Self.bigrams, in: folder, data: "nul.txt").status == 65)
    #expect(try train(Self.bigrams, in: folder, data: "names.txt", "--batch", "3").status == 64)
    #expect(try train(Self.perceptron, in: folder, "--samples", "3").status == 64)
    // Positions for names of three letters and one more, where the longest has four.
    let places =
      Self.bigrams + "\nbatch p = positions\nparam P = zeros([4, 5])\n"
      + "z = y + embedding(P, p)\nL = softmax_cross_entropy(z, t)\n"
    let short = try train(places, in: folder, data: "names.txt")
    #expect(short.status == 65 && short.output.isEmpty, "\(short.errors)")
  }

  @Test func weightsThatDoNotFitAreNamed() throws {
    let folder = data()
    let file = folder.path("w.safetensors")
    #expect(try train(Self.perceptron, in: folder, "--steps", "1", "--save", file).status == 0)
    let wide = Self.perceptron.replacingOccurrences(of: "[16, 50]", with: "[16, 40]")
      .replacingOccurrences(of: "zeros([50])", with: "zeros([40])")
      .replacingOccurrences(of: "[50, 10]", with: "[40, 10]")
    let run = try train(wide, in: folder, "--load", file)
    #expect(run.status == 65)
    #expect(run.errors.contains("w.safetensors: error: 'W1' has the shape (16, 50), but"))
    let other = Self.perceptron.replacingOccurrences(of: "W1", with: "V")
    let missing = try train(other, in: folder, "--load", file, "--language", "ko")
    #expect(missing.status == 65 && missing.errors.contains("텐서 'V'가 없습니다"), "\(missing.errors)")
    let own = try train(Self.perceptron, in: folder, "--save", folder.path("a.graph"))
    #expect(own.status == 64)
  }

  /// A parameter in a loop has a name for each pass, in files too.
  @Test func parametersOfLoopsHaveNames() throws {
    let folder = Folder()
    let file = folder.path("w.safetensors")
    let graph = "param h = 1\nfor i in 0:2 {\n  param v = 2\n  h = h * v\n}\nL = (h - 3)^2"
    let run = try Program.run("train", "-e", graph, "--steps", "2", "--save", file)
    guard run.status == 0 else { return }
    let again = try Program.run("train", "-e", graph, "--load", file, "--steps", "1")
    #expect(again.status == 0, "\(again.errors)")
  }
}
