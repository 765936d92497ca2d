import Autodiff
import Foundation
import GraphLanguage
import Testing

@testable import Derivation

@Suite struct ArithmeticTests {
  /// All equations of a trace: both passes, every chain, the update.
  private func equations(_ trace: Trace<Double>, digits: Int) -> [Equation] {
    let derivation = Derivation(trace, language: .korean, numerals: Numerals(digits: digits))
    let leaves = trace.nodes.filter {
      trace.role(of: $0) != .operation && trace.recordsGradient($0)
    }
    let steps =
      derivation.forward + derivation.backwardSteps(first: 1_000)
      + derivation.chains(of: leaves).flatMap(\.steps)
    return steps.flatMap(\.equations) + trace.updates.map(derivation.equation)
  }

  private func audit(
    _ texts: [String], digits: Int, expanding: Set<OperationKind> = []
  ) throws -> Audit {
    var audit = Audit(digits: digits)
    for text in texts {
      let trace = try trace(text, expanding: expanding)
      for equation in equations(trace, digits: digits) { try audit.read(equation) }
    }
    return audit
  }

  @Test(arguments: [3, 4, 6]) func everyOperationsLinesHold(digits: Int) throws {
    let audit = try audit(OperationGraphs.all.map(\.text), digits: digits)
    #expect(audit.faults == [])
    #expect(audit.checked > 400, "\(audit.checked)")
    #expect(audit.approximate * 50 < audit.checked, "\(audit.approximate) ≈")
  }

  @Test func linesHoldWhereCompositesAreTakenApart() throws {
    let audit = try audit(
      OperationGraphs.all.map(\.text), digits: 4, expanding: Set(OperationKind.composites))
    #expect(audit.faults == [])
    #expect(audit.checked > 800, "\(audit.checked)")
  }

  /// The first, the middle and the last entry of every tensor, through every operation.
  @Test func sumsOfSingleEntriesHold() throws {
    var audit = Audit(digits: 4)
    for graph in OperationGraphs.all {
      let trace = try trace(graph.text)
      let derivation = Derivation(trace, language: .english)
      for node in trace.nodes where trace.recordsGradient(node) {
        let shape = trace.shape(of: node)
        guard !shape.isScalar else { continue }
        for place in [0, shape.count / 2, shape.count - 1] {
          let entry = Entry(node: node, index: shape.index(ofPlace: place))
          let step = derivation.entryStep(entry)
          #expect(!step.equations.isEmpty)
          for equation in step.equations { try audit.read(equation) }
        }
      }
    }
    #expect(audit.faults == [])
    #expect(audit.checked > 300, "\(audit.checked)")
    #expect(audit.approximate * 20 < audit.checked, "\(audit.approximate) ≈")
  }

  @Test func everyLessonsLinesHold() throws {
    let folder = URL(fileURLWithPath: #filePath).appendingPathComponent(
      "../../../Templates/lessons"
    ).standardized
    var texts: [String] = []
    for lesson in try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() {
      let files = try? FileManager.default.contentsOfDirectory(
        atPath: folder.appendingPathComponent(lesson).path)
      for file in (files ?? []).sorted() where file.hasSuffix(".graph") {
        texts.append(
          try String(
            contentsOf: folder.appendingPathComponent(lesson).appendingPathComponent(file),
            encoding: .utf8))
      }
    }
    let audit = try audit(texts, digits: 4)
    #expect(audit.faults == [])
    #expect(audit.checked > 100, "\(audit.checked)")
  }

  @Test(arguments: 0..<8) func randomGraphsLinesHold(seed: Int) throws {
    var random = RandomGraphs(seed: UInt64(seed))
    let audit = try audit((0..<12).map { _ in random.graph() }, digits: 4)
    #expect(audit.faults == [])
    #expect(audit.checked > 300, "\(audit.checked)")
    #expect(audit.approximate * 20 < audit.checked, "\(audit.approximate) ≈")
  }
}

/// Graphs of scalar operations with numbers that do not come out even.
struct RandomGraphs {
  private var random: Pseudorandom

  init(seed: UInt64) { random = Pseudorandom(seed: seed) }

  private static let forms = [
    "A + B", "A - B", "A * B", "A / (B * B + 0.5)", "A ^ 2", "(A * A + 0.3) ^ 0.5", "-A",
    "1 / (A ^ 2 + 1)",
    "exp(A * 0.1)", "log(A * A + 0.2)", "sqrt(A * A + 1)", "abs(A)", "sin(A)", "cos(A)", "tanh(A)",
    "sigmoid(A)", "relu(A)", "softplus(A)", "erf(A)", "silu(A)", "gelu(A)",
    "leaky_relu(A, slope=0.2)", "elu(A, alpha=0.7)", "max(A, B)", "min(A, B)", "half_sse(A, B)",
    "bce(sigmoid(A), 1)", "0.37 * A + B", "1.234567 * sin(A) - B / 7.654321",
    "(A ^ 2 + 1) ^ 0.3333333",
    "leaky_relu(A, slope=0.0123456)", "A * (B - 1.25)", "(A * A + 0.1) ^ sigmoid(B)",
  ]

  mutating func graph() -> String {
    var names = ["a", "b", "c"]
    var text = names.map { "\($0) = \(Double(random.below(4_000) - 2_000) / 1_000 + 0.0005)\n" }
      .joined()
    for index in 0..<8 {
      let form = Self.forms[random.below(Self.forms.count)]
      // The newest names are likelier, so that chains grow long.
      let recent = max(0, names.count - 4)
      let operands = (0..<2).map { _ in names[recent + random.below(names.count - recent)] }
      let line = form.map { $0 == "A" ? operands[0] : $0 == "B" ? operands[1] : String($0) }
        .joined()
      text += "v\(index) = \(line)\n"
      names.append("v\(index)")
    }
    return text + "L = v5 * v6 + v7\n"
  }
}
