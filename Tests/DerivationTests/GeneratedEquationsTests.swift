import Autodiff
import Foundation
import GraphLanguage
import Testing
import Wording

@testable import Derivation

/// Every equation that is printed of generated graphs, in every format, worked out with a pencil.
///
/// `BACKDRAW_EQUATIONS=SEED,COUNT` reads as many graphs from a seed of one's own: see
/// Scripts/check-equations.
@Suite struct GeneratedEquationsTests {
  /// A format, as it is written and read back.
  enum Format: String, CaseIterable {
    case mathML, latex, text

    func read(_ equation: Equation) throws -> [PrintedEquation] {
      switch self {
      case .mathML: [PrintedEquation(try Element.read(MathMLWriter().block(equation)))]
      case .latex: try LaTeXReader.equations(LaTeXWriter().block(equation))
      case .text:
        // Shapes stand on a second line; reasons, which are no part of a chain, would break it.
        [
          try TextReader.equation(
            PlainTextWriter().lines(Self.bare(equation), width: 1_000_000)[0])
        ]
      }
    }

    private static func bare(_ equation: Equation) -> Equation {
      var bare = Equation(equation.left)
      for link in equation.links { bare.add(link.math, relation: link.relation) }
      return bare
    }
  }

  /// What was read of a format in all graphs.
  struct Count {
    var equations = 0
    var checked = 0
    var approximate = 0
    var named = 0
    var skipped: [String: Int] = [:]
    var pieces: Int { checked + approximate + named + skipped.values.reduce(0, +) }
  }

  @Test func everyEquationHolds() async throws {
    let (seed, count) = Self.wanted
    let parts = 10
    let found = try await withThrowingTaskGroup(of: Found.self) { group in
      for part in 0..<parts {
        group.addTask { try read(count / parts, seed: UInt64(seed + part)) }
      }
      return try await group.reduce(into: Found()) { $0.add($1) }
    }
    let faults = found.faults.sorted()
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(20).joined(separator: "\n\n"))")
    for format in Format.allCases {
      let count = try #require(found.counts[format])
      // Nearly all is read: what is left are derivatives of things without a name, and rules in
      // letters.
      let skipped = count.skipped.values.reduce(0, +)
      #expect(count.equations > 6_000 && count.checked * 2 > count.equations, "\(format): \(count)")
      #expect(count.named > count.equations, "\(format): \(count)")
      #expect(skipped * 12 < count.pieces, "\(format): \(count)")
      #expect(count.approximate * 50 < count.pieces, "\(format): \(count)")
    }
    #expect(OperationKind.allCases.filter { !found.kinds.contains($0) } == [])
    if Self.isAsked {
      for fault in faults { print("FAULT \(fault)") }
      for format in Format.allCases { print(found.counts[format].map { "\(format): \($0)" } ?? "") }
    }
  }

  /// What some graphs came to.
  struct Found {
    var counts: [Format: Count] = [:]
    var kinds: Set<OperationKind> = []
    var faults: [String] = []

    mutating func add(_ other: Found) {
      counts.merge(other.counts) { $0.adding($1) }
      kinds.formUnion(other.kinds)
      faults += other.faults
    }
  }

  private func read(_ count: Int, seed: UInt64) throws -> Found {
    var graphs = TensorGraphs(seed: seed)
    var found = Found()
    for number in 0..<count {
      let text = graphs.graph()
      let faults = try read(
        text, isExpanded: number % 3 == 2, language: number % 2 == 1 ? .korean : .english,
        digits: [4, 4, 3, 4, 6][number % 5], &found)
      found.faults += faults.prefix(3).map { "\(text)\($0)" }
    }
    return found
  }

  /// The seed and how many graphs.
  private static let wanted: (Int, Int) = {
    let parts = (asked ?? "1,250").split(separator: ",").compactMap { Int($0) }
    return parts.count == 2 ? (parts[0], parts[1]) : (1, 250)
  }()
  private static let asked = ProcessInfo.processInfo.environment["BACKDRAW_EQUATIONS"]
  private static var isAsked: Bool { asked != nil }

  private func read(
    _ text: String, isExpanded: Bool, language: Language, digits: Int, _ found: inout Found
  ) throws -> [String] {
    let graph = try parseGraph(
      Array(text.utf8), file: "<generated>",
      expanding: isExpanded ? Set(OperationKind.composites) : []
    ).get()
    let trace = graph.tape.backward(from: graph.output, upstream: graph.upstream)
    found.kinds.formUnion(trace.nodes.map(trace.kind))
    let derivation = Derivation(trace, language: language, numerals: Numerals(digits: digits))
    let names = try GraphNames(graph, trace, derivation).names
    var faults: [String] = []
    for equation in equations(derivation) where !equation.links.isEmpty {
      for format in Format.allCases {
        var audit = Audit(digits: digits)
        audit.names = names
        func name() -> String { PlainTextWriter().text(equation.math) }
        do {
          let printed = try format.read(equation)
          if printed.count != 1 || printed[0].pieces.count != equation.links.count + 1 {
            audit.fault(name(), "\(printed.map(\.pieces.count)) pieces")
          }
          for one in printed { audit.read(one, name: name) }
        } catch {
          audit.fault(name(), "\(error)")
        }
        found.counts[format, default: Count()].add(audit)
        faults += audit.faults.map { "\(format): \($0)" }
      }
    }
    return faults
  }

  /// All that `explain` prints, with `--of` and `--entry`.
  private func equations(_ derivation: Derivation) -> [Equation] {
    let trace = derivation.trace
    let recorded = trace.nodes.filter { trace.recordsGradient($0) }
    let leaves = recorded.filter { trace.role(of: $0) != .operation }
    var steps =
      derivation.forward + derivation.backwardSteps(first: 300)
      + derivation.chains(of: leaves).flatMap(\.steps)
    for node in recorded where !trace.shape(of: node).isScalar {
      let shape = trace.shape(of: node)
      for place in Set([0, shape.count - 1]).sorted() {
        steps.append(
          derivation.entryStep(Entry(node: node, index: shape.index(ofPlace: place))))
      }
    }
    return steps.flatMap(\.equations) + trace.updates.map(derivation.equation)
  }
}

extension GeneratedEquationsTests.Count {
  mutating func add(_ audit: Audit) {
    equations += 1
    checked += audit.checked
    approximate += audit.approximate
    named += audit.named
    skipped.merge(audit.skipped) { $0 + $1 }
  }

  func adding(_ other: Self) -> Self {
    var sum = self
    sum.equations += other.equations
    sum.checked += other.checked
    sum.approximate += other.approximate
    sum.named += other.named
    sum.skipped.merge(other.skipped) { $0 + $1 }
    return sum
  }
}
