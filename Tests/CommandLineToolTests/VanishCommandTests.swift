import Foundation
import Testing

@Suite struct VanishCommandTests {
  private static let small = [
    "vanish", "--depth", "3", "--width", "8", "--batch", "10", "--steps", "2",
    "--activation", "relu", "--initialization", "he", "--quiet",
  ]

  @Test func networksAreComparedLayerByLayer() throws {
    let run = try Program.run(Self.small + ["--format", "json"])
    #expect(run.status == 0 && run.errors.isEmpty)
    let networks = try #require(try run.object["networks"] as? [[String: Any]])
    #expect(networks.count == 1)
    #expect((networks[0]["before"] as? [Any])?.count == 3)
    #expect((networks[0]["first_gradient_by_depth"] as? [Double])?.count == 2)
    let path = try #require(networks[0]["path"] as? [String: Any])
    let factors = try #require(path["factors"] as? [Double])
    let product = try #require(path["product"] as? Double)
    #expect(abs(factors.reduce(1, *) - product) < 1e-14)
  }

  @Test func aGraphWithoutLayersIsNamed() throws {
    let run = try Program.run(["vanish", "-", "--language", "en"], input: "x = 3; y = x^2")
    #expect(run.status == 65 && run.output.isEmpty)
    #expect(run.errors.hasPrefix("<stdin>: error: no layer of the graph has weights; "))
  }

  @Test func aChosenPathIsWrittenOut() throws {
    let run = try Program.run(Self.small + ["--path", "1,2,7", "--format", "json"])
    let networks = try #require(try run.object["networks"] as? [[String: Any]])
    let path = try #require(networks[0]["path"] as? [String: Any])
    #expect(path["units"] as? [Int] == [1, 2, 7])
  }

  @Test func pageAndChartsAreWrittenInBothLanguages() throws {
    let folder = Folder()
    for (language, word) in [("ko", "기울기 소실"), ("en", "Vanishing gradients")] {
      let run = try Program.run(
        Self.small + [
          "--language", language, "-o", folder.path("page.html"), "-o", folder.path("charts.svg"),
        ])
      #expect(run.status == 0)
      #expect(folder.text("page.html").contains("<h1>\(word)</h1>"))
      #expect(folder.text("charts.svg").contains(word))
    }
  }

  /// Lesson 22's table: layer 2 moves more than ten times as far as layer 1.
  @Test func aGraphsLayersAreCompared() throws {
    let graph = """
      const x = 1; layer "near"; param w = 0.5; a = sigmoid(w * x)
      layer "far"; param v = -0.25; b = sigmoid(v * a); layer end; L = b^2; rate 2
      """
    let run = try Program.run("vanish", "-e", graph, "--format", "json")
    #expect(run.status == 0)
    let layers = try #require(try run.object["layers"] as? [[String: Any]])
    #expect(layers.map { $0["name"] as? String } == ["near", "far"])
    let gradients = layers.compactMap { $0["gradient"] as? Double }
    let path = try #require(try run.object["path"] as? [String: Any])
    #expect(abs(abs(path["product"] as? Double ?? 0) - gradients[0]) < 1e-15)
    #expect(layers[0]["change"] as? Double == 2 * gradients[0])
    let table = try Program.run("vanish", "-e", graph, "--language", "ko")
    #expect(table.output.contains("far의 가중치는 near의 가중치보다"))
  }

  /// Three samples, two units: the second is off for all of them, the first for one. Biases are not
  /// counted among the weights.
  @Test(arguments: [
    "const x = [[1], [2], [-1]]; layer \"A\"; param W = [[1, 0]]; param b = [0, -1]; "
      + "h = relu(x @ W + b); layer end; L = sum(h)",
    "const x = [[1, 2, -1]]; layer \"A\"; param W = [[1], [0]]; param b = [[0], [-1]]; "
      + "h = relu(W @ x + b); layer end; L = sum(h)",
  ])
  func unitsAndWeightsAreCounted(graph: String) throws {
    let run = try Program.run("vanish", "-e", graph, "--format", "json")
    let layers = try #require(try run.object["layers"] as? [[String: Any]])
    #expect(layers[0]["units"] as? Int == 2 && layers[0]["dead"] as? Int == 1)
    #expect(layers[0]["weights"] as? Int == 2)
    // ∂L/∂W = [3, 0]: 1 and 2 pass.
    #expect(layers[0]["gradient"] as? Double == 1.5)
    #expect(layers[0]["zero_gradients"] as? Int == 1)
    let table = try Program.run("vanish", "-e", graph)
    #expect(table.output.contains("1 / 2"))
  }

  @Test func oneWeightForAllSamplesIsOneUnit() throws {
    let run = try Program.run(
      "vanish", "-e",
      "const x = [1, 2, -1]; layer \"A\"; param w = 1; param b = 0; h = relu(w * x + b); "
        + "layer end; L = sum(h)", "--format", "json")
    let layers = try #require(try run.object["layers"] as? [[String: Any]])
    #expect(layers[0]["units"] as? Int == 1 && layers[0]["dead"] as? Int == 0)
    #expect(layers[0]["weights"] as? Int == 1 && layers[0]["gradient"] as? Double == 3)
  }

  @Test func graphsWithoutLayersAreRefused() throws {
    let run = try Program.run("vanish", "-e", "x = 3; y = x^2")
    #expect(run.status == 65)
    #expect(run.errors.contains("layer \"Layer 1\""))
  }

  @Test(arguments: [
    ["--depth", "1"], ["--activation", "cube"], ["--initialization", "normal:0"],
    ["--path", "1,2"], ["--scale", "0"], ["-o", "x.gif"], ["--rate", "-1"],
  ])
  func impossibleComparisonsAreRefused(arguments: [String]) throws {
    #expect(try Program.run(["vanish"] + arguments).status == 64)
  }
}
