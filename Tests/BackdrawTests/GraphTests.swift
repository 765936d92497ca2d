import Backdraw
import Foundation
import Testing

@Suite struct GraphTests {
  @Test func valuesAndGradientsAreFoundByName() throws {
    let graph = try Graph(source: "title \"A square\"; x = 3; y = x * x + 1")
    #expect(graph.values["y"] == 10 && graph.values["x"] == 3)
    #expect(graph.gradients["x"] == 6 && graph.gradients["y"] == 1)
    #expect(graph.names == ["x", "y"] && graph.output == "y")
    #expect(graph.title(in: .korean) == "A square")
    #expect(graph.warnings.isEmpty && graph.check().failures(tolerance: 1e-7).isEmpty)
    #expect(graph.trace.gradientsByName["x"] == 6)
  }

  @Test func aBadGraphSaysWhereAndWhy() throws {
    let error = try #require(throws: BackdrawError.self) {
      try Graph(source: "price = 2\ntotal = prise * 3")
    }
    #expect(error.kind == .badGraph && error.language == .english)
    let diagnostic = try #require(error.diagnostics.first)
    #expect(error.diagnostics.count == 1 && diagnostic.severity == .error)
    #expect((diagnostic.line, diagnostic.column) == (2, 9))
    #expect(diagnostic.help == "did you mean 'price'?")
    #expect("\(error)".hasPrefix("<source>:2:9: error: "))
    #expect("\(error)".contains("\n        ^\n"))
    #expect(error.message(in: .korean).contains("혹시 'price'"))
  }

  @Test func errorsSpeakKorean() throws {
    let error = try #require(throws: BackdrawError.self) {
      try Graph(source: "y = x", language: .korean)
    }
    #expect("\(error)".contains { ("가"..."힣").contains($0) })
    #expect(error.diagnostics[0].message.contains { ("가"..."힣").contains($0) })
  }

  @Test func whatIsNotFiniteIsWarnedOf() throws {
    let warnings = try Graph(source: "x = 0; y = log(x)").warnings
    #expect(warnings.map(\.severity) == [.warning] && warnings[0].line == 1)
  }

  @Test func compositesAreTakenApart() throws {
    let whole = try Graph(source: "z = 0.6; y = sigmoid(z)")
    let parts = try Graph(source: "z = 0.6; y = sigmoid(z)", expanding: ["sigmoid"])
    #expect(parts.trace.nodes.count > whole.trace.nodes.count)
    let (a, b) = (try #require(whole.values["y"]), try #require(parts.values["y"]))
    #expect(abs(a.elements[0] - b.elements[0]) < 1e-15)
    let error = try #require(throws: BackdrawError.self) {
      try Graph(source: "z = 1; y = sigmoid(z)", expanding: ["sigmoyd"])
    }
    #expect(error.kind == .unknownName && "\(error)".contains("sigmoid"))
  }

  @Test func graphsAreReadFromFiles() throws {
    let folder = try TemporaryFolder()
    let url = folder.url.appending(path: "사과 둘.graph")
    try Data("apple = 100; count = 2; price = apple * count".utf8).write(to: url)
    #expect(try Graph(contentsOf: url).values["price"] == 200)
    #expect(try Graph(path: url.path(percentEncoded: false)).gradients["apple"] == 2)
    for path in ["none.graph", "no folder/x.graph", "."] {
      let error = try #require(throws: BackdrawError.self) {
        try Graph(contentsOf: folder.url.appending(path: path))
      }
      #expect(error.kind == .unreadableFile)
    }
    try Data("y = ".utf8).write(to: url)
    let error = try #require(throws: BackdrawError.self) { try Graph(contentsOf: url) }
    #expect("\(error)".contains("사과 둘.graph:1:"))
  }
}

/// A folder that is gone after the test.
final class TemporaryFolder {
  let url: URL

  init() throws {
    url = FileManager.default.temporaryDirectory.appending(path: "backdraw-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: false)
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// The names of what is in it.
  var contents: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: url.path()).sorted() }
  }

  @Test func leavesAreSetAndDrawn() throws {
    let text = "x = [1, 2]; param w = normal(0, 1); y = sum(w * x)"
    let graph = try Graph(source: text, setting: ["w": "2", "x": "ones([2])"])
    #expect(graph.values["y"] == 4)
    let (drawn, again) = (try Graph(source: text, seed: 3), try Graph(source: "seed 3; " + text))
    #expect(drawn.values["w"] == again.values["w"])
    #expect(try Graph(source: text).values["w"] != drawn.values["w"])
    let error = try #require(throws: BackdrawError.self) {
      try Graph(source: text, setting: ["w": "[1]"])
    }
    #expect("\(error)".hasPrefix("<setting>:1:3: error: 'w' has shape ()"))
  }

  @Test func dataFillLeaves() throws {
    let text = "batch x = text; batch t = tokens; y = sum(x + t)"
    let file = url.appending(path: "names.txt")
    try Data("ba\nab\n".utf8).write(to: file)
    let graph = try Graph(source: text, data: file)
    #expect(graph.values["x"] == Tensor([2, 1, 0]) && graph.values["t"] == Tensor([1, 0, 2]))
    let none = try #require(throws: BackdrawError.self) { try Graph(source: text) }
    #expect("\(none)".contains("name them with data:, or set the leaf with setting:"))
    let set = try Graph(source: text, setting: ["x": "[1]", "t": "[2]"])
    #expect(set.values["y"] == 3)
    let windows = "batch x = text [2]; y = sum(x)"
    #expect(try Graph(source: windows, data: file, batch: 1).values["x"]?.shape == Shape([1, 2]))
    #expect(throws: BackdrawError.self) { try Graph(source: windows, data: file) }
  }

  @Test func tensorsAreLoadedFromTheGraphsFolder() throws {
    let manager = FileManager.default
    let folder = manager.temporaryDirectory.appendingPathComponent("backdraw-\(UUID().uuidString)")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: folder) }
    let header = "{'descr': '|u1', 'fortran_order': False, 'shape': (2,), }"
    let bytes = [0x93] + Array("NUMPY".utf8) + [1, 0, UInt8(header.utf8.count), 0] + header.utf8
    try Data(bytes + [3, 4]).write(to: folder.appendingPathComponent("x.npy"))
    let file = folder.appendingPathComponent("a.graph")
    try Data("x = load(\"x.npy\"); y = sum(x)".utf8).write(to: file)
    #expect(try Graph(contentsOf: file).values["y"] == 7)
    #expect(try Graph(path: file.path).values["x"] == Tensor([3, 4]))
    try manager.createSymbolicLink(
      at: folder.appendingPathComponent("link.npy"),
      withDestinationURL: URL(fileURLWithPath: "/etc/hostname"))
    for (path, words) in [
      ("link.npy", "leads out of the folder"), ("../x.npy", "leads out of the folder"),
      ("gone.npy", "there is no such file"), (".", "this is no file"),
    ] {
      try Data("x = load(\"\(path)\"); y = sum(x)".utf8).write(to: file)
      let error = try #require(throws: BackdrawError.self) { try Graph(contentsOf: file) }
      #expect(error.kind == .badGraph && "\(error)".contains(words), "\(path): \(error)")
    }
  }
}
