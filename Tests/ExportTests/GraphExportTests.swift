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
    return GraphExport(trace, language: language).text(for: target)
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
      #expect(try program(text, target).contains("check("), "\(file.lastPathComponent)")
    }
  }
}
