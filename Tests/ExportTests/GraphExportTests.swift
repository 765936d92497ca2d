import Autodiff
import Export
import Foundation
import GraphLanguage
import Testing
import Wording

/// What programs say; that they run and come to the same numbers is checked by `Scripts/check-export`.
@Suite struct GraphExportTests {
  private func program(
    _ text: String, _ target: GraphExport.Target = .numpy, _ language: Language = .english
  ) throws -> String {
    let graph = try parseGraph(Array(text.utf8), file: "<test>").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    return try GraphExport(trace, language: language).text(for: target)
  }

  @Test func theBackwardPassIsWrittenByItsRules() throws {
    let text = try program("x = 3\nw = -2\ny = sigmoid(w * x)\nL = y * y")
    for line in [
      "x = np.float64(3)", "u1 = w * x", "y = 1 / (1 + np.exp(-u1))", "L = y * y",
      "d_L = np.float64(1)", "d_y = d_L * y", "d_y = d_y + d_L * y", "d_u1 = d_y * (y * (1 - y))",
      "d_w = d_u1 * x", "d_x = d_u1 * w",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line) in\n\(text)")
    }
  }

  @Test func whatWasRepeatedIsAddedUp() throws {
    let text = try program("X = [[1, 2], [3, 4]]\nb = [1, -1]\nL = sum(X + b)")
    #expect(text.contains("d_b = np.reshape(np.sum(d_u1, axis=(0,)), (2,))"))
  }

  @Test func aPowerLosesOneOfItsExponent() throws {
    let text = try program("x = 3\ny = x^3\nz = y^2")
    #expect(text.contains("d_x = d_y * (3 * x ** 2)"))
    #expect(text.contains("d_y = d_z * (2 * y)"))
  }

  @Test func namesFitPython() throws {
    let text = try program("lambda = 2\nnp = 3\n사과 = lambda * np\nd_x = 1\nx = d_x * 사과")
    for line in ["lambda_2 = np.float64(2)", "np_2 = np.float64(3)", "사과 = lambda_2 * np_2"] {
      #expect(text.contains("\n\(line)\n"), "\(line) in\n\(text)")
    }
    // A gradient's name is nobody else's.
    #expect(text.contains("\nx_2 = d_x * 사과\n"))
  }

  @Test func passesHaveTheirNumbers() throws {
    let text = try program("h = 1\nfor t in 0:2 { h = h * 2 }\nL = h + 1")
    #expect(text.contains("\nh_0 = h * u1\n") || text.contains("h_0 = "))
    #expect(text.contains("h_1 = "))
  }

  @Test func onlyWhatIsCalledIsDefined() throws {
    #expect(try !program("x = 3\ny = x * x").contains("def softmax"))
    #expect(try program("x = [1, 2]\ny = sum(softmax(x) * x)").contains("def softmax"))
  }

  @Test func pyTorchKeepsItsOwnNames() throws {
    let text = try program(
      "Z = [[1, 2, 0], [0.5, 0.5, 3]]\nL = softmax_cross_entropy(Z, [1, 0])", .pytorch)
    #expect(text.contains("requires_grad=True)"))
    #expect(text.contains("L = F.cross_entropy(Z, u1.long())"))
    #expect(text.contains("\nL.backward()\n"))
    #expect(text.contains("check(\"Z.grad\", Z.grad, "))
  }

  @Test func jaxMakesTheGradientsFunction() throws {
    let text = try program("x = 3\nw = -2\ny = relu(w * x)\nL = y * y", .jax)
    for line in [
      "jax.config.update(\"jax_enable_x64\", True)", "def forward(x, w):",
      "    y = jax.nn.relu(u1)",
      "    return L, {\"y\": y, \"L\": L}",
      "gradient = jax.grad(forward, argnums=tuple(range(2)), has_aux=True)",
      "(d_x, d_w), values = gradient(x, w)", "check(\"L\", values[\"L\"], 0.0)",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line) in\n\(text)")
    }
    // Of a tensor, and of another gradient than 1, it goes back with what arrives.
    let seeded = try program("x = [1, 2]\ny = x * x\nupstream [1, 0.5]", .jax)
    #expect(seeded.contains("d_x, = pull_back(jnp.array([1.0, 0.5]))"))
    // Nothing that a gradient reaches: no argument.
    #expect(try program("const x = 3\ny = x * x", .jax).contains("_, values = forward()"))
  }

  @Test func microgradLearnsWhatItLacks() throws {
    let text = try program(
      "x = 3\na = leaky_relu(x, slope=0.1)\nb = leaky_relu(x, slope=0.2)\nL = max(tanh(a), tanh(b))",
      .micrograd)
    for line in [
      "def tanh(x):", "    out = Value(math.tanh(x.data), (x,), \"tanh\")", "def leaky_relu(x):",
      "def leaky_relu_2(x):", "def maximum(a, b):", "x = Value(3.0)", "L.backward()",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line) in\n\(text)")
    }
    #expect(text.components(separatedBy: "def tanh(").count == 2)
    // A name of the graph is no function's.
    #expect(try program("tanh = 2\ny = tanh(tanh)", .micrograd).contains("tanh_2 = Value(2.0)"))
  }

  @Test(arguments: [
    ("x = [1, 2]\nL = sum(x)", "'x' has the shape (2,)"),
    ("x = 0\ny = 1 / x", "'x' or its gradient is not"),
  ])
  func microgradRefusesByName(graph: String, words: String) throws {
    let error = #expect(throws: ExportRefusal.self) { try program(graph, .micrograd) }
    #expect(error?.message.english.contains(words) == true, "\(error?.message.english ?? "")")
  }

  @Test func aNameIsNoHelpers() throws {
    let text = try program("sigmoid = 0.5\ny = silu(sigmoid)")
    #expect(text.contains("\nsigmoid_2 = np.float64(0.5)\n"))
  }

  @Test(arguments: GraphExport.Target.allCases)
  func aNotebookHoldsTheProgram(target: GraphExport.Target) throws {
    let graph = try parseGraph(Array("x = 3\ny = tanh(x)".utf8), file: "<test>").get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    let export = GraphExport(trace, language: .korean)
    let text = try export.notebook(
      for: target, title: "a_b $5", figure: Array("<svg/>".utf8))
    let notebook = try #require(
      try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    func source(_ cell: [String: Any]) -> String {
      (cell["source"] as? [String] ?? []).joined()
    }
    #expect(source(cells[0]).hasPrefix("# a\\_b \\$5\n\n![a\\_b \\$5](attachment:figure.svg)"))
    let attachment = (cells[0]["attachments"] as? [String: [String: String]])?["figure.svg"]
    #expect(attachment == ["image/svg+xml": "PHN2Zy8+"])
    #expect(Set(cells.map { $0["id"] as? String }).count == cells.count)
    // Its cells together are the program without its comments.
    let code = cells.filter { $0["cell_type"] as? String == "code" }.map(source)
    let lines = code.flatMap { $0.split(separator: "\n") }
    let program = try export.text(for: target).split(separator: "\n")
    #expect(lines == program.filter { !$0.hasPrefix("# ") })
  }

  @Test func classLabelsGetNoGradient() throws {
    let text = try program("E = [[1, 2], [3, 4]]\nids = [1, 0, 1]\nL = sum(embedding(E, ids))")
    #expect(!text.contains("d_ids"))
    #expect(text.contains("d_E = scattered((2, 2), ids.astype(int), "))
  }

  @Test func commentsSpeakTheLanguage() throws {
    #expect(try program("x = 3\ny = x * x", .numpy, .korean).contains("# 순전파: 값을 구한다."))
  }

  /// Nothing that the graphs beside this file hold brings the program down.
  @Test(arguments: GraphExport.Target.allCases)
  func everyGraphIsWritten(target: GraphExport.Target) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Graphs")
    let files = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil)
    #expect(files.count >= 18)
    for file in files {
      let text = try String(contentsOf: file, encoding: .utf8)
      do {
        #expect(try program(text, target).contains("check("), "\(file.lastPathComponent)")
      } catch is ExportRefusal {
        #expect(target == .micrograd, "\(file.lastPathComponent)")
      }
    }
  }
}
